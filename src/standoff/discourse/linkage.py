"""Average linkage: what is alike is joined, the most alike first, and groups only while their mean likeness holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Pair = tuple[int, int]


def linked(
    count: int,
    alike: Mapping[Pair, float],
    fits: Callable[[int, int], bool],
    enough: float,
    together: float,
) -> list[list[int]]:
    """Groups of the indices below ``count``; every index is in one.

    Pairs in ``alike`` (smaller index first) above ``enough`` are joined, and their groups with them where all pairs
    ``fit`` and their mean likeness is above ``together``, so that a chain of likes joins nothing.
    """
    group = {k: [k] for k in range(count)}
    order = sorted((p for p in alike if alike[p] > enough), key=lambda p: (-alike[p], p))
    for a, b in order:
        one, two = group[a], group[b]
        if one is two:
            continue
        pairs = [(min(x, y), max(x, y)) for x in one for y in two]
        if not all(fits(x, y) for x, y in pairs):
            continue
        if sum(alike.get(p, 0.0) for p in pairs) > together * len(pairs):
            one += two
            group.update(dict.fromkeys(two, one))
    return [members for k, members in group.items() if k == min(members)]
