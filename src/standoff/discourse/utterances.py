"""One utterance in many articles: wire copies, partial quotations, paraphrases and other translations joined.

Candidates share stems; ``likeness`` decides each pair, ``linkage`` makes groups in which all speakers fit and no
article is in twice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product

from standoff.discourse.likeness import (
    MOST_DAYS,
    Rendering,
    day_told,
    likeness,
    may_be_one,
    speakers_fit,
)
from standoff.discourse.linkage import linked
from standoff.discourse.words import said
from standoff.ontology.actors import ActorTable, load_actors
from standoff.types import Actor, Coding, DateInterval, Statement, Utterance

_COMMON = 400  # a stem of more renderings than this leads nowhere
_ENOUGH = 0.35  # likeness of two renderings
_TOGETHER = 0.25  # mean likeness over all pairs of a group
_BEYOND = 20  # statements imagined besides those at hand, so that two articles have rare words too


def join(codings: Iterable[Coding], actors: ActorTable | None = None) -> tuple[Utterance, ...]:
    """The utterances of many articles, in order of their first rendering."""
    read = sorted(codings, key=lambda c: (str(c.document.published), c.document.id))
    found = renderings(read, actors or load_actors())
    utterances = (_utterance([found[k] for k in group]) for group in _joined(found))
    return tuple(sorted(utterances, key=lambda u: (str(u.date.start), u.id)))


def renderings(codings: Iterable[Coding], actors: ActorTable) -> list[Rendering]:
    """Every statement with its comparable words, the rarer of which weigh more."""
    read = [
        (coding, statement, said(_content(coding, statement), actors))
        for coding in codings for statement in coding.statements
    ]  # fmt: skip
    counts = Counter(stem for _, _, words in read for stem in words.weights)
    rarity = {stem: math.log((len(read) + _BEYOND) / (n + 0.5)) for stem, n in counts.items()}
    return [
        Rendering.of(coding, statement, words.weighed(rarity)) for coding, statement, words in read
    ]


def _content(coding: Coding, statement: Statement) -> str:
    return " ".join(coding.document.text[c.start : c.end] for c in statement.content)


def candidates(found: list[Rendering]) -> Iterator[tuple[int, int]]:
    """Pairs that share a stem which not everybody has."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for k, rendering in enumerate(found):
        for stem in rendering.said.weights:
            index[stem].append(k)
    seen: set[tuple[int, int]] = set()
    for some in index.values():
        for pair in _near(found, some) if len(some) <= _COMMON else ():
            if pair not in seen and may_be_one(found[pair[0]], found[pair[1]]):
                seen.add(pair)
                yield pair


def _near(found: list[Rendering], some: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs whose days may fit: published within a few days, on a day unknown, or telling the same day."""
    days: defaultdict[date | None, list[int]] = defaultdict(list)
    told: defaultdict[date | None, list[int]] = defaultdict(list)
    for k in some:
        days[found[k].published].append(k)
        told[day_told(found[k])].append(k)
    near = [timedelta(days=n) for n in range(MOST_DAYS + 1)]
    for day, here in days.items():
        yield from combinations(here, 2)
        later = (
            (days.get(day + n, ()) for n in near[1:]) if day else (d for o, d in days.items() if o)
        )
        yield from ((min(a, b), max(a, b)) for there in later for a, b in product(here, there))
    told.pop(None, None)
    for same in told.values():
        yield from combinations(same, 2)


def _joined(found: list[Rendering]) -> list[list[int]]:
    """Groups of indices; every rendering is in one."""
    alike = {pair: likeness(found[pair[0]], found[pair[1]]) for pair in candidates(found)}
    fits = lambda x, y: _may_stand_together(found[x], found[y])  # noqa: E731
    return linked(len(found), alike, fits, _ENOUGH, _TOGETHER)


def _may_stand_together(a: Rendering, b: Rendering) -> bool:
    """What one article tells as two statements are two utterances."""
    return a.document != b.document and speakers_fit(a.statement.speaker, b.statement.speaker)


def _utterance(members: list[Rendering]) -> Utterance:
    ordered = sorted(members, key=lambda r: (str(r.published), r.statement.id))
    return Utterance(
        id=ordered[0].statement.id,
        statements=tuple(r.statement.id for r in ordered),
        speaker=_speaker(ordered),
        date=_date(ordered),
        documents=tuple(dict.fromkeys(r.document for r in ordered)),
        outlets=tuple(dict.fromkeys(r.outlet for r in ordered if r.outlet)),
    )


def _speaker(members: list[Rendering]) -> Actor | None:
    """As most renderings name him, the most particular where they are equally many."""
    actors = [r.statement.speaker.actor for r in members if r.statement.speaker]
    counts = Counter(actor.id for actor in actors)
    return max(actors, key=lambda a: (counts[a.id], a.kind == "person"), default=None)


def _date(members: list[Rendering]) -> DateInterval:
    told = next(
        (r.statement.date for r in members if r.statement.date and r.statement.date.start), None
    )
    return told or DateInterval(start=members[0].published, end=members[0].published)
