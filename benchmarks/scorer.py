"""Pure scoring of a coding against gold: counts that add up over articles, then figures from them.

``tally(gold, coding)`` counts one article; counts of several are added with ``+``; ``figures`` turns
counts into precision, recall and F or into accuracies. Keys of counts are ``NAME/hit``,
``NAME/predicted``, ``NAME/gold`` for things found, ``NAME/right``, ``NAME/of`` for things judged.

Statements match one to one by content, the best pair first, from a Jaccard index of letters of .5.
Events match one to one within a type: overlapping triggers first, then the same gold sentence.
Actors, cue, status and so on are judged on the matched pairs alone, save in the figures named so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from benchmarks.marks import (
    Done,
    Keys,
    Said,
    Stretch,
    gold_events,
    gold_statements,
    predicted_events,
    predicted_statements,
)

if TYPE_CHECKING:
    from standoff.types import Coding
    from tests.gold import Gold

Counts = Counter[str]
Figure = dict[str, float]
T = TypeVar("T")

CONTENT_OVERLAP = 0.5


def tally(gold: Gold, coding: Coding) -> Counts:
    """Count what one coding got right of one article's gold."""
    statements = tally_statements(gold_statements(gold), predicted_statements(coding))
    return statements + tally_events(gold_events(gold), predicted_events(coding))


def tally_statements(gold: Sequence[Said], predicted: Sequence[Said]) -> Counts:
    """Statements found, in all and per kind, and their fields judged on the matched."""
    pairs = match_statements(gold, predicted)
    counts = _found("statements", len(pairs), len(predicted), len(gold))
    counts += _per_label("statements", pairs, predicted, gold, lambda s: s.kind)
    for g, p in pairs:
        counts += _judged_statement(g, p)
    counts += _sparse("channel", pairs, lambda s: s.channel is not None, same_channel)
    counts += _sparse("targets", pairs, lambda s: bool(s.targets), _same_targets)
    counts += _sparse("addressees", pairs, lambda s: bool(s.addressees), _same_addressees)
    return counts


def tally_events(gold: Sequence[Done], predicted: Sequence[Done]) -> Counts:
    """Events found (by type; with both actors; per status), their fields, their occurrences."""
    pairs = match_events(gold, predicted)
    both = sum(same_actors(g, p) for g, p in pairs)
    right_status = sum(same_actors(g, p) and g.status == p.status for g, p in pairs)
    counts = _found("events", len(pairs), len(predicted), len(gold))
    counts += _found("events with both actors", both, len(predicted), len(gold))
    counts += _found("events with actors and status", right_status, len(predicted), len(gold))
    counts += _per_label("status", pairs, predicted, gold, lambda e: e.status)
    counts += _per_label("type", pairs, predicted, gold, lambda e: e.type)
    for g, p in pairs:
        counts += _judged_event(g, p)
    counts += _sparse("date given", pairs, lambda e: e.days is not None, _same_days)
    counts += _sparse("attribution given", pairs, lambda e: e.cue is not None, _same_cue)
    return counts + _b_cubed(pairs)


