"""Rows or codings to a file of any format that is written."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

from standoff.errors import InputError
from standoff.exchange.base import Format, Tally, Written
from standoff.exchange.formats import FORMATS
from standoff.exchange.own import rows as rows_of
from standoff.types import HAPPENED, STATUSES, Coding, EventRow, Status


def write(
    items: Iterable[EventRow | Coding],
    target: str | Path | BinaryIO,
    format: str | None = None,
    *,
    statuses: Collection[Status] | None = None,
) -> Written:
    """Write rows (or codings, whose events become rows) to a path or a binary stream, and say what was left out.

    ``format`` is one of ``FORMATS``; None: the one of the path's suffix. A path that ends in ``.gz`` is packed. A path
    gets its file only when it is whole. ``statuses``: which rows; None: all where the format holds the status, else
    those that happened (reported, ongoing), because nothing in the file would set a denied act apart from a done one.
    What is written from codings holds them all.

    Raises ``InputError`` for a format that is not written, and for rows given to a format that needs codings.
    """
    found = _writable(format, target)
    tally = Tally()
    wanted = statuses if statuses is not None else STATUSES if found.holds_status else HAPPENED
    if found.write_folder is not None:
        found.write_folder(_codings(items, found), _target(target), tally)
        return tally.written()
    with _out(target) as out:
        if found.write_codings is not None:
            found.write_codings(_codings(items, found), out, tally)
        elif found.write_rows is not None:
            found.write_rows(_chosen(items, frozenset(wanted), tally), out, tally)
    return tally.written()


def _writable(name: str | None, target: str | Path | BinaryIO) -> Format:
    if name is None and isinstance(target, str | Path):
        path = str(target).lower().removesuffix(".gz")
        fitting = [
            each for each in FORMATS.values() if each.writes and path.endswith(each.suffixes)
        ]
        if len(fitting) != 1:
            named = ", ".join(each.name for each in fitting) or "none"
            raise InputError(
                f"the suffix of {target} does not say the format (fitting: {named}); name it"
            )
        return fitting[0]
    found = FORMATS.get(name or "")
    if found is None or not found.writes:
        known = ", ".join(each.name for each in FORMATS.values() if each.writes)
        raise InputError(f"{name!r} is no format that is written; these are: {known}")
    return found


def _chosen(
    items: Iterable[EventRow | Coding], statuses: frozenset[Status], tally: Tally
) -> Iterator[EventRow]:
    for item in items:
        for row in rows_of([item]) if isinstance(item, Coding) else (item,):
            if row.status in statuses:
                yield row
            else:
                tally.leave_out(f"status {row.status}")


def _codings(items: Iterable[EventRow | Coding], format: Format) -> Iterator[Coding]:
    for item in items:
        if not isinstance(item, Coding):
            raise InputError(
                f"{format.name} is written from whole documents; rows of other data sets have no text to mark"
            )
        yield item


def _target(target: str | Path | BinaryIO) -> Path | BinaryIO:
    return Path(target) if isinstance(target, str) else target


@contextmanager
def _file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when it is whole; what stood there before stands until then."""
    part = path.with_name(f"{path.name}.part")
    try:
        opened = part.open("wb")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
    try:
        with opened as raw:
            if path.suffix == ".gz":
                with gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as packed:
                    yield cast(BinaryIO, packed)
            else:
                yield raw
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _out(target: str | Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    return _file(Path(target)) if isinstance(target, str | Path) else nullcontext(target)
