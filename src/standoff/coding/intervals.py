"""How long an act lies before the one that it is told by: "five weeks after Chad shelled the town", "a year since"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from standoff.coding.dates import COUNT, TimeExpression, counted, years_before
from standoff.coding.syntax import Syntax
from standoff.coding.units import Days, unit_days

_INTERVAL = re.compile(
    rf"(?<![\w-]){COUNT} (?P<unit>day|week|fortnight|month|year|decade)s?(?P<exact> to the day)? (?:after|since)\Z",
    re.IGNORECASE,
)
_ANYTHING = re.compile(r".*", re.DOTALL)
_ORDINALS = {word: n for n, word in enumerate(
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1)} | {
    "20th": 20, "30th": 30, "50th": 50}  # fmt: skip
_MARKED = 3  # days round an anniversary on which news tells of it
_ROUNDLY = 4  # days by which a number of weeks may be off
_REACH = 40  # characters that an interval may take


def interval_before(syntax: Syntax, i: int, anchor: TimeExpression | None) -> TimeExpression | None:
    """The time of act i where a clause or phrase with "after" or "since" holds it and a length of time stands before
    that; it counts back from ``anchor``, the time of the governing act, else from the article's day.
    """
    marks = (m for m in syntax.children(i, "mark", "case") if syntax.words[m] in {"after", "since"})
    mark = next(marks, None)
    if mark is None:
        return None
    end = syntax.tokens[mark].end
    match = _INTERVAL.search(syntax.analysis.text, max(0, end - _REACH), end)
    if match is None:
        return None

    def rule(m: re.Match[str], published: date | None, _future: bool) -> Days | None:
        told = anchor.days(published) if anchor else None
        day = told[0] if told else published
        return None if day is None else _before(m, day, sure=told is not None)

    return TimeExpression(match.start(), match.end(), match.group(), match, rule)


def _before(m: re.Match[str], day: date, *, sure: bool) -> Days:
    """So long before a day; "weeks" are told roundly, and news without a day of its own is of that day or the last."""
    unit, count = m["unit"].lower(), counted(m)
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if m["exact"] and unit == "year":
        return years_before(day, count)
    if unit == "week" and not m["exact"]:
        about = day - timedelta(weeks=count)
        return about - timedelta(days=_ROUNDLY), about + timedelta(days=_ROUNDLY)
    if unit in {"day", "week"}:
        last = day - timedelta(days=count * (7 if unit == "week" else 1))
        return (last if sure else last - timedelta(days=1)), last
    return unit_days(unit, day, -count)


def anniversary(syntax: Syntax, i: int) -> TimeExpression | None:
    """The time of act i in "the first anniversary of the raid", "of the day when they fired"."""
    below = i
    for k in syntax.ancestors(i):
        if syntax.bases[below] not in {"nmod", "acl", "conj"}:
            return None
        if syntax.lemmas[k] == "anniversary":
            return _on_anniversary(syntax, k)
        below = k
    return None


def _on_anniversary(syntax: Syntax, k: int) -> TimeExpression:
    ordinals = [c for c in syntax.children(k, "amod") if syntax.words[c] in _ORDINALS]
    years = _ORDINALS[syntax.words[ordinals[0]]] if ordinals else 1
    first = min((k, *ordinals))
    start, end = syntax.tokens[first].start, syntax.tokens[k].end
    match = _ANYTHING.match(syntax.analysis.text, start, end)
    assert match is not None

    def rule(_m: re.Match[str], published: date | None, _future: bool) -> Days | None:
        if published is None:
            return None
        day, near = years_before(published, years)[0], timedelta(days=_MARKED)
        return day - near, day + near

    return TimeExpression(start, end, match.group(), match, rule)
