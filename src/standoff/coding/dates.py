"""Time expressions of news to intervals of days, counted from the article's date or (``later.py``) from a day told before.

"Thursday" is the last Thursday on or before that date, or the next one for what is still to come;
a month without a year is the nearest one. Without an article's date only absolute expressions get days.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from standoff.coding import spells
from standoff.coding.later import BEGINNINGS, LATER, counted_back, counted_from
from standoff.coding.units import Days, month_days, unit_days
from standoff.language import Analysis
from standoff.types import DateInterval, Span, Status

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
} | {"sept": 9}  # fmt: skip
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_NUMBERS = {w: n for n, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])} | {
    "a": 1, "an": 1, "some": 4, "several": 4, "a few": 3, "a couple of": 2, "couple of": 2}  # fmt: skip
_OF_ITS_TIME = frozenset({"reported", "ongoing", "alleged"})
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
COUNT = r"(?P<count>\d+|a few|a couple of|some|several|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?)"

_WORD = re.compile(r"\w+")
_AHEAD = timedelta(days=21)  # as far ahead as a date without a year may lie
_NEAR = 600  # characters to the time that "that day" goes back to
_BACK = 3  # times before that it may go back to
_CHAIN = 20  # times that go back to one another
_NUMERAL = "0"  # stands for all words that begin with a figure

Rule = Callable[[re.Match[str], "date | None", bool], "Days | None"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that give a time: ``text[start:end]``, and how to turn them into days."""

    start: int
    end: int
    words: str
    match: re.Match[str]
    rule: Rule

    def days(
        self, published: date | None, *, future: bool = False, over: bool = False
    ) -> Days | None:
        """First and last day meant, or None if that takes an article's date and there is none; of what is ``over`` it is
        none after the article, where the words leave the year open.
        """
        try:
            found = self.rule(self.match, published, future)
            if over and found is not None and published is not None and found[0] > published:
                return self.rule(self.match, published - _AHEAD, future)
        except (ValueError, OverflowError):  # the 31st of June, the year 12000
            return None
        return found

    def interval(
        self, document: str, published: date | None, *, future: bool = False, over: bool = False
    ) -> DateInterval:
        """The expression as a DateInterval with its evidence."""
        start, end = self.days(published, future=future, over=over) or (None, None)
        span = Span(document=document, start=self.start, end=self.end)
        return DateInterval(start=start, end=end, text=self.words, span=span)


