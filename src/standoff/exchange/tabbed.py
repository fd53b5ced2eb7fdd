"""Tables whose cells are separated by tabs and never quoted: ICEWS, GDELT, POLECAT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import BinaryIO

from standoff.exchange.base import Row, Source, Tally
from standoff.exchange.lines import Line
from standoff.exchange.values import Malformed
from standoff.exchange.verbatim import Parse, Render, keep, restore
from standoff.types import EventRow, Party

GOLDSTEIN = frozenset({"icews", "gdelt1", "gdelt2"})  # data sets whose scores are Goldstein's
_BREAKS = str.maketrans("\t\n", "  ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a table of one data set looks.

    ``optional`` columns may be missing at the end of a row. ``aliases`` are other names in headers. Rows of all data
    sets of a ``family`` have columns of the same names: what was kept of one can be written in another.
    """

    dataset: str
    family: tuple[str, ...]
    columns: tuple[str, ...]
    parse: Parse
    render: Render
    header: bool
    optional: int = 0
    aliases: Mapping[str, str] = field(default_factory=dict)


def cells(line: Line) -> list[str]:
    """The cells of a line. Raises ``Malformed`` for a line that is too long or not UTF-8."""
    if line.cut:
        raise Malformed("the line is longer than 16 MiB; is this the file you meant?")
    try:
        return line.data.decode("utf-8").split("\t")
    except UnicodeDecodeError as error:
        raise Malformed(
            f"byte 0x{line.data[error.start]:02X} at position {error.start} is no UTF-8"
        ) from None


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """Yield a row for every line, or its rejection; a header is told by the names in it."""
    columns: Sequence[str] = shape.columns
    first = True
    for line in source.lines():
        try:
            values = cells(line)
            if first and shape.columns[0] in values:
                columns = header(values, shape)
            else:
                yield keep(_record(values, columns, shape), shape.parse, shape.render)
        except Malformed as error:
            yield source.rejected("malformed", str(error), line.number)
        first = False


def header(names: Sequence[str], shape: Shape) -> list[str]:
    """The columns of a file by its own header.

    A header that names more columns than a row has (POLECAT's stray "Headline") is told at the rows: see ``_record``.
    """
    found = [shape.aliases.get(name, name) for name in names]
    while found and not found[-1]:
        found.pop()
    needed = shape.columns[: len(shape.columns) - shape.optional]
    if missing := [name for name in needed if name not in found]:
        raise Malformed(
            f"the header lacks {', '.join(map(repr, missing[:3]))}; the standard order is taken"
        )
    return found


def _record(values: list[str], columns: Sequence[str], shape: Shape) -> dict[str, str]:
    """Pair cells with columns.

    A row of the standard width under a wider header follows the standard order (the header has names too many); cells
    too many are let go where they are empty (stray tabs at the end).
    """
    if len(values) == len(shape.columns) < len(columns):
        columns = shape.columns
    while len(values) > len(columns) and not values[-1]:
        values.pop()
    short = len(columns) - len(values)
    if not 0 <= short <= shape.optional:
        raise Malformed(f"{len(values)} cells where {shape.dataset} has {len(columns)}")
    return {name: value for name, value in zip(columns, values, strict=False) if name}


def write(rows: Iterator[EventRow], out: BinaryIO, tally: Tally, shape: Shape) -> None:
    """Write rows; what acts between several sides becomes a row for each pair, as these data sets have it."""
    if shape.header:
        out.write(("\t".join(shape.columns) + "\n").encode())
    for row in rows:
        own = row.dataset in shape.family
        if why := unfit(row, own=own):
            tally.leave_out(why)
            continue
        for each in pairs(row):
            record = restore(
                moved(each, shape.dataset, own=own), shape.parse, shape.render, own=own
            )
            line = "\t".join(record.get(name, "").translate(_BREAKS) for name in shape.columns)
            out.write(line.encode("utf-8", "replace") + b"\n")
            tally.records += 1


def unfit(row: EventRow, *, own: bool) -> str | None:
    """Why a directed and dated format cannot hold a row of another data set (or one without any day); None: it can."""
    if row.start is None and row.published is None:
        return "no date"
    if not row.directed:
        return "no direction"
    return None if own or row.type or row.cameo else "no act"


def pairs(row: EventRow) -> Iterator[EventRow]:
    """The row as it is, or for several sides (or a reciprocal act) one row for each pair, numbered from the second."""
    found = list(product(row.source or (None,), row.recipient or (None,)))
    if row.reciprocal and row.source and row.recipient:
        found += [(two, one) for one, two in found]
    if len(found) == 1:
        yield row
        return
    for at, (one, two) in enumerate(found, 1):
        id = row.id if at == 1 else f"{row.id}.{at}"
        yield replace(row, id=id, source=_one(one), recipient=_one(two), reciprocal=False)


def moved(row: EventRow, dataset: str, *, own: bool) -> EventRow:
    """The row as one of this data set; ``own``: it has the columns of this data set's family.

    Ids of actors mean something in their own data set only. Goldstein's scores and PLOVER's are two scales: a score of
    the other one is let go, and ``render`` looks up that of the act.
    """
    if own:
        return row if row.dataset == dataset else replace(row, dataset=dataset)
    same = (row.dataset in GOLDSTEIN) == (dataset in GOLDSTEIN)
    return replace(
        row,
        dataset=dataset,
        source=_nameless(row.source),
        recipient=_nameless(row.recipient),
        intensity=row.intensity if same else None,
    )


def _nameless(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(replace(party, id=None) for party in parties)


def _one(party: Party | None) -> tuple[Party, ...]:
    return (party,) if party else ()
