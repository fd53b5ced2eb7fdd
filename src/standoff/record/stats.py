"""How much is in the record, from when, from whom, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.record.store import Record

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts of a whole record. ``first`` and ``last`` are days of publication (ISO), ``size`` is in bytes.

    ``copies`` counts documents that are another report's copy; ``changed`` addresses that were seen with more than one
    text; ``stale`` says that documents or corrections have come since acts and utterances were joined.
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
    datasets: Counts
    rejected: Counts
    copies: int
    changed: int
    corrections: int
    coders: int
    runs: int
    size: int
    stale: bool


def stats(record: Record) -> Stats:
    """Count everything in the record."""

    def one(query: str) -> int:
        return int(record.db.execute(query).fetchone()[0])

    def counts(query: str) -> Counts:
        return tuple((str(name), int(n)) for name, n in record.db.execute(query))

    first, last = record.db.execute(
        "SELECT min(published), max(published) FROM documents"
    ).fetchone()
    return Stats(
        documents=one("SELECT count(*) FROM documents"),
        outlets=counts(
            "SELECT coalesce(source, 'no outlet'), count(*) n FROM documents GROUP BY 1 ORDER BY n DESC, 1"
        ),
        first=first, last=last,
        statements=one("SELECT count(*) FROM statements WHERE wrong = 0"),
        utterances=one("SELECT count(*) FROM utterances"),
        sourcing=counts("SELECT sourcing, count(*) n FROM statements WHERE wrong = 0 GROUP BY 1 ORDER BY n DESC"),
        events=one("SELECT count(*) FROM events WHERE wrong = 0"),
        occurrences=one("SELECT count(*) FROM occurrences WHERE mentions > 0"),
        statuses=counts("SELECT status, count(*) n FROM occurrences WHERE mentions > 0 GROUP BY 1 ORDER BY n DESC"),
        types=counts(
            "SELECT coalesce(type, 'no PLOVER type'), count(*) n FROM occurrences WHERE mentions > 0"
            " GROUP BY 1 ORDER BY n DESC, 1"
        ),
        datasets=counts("SELECT dataset, count(*) n FROM imports GROUP BY 1 ORDER BY n DESC"),
        rejected=counts("SELECT reason, count(*) n FROM rejected GROUP BY 1 ORDER BY n DESC"),
        copies=one("SELECT count(*) FROM stories WHERE document <> story"),
        changed=len(record.changed()),
        corrections=one("SELECT count(*) FROM corrections"),
        coders=one("SELECT count(DISTINCT coder) FROM corrections"),
        runs=one("SELECT count(*) FROM runs"),
        size=one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
        stale=record.stale,
    )  # fmt: skip
