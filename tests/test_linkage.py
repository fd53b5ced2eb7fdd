"""Average linkage gives what its definition says, whatever short cuts it takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standoff.discourse.linkage import Pair, linked

COUNT, ENOUGH, TOGETHER = 9, 0.5, 0.375
PAIRS = [(a, b) for b in range(COUNT) for a in range(b)]
SIXTEENTHS = st.integers(0, 16).map(lambda n: n / 16)  # their sums are exact


def by_definition(alike: dict[Pair, float], unfit: set[Pair]) -> list[list[int]]:
    groups = [[k] for k in range(COUNT)]
    for a, b in sorted((p for p in alike if alike[p] > ENOUGH), key=lambda p: (-alike[p], p)):
        one, two = (next(g for g in groups if k in g) for k in (a, b))
        pairs = [(min(x, y), max(x, y)) for x in one for y in two]
        if one is two or unfit & set(pairs):
            continue
        if sum(alike.get(p, 0.0) for p in pairs) > TOGETHER * len(pairs):
            groups.remove(two)
            one += two
    return sorted(sorted(group) for group in groups)


@given(
    st.dictionaries(st.sampled_from(PAIRS), SIXTEENTHS), st.sets(st.sampled_from(PAIRS), max_size=5)
)
def test_groups_are_those_of_the_definition(alike: dict[Pair, float], unfit: set[Pair]) -> None:
    ours = linked(COUNT, alike, lambda a, b: (a, b) not in unfit, ENOUGH, TOGETHER)
    assert ours == by_definition(alike, unfit)


def test_a_chain_of_likes_joins_nothing() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.7}
    assert linked(3, chain, lambda _a, _b: True, ENOUGH, TOGETHER) == [[0, 1], [2]]
