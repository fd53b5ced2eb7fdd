"""Which two sides "both sides" and "the two countries" are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

_HALF = 3  # sentences after which a naming weighs half
_APART = (
    0.5  # what two sides weigh that are named at all, beside two that are named in one sentence
)


def closest_pair(named: Iterable[tuple[int, str]], here: int) -> tuple[str, ...]:
    """The two sides that most has been told of together, of late, whom more is told of first; empty if fewer are named.

    ``named`` holds the sentences and the sides named in them, ``here`` is the sentence that speaks of two.
    """
    told: dict[int, set[str]] = defaultdict(set)
    for sentence, side in named:
        told[sentence].add(side)
    alone: dict[str, float] = defaultdict(float)
    together: dict[tuple[str, str], float] = defaultdict(float)
    for sentence, sides in told.items():
        weight = _HALF / (_HALF + here - sentence)
        for side in sides:
            alone[side] += weight
        for pair in combinations(sorted(sides), 2):
            together[pair] += weight
    for pair in combinations(sorted(alone), 2):
        together[pair] += _APART * min(alone[side] for side in pair)
    found = max(together, key=together.__getitem__, default=())
    return tuple(sorted(found, key=lambda side: -alone[side]))
