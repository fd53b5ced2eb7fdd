"""What is compared of two tellings of an act: sides, days, places, words, standing.

A telling is one event of one article. Features run from 0 to 1; a learned log-linear model weighs them
(``training/acts.py`` writes its table), as it does for utterances.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from standoff.discourse.words import Said, said
from standoff.ontology.actors import ActorTable
from standoff.ontology.weights import weights
from standoff.ontology.wordlists import word_list
from standoff.types import Coding, Event, Mention

Features = dict[str, float]
Days = tuple[date, date]
_BACK = timedelta(days=400)  # before publication, in which an undated act that has happened may lie
_LONG = date(1900, 1, 1), date(2200, 1, 1)
_CALENDAR = word_list("calendar")
_NAME = re.compile(r"(?<=\w[\s,])[A-Z][\w’'-]+|(?<=\w,\s)[A-Z][\w’'-]+")
_MUCH = 12.0
_FEW_MONTHS = 2
_SAID = 0.65  # confidence from which a mention is of a side in so many words


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of one article; ``places`` are proper names of its clause that name none of its sides."""

    event: Event
    document: str
    outlet: str
    published: date | None
    days: Days
    dated: bool
    source: frozenset[str]
    recipient: frozenset[str]
    named: frozenset[str]
    places: frozenset[str]
    said: Said

    @property
    def everyone(self) -> frozenset[str]:
        """Both sides together."""
        return self.source | self.recipient

    @property
    def months(self) -> range:
        """The months of its days, counted from the year 0, where words give them and they are few."""
        first, last = (day.year * 12 + day.month for day in self.days)
        return range(first, last + 1) if self.dated and last - first <= _FEW_MONTHS else range(0)

    def weighed(self, rarity: Mapping[str, float]) -> Telling:
        """The same with rarer words weighing more."""
        return replace(self, said=self.said.weighed(rarity))


def telling(coding: Coding, event: Event, actors: ActorTable) -> Telling:
    """The telling that an event of a coding is."""
    document = coding.document
    clause = document.text[event.span.start : event.span.end]
    names = (name.removesuffix("’s").removesuffix("'s") for name in _NAME.findall(clause))
    return Telling(
        event, document.id, document.source or "", document.published, _days(event, document.published),
        _is_told(event),
        sides(event.source), sides(event.recipient), _named(event),
        frozenset(_one_form(name) for name in names if _may_be_place(name, actors)),
        said(clause, actors),
    )  # fmt: skip


def _one_form(name: str) -> str:
    """ "The Senkakus" are the Senkaku islands."""
    return name.removesuffix("s")


def _may_be_place(name: str, actors: ActorTable) -> bool:
    """A name that the tables know for a region or do not know: no state, person, body or day."""
    found = actors.longest([name], 0)
    return name not in _CALENDAR and (found is None or found[1][0].form == "place")


def _is_told(event: Event) -> bool:
    """Whether words give both days."""
    date = event.date
    return date.text is not None and date.start is not None and date.end is not None


def _days(event: Event, published: date | None) -> Days:
    """The days on which it may have been done: told, or any before a report of what has happened."""
    start, end = event.date.start, event.date.end
    if _is_told(event) and start is not None and end is not None:
        return start, end
    if published is None or event.status in {"future", "hypothetical", "negated"}:
        return _LONG
    return published - _BACK, published


def sides(mentions: tuple[Mention, ...]) -> frozenset[str]:
    """States, or else actors of the tables; who is known to one article alone is nobody here."""
    return frozenset(m.actor.side for m in mentions if not m.actor.side.startswith("text:"))


def _named(event: Event) -> frozenset[str]:
    """The sides that words name: not what is filled in from the sentence, another act or the scene."""
    everyone = (*event.source, *event.recipient)
    return sides(tuple(m for m in everyone if m.confidence >= _SAID and m.resolved_by != "place"))


