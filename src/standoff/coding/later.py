"""Times that count from a day told before: "that night", "the next day", "the day before", "three weeks later"."""

from __future__ import annotations

import calendar
import re

from standoff.coding.units import Days, month_days, unit_days

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_NUMBERS = {word: n for n, word in enumerate(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1)} | {
    "a": 1, "an": 1}  # fmt: skip
_FEW = 3
_LENGTHS = {"day": 1, "week": 7, "month": 31, "year": 366}  # days that a time may have to be in one
_PARTS_OF_DAYS = {"night", "morning", "evening", "afternoon"}
_UNIT = r"(?P<unit>day|night|morning|evening|afternoon|week|month|year)"
LATER = re.compile(
    rf"(?<![\w-])(?:(?:that|the same) (?:very )?{_UNIT}"
    rf"|that (?P<month>{'|'.join(_MONTHS)})"
    r"|the (?P<back>day|night|week|month|year) before(?=\s*(?:[.,;:]|$))"
    r"|the (?:next|following) (?P<next>day|morning|night|week|month|year)"
    rf"|(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)}) (?P<step>hour|day|week|month|year)s? later"
    r"|(?P<hours>hours) later)(?![\w-])",
    re.IGNORECASE,
)
BEGINNINGS = _NUMBERS.keys() | {
    "that",
    "the",
    "hours",
}  # words that it begins with, or with a figure


def counted_from(told: Days, match: re.Match[str]) -> Days | None:
    """First and last day of an expression after a time of these days; None where they are too long for it
    ("in May … that day").
    """
    if match["month"]:
        return month_days(told[0].year, _MONTHS[match["month"].lower()])
    if match["unit"]:
        unit, steps = match["unit"].lower(), 0
    elif match["back"]:
        unit, steps = match["back"].lower(), -1
    elif match["next"]:
        unit, steps = match["next"].lower(), 1
    else:
        unit, steps = (match["step"] or "hour").lower(), _count(match)
    return _steps_from(told, unit, steps)


def counted_back(told: Days, match: re.Match[str]) -> Days | None:
    """First and last day of "three weeks earlier" after a time of these days; None where they are too long for it."""
    return _steps_from(told, match["unit"].lower(), -_count(match))


def _steps_from(told: Days, unit: str, steps: int) -> Days | None:
    unit, steps = ("day", 0) if unit == "hour" else (unit, steps)
    unit = "day" if unit in _PARTS_OF_DAYS else unit
    long = (told[1] - told[0]).days + 1
    return None if long > _LENGTHS[unit] else unit_days(unit, told[0], steps)


def _count(match: re.Match[str]) -> int:
    count = (match["count"] or "a").lower()
    return int(count) if count.isdecimal() else _NUMBERS.get(count, _FEW)
