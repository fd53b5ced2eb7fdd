"""Is the record sound? SQLite's own check, and ours: snapshots are what their ids say, every mark lies in its text,
and the derived half is what the recorded half makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.reading.identity import document_id
from standoff.record.corrections import mentions
from standoff.record.store import Record
from standoff.types import Coding, Span


def audit(record: Record) -> Iterator[str]:
    """What is wrong with the record, one sentence each; nothing where it is sound."""
    for (said,) in record.db.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield f"the file is damaged: {said}"
    yield from _uncoded(record)
    for state in record.states():
        yield from _unsound(record, state.coding, state.wrong)


def _uncoded(record: Record) -> Iterator[str]:
    rows = record.db.execute(
        "SELECT d.id FROM documents d LEFT JOIN codings c ON c.document = d.number WHERE c.document IS NULL"
    )
    return (f"document {id} has no coding" for (id,) in rows)


def _unsound(record: Record, coding: Coding, wrong: frozenset[str]) -> Iterator[str]:
    d = coding.document
    if document_id(d.text, d.title, d.source, d.url, d.published) != d.id:
        yield f"document {d.id}: its text, title, outlet, address or day is not what was recorded under this id"
    for span in _spans(coding):
        if not 0 <= span.start < span.end <= len(d.text):
            where = f"at {span.start} to {span.end}, of {len(d.text)} characters"
            yield f"document {d.id}: a mark is outside the text ({where})"
    for kind, items in (("events", coding.events), ("statements", coding.statements)):
        indexed = record.db.execute(
            f"SELECT i.id, i.wrong FROM {kind} i JOIN documents d ON d.number = i.document WHERE d.id = ?",
            (d.id,),
        ).fetchall()
        if {tuple(row) for row in indexed} != {(item.id, int(item.id in wrong)) for item in items}:
            yield f"document {d.id}: the index of its {kind} is not what its coding and its corrections make"


def _spans(coding: Coding) -> Iterable[Span]:
    for event in coding.events:
        yield from (event.span, event.trigger)
    for statement in coding.statements:
        yield from (statement.span, *statement.content)
    for mention in mentions(coding):
        yield mention.span