def likeness(a: Telling, b: Telling) -> float:
    """The probability that two tellings are of one act; 0 where sides, days or type rule it out."""
    if not may_be_one(a, b):
        return 0.0
    table = weights("act_weights.tsv")
    score = sum(table.get(name, 0.0) * value for name, value in features(a, b).items())
    return 1 / (1 + math.exp(-score))


def may_be_one(a: Telling, b: Telling) -> bool:
    """Tellings of other articles that nothing keeps apart and that have a side or their scene in common."""
    return a.document != b.document and have_in_common(a, b) and may_stand_together(a, b)


def may_stand_together(a: Telling, b: Telling) -> bool:
    """One type, sides and days that do not exclude each other, none denied alone."""
    if a.event.type != b.event.type:
        return False
    if (a.event.status == "negated") != (b.event.status == "negated"):
        return False
    apart = a.days[0] > b.days[1] or b.days[0] > a.days[1]
    told = a.dated and b.dated  # the day of both: at another place it is another act
    elsewhere = bool(told and a.places and b.places and not a.places & b.places)
    return not apart and not elsewhere and sides_fit(a, b)


def have_in_common(a: Telling, b: Telling) -> bool:
    """A side on its side of the act, or the place of two tellings whose days are told."""
    return share_side(a, b) or (a.dated and b.dated and bool(a.places & b.places))


def share_side(a: Telling, b: Telling) -> bool:
    """The same doer or the same other side; of a reciprocal act any side."""
    if a.event.reciprocal or b.event.reciprocal:
        return bool(a.everyone & b.everyone)
    return bool(a.source & b.source or a.recipient & b.recipient)


def sides_fit(a: Telling, b: Telling) -> bool:
    """The same sides, or sides that one of the two leaves out or does not name in so many words; reciprocal acts
    have no direction.
    """
    if a.event.reciprocal or b.event.reciprocal:
        return not a.named or not b.named or a.named <= b.everyone or b.named <= a.everyone
    return all(
        bool(x & y) or not x & a.named or not y & b.named
        for x, y in ((a.source, b.source), (a.recipient, b.recipient))
    )


def features(a: Telling, b: Telling) -> Features:
    """What is seen of a pair."""
    both = a.said.weights.keys() & b.said.weights.keys()
    shared = sum(a.said.weights[s] for s in both)
    one, two = a.said.weight, b.said.weight
    total, least = one + two - shared, min(one, two)
    same_places = a.places & b.places
    found = {
        "always": 1.0,
        "words of both": shared / (total or 1.0),
        "words of the shorter": shared / (least or 1.0),
        "shared words": min(shared, _MUCH) / _MUCH,
        "same mode": float(a.event.mode == b.event.mode),
        "other mode": float(bool(a.event.mode and b.event.mode and a.event.mode != b.event.mode)),
        "same day": float(a.dated and b.dated and a.days == b.days and a.days[0] == a.days[1]),
        "a day unknown": float(not (a.dated and b.dated)),
        "same place": float(bool(same_places)),
        "other place": float(bool(a.places and b.places and not same_places)),
        "both sides": float(bool(a.source & b.source and a.recipient & b.recipient)),
        "other side": float(_disagree(a, b)),
        "no side shared": float(not share_side(a, b)),
        "same standing": float(a.event.status == b.event.status),
        "other numbers": float(
            bool(a.said.numbers and b.said.numbers and not a.said.numbers & b.said.numbers)
        ),
        "same numbers": float(bool(a.said.numbers & b.said.numbers)),
        "days apart": _apart(a, b),
    }
    return {name: value for name, value in found.items() if value}


def _disagree(a: Telling, b: Telling) -> bool:
    """Whether a side, not named in so many words, is another."""
    pairs = (a.source, b.source), (a.recipient, b.recipient)
    return any(x and y and not x & y for x, y in pairs)


def _apart(a: Telling, b: Telling) -> float:
    """Days between publications, a week and more being 1."""
    if a.published is None or b.published is None:
        return 0.0
    return min(abs((a.published - b.published).days), 7) / 7
