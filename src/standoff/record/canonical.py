"""The record as text that does not depend on how it came about: not on the order of the input, the number of workers,
interruptions or the clock. Two records are the same if their digests are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from standoff.record.codec import encode
from standoff.record.store import Record


def lines(record: Record) -> Iterator[str]:
    """One JSON object a line: documents with the machine's codings, what was rejected, imports, corrections, and then
    what goes together across documents.
    """
    for kind, value in _parts(record):
        yield json.dumps({kind: value}, ensure_ascii=False, sort_keys=True)


def digest(record: Record) -> str:
    """SHA-256 of the lines, 64 hexadecimal digits."""
    total = hashlib.sha256()
    for line in lines(record):
        total.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return total.hexdigest()


def _parts(record: Record) -> Iterator[tuple[str, Any]]:
    db = record.db
    for (id,) in db.execute("SELECT id FROM documents ORDER BY id").fetchall():
        yield "coding", _timeless(encode(record.coding(id)))
    # an origin tells where a text lay, and lies elsewhere on the next machine: the reason tells it apart
    yield from _rows(
        record, "rejected", "SELECT DISTINCT reason, detail FROM rejected ORDER BY 1, 2"
    )
    for row in record.rows():
        yield "import", encode(row)
    for correction in record.log():
        yield "correction", {k: v for k, v in encode(correction).items() if k != "made"}
    yield from _rows(
        record, "occurrence",
        "SELECT o.id, o.type, o.quad, o.status, o.intensity, o.day, o.until, o.mentions, o.documents, o.reports,"
        " o.outlets, (SELECT json_group_array(id) FROM (SELECT e.id FROM events e WHERE e.occurrence = o.number"
        " AND e.wrong = 0 ORDER BY e.id)) FROM occurrences o WHERE o.mentions > 0 ORDER BY o.id",
    )  # fmt: skip
    yield from _rows(
        record, "direction",
        "SELECT d.source, d.recipient, d.day, o.id FROM directions d JOIN occurrences o ON o.number = d.occurrence"
        " ORDER BY 1, 2, 3, 4",
    )  # fmt: skip
    yield from _rows(
        record, "utterance",
        "SELECT u.id, u.speaker, u.day, (SELECT json_group_array(id) FROM (SELECT s.id FROM renderings r"
        " JOIN statements s ON s.number = r.statement WHERE r.utterance = u.number ORDER BY s.id)) AS statements"
        " FROM utterances u ORDER BY u.id",
    )  # fmt: skip
    yield from _rows(
        record, "report",
        "SELECT json_group_array(id) FROM (SELECT s.story, d.id FROM stories s"
        " JOIN documents d ON d.number = s.document ORDER BY d.id) GROUP BY story ORDER BY 1",
    )  # fmt: skip
    yield from _rows(
        record, "copy",
        "SELECT min(a.id, b.id), max(a.id, b.id), kind, likeness FROM copies"
        " JOIN documents a ON a.number = document JOIN documents b ON b.number = other ORDER BY 1, 2",
    )  # fmt: skip


def _rows(record: Record, kind: str, query: str) -> Iterator[tuple[str, list[Any]]]:
    for row in record.db.execute(query):
        yield kind, list(row)


def _timeless(coding: dict[str, Any]) -> dict[str, Any]:
    """Without where and when this machine found the text."""
    document = {k: v for k, v in coding["document"].items() if k not in {"origin", "retrieved"}}
    return coding | {"document": document}
