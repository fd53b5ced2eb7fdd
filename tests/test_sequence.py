"""The best sequence of B-, I- and O labels."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from standoff.language.sequence import Stretches

LABELS = ["O", "B-X", "B-Y", "I-X", "I-Y"]


def allowed(path: tuple[int, ...]) -> bool:
    names = [LABELS[n] for n in path]
    before = ["O", *names[:-1]]
    return all(a[0] != "I" or b in {f"B-{a[2:]}", a} for a, b in zip(names, before, strict=True))


def best_by_trying(scores: np.ndarray) -> tuple[int, ...]:
    paths = filter(allowed, product(range(len(LABELS)), repeat=len(scores)))
    return max(paths, key=lambda p: sum(scores[k, n] for k, n in enumerate(p)))


@pytest.mark.parametrize("seed", range(20))
def test_the_sequence_is_the_best_allowed_one(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, 5, len(LABELS))).astype(np.float32)
    (found,) = Stretches(LABELS).decode(scores)
    path = best_by_trying(scores[0])
    expected, names = [], [LABELS[n] for n in path]
    for k, name in enumerate(names):
        if name[0] == "B":
            expected.append([k, k + 1, name[2:]])
        elif name[0] == "I":
            expected[-1][1] = k + 1
    assert [list(s) for s in found] == expected


def test_nothing_has_no_stretches() -> None:
    assert Stretches(LABELS).decode(np.zeros((2, 0, 5), np.float32)) == [[], []]
    assert Stretches(LABELS).decode(np.zeros((0, 3, 5), np.float32)) == []
