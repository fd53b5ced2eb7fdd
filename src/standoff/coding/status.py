"""Did it happen? The factual status of an event from the words round its trigger, its times and who tells it.

Of all that is found the status highest in the guidelines' order wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import cast

from standoff.coding import verb_forms
from standoff.coding.climb import Climb
from standoff.coding.syntax import Syntax
from standoff.coding.tense import Verdict, is_course_of_news
from standoff.coding.units import NEWS, is_old
from standoff.types import Status

_ORDER: tuple[Status, ...] = (
    "negated",
    "hypothetical",
    "future",
    "historical",
    "alleged",
    "ongoing",
    "reported",
)
_RANK = {status: n for n, status in enumerate(_ORDER)}
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Frame:
    """What the coder already knows of an event when it asks for the status.

    ``times``: the days that its time expressions give; ``since``: one of them is "since …", which dates nothing;
    ``lasts``: an act that the simple present tells as a habit, and no words; ``spoken``: a demand, charge or threat,
    which stands whether heeded or not; ``alleged_by``: cue of the statement about somebody else that holds it;
    ``coded``: tokens before it that its code already tells ("will not attend" as a refusal).
    """

    trigger: int
    times: tuple[tuple[date, date], ...] = ()
    since: bool = False
    lasts: bool = False
    spoken: bool = False
    alleged_by: str | None = None
    coded: frozenset[int] = frozenset()


def decide(syntax: Syntax, frame: Frame, published: date | None) -> Verdict:
    """The status of one event."""
    climb = Climb(syntax, frame.trigger, frame.coded, spoken=frame.spoken)
    fresh = _is_fresh(frame, published)
    found = [*climb.verdicts(fresh=fresh), *_from_time(syntax, frame, published)]
    if frame.lasts:
        found += _from_present(syntax, frame.trigger)
    if frame.alleged_by is not None:
        found.append(Verdict("alleged", f"only claimed: {frame.alleged_by}"))
    told = Verdict("reported", "told as fact") if frame.coded else (
        _seen(syntax, frame.trigger, climb.beside.idle, fresh=fresh)
    )  # fmt: skip
    return min(found, key=lambda v: _RANK[v.status], default=told)


def _is_fresh(frame: Frame, published: date | None) -> bool:
    """Whether its words date it to the days of the news ("had struck there on Monday")."""
    if published is None:
        return False
    news = published - NEWS
    return any(news <= start + (end - start) / 2 and end <= published for start, end in frame.times)


def _seen(syntax: Syntax, trigger: int, idle: Set[Status | None], *, fresh: bool) -> Verdict:
    """What no word tells is a fact, unless the language model is sure that it is something else; whether it is a claim
    is seen from the statements, what is dated to the news is no background, and what idle words say is not so.
    """
    act = syntax.act_at(trigger)
    now = fresh or verb_forms.is_of_now(syntax, trigger) or is_course_of_news(syntax, trigger)
    known = {"reported", "alleged", "historical"} if now else {"reported", "alleged"}
    if act is None or act.status in known or act.status in idle or act.status_score < SURE:
        return Verdict("reported", "told as fact")
    return Verdict(cast("Status", act.status), f"model: {act.status_score:.2f}")


def _from_present(syntax: Syntax, trigger: int) -> Iterator[Verdict]:
    """ "Soldiers guard the bridge", "meets him on Friday", "talks resume on Friday": the simple present."""
    verb = trigger
    if syntax.tokens[trigger].upos == "NOUN" and syntax.bases[trigger] == "nsubj":
        verb = next(syntax.carriers(trigger), trigger)
    if verb_forms.is_habit(syntax, verb):
        if verb_forms.is_timetable(syntax, verb):
            yield Verdict("future", "present tense")
        elif verb == trigger:
            yield Verdict("ongoing", "present tense")


def _from_time(syntax: Syntax, frame: Frame, published: date | None) -> Iterator[Verdict]:
    if published is None or frame.since or verb_forms.is_since(syntax, frame.trigger):
        return
    of_now = verb_forms.is_of_now(syntax, frame.trigger)
    for start, end in frame.times:
        if is_old((start, end), published) and not of_now:
            yield Verdict("historical", f"dated {start.isoformat()}, before the news of the day")
        elif start > published and not verb_forms.is_over(syntax, frame.trigger):
            yield Verdict("future", f"dated {start.isoformat()}, after the article")
