"""Long times without a number of their own: seasons, centuries, "weeks ago", "the year before last"."""

from __future__ import annotations

import re
from datetime import date

from standoff.coding.units import SEASONS, Days, month_days, season_days, unit_days

SEASON = (
    rf"(?:in|during|since|by|until|that) (?:the )?(?:early |late )?(?P<season>{'|'.join(SEASONS)})"
    r"(?:(?: of)? (?P<year>(?:19|20)\d\d)|(?! of))"
)
_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20}
CENTURY = rf"(?<!since the )(?:(?P<number>1\d|20|{'|'.join(_CENTURIES)})(?:th)?|last) century"
UNITS_AGO = r"(?P<unit>week|month|year|decade)s ago"
BEFORE_LAST = r"the (?P<unit>week|month|year) before last"
_PARTS = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "first half": (1, 6), "second half": (7, 12),
    "first quarter": (1, 3), "second quarter": (4, 6), "third quarter": (7, 9), "fourth quarter": (10, 12),
}  # fmt: skip
YEAR_PART = (
    r"(?:(?P<third>early|mid|late)[ -]|(?P<part>(?:first|second) half|(?:first|second|third|fourth) quarter) of )"
    r"(?P<year>(?:19|20)\d\d)"
)
PART_WORDS = frozenset({"early", "mid", "late", "first", "second", "third", "fourth"})
SEASON_WORDS = frozenset({"in", "during", "since", "by", "until", "that"})
CENTURY_WORDS = frozenset({*_CENTURIES, "last"})
UNIT_WORDS = frozenset({"weeks", "months", "years", "decades"})
_MANY, _FEW = -9, -2  # units that "weeks ago" may lie back


def season(m: re.Match[str], published: date | None, future: bool) -> Days | None:
    """ "In the spring": the last one that has begun, or the next one for what is still to come."""
    if m["year"]:
        return season_days(int(m["year"]), m["season"].lower())
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    found = [season_days(year, m["season"].lower()) for year in years]
    if future:
        return next(days for days in found if days[1] >= published)
    return next(days for days in reversed(found) if days[0] <= published)


def year_part(m: re.Match[str], _published: date | None, _future: bool) -> Days:
    """ "Late 2000", "the first half of 2015"."""
    first, last = _PARTS[(m["third"] or m["part"]).lower()]
    year = int(m["year"])
    return date(year, first, 1), month_days(year, last)[1]


def century(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    """ "The 19th century", "last century"."""
    if m["number"] is None and published is None:
        return None
    number = (m["number"] or str((published or date.max).year // 100)).lower()
    last = 100 * (_CENTURIES.get(number) or int(number))
    return date(last - 99, 1, 1), date(last, 12, 31)


def units_ago(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    """ "Weeks ago": from two on."""
    if published is None:
        return None
    first, last = (unit_days(m["unit"].lower(), published, count) for count in (_MANY, _FEW))
    return first[0], last[1]


def before_last(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    """ "The year before last"."""
    return None if published is None else unit_days(m["unit"].lower(), published, -2)
