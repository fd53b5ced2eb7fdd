"""How much is in the record, from when, from whom, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from standoff.record import filters
from standoff.record.filters import Clause, Filter
from standoff.record.store import Record

_UTTERANCES = "SELECT count(DISTINCT r.utterance) FROM renderings r JOIN statements s ON s.number = r.statement"
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What is counted of the file as a whole. ``size`` is in bytes.

    ``copies`` counts documents that print a report which another printed before; ``changed`` addresses that were seen
    with more than one text; ``imports`` rows by data set; ``stale`` says that documents or corrections have come since
    acts and utterances were joined.
    """

    rejected: Counts
    imports: Counts
    copies: int
    changed: int
    corrections: int
    coders: int
    runs: int
    size: int
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts of what fits a filter, and of the whole file where nothing was asked. ``first`` and ``last`` are days of
    publication (ISO).
    """

    documents: int
    outlets: Counts
    first: str | None
    last: str | None
    statements: int
    utterances: int
    sourcing: Counts
    events: int
    occurrences: int
    statuses: Counts
    types: Counts
    whole: Whole | None


def stats(record: Record, asked: Filter | None = None) -> Stats:
    """Count what fits ``asked``, or everything."""
    asked = (asked or Filter()).checked(record.actors)
    articles = filters.documents(asked)
    said, done = filters.condition(asked, "statements"), filters.condition(asked, "events")
    acts = _acts_of(asked, done)
    first, last = _row(
        record, "SELECT min(d.published), max(d.published) FROM documents d", articles
    )
    return Stats(
        documents=_one(record, "SELECT count(*) FROM documents d", articles),
        outlets=_counts(record, "coalesce(d.source, 'no outlet')", "documents d", articles),
        first=first, last=last,
        statements=_one(record, "SELECT count(*) FROM statements s", said),
        utterances=_one(record, _UTTERANCES, said),
        sourcing=_counts(record, "s.sourcing", "statements s", said),
        events=_one(record, "SELECT count(*) FROM events e", done),
        occurrences=_one(record, "SELECT count(*) FROM occurrences o", acts),
        statuses=_counts(record, "o.status", "occurrences o", acts),
        types=_counts(record, "coalesce(o.type, 'no PLOVER type')", "occurrences o", acts),
        whole=_whole(record) if asked == Filter() else None,
    )  # fmt: skip


def _acts_of(asked: Filter, done: Clause) -> Clause:
    """The acts of which a telling fits."""
    if asked == Filter():
        return "o.mentions > 0", []
    return (
        f"o.mentions > 0 AND o.number IN (SELECT e.occurrence FROM events e WHERE {done[0]})",
        done[1],
    )


def _whole(record: Record) -> Whole:
    every: Clause = ("1", [])
    return Whole(
        rejected=_counts(record, "reason", "rejected", every), imports=_counts(record, "dataset", "imports", every),
        copies=_one(record, "SELECT count(*) FROM stories WHERE document <> story"), changed=len(record.changed()),
        corrections=_one(record, "SELECT count(*) FROM corrections"),
        coders=_one(record, "SELECT count(DISTINCT coder) FROM corrections"),
        runs=_one(record, "SELECT count(*) FROM runs"),
        size=_one(record, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
        stale=record.stale,
    )  # fmt: skip


def _counts(record: Record, what: str, table: str, condition: Clause) -> Counts:
    query = (
        f"SELECT {what}, count(*) n FROM {table} WHERE {condition[0]} GROUP BY 1 ORDER BY n DESC, 1"
    )
    return tuple((str(name), int(n)) for name, n in record.db.execute(query, condition[1]))


def _one(record: Record, query: str, condition: Clause | None = None) -> int:
    return int(_row(record, query, condition)[0])


def _row(record: Record, query: str, condition: Clause | None = None) -> Sequence[Any]:
    where, values = condition or ("", [])
    row: Sequence[Any] = record.db.execute(
        f"{query} WHERE {where}" if where else query, values
    ).fetchone()
    return row
