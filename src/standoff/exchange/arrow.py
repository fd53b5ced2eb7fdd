"""The long tables as Arrow and Parquet: ``table(rows).to_pandas()``, ``polars.from_arrow(table(rows))``.

The schema is fixed: the columns of ``columns.py``, texts as strings, several values as lists of strings (one for each
party, so that name, country and side of the second party stand second in their lists), days as date32, ``fields`` as a
map. Needs pyarrow. Parquet is read again without loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from standoff.errors import InputError
from standoff.exchange.base import Format, Row, Source, Tally
from standoff.exchange.columns import EVENTS, STATEMENTS, Column, Kind
from standoff.exchange.values import Malformed
from standoff.types import STATUSES, Coding, EventRow, Party, Site

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet as pq

_BATCH = 10_000
T = TypeVar("T")


def _arrow() -> Any:  # noqa: ANN401 - a module
    """Arrow, loaded when it is first needed: it is large."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise InputError("Parquet and Arrow tables need pyarrow: pip install pyarrow") from None
    return pyarrow


def schema(columns: Sequence[Column[T]]) -> pa.Schema:
    """The Arrow schema of a long table; a column's help is in its metadata."""
    pa = _arrow()
    kinds: dict[Kind, Any] = {
        "string": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(),
        "date": pa.date32(), "strings": pa.list_(pa.string()), "map": pa.map_(pa.string(), pa.string()),
    }  # fmt: skip
    return pa.schema([pa.field(c.name, kinds[c.kind], metadata={"help": c.help}) for c in columns])


def table(rows: Iterable[EventRow]) -> pa.Table:
    """The rows as an Arrow table; all of them are held in memory."""
    return _table(rows, EVENTS)


def statement_table(codings: Iterable[Coding]) -> pa.Table:
    """The statements of codings as an Arrow table."""
    return _table(((s, c.document) for c in codings for s in c.statements), STATEMENTS)


def _table(items: Iterable[T], columns: Sequence[Column[T]]) -> pa.Table:
    pa = _arrow()
    form = schema(columns)
    return pa.Table.from_batches(_batches(iter(items), columns, form), schema=form)


def _batches(
    items: Iterator[T], columns: Sequence[Column[T]], form: pa.Schema
) -> Iterator[pa.RecordBatch]:
    pa = _arrow()
    while chunk := list(islice(items, _BATCH)):
        arrays = [
            pa.array([_cell(column.get(item), column.kind) for item in chunk], type=kind)
            for column, kind in zip(columns, form.types, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=form)


def _cell(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - a cell of any column
    return list(value.items()) if kind == "map" else value


def write(rows: Iterator[EventRow], out: BinaryIO, tally: Tally) -> None:
    """Write Parquet, ten thousand rows at a time."""
    pa, form = _arrow(), schema(EVENTS)
    with pa.parquet.ParquetWriter(out, form, compression="zstd") as writer:
        for batch in _batches(rows, EVENTS, form):
            writer.write_batch(batch)
            tally.records += batch.num_rows


def read(source: Source) -> Iterator[Row]:
    """Yield the rows of a Parquet file that ``write`` made."""
    pa = _arrow()
    if not source.stream.seekable():
        yield source.rejected("unreadable", "Parquet needs a file, not a pipe; save it first")
        return
    try:
        yield from _read(source, pa.parquet.ParquetFile(source.stream))
    except (pa.ArrowException, ValueError, OSError, TypeError, KeyError) as error:
        yield source.rejected("malformed", f"no Parquet table of ours: {str(error)[:200]!r}")


def _read(source: Source, file: pq.ParquetFile) -> Iterator[Row]:
    """Yield the rows, batch by batch; other programs' kinds of texts and lists are brought to ours."""
    pa = _arrow()
    form, number = schema(EVENTS), 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=form.names):
        for values in pa.Table.from_batches([batch]).select(form.names).cast(form).to_pylist():
            number += 1
            try:
                yield row_of(values)
            except Malformed as error:
                yield source.rejected("malformed", str(error), number)


def row_of(values: dict[str, Any]) -> EventRow:
    """The row of a record of the long table. Raises ``Malformed`` without what every row has."""
    needed = ("dataset", "id", "directed", "reciprocal", "mentions")
    if missing := [name for name in needed if values[name] in (None, "")]:
        raise Malformed(f"nothing in {missing[0]!r}")
    if values["status"] not in STATUSES:
        raise Malformed(f"{values['status']!r} is no status; they are {', '.join(STATUSES)}")
    site = Site(
        name=values["place"], city=values["city"], district=values["district"],
        province=values["province"], country=values["country"],
        latitude=values["latitude"], longitude=values["longitude"],
    )  # fmt: skip
    plain = (
        "dataset", "id", "start", "end", "directed", "reciprocal", "type", "mode", "cameo", "quad",
        "intensity", "status", "attributed_to", "confidence", "text", "document", "sentence",
        "publisher", "url", "published", "mentions",
    )  # fmt: skip
    return EventRow(
        **{name: values[name] for name in plain},
        source=_parties(values, "source"),
        recipient=_parties(values, "recipient"),
        contexts=tuple(values["contexts"] or ()),
        site=None if site == Site() else site,
        fields=tuple(values["fields"] or ()),
    )


def _parties(values: dict[str, Any], of: str) -> tuple[Party, ...]:
    names = ("name", "country", "sectors", "id", "side")
    columns = [values[f"{of}_{name}"] or () for name in names]
    return tuple(
        Party(name=name, country=country, sectors=tuple((sectors or "").split()), id=id, side=side)
        for name, country, sectors, id, side in zip_longest(*columns)
    )


FORMAT = Format(
    name="parquet",
    help="one long table in Parquet (needs pyarrow), without loss",
    suffixes=(".parquet",),
    read=read,
    write_rows=write,
    holds_status=True,
)