def match_statements(gold: Sequence[Said], predicted: Sequence[Said]) -> list[tuple[Said, Said]]:
    """One-to-one pairs (gold, predicted), greedily by the Jaccard index of their contents."""
    ranked = [
        (overlap, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if (overlap := jaccard(g.content, p.content)) >= CONTENT_OVERLAP
    ]
    # Nested statements share content: of equal overlaps the pair with the same cue comes first.
    ranked.sort(key=lambda r: (-r[0], not _same_cue(gold[r[1]], predicted[r[2]]), r[1], r[2]))
    return _greedy(ranked, gold, predicted)


def match_events(gold: Sequence[Done], predicted: Sequence[Done]) -> list[tuple[Done, Done]]:
    """One-to-one pairs (gold, predicted) of one type: by trigger, then by sentence."""
    ranked = [
        (_closeness(g, p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g.type == p.type and (touching(g.trigger, p.trigger) or touching(g.where, p.trigger))
    ]
    ranked.sort(key=lambda r: (-r[0], r[1], r[2]))
    return _greedy(ranked, gold, predicted)


def _closeness(g: Done, p: Done) -> float:
    """Trigger before sentence; between equals, the same actors, then the nearer words."""
    apart = abs(g.trigger[0] - p.trigger[0]) / 100_000
    return 2 * touching(g.trigger, p.trigger) + same_actors(g, p) - apart


def _greedy(
    ranked: Iterable[tuple[float, int, int]], gold: Sequence[T], predicted: Sequence[T]
) -> list[tuple[T, T]]:
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in ranked:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return [(gold[i], predicted[j]) for i, j in sorted(taken.items())]


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared part of two sets; 0 for two empty ones."""
    return len(one & other) / len(one | other) if one or other else 0.0


def touching(one: Stretch | None, other: Stretch | None) -> bool:
    """Whether two stretches share a character; two that are absent agree as well."""
    if one is None or other is None:
        return one is other
    return one[0] < other[1] and other[0] < one[1]


def same_side(gold: Sequence[Keys], predicted: Sequence[Keys]) -> bool:
    """Every actor of either side has its like on the other; two empty sides are the same."""
    return all(any(g & p for p in predicted) for g in gold) and all(
        any(g & p for g in gold) for p in predicted
    )


def same_actors(gold: Done, predicted: Done) -> bool:
    """Source and recipient both right; of a reciprocal act, the parties without direction."""
    if gold.reciprocal:
        return same_side(gold.source + gold.recipient, predicted.source + predicted.recipient)
    return same_side(gold.source, predicted.source) and same_side(
        gold.recipient, predicted.recipient
    )


def same_speaker(gold: Said, predicted: Said) -> bool:
    """The same actor, or the same state where the gold names one; or nobody on both sides."""
    if gold.speaker is None or predicted.speaker is None:
        return gold.speaker is predicted.speaker
    return bool(gold.speaker & predicted.speaker)


def same_channel(gold: Said, predicted: Said) -> bool:
    """The same medium; by its words where the gold knows no id for it."""
    if gold.channel is None or predicted.channel is None:
        return gold.channel is predicted.channel
    (known, words), (guessed, there) = gold.channel, predicted.channel
    return bool(known & guessed) if known - {"text"} else touching(words, there)


def _same_cue(gold: Said | Done, predicted: Said | Done) -> bool:
    return touching(gold.cue, predicted.cue)


def _same_targets(gold: Said, predicted: Said) -> bool:
    return same_side(gold.targets, predicted.targets)


def _same_addressees(gold: Said, predicted: Said) -> bool:
    return same_side(gold.addressees, predicted.addressees)


def _same_days(gold: Done, predicted: Done) -> bool:
    return gold.days == predicted.days


def _judged_statement(g: Said, p: Said) -> Counts:
    counts = _judged("speaker", same_speaker(g, p)) if g.judged else Counter()
    counts += _judged("kind", g.kind == p.kind)
    counts += _judged("cue", _same_cue(g, p))
    counts += _judged("sourcing", g.sourcing == p.sourcing)
    counts += _judged("channel", same_channel(g, p))
    counts += _judged("addressees", _same_addressees(g, p))
    return counts + _judged("targets", _same_targets(g, p))


def _judged_event(g: Done, p: Done) -> Counts:
    counts = _judged("both actors", same_actors(g, p))
    counts += _judged("source", same_side(g.source, p.source) or same_actors(g, p))
    counts += _judged("recipient", same_side(g.recipient, p.recipient) or same_actors(g, p))
    counts += _judged("status", g.status == p.status)
    counts += _judged("mode", g.mode == p.mode)
    counts += _judged("a context", bool(g.contexts & p.contexts) or g.contexts == p.contexts)
    counts += _judged("reciprocal", g.reciprocal == p.reciprocal)
    counts += _judged("date", _same_days(g, p))
    return counts + _judged("attribution", _same_cue(g, p))


def _judged(name: str, right: bool) -> Counts:
    return Counter({f"{name}/right": int(right), f"{name}/of": 1})


def _found(name: str, hits: int, predicted: int, gold: int) -> Counts:
    # ``update`` and not ``+``: zeros must survive, or a figure of nothing found would vanish.
    return Counter({f"{name}/hit": hits, f"{name}/predicted": predicted, f"{name}/gold": gold})


def _per_label(
    name: str,
    pairs: Sequence[tuple[T, T]],
    predicted: Sequence[T],
    gold: Sequence[T],
    label: Callable[[T], str],
) -> Counts:
    counts: Counts = Counter()
    for mark in predicted:
        counts[f"{name} {label(mark)}/predicted"] += 1
    for mark in gold:
        counts[f"{name} {label(mark)}/gold"] += 1
    for g, p in pairs:
        counts[f"{name} {label(g)}/hit"] += label(g) == label(p)
    return counts


def _sparse(
    name: str,
    pairs: Sequence[tuple[T, T]],
    has: Callable[[T], bool],
    same: Callable[[T, T], bool],
) -> Counts:
    """Fields that are mostly empty, as found or missed: an empty guess earns nothing here."""
    hits = sum(has(g) and has(p) and same(g, p) for g, p in pairs)
    return _found(f"{name} named", hits, sum(has(p) for _, p in pairs), sum(has(g) for g, _ in pairs))


def _b_cubed(pairs: Sequence[tuple[Done, Done]]) -> Counts:
    """B-cubed of occurrences over the matched events, summed per event (Bagga and Baldwin 1998)."""
    gold = _clusters(g.occurrence for g, _ in pairs)
    predicted = _clusters(p.occurrence for _, p in pairs)
    counts: Counts = Counter()
    for i, (g, p) in enumerate(pairs):
        mine, theirs = gold[g.occurrence], predicted[p.occurrence]
        shared = len(mine & theirs)
        assert i in mine
        counts["occurrences/precise"] += shared / len(theirs)  # type: ignore[assignment]
        counts["occurrences/recalled"] += shared / len(mine)  # type: ignore[assignment]
        counts["occurrences/events"] += 1
    return counts


def _clusters(labels: Iterable[Hashable]) -> dict[Hashable, set[int]]:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for i, label in enumerate(labels):
        found[label].add(i)
    return found
