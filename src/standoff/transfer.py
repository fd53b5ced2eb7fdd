"""A record's open doors: rows of other data sets go in; what fits a filter comes out as rows, codings, tables.

Imported events stand beside coded ones in every question and keep the name of their data set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from standoff import exchange
from standoff.record import Filter, Record, acts, every
from standoff.types import Coding, Event, EventRow, Rejected, Run, Statement

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 5000  # rows that are written at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import has come to so far: rows that are new, rows that the record had."""

    new: int
    known: int


def take(
    record: Record, items: Iterable[EventRow | Rejected], run: Run, *, now: Callable[[], datetime]
) -> Iterator[Imported | Rejected]:
    """Write rows into the record, some thousands at a time; what cannot be read passes through and is noted.

    The same rows again add nothing, so that an import that was stopped is done again from the start.
    """
    number = record.begin(run)
    new = known = 0
    remaining = iter(items)
    while chunk := list(islice(remaining, _BATCH)):
        for refused in chunk:
            if isinstance(refused, Rejected):
                record.reject(refused, number)
                yield refused
        added, had = record.put_rows((row for row in chunk if isinstance(row, EventRow)), number)
        new, known = new + added, known + had
        yield Imported(new=new, known=known)
    record.finish(number, now())


def rows(record: Record, asked: Filter, *, of_acts: bool = False) -> Iterator[EventRow]:
    """A row for each event that fits, coded or imported, corrections applied; ``of_acts``: one for each act."""
    if of_acts:
        for occurrence, codings in acts(record, asked):
            yield from exchange.occurrence_rows(codings, [occurrence])
        asked = replace(asked, dataset=_foreign(record, asked))
        if not asked.dataset:
            return
    for found in every(record, asked, "events"):
        if isinstance(found.item, EventRow):
            yield found.item
        elif isinstance(found.item, Event) and found.coding is not None:
            yield exchange.row(found.item, found.coding.document)


def codings(record: Record, asked: Filter) -> Iterator[Coding]:
    """The codings of the articles that fit, whole, corrections applied and without what is wrong."""
    for found in every(record, asked, "documents"):
        if found.coding is not None:
            yield found.coding


def event_table(record: Record, asked: Filter, *, of_acts: bool = False) -> pa.Table:
    """Rows as an Arrow table: ``.to_pandas()``, or ``polars.from_arrow`` of it. Needs pyarrow."""
    return exchange.table(rows(record, asked, of_acts=of_acts))


def statement_table(record: Record, asked: Filter) -> pa.Table:
    """The statements that fit as an Arrow table."""
    return exchange.statement_table(
        replace(found.coding, statements=(found.item,))
        for found in every(record, asked, "statements")
        if isinstance(found.item, Statement) and found.coding is not None
    )


def _foreign(record: Record, asked: Filter) -> tuple[str, ...]:
    """The imported data sets that a filter lets in."""
    known = tuple(
        name for (name,) in record.db.execute("SELECT DISTINCT dataset FROM imports ORDER BY 1")
    )
    return tuple(name for name in known if not asked.dataset or name in asked.dataset)
