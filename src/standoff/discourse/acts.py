"""One act in many articles: the occurrences of single articles joined across them.

Candidates are tellings of one type whose sides and days do not exclude each other; ``telling.likeness`` decides each
pair, ``linkage`` makes groups. A retelling days later is no new act, two acts on one day stay two.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations, combinations_with_replacement, product

from standoff.discourse.linkage import linked
from standoff.discourse.telling import (
    Telling,
    likeness,
    may_be_one,
    may_stand_together,
    share_side,
    sides_fit,
    telling,
)
from standoff.ontology.actors import ActorTable, load_actors
from standoff.types import VOUCHING, Coding, Occurrence

_ENOUGH = 0.5  # likeness of two tellings
_TOGETHER = 0.3  # mean likeness over all pairs of a group
_BEYOND = 20  # tellings imagined besides those at hand, so that two articles have rare words too


def join_acts(
    codings: Iterable[Coding], actors: ActorTable | None = None
) -> tuple[Occurrence, ...]:
    """The occurrences of many articles, in order of their day; each article's own tellings stay together."""
    read = sorted(codings, key=lambda c: (str(c.document.published), c.document.id))
    found = tellings(read, actors or load_actors())
    home = {e: o for coding in read for o in coding.occurrences for e in o.events}
    at = {t.event.id: k for k, t in enumerate(found)}
    alike = {p: likeness(found[p[0]], found[p[1]]) for p in candidates(found)}
    for pair in within(read, at):
        alike[pair] = 1.0
    fits = lambda x, y: _may_stand_together(found[x], found[y], home)  # noqa: E731
    groups = linked(len(found), alike, fits, _ENOUGH, _TOGETHER)
    occurrences = (_occurrence([found[k] for k in group], home) for group in groups)
    return tuple(sorted(occurrences, key=lambda o: (str(o.date.start), o.id)))


def tellings(codings: Iterable[Coding], actors: ActorTable) -> list[Telling]:
    """Every event with what is compared of it, rarer words weighing more."""
    found = [telling(coding, event, actors) for coding in codings for event in coding.events]
    counts = Counter(stem for t in found for stem in t.said.weights)
    rarity = {stem: math.log((len(found) + _BEYOND) / (n + 0.5)) for stem, n in counts.items()}
    return [t.weighed(rarity) for t in found]


def candidates(found: list[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of one type with a side or their scene in common that may be one.

    Tellings are many, but few differ in type, direction and sides: whether sides fit is asked once for all that do not.
    """
    alike: defaultdict[Hashable, list[int]] = defaultdict(list)
    for k, t in enumerate(found):
        negated = t.event.status == "negated"
        alike[t.event.type, negated, t.event.reciprocal, t.source, t.recipient, t.named].append(k)
    index: defaultdict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for some in alike.values():
        first = found[some[0]]
        for side in first.everyone:
            index[first.event.type, side].append(some)
    met: set[tuple[int, int]] = set()
    for one, two in (p for near in index.values() for p in combinations_with_replacement(near, 2)):
        if (one[0], two[0]) in met or not sides_fit(found[one[0]], found[two[0]]):
            continue
        met.add((one[0], two[0]))
        for a, b in combinations(one, 2) if one is two else product(one, two):
            if may_be_one(found[a], found[b]):
                yield min(a, b), max(a, b)
    yield from _of_one_scene(found)


def _of_one_scene(found: list[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of one type that have no side in common, but name one place and days of one month."""
    index: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
    for k, t in enumerate(found):
        for place, month in product(t.places, t.months):
            index[t.event.type, place, month].append(k)
    met = {
        (a, b)
        for near in index.values()
        for a, b in combinations(near, 2)
        if not share_side(found[a], found[b]) and may_be_one(found[a], found[b])
    }
    yield from sorted(met)


def within(codings: Iterable[Coding], at: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Pairs that their own article tells as one act; ``at`` is the index of each event's telling."""
    for coding in codings:
        for occurrence in coding.occurrences:
            yield from combinations(sorted(at[e] for e in occurrence.events), 2)


def _may_stand_together(a: Telling, b: Telling, home: dict[str, Occurrence]) -> bool:
    """What one article tells as two acts are two."""
    if a.document == b.document:
        return home[a.event.id].id == home[b.event.id].id
    return may_stand_together(a, b)


def _occurrence(members: list[Telling], home: dict[str, Occurrence]) -> Occurrence:
    ordered = sorted(members, key=lambda t: (str(t.published), t.document, t.event.id))
    own = [home[t.event.id] for t in ordered]
    return Occurrence(
        id=own[0].id,
        events=tuple(t.event.id for t in ordered),
        type=own[0].type,
        source=tuple(sorted(frozenset().union(*(o.source for o in own)))),
        recipient=tuple(sorted(frozenset().union(*(o.recipient for o in own)))),
        status=min((o.status for o in own), key=VOUCHING.index),
        date=next((o.date for o in own if o.date.text and o.date.start), own[0].date),
        documents=tuple(dict.fromkeys(t.document for t in ordered)),
        outlets=tuple(dict.fromkeys(t.outlet for t in ordered if t.outlet)),
    )
