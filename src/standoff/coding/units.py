"""Days, weeks, months, seasons and years as intervals of days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day."""

_MONTHS = 12
SEASONS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14),
}  # fmt: skip
"""First and last month, counted on into the next year."""
NEWS = timedelta(days=11)
"""How far back what happened is still the news of the day."""
_MADE_OF = {"decade": ("year", 10), "fortnight": ("week", 2)}


def is_old(days: Days, published: date) -> bool:
    """Whether days lie before those of the news; "last month" is past as a whole."""
    start, end = days
    return start + (end - start) / 2 < published - NEWS and end < published


def month_days(year: int, month: int) -> Days:
    """A month, from 1 to 12."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def season_days(year: int, season: str) -> Days:
    """A season; a winter that begins in a year ends in the next."""
    first, last = SEASONS[season]
    ends = (year, last) if last <= _MONTHS else (year + 1, last - _MONTHS)
    return date(year, first, 1), month_days(*ends)[1]


def unit_days(unit: str, day: date, shift: int) -> Days:
    """The day, weekend, week (Monday to Sunday), month, season or else year so many after that of a day; a
    decade is ten years, a fortnight two weeks.
    """
    unit, times = _MADE_OF.get(unit, (unit, 1))
    shift *= times
    if unit == "day":
        other = day + timedelta(days=shift)
        return other, other
    if unit == "weekend":
        weeks = timedelta(weeks=max(shift, 0))
        saturday = day - timedelta(days=(day.weekday() - 5) % 7) + weeks
        return saturday, saturday + timedelta(days=1)
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + shift
        return month_days(months // 12, months % 12 + 1)
    if unit in SEASONS:
        last = SEASONS[unit][1]
        begun = day.month <= last - _MONTHS  # in the year before
        year = day.year - begun
        return season_days(year + (shift if shift > 0 or begun or day.month <= last else 0), unit)
    return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)