@lru_cache(maxsize=4)  # statements and events of one text ask for the same
def expressions(text: str) -> tuple[TimeExpression, ...]:
    """All time expressions of a text, in order, the longest where two overlap."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[TimeExpression]:
    found = [TimeExpression(m.start(), m.end(), m[0], m, rule) for m, rule in _matches(text)]
    yield from _linked(_longest(found))


def _linked(found: Iterable[TimeExpression]) -> Iterator[TimeExpression]:
    """Those that count from another are given those before, and left out where there is none."""
    before: list[TimeExpression] = []
    chain = 0  # of times that go back to one another
    for expression in found:
        chain = chain + 1 if expression.rule in {_unknown, _earlier} else 0
        told = [e for e in before[-_BACK:] if expression.start - e.end <= _NEAR]
        if not chain:
            before.append(expression)
        elif told and chain <= _CHAIN:
            fixed = [e for e in told[:-1] if e.match.re is not expression.match.re]  # no branching
            rule = _counting_from([told[-1], *reversed(fixed)], expression.rule)
            before.append(replace(expression, rule=rule))
        elif expression.rule is _earlier:
            before.append(expression)
    yield from before


def _counting_from(before: list[TimeExpression], alone: Rule) -> Rule:
    """The rule of an expression that counts from the nearest time that is short enough, else ``alone``."""
    count = counted_back if alone is _earlier else counted_from

    def rule(m: re.Match[str], published: date | None, future: bool) -> Days | None:
        told = (days for e in before if (days := e.days(published)) is not None)
        found = (days for day in told if (days := count(day, m)))
        return next(found, None) or alone(m, published, future)

    return rule


def _unknown(_match: re.Match[str], _published: date | None, _future: bool) -> Days | None:
    """Days that depend on the time before."""
    return None


def _longest(found: list[TimeExpression]) -> list[TimeExpression]:
    taken: set[int] = set()
    kept: list[TimeExpression] = []
    for expression in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        letters = range(expression.start, expression.end)
        if taken.isdisjoint(letters):
            taken.update(letters)
            kept.append(expression)
    return sorted(kept, key=lambda e: e.start)


def _matches(text: str) -> Iterator[tuple[re.Match[str], Rule]]:
    """What the rules match, of each rule no two stretches that overlap; they are tried only at words that they
    begin with, ``_recent`` also at the blank before.
    """
    ends = [0] * len(_RULES)
    for word in _WORD.finditer(text):
        for n in _BEGINNING.get(_key(word[0]), ()):
            _, pattern, rule = _RULES[n]
            for start in (word.start() - 1, word.start()) if rule is _recent else (word.start(),):
                match = pattern.match(text, start) if start >= ends[n] else None
                if match is not None:
                    ends[n] = match.end()
                    yield match, rule


def _key(word: str) -> str:
    return _NUMERAL if word[0].isdecimal() else word.lower()


class Times:
    """The time expressions of one analysed text, by sentence."""

    def __init__(self, analysis: Analysis) -> None:
        self._by_sentence: dict[int, list[TimeExpression]] = {}
        for expression in expressions(analysis.text):
            sentence = analysis.sentence_at(expression.start)
            if sentence is not None:
                self._by_sentence.setdefault(sentence, []).append(expression)

    def of(self, sentence: int) -> list[TimeExpression]:
        """The expressions of one sentence, in order."""
        return self._by_sentence.get(sentence, [])


# -- the rules -----------------------------------------------------------------------------------


def _month(m: re.Match[str]) -> int:
    return _MONTHS[m["month"].lower().rstrip(".")]


def _nearest_year(month: int, day: int, published: date, future: bool) -> int:
    years = (published.year - 1, published.year, published.year + 1)
    gap = {y: (date(y, month, min(day, 28)) - published).days for y in years}
    if future:
        return min(years, key=lambda y: (gap[y] < -20, abs(gap[y])))
    return min(years, key=lambda y: (gap[y] > 20, abs(gap[y])))


def _full_date(m: re.Match[str], published: date | None, future: bool) -> Days | None:
    groups = m.groupdict()
    month, day = _month(m), int(groups["day"])
    if groups.get("year"):
        year = int(groups["year"])
    elif published is None:
        return None
    elif groups.get("ago"):
        year = published.year + {"last": -1, "this": 0, "next": 1}[groups["ago"].lower()]
    else:
        year = _nearest_year(month, day, published, future)
    return date(year, month, day), date(year, month, day)


def _iso(m: re.Match[str], _published: date | None, _future: bool) -> Days:
    day = date(int(m["year"]), int(m["mm"]), int(m["dd"]))
    return day, day


def _month_year(m: re.Match[str], published: date | None, future: bool) -> Days | None:
    if m.groupdict().get("year"):
        return month_days(int(m["year"]), _month(m))
    if published is None:
        return None
    last = (m.groupdict().get("which") or "").lower()
    year = _nearest_year(_month(m), 15, published, future)
    if last == "last" and year == published.year and _month(m) >= published.month:
        year -= 1
    return month_days(year, _month(m))


def _year(m: re.Match[str], _published: date | None, _future: bool) -> Days:
    year = int(m["year"])
    return date(year, 1, 1), date(year, 12, 31)


def _decade(m: re.Match[str], _published: date | None, _future: bool) -> Days:
    year = int(m["year"])
    return date(year, 1, 1), date(year + 9, 12, 31)


def _weekday(m: re.Match[str], published: date | None, future: bool) -> Days | None:
    if published is None:
        return None
    which = (m.groupdict().get("which") or "").lower()
    if which == "a":
        return None  # "on a Monday": some Monday
    number = _DAYS[m["weekday"].lower()]
    back = (published.weekday() - number) % 7
    if which == "next" or (future and which != "last"):
        day = published + timedelta(
            days=(number - published.weekday()) % 7 or (7 if which == "next" else 0)
        )
    elif which == "last":
        day = published - timedelta(days=back or 7)
    else:
        day = published - timedelta(days=back)
    return day, day


def _near_day(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    shift = {"yesterday": -1, "overnight": -1, "today": 0, "tonight": 0, "tomorrow": 1}[
        m["near"].lower()
    ]
    if published is None:
        return None
    day = published + timedelta(days=shift)
    return (day, published) if m["near"].lower() == "overnight" else (day, day)


def _relative_unit(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    if published is None:
        return None
    shift = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "this": 0,
        "current": 0,
        "next": 1,
        "coming": 1,
    }[m["which"].lower()]
    start, end = unit_days(m["unit"].lower(), published, shift)
    if m.groupdict().get("part"):
        earlier = max(start, min(end, published - timedelta(days=1)))
        end = earlier if m["part"].lower() == "earlier" else end
        later = min(end, published + timedelta(days=1))
        start = max(start, later) if m["part"].lower() == "later" else start
    return start, end


def counted(m: re.Match[str]) -> int:
    """The number that a match has in ``count``."""
    return int(m["count"]) if m["count"].isdigit() else _NUMBERS[m["count"].lower()]


def _ago(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    if published is None:
        return None
    unit, count = m["unit"].lower(), counted(m)
    years = {"year": 1, "decade": 10}.get(unit, 0)
    if m["exact"] and years:
        return years_before(_last(m["weekday"], published), years * count)
    return unit_days(unit, published, -count)


def _last(weekday: str | None, published: date) -> date:
    """The last such day on or before that of an article; that day if none is named."""
    if weekday is None:
        return published
    return published - timedelta(days=(published.weekday() - _DAYS[weekday.lower()]) % 7)


def years_before(day: date, years: int) -> Days:
    """ "A year ago on Tuesday", "a year to the day after": the date that has its anniversary on a day."""
    then = date(day.year - years, day.month, 28) if (day.month, day.day) == (2, 29) else (
        day.replace(year=day.year - years)
    )  # fmt: skip
    return then, then


def _earlier(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    """So long before the article, where no day is told before."""
    if published is None:
        return None
    if m["unit"].lower() == "hour":
        return published - timedelta(days=1), published
    return unit_days(m["unit"].lower(), published, -counted(m))


def _before_day(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    """ "Two weeks before Monday's exchange"."""
    if published is None:
        return None
    return unit_days(m["unit"].lower(), _last(m["weekday"], published), -counted(m))


def _hours_ago(_m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    return None if published is None else (published - timedelta(days=1), published)


def _recent(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
    if published is None:
        return None
    length = {"day": 7, "week": 28, "month": 92, "year": 1096, "hour": 2}[m["unit"].lower()]
    return published - timedelta(days=length), published


def _pattern(body: str, *, cased: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w])", 0 if cased else re.IGNORECASE)


_WHICH = {"last", "this", "next"}
_RULES: tuple[tuple[Iterable[str], re.Pattern[str], Rule], ...] = (  # words that a match begins with, pattern, rule
    ({_NUMERAL}, _pattern(r"(?P<year>\d{4})-(?P<mm>\d\d)-(?P<dd>\d\d)"), _iso),
    (_DAYS | _MONTHS, _pattern(rf"(?:{_DAY},? )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}})|,? (?P<ago>last|this|next) year)?", cased=True), _full_date),
    ({_NUMERAL}, _pattern(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>\d{{4}})|,? (?P<ago>last|this|next) year)?", cased=True), _full_date),
    (_MONTHS.keys() | {"mid"}, _pattern(rf"(?:[Mm]id-)?{_MONTH}(?: of)?,? (?P<year>\d{{4}})", cased=True), _month_year),
    (_WHICH | {"in", "since", "early", "late", "mid", "until", "by", "during"}, _pattern(rf"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Ii]n|[Ss]ince|[Ee]arly|[Ll]ate|[Mm]id|[Uu]ntil|[Bb]y|[Dd]uring) |[Mm]id-){_MONTH}", cased=True), _month_year),
    ({_NUMERAL}, _pattern(r"(?P<year>(?:19|20)\d0)s"), _decade),
    ({_NUMERAL}, _pattern(r"(?P<year>(?:19[3-9]|20[0-4])\d)"), _year),
    (spells.PART_WORDS, _pattern(spells.YEAR_PART), spells.year_part),
    (spells.CENTURY_WORDS | {_NUMERAL}, _pattern(spells.CENTURY), spells.century),
    (spells.SEASON_WORDS, _pattern(spells.SEASON), spells.season),
    (spells.UNIT_WORDS, _pattern(spells.UNITS_AGO), spells.units_ago),
    ({"the"}, _pattern(spells.BEFORE_LAST), spells.before_last),
    (_WHICH | _DAYS.keys() | {"past", "a"}, _pattern(rf"(?:(?P<which>last|next|this|past|a) )?{_DAY}(?: (?:morning|afternoon|evening|night))?"), _weekday),
    ({"yesterday", "today", "tonight", "tomorrow", "overnight"}, _pattern(r"(?P<near>yesterday|today|tonight|tomorrow|overnight)"), _near_day),
    (_WHICH | {"earlier", "later", "late", "early", "past", "previous", "coming", "current"}, _pattern(r"(?:(?P<part>earlier|later|late|early) )?(?P<which>last|this|next|past|previous|coming|current) (?P<unit>week|month|year|weekend|spring|summer|autumn|fall|winter)"), _relative_unit),
    (_NUMBERS.keys() | {_NUMERAL}, _pattern(rf"{COUNT} (?P<unit>day|week|fortnight|month|year|decade)s? (?:ago(?P<exact>,? on {_DAY}|,? today| to the day)?|before(?!,? (?:the|a|an|its|his|her|their|it|he|she|they|\w+[’']s|\w+ing)\b))"), _ago),
    (_NUMBERS.keys() | {_NUMERAL}, _pattern(rf"{COUNT} (?P<unit>day|week|month|year)s? before {_DAY}['’]s"), _before_day),
    (_NUMBERS.keys() | {_NUMERAL}, _pattern(rf"{COUNT} (?P<unit>hour|day|week|month|year)s? earlier(?! than)"), _earlier),
    (_NUMBERS.keys() | {_NUMERAL, "hours"}, _pattern(rf"(?:{COUNT} )?hours? ago"), _hours_ago),
    ({"in", "over", "during", "the", "recent", "past", "last"}, _pattern(r"(?:in|over|during)? ?(?:the )?(?:recent|past|last) (?:few |several |two |three |four )?(?P<unit>day|week|month|year|hour)s"), _recent),
    (BEGINNINGS | {_NUMERAL}, LATER, _unknown),
)  # fmt: skip


def _by_first_word() -> Mapping[str, list[int]]:
    """The places in ``_RULES`` of what may begin with a word."""
    found: dict[str, list[int]] = defaultdict(list)
    for n, (words, _, _) in enumerate(_RULES):
        for word in words:
            found[word].append(n)
    return found


_BEGINNING = _by_first_word()


def own_day(told: DateInterval, status: Status, published: date | None) -> DateInterval:
    """What no words date, but the article tells as of its own time, has the article's day; its ``text`` stays None."""
    if told.text is not None or published is None or status not in _OF_ITS_TIME:
        return told
    return DateInterval(start=published, end=published)
