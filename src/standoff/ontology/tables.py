"""The one reader of Standoff's data tables, for our own files and for the user's.

A table is UTF-8 text: a header line, then one row a line, cells separated by tabs, no quoting.
Lines that start with ``#`` and blank lines say nothing; ``;`` separates several values in a cell
(a header may say so: ``other_names(;)`` is the column ``other_names``).
Text comes out as NFC, stripped. A malformed line is a ``DataError`` that names file, line and
column, never a row that is silently short.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from standoff.errors import DataError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DATA = Path(__file__).parent / "data"


def data_hash(user_files: Sequence[Path] = ()) -> str:
    """Twelve hexadecimal digits that name our own tables and the user's as they are now."""
    digest = hashlib.sha256()
    for file in (*sorted(f for f in DATA.rglob("*") if f.is_file()), *user_files):
        digest.update(f"{file.name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def data(name: str) -> Path:
    """Return the path of one of our own tables, ``states.tsv``."""
    return DATA / name


class Row(dict[str, str]):
    """One row, column name to cell; it knows where it stands. Equality is that of the cells."""

    __slots__ = ("line", "source")

    def __init__(self, cells: dict[str, str], source: str, line: int) -> None:
        super().__init__(cells)
        self.source = source
        self.line = line

    def several(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several; none if the table has no such column."""
        return several(self.get(column, ""))

    def bad(self, column: str, why: str) -> DataError:
        """Return the error to raise for a cell that cannot be used."""
        return DataError(f"{self.source}, line {self.line}, column {column!r}: {why}")


def several(cell: str) -> tuple[str, ...]:
    """Split a cell at ``;``, stripped, without the empty ones."""
    return tuple(part for part in map(str.strip, cell.split(";")) if part) if cell else ()


def rows(source: Path | Traversable, required: Sequence[str] = ()) -> list[Row]:
    """Read a table, one ``Row`` (a dict of column to cell) per line, in the file's order.

    Raises ``DataError`` if the file is missing or not UTF-8, has no header, a header with an
    empty or doubled column, lacks a ``required`` column, or has a row of another width.
    """
    name = str(source)
    lines = _lines(text_of(source), name)
    first = next(lines, None)
    if first is None:
        raise DataError(f"{name}: no header line; the first line must name the columns")
    columns = [cell.removesuffix("(;)").rstrip() for cell in first[1]]
    header = _header(columns, name, first[0], required)
    return [_row(header, cells, name, number) for number, cells in lines]


def text_of(source: Path | Traversable) -> str:
    """The text of a table in NFC; raises ``DataError`` where it cannot be read."""
    try:
        text = source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{source}: no such table; check the path") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{source}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except OSError as error:
        raise DataError(f"{source}: cannot be read ({error.strerror})") from None
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


def _lines(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#") or not line.strip():
            continue
        if "\0" in line:
            raise DataError(f"{name}, line {number}: a NUL character; this is no text table")
        yield number, [cell.strip() for cell in line.split("\t")]


def _header(cells: list[str], name: str, line: int, required: Sequence[str]) -> list[str]:
    for place, column in enumerate(cells, start=1):
        if not column:
            raise DataError(f"{name}, line {line}, column {place}: the header cell is empty")
        if column in cells[: place - 1]:
            raise DataError(f"{name}, line {line}, column {place}: {column!r} stands twice")
    missing = [column for column in required if column not in cells]
    if missing:
        raise DataError(f"{name}, line {line}: no column {missing[0]!r}; found {', '.join(cells)}")
    return cells


def _row(header: list[str], cells: list[str], name: str, line: int) -> Row:
    if len(cells) != len(header):
        column = header[min(len(cells), len(header) - 1)]
        raise DataError(
            f"{name}, line {line}, column {column!r}: {len(cells)} cells where the header has "
            f"{len(header)}; separate cells with one tab each"
        )
    return Row(dict(zip(header, cells, strict=True)), name, line)
