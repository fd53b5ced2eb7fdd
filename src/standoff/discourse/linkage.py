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
    """Groups of the indices below ``count``, sorted; every index is in one.

    Pairs in ``alike`` (smaller index first) above ``enough`` are joined, and their groups with them where all pairs
    ``fit`` and their mean likeness is above ``together``, so that a chain of likes joins nothing.
    """
    home = list(range(count))  # of each index, the group, by one of its members
    members = [[k] for k in range(count)]
    between: list[dict[int, float]] = [{} for _ in range(count)]  # likeness of two groups, summed
    apart: list[set[int]] = [set() for _ in range(count)]  # groups of which some pair does not fit
    for (a, b), value in alike.items():
        between[a][b] = between[b][a] = value
    for a, b in sorted((p for p in alike if alike[p] > enough), key=lambda p: (-alike[p], p)):
        one, two = home[a], home[b]
        pairs = len(members[one]) * len(members[two])
        if one == two or two in apart[one] or between[one][two] <= together * pairs:
            continue
        if not all(fits(min(x, y), max(x, y)) for x in members[one] for y in members[two]):
            apart[one].add(two)
            apart[two].add(one)
            continue
        if len(members[one]) < len(members[two]):
            one, two = two, one
        for k in members[two]:
            home[k] = one
        members[one] += members[two]
        _take_over(one, two, between, apart)
    return [sorted(members[k]) for k in sorted(set(home), key=lambda k: min(members[k]))]


def _take_over(one: int, two: int, between: list[dict[int, float]], apart: list[set[int]]) -> None:
    """Give the second group's likeness to others, and what it does not fit, to the first."""
    for other, value in between[two].items():
        del between[other][two]
        if other != one:
            between[one][other] = between[other][one] = between[one].get(other, 0.0) + value
    for other in apart[two]:
        apart[other].discard(two)
        apart[other].add(one)
    apart[one] |= apart[two]
