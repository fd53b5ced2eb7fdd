"""The scores of chains, against examples worked out by hand and by trying every pairing."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from benchmarks.chains import b_cubed, best_pairing, ceaf_e, chains, conll, muc


def sets(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


def test_the_same_chains_score_everything() -> None:
    assert conll(sets("abc", "de"), sets("de", "abc")) == (
        pytest.approx(100),
        pytest.approx((100, 100, 100)),
    )


def test_a_chain_cut_in_two() -> None:
    gold, ours = sets("abcd"), sets("ab", "cd")
    assert muc(gold, ours) == pytest.approx(2 / 3)
    assert muc(ours, gold) == 1
    assert b_cubed(gold, ours) == pytest.approx(1 / 2)
    assert b_cubed(ours, gold) == 1
    assert ceaf_e(gold, ours) == pytest.approx(2 * (4 / 6) / 3)


def test_nothing_found_scores_nothing() -> None:
    assert conll(sets("ab"), []) == (0, (0, 0, 0))


@pytest.mark.parametrize("seed", range(10))
def test_the_pairing_is_the_best_one(seed: int) -> None:
    rng = random.Random(seed)
    rows, columns = rng.randint(1, 4), rng.randint(1, 5)
    worth = [[rng.random() for _ in range(columns)] for _ in range(rows)]
    few, many = sorted((rows, columns))
    tall = worth if rows <= columns else [list(c) for c in zip(*worth, strict=True)]
    best = max(sum(tall[r][c] for r, c in enumerate(p)) for p in permutations(range(many), few))
    assert best_pairing(worth) == pytest.approx(best)


def test_single_mentions_are_no_chains() -> None:
    assert chains([(1, "x"), (2, "x"), (3, "y")]) == [frozenset({1, 2})]
