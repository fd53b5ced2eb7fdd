"""Scores of coreference chains: MUC (Vilain et al. 1995), B3 (Bagga and Baldwin 1998), CEAF-e (Luo 2005), and their
mean F, the CoNLL score. A chain is a set of mentions; a mention is any hashable value, the same on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

Chains = list[frozenset[Hashable]]


def conll(gold: Chains, ours: Chains) -> tuple[float, tuple[float, float, float]]:
    """The mean F and its three parts (MUC, B3, CEAF-e), in per cent."""
    parts = (
        100 * _f(muc, gold, ours), 100 * _f(b_cubed, gold, ours), 100 * ceaf_e(gold, ours),
    )  # fmt: skip
    return sum(parts) / 3, parts


def _f(recall: Callable[[Chains, Chains], float], gold: Chains, ours: Chains) -> float:
    r, p = recall(gold, ours), recall(ours, gold)
    return 2 * p * r / (p + r) if p + r else 0.0


def muc(gold: Chains, ours: Chains) -> float:
    """The share of gold's links that ours has; exchanged, precision."""
    where = {m: n for n, chain in enumerate(ours) for m in chain}
    kept = total = 0
    for chain in gold:
        parts = {where.get(m, m) for m in chain}
        kept += len(chain) - len(parts)
        total += len(chain) - 1
    return kept / total if total else 0.0


def b_cubed(gold: Chains, ours: Chains) -> float:
    """The mean share of a mention's chain that ours puts with it."""
    where = {m: chain for chain in ours for m in chain}
    empty: frozenset[Hashable] = frozenset()
    shares = [len(chain & where.get(m, empty)) / len(chain) for chain in gold for m in chain]
    return sum(shares) / len(shares) if shares else 0.0


def ceaf_e(gold: Chains, ours: Chains) -> float:
    """F of the best one-to-one pairing of chains by the share of mentions they have in common."""
    if not gold or not ours:
        return 0.0
    likeness = [[2 * len(g & o) / (len(g) + len(o)) for o in ours] for g in gold]
    return 2 * best_pairing(likeness) / (len(gold) + len(ours))


def best_pairing(worth: list[list[float]]) -> float:
    """The greatest sum of a pairing of rows with columns (Kuhn 1955, with potentials)."""
    rows, columns = len(worth), len(worth[0])
    if rows > columns:
        return best_pairing([list(column) for column in zip(*worth, strict=True)])
    u, v, held = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        held[0] = row
        _augment(worth, u, v, held)
    return sum(worth[held[c] - 1][c - 1] for c in range(1, columns + 1) if held[c])


def _augment(worth: list[list[float]], u: list[float], v: list[float], held: list[int]) -> None:
    """Find a column for the row in ``held[0]``, moving others where that is better."""
    columns = len(held) - 1
    least, came, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    at = 0
    while held[at]:
        done[at] = True
        step, following = float("inf"), 0
        for c in range(1, columns + 1):
            if done[c]:
                continue
            cost = -worth[held[at] - 1][c - 1] - u[held[at]] - v[c]
            if cost < least[c]:
                least[c], came[c] = cost, at
            if least[c] < step:
                step, following = least[c], c
        for c in range(columns + 1):
            if done[c]:
                u[held[c]] += step
                v[c] -= step
            else:
                least[c] -= step
        at = following
    while at:
        held[at] = held[came[at]]
        at = came[at]


def chains(pairs: Iterable[tuple[Hashable, Hashable]]) -> Chains:
    """Mentions with the names of their chains to chains of two or more."""
    found: dict[Hashable, set[Hashable]] = {}
    for mention, name in pairs:
        found.setdefault(name, set()).add(mention)
    return [frozenset(members) for members in found.values() if len(members) > 1]
