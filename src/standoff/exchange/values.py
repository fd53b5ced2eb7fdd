"""Cells to values and back. A cell that cannot be what its column says raises ``Malformed``."""

from __future__ import annotations

import math
import re
from datetime import date

# What data sets write where they have nothing to say.
ABSENT = frozenset({"", "NA", "N/A", "NULL", "None", "NaN", "nan", "null", "\\N"})
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII | re.DOTALL)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?", re.ASCII | re.DOTALL)
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", re.ASCII)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_LONGEST_NUMBER = 40


class Malformed(ValueError):  # noqa: N818 - a verdict on the input, not a fault of the program
    """A record that cannot be read; never leaves this room, it becomes a ``Rejected``."""


def text(cell: str | None) -> str | None:
    """The words of a cell without space around them; None for what stands for nothing."""
    stripped = (cell or "").strip()
    return None if stripped in ABSENT else stripped


def number(cell: str | None, column: str) -> float | None:
    """A finite number, or None where the cell says nothing."""
    found = text(cell)
    if found is None:
        return None
    if len(found) > _LONGEST_NUMBER or not _NUMBER.fullmatch(found):
        raise Malformed(f"{column}: {found[:40]!r} is no number")
    value = float(found)
    if not math.isfinite(value):
        raise Malformed(f"{column}: {found!r} is no finite number")
    return value


def degrees(cell: str | None, column: str, limit: float) -> float | None:
    """A coordinate in degrees between ``-limit`` and ``limit``."""
    value = number(cell, column)
    if value is not None and abs(value) > limit:
        raise Malformed(f"{column}: {value:g} is beyond {limit:g} degrees")
    return value


def whole(cell: str | None, column: str) -> int | None:
    """A whole number, or None where the cell says nothing."""
    value = number(cell, column)
    if value is None:
        return None
    if not value.is_integer() or abs(value) >= 2**53:
        raise Malformed(f"{column}: {cell!r} is no whole number")
    return int(value)


def day(cell: str | None, column: str) -> date | None:
    """A day as data sets write it: 2018-06-01, 6/1/2018 (month first), 20180601[hhmmss], 01 June 2018."""
    found = text(cell)
    if found is None:
        return None
    try:
        if match := _ISO.fullmatch(found) or _PLAIN.fullmatch(found):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _AMERICAN.fullmatch(found):
            return date(int(match[3]), int(match[1]), int(match[2]))
        if (match := _WORDS.fullmatch(found)) and match[2] in _MONTHS:
            return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError as error:
        raise Malformed(f"{column}: {found[:40]!r} is no day ({error})") from None
    raise Malformed(f"{column}: {found[:40]!r} is no day")


def shown(value: float | None) -> str:
    """A number as short as it can be written; nothing for None."""
    if value is None:
        return ""
    return (
        str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    )


def iso(value: date | None) -> str:
    """A day as 2018-06-01; nothing for None."""
    return value.isoformat() if value else ""


def plain(value: date | None) -> str:
    """A day as 20180601; nothing for None."""
    return f"{value.year:04}{value.month:02}{value.day:02}" if value else ""
