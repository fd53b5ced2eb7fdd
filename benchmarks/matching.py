"""Which prediction stands for which gold mark, and when two marks agree. Pure, one-to-one, greedy.

Statements pair by content, the best pair first, from a Jaccard index of letters of .5.
Events pair within a type: overlapping triggers first, then a trigger in the gold's sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from benchmarks.marks import Done, Keys, Said, Stretch

T = TypeVar("T")

CONTENT_OVERLAP = 0.5


def match_statements(gold: Sequence[Said], predicted: Sequence[Said]) -> list[tuple[Said, Said]]:
    """One-to-one pairs (gold, predicted), greedily by the Jaccard index of their contents."""
    ranked = [
        (overlap, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if (overlap := jaccard(g.content, p.content)) >= CONTENT_OVERLAP
    ]
    # Nested statements share content: of equal overlaps the pair with the same cue comes first.
    ranked.sort(key=lambda r: (-r[0], not same_cue(gold[r[1]], predicted[r[2]]), r[1], r[2]))
    return greedy(ranked, gold, predicted)


def match_events(gold: Sequence[Done], predicted: Sequence[Done]) -> list[tuple[Done, Done]]:
    """One-to-one pairs (gold, predicted) of one type: by trigger, then by sentence."""
    ranked = [
        (_closeness(g, p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g.type == p.type and (touching(g.trigger, p.trigger) or touching(g.where, p.trigger))
    ]
    ranked.sort(key=lambda r: (-r[0], r[1], r[2]))
    return greedy(ranked, gold, predicted)


def _closeness(g: Done, p: Done) -> float:
    """Trigger before sentence; between equals, the same actors, then the nearer words."""
    apart = abs(g.trigger[0] - p.trigger[0]) / 100_000
    return 2 * touching(g.trigger, p.trigger) + same_actors(g, p) - apart


def greedy(
    ranked: Iterable[tuple[float, int, int]], gold: Sequence[T], predicted: Sequence[T]
) -> list[tuple[T, T]]:
    """Pairs in the order of gold: each (worth, gold index, our index) is taken if both are free."""
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
    """Ask for the same actor, or the same state if the gold names one, or nobody on both sides."""
    if gold.speaker is None or predicted.speaker is None:
        return gold.speaker is predicted.speaker
    return bool(gold.speaker & predicted.speaker)


def same_channel(gold: Said, predicted: Said) -> bool:
    """Ask for the same medium; by its words where the gold knows no id for it."""
    if gold.channel is None or predicted.channel is None:
        return gold.channel is predicted.channel
    (known, words), (guessed, there) = gold.channel, predicted.channel
    return bool(known & guessed) if known - {"text"} else touching(words, there)


def same_cue(gold: Said | Done, predicted: Said | Done) -> bool:
    """Cues that share a character, or none on both sides."""
    return touching(gold.cue, predicted.cue)


def same_targets(gold: Said, predicted: Said) -> bool:
    """Ask for the same targets."""
    return same_side(gold.targets, predicted.targets)


def same_addressees(gold: Said, predicted: Said) -> bool:
    """Ask for the same addressees."""
    return same_side(gold.addressees, predicted.addressees)


def same_venue(gold: Said, predicted: Said) -> bool:
    """Venues that share a character, or none on both sides."""
    return touching(gold.venue, predicted.venue)


def same_date(gold: Said, predicted: Said) -> bool:
    """Words for the day of speaking that share a character, or none on both sides."""
    return touching(gold.date, predicted.date)


def same_days(gold: Done, predicted: Done) -> bool:
    """Ask for the same first and last day, or no words for a date on both sides."""
    return gold.days == predicted.days
