"""How likely two statements are renderings of one utterance: alignment of words, speaker and date, weighed by
a learned log-linear model (``training/utterances.py`` writes its table).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from standoff.discourse.words import Said
from standoff.ontology.cues import WITHHOLD
from standoff.ontology.weights import weights
from standoff.types import Actor, Coding, Mention, Statement

Features = dict[str, float]
MOST_DAYS = 5  # between the publication of two renderings
_LONG_RUN, _MUCH = 8, 15.0
_FEWEST, _VAGUE_FEWEST = 1, 3  # stems that are shared
_ARMED = {"REB", "PRM", "UAF"}  # sectors that keep apart from their state
_SAME = 0.5  # share of the words, or of a long run, that makes up for a vague speaker


@dataclass(frozen=True, slots=True)
class Rendering:
    """A statement with what is compared of it."""

    statement: Statement
    said: Said
    document: str
    outlet: str
    published: date | None

    @classmethod
    def of(cls, coding: Coding, statement: Statement, words: Said) -> Rendering:
        """The rendering that a statement of a coding is; that it names its speaker's own side tells nothing."""
        document = coding.document
        own = statement.speaker.actor.side if statement.speaker else ""
        return cls(
            statement,
            words.without(f"@{own}"),
            document.id,
            document.source or "",
            document.published,
        )


def likeness(a: Rendering, b: Rendering) -> float:
    """The probability that two renderings are of one utterance; 0 where speaker or date rule it out, where
    they share next to nothing, or where the speaker is vague and the words are not nearly the same.
    """
    shared, vague = _shared(a.said, b.said), _is_vague(a, b)
    if not may_be_one(a, b) or shared < (_VAGUE_FEWEST if vague else _FEWEST):
        return 0.0
    seen, table = features(a, b), weights("utterance_weights.tsv")
    if vague and max(seen.get("same run", 0.0), seen.get("words of both", 0.0)) < _SAME:
        return 0.0
    score = sum(table.get(name, 0.0) * value for name, value in seen.items())
    return 1 / (1 + math.exp(-score))


def _shared(one: Said, two: Said) -> int:
    """Stems that both have; none if they have no more than names in common."""
    stems = one.weights.keys() & two.weights.keys()
    return len(stems) if any(not stem.startswith("@") for stem in stems) else 0


def may_be_one(a: Rendering, b: Rendering) -> bool:
    """Other articles, speakers that do not exclude each other, days that are near; neither says what the other does
    not say.
    """
    if a.document == b.document or not speakers_fit(a.statement.speaker, b.statement.speaker):
        return False
    if (a.statement.cue_class == WITHHOLD) != (b.statement.cue_class == WITHHOLD):
        return False
    return _days_apart(a, b) <= MOST_DAYS


def features(a: Rendering, b: Rendering) -> Features:
    """What is seen of a pair; shares run from 0 to 1."""
    one, two = a.said, b.said
    shared, total = _overlap(one, two)
    least = min(one.weight, two.weight) or 1.0
    run = _longest_run(one, two)
    speaker, other = a.statement.speaker, b.statement.speaker
    found = {
        "always": 1.0,
        "words of both": shared / (total or 1.0),
        "words of the shorter": shared / least,
        "shared words": min(shared, _MUCH) / _MUCH,
        "same run": run / _LONG_RUN,
        "one denies": float((a.statement.cue_class == "deny") != (b.statement.cue_class == "deny")),
        "other sign": float(one.negative != two.negative),
        "other numbers": float(bool(one.numbers and two.numbers and not one.numbers & two.numbers)),
        "same numbers": float(bool(one.numbers & two.numbers)),
        "same speaker": float(_same_actor(speaker, other)),
        "no speaker": float(speaker is None or other is None),
    }
    return {name: value for name, value in found.items() if value}


def _overlap(one: Said, two: Said) -> tuple[float, float]:
    """Weight of what both have, and of what either has; different words for one act count half."""
    both = one.weights.keys() & two.weights.keys()
    shared = sum(one.weights[s] for s in both)
    rest = [{said.acts[s] for s in said.acts.keys() - both} for said in (one, two)]
    shared += 0.5 * len(rest[0] & rest[1])
    return shared, one.weight + two.weight - shared


def _longest_run(one: Said, two: Said) -> int:
    """Words that stand in both in the same order without a gap; what is longer than ``_LONG_RUN`` counts as that."""
    least, most = 0, _LONG_RUN
    while least < most:
        length = (least + most + 1) // 2
        if one.runs(length).isdisjoint(two.runs(length)):
            most = length - 1
        else:
            least = length
    return least


def speakers_fit(one: Mention | None, two: Mention | None) -> bool:
    """Nobody named fits anybody; a person does not fit another person, nor one state another; "the
    spokesman", "its leader" and actors that only the text knows fit whoever is not of another state.
    """
    if one is None or two is None or _same_actor(one, two):
        return True
    if _is_known_person(one) and _is_known_person(two):
        return False
    a, b = one.actor, two.actor
    if a.id.startswith("text:") or b.id.startswith("text:"):
        return a.country is None or b.country is None or a.side == b.side
    return a.side == b.side or _may_be_of(a, b) or _may_be_of(b, a)


def _may_be_of(some: Actor, group: Actor) -> bool:
    """Whether "Sudan's paramilitaries" may be an armed group of that country, or somebody of it."""
    armed = ":" in some.id and bool(_ARMED & set(some.sectors))
    return armed and some.country == group.country != group.side


def _is_vague(a: Rendering, b: Rendering) -> bool:
    """Whether a speaker is nobody, or only described ("participants"), and not described alike."""
    one, two = a.statement.speaker, b.statement.speaker
    if _same_actor(one, two):
        return False
    return any(m is None or m.actor.id.startswith("text:") for m in (one, two))


def _is_known_person(mention: Mention) -> bool:
    return mention.actor.kind == "person" and ":" not in mention.actor.id


def _same_actor(one: Mention | None, two: Mention | None) -> bool:
    """The same actor of the table, or the same proper name; "the participants" of two articles are not."""
    if one is None or two is None or one.actor.id != two.actor.id:
        return False
    words = one.actor.name.split()
    return not one.actor.id.startswith("text:") or (len(words) > 1 and words[-1][:1].isupper())


def _days_apart(a: Rendering, b: Rendering) -> float:
    """Between the days of speaking where both tell them, else of publication; 0 where a day is unknown."""
    first, second = day_told(a), day_told(b)
    if first and second:
        return abs((first - second).days) * (MOST_DAYS + 1)  # another day is another occasion
    if a.published is None or b.published is None:
        return 0.0
    return abs((a.published - b.published).days)


def day_told(rendering: Rendering) -> date | None:
    """The day of speaking, where the article tells it as just one day."""
    when = rendering.statement.date
    return when.start if when is not None and when.start == when.end else None
