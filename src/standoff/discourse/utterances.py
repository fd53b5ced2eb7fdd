"""One utterance in many articles: wire copies, partial quotations, paraphrases and other translations joined.

Candidates share stems; ``likeness`` decides each pair, and renderings are joined greedily where the mean
likeness of all pairs is more than one half (average linkage), so that a chain of half-likes joins nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from standoff.discourse.likeness import Rendering, likeness, may_be_one
from standoff.discourse.words import said
from standoff.ontology.actors import ActorTable, load_actors
from standoff.types import Actor, Coding, DateInterval, Utterance

_COMMON = 400  # a stem of more renderings than this leads nowhere
_SHARED = 2
_ENOUGH = 0.5


def join(codings: Iterable[Coding], actors: ActorTable | None = None) -> tuple[Utterance, ...]:
    """The utterances of many articles, in order of their first rendering."""
    found = renderings(codings, actors or load_actors())
    utterances = (_utterance([found[k] for k in group]) for group in _joined(found))
    return tuple(sorted(utterances, key=lambda u: (str(u.date.start), u.id)))


def renderings(codings: Iterable[Coding], actors: ActorTable) -> list[Rendering]:
    """Every statement with its comparable words."""
    out = []
    for coding in codings:
        text = coding.document.text
        for statement in coding.statements:
            words = said(" ".join(text[c.start : c.end] for c in statement.content), actors)
            out.append(Rendering.of(coding, statement, words))
    return out


def candidates(found: list[Rendering]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough to be looked at."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for k, rendering in enumerate(found):
        for stem in rendering.said.weights:
            index[stem].append(k)
    shared: Counter[tuple[int, int]] = Counter()
    for stems in index.values():
        if len(stems) <= _COMMON:
            shared.update(combinations(stems, 2))
    for (a, b), n in shared.items():
        fewest = min(len(found[a].said.weights), len(found[b].said.weights))
        if n >= min(_SHARED, fewest) and may_be_one(found[a], found[b]):
            yield a, b


def _joined(found: list[Rendering]) -> list[list[int]]:
    """Groups of indices; every rendering is in one."""
    alike = {pair: likeness(found[pair[0]], found[pair[1]]) for pair in candidates(found)}
    group = {k: [k] for k in range(len(found))}
    order = sorted((p for p in alike if alike[p] > _ENOUGH), key=lambda p: (-alike[p], p))
    for a, b in order:
        one, two = group[a], group[b]
        if one is two:
            continue
        pairs = [(min(x, y), max(x, y)) for x in one for y in two]
        if sum(alike.get(p, 0.0) for p in pairs) > _ENOUGH * len(pairs):
            one += two
            group.update(dict.fromkeys(two, one))
    return [members for k, members in group.items() if k == min(members)]


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
