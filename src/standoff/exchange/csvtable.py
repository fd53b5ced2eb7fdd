"""The long table as CSV: UTF-8, comma, header; safe to open in a spreadsheet.

A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers. Several values in a
cell are separated by ";" (a ";" inside one becomes ","), ``fields`` is a JSON object, booleans are true and false.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO, Generic, TypeVar

from standoff.exchange.base import Format, Tally
from standoff.exchange.columns import EVENTS, Column, Kind
from standoff.types import EventRow

# What makes a spreadsheet take a text for a formula or a command, alone or after a space: the signs of Excel and
# LibreOffice, their full-width forms, the marks of DDE and macros, and what breaks a cell (OWASP, CSV injection).
PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
T = TypeVar("T")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    if text.lstrip(" ").startswith(PREFIXES) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def cell(value: Any, kind: Kind) -> str:  # noqa: ANN401 - a cell of any column
    """A value as the words of a cell."""
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "strings":
        return harmless(";".join((each or "").replace(";", ",") for each in value))
    if kind == "map":
        return json.dumps(value, ensure_ascii=False) if value else ""
    return harmless(value) if kind == "string" else str(value)


class TableWriter(Generic[T]):
    """A long table on a binary stream: a header at once, then a line for each item that is added."""

    def __init__(self, out: BinaryIO, columns: Sequence[Column[T]]) -> None:
        self._columns = columns
        self._text = TextIOWrapper(out, "utf-8", "replace", newline="")
        # RFC 4180's line ends: with a lone newline, Python would leave a carriage return in a text unquoted, and a
        # spreadsheet would take what stands after it for a cell of its own.
        self._lines = csv.writer(self._text, lineterminator="\r\n")
        self._lines.writerow([column.name for column in columns])

    def add(self, item: T) -> None:
        """Write a line."""
        self._lines.writerow([cell(column.get(item), column.kind) for column in self._columns])

    def finish(self) -> None:
        """Hand the stream back, with everything written to it."""
        self._text.flush()
        self._text.detach()


def write(rows: Iterator[EventRow], out: BinaryIO, tally: Tally) -> None:
    """Write the rows as one long table."""
    table = TableWriter(out, EVENTS)
    for row in rows:
        table.add(row)
        tally.records += 1
    table.finish()


FORMAT = Format(
    name="csv",
    help="one long table, safe to open in a spreadsheet",
    suffixes=(".csv",),
    write_rows=write,
    holds_status=True,
)
