"""Learns the weights of ``standoff.discourse``: ``python -m training.utterances``, a minute on one core.

Logistic regression over pairs of renderings from the development half of our own set
(``benchmarks/gold/utterances.jsonl``), of which the coder makes what it can; only numpy is needed.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
from benchmarks.utterances import coded, load

from standoff.discourse.likeness import Features, Rendering, features, may_be_one, speakers_fit
from standoff.discourse.utterances import renderings
from standoff.ontology.actors import load_actors

DATA = Path(__file__).parents[1] / "src/standoff/ontology/data"
_HEADER = """# What counts how much for two renderings being of one utterance (standoff.discourse). Learned by
# training/utterances.py from the development half of our own set.
"""
_REPEATED = 0.5
_ROUNDS, _RATE, _RIDGE = 3000, 0.5, 2e-3


def main() -> int:
    """Read, learn, write the table."""
    cases = examples()
    write(DATA / "utterance_weights.tsv", _HEADER, fit(cases))
    print(f"{len(cases)} pairs, {sum(right for _, right in cases)} of one utterance")
    return 0


def write(table: Path, header: str, weights: dict[str, float]) -> None:
    """The table that ``standoff.ontology.weights`` reads."""
    lines = (f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items()))
    table.write_text(f"{header}feature\tweight\n" + "\n".join(lines) + "\n", "utf-8")


def examples() -> list[tuple[Features, bool]]:
    """Pairs that may be one by speaker and day, with whether they are."""
    texts = load("dev")
    actors = load_actors()
    codings = [coded(text) for text in texts]
    home = {c.document.id: text.utterance for c, text in zip(codings, texts, strict=True)}
    longest: dict[str, Rendering] = {}  # the longest statement is the one that a text is about
    for rendering in sorted(renderings(codings, actors), key=lambda r: len(r.said.words)):
        longest[rendering.document] = rendering
    known = [(home[document], rendering) for document, rendering in longest.items()]
    return [
        (features(a, b), one == two) for (one, a), (two, b) in combinations(known, 2)
        if a.said.weights.keys() & b.said.weights.keys() and _may_teach(a, b, alike=one == two)
    ]  # fmt: skip


def _may_teach(a: Rendering, b: Rendering, *, alike: bool) -> bool:
    """All that may be one; and what one speaker says at other times, since in a real stream one speaker says
    many things in a week, but not what he repeats, which only the date can tell apart.
    """
    if alike or may_be_one(a, b):
        return may_be_one(a, b)
    seen = features(a, b)
    repeated = seen.get("words of both", 0) > _REPEATED or seen.get("same run", 0) > _REPEATED
    return speakers_fit(a.statement.speaker, b.statement.speaker) and not repeated


def fit(cases: list[tuple[Features, bool]]) -> dict[str, float]:
    """Weights of greatest likelihood, less a ridge (gradient ascent with AdaGrad)."""
    names = sorted({name for seen, _ in cases for name in seen})
    x = np.array([[seen.get(name, 0.0) for name in names] for seen, _ in cases])
    y = np.array([right for _, right in cases], float)
    w, squares = np.zeros(len(names)), np.full(len(names), 1e-8)
    ridge = np.array([0.0 if name == "always" else _RIDGE for name in names])
    for _ in range(_ROUNDS):
        gradient = x.T @ (y - 1 / (1 + np.exp(-(x @ w)))) / len(y) - ridge * w
        squares += gradient**2
        w += _RATE * gradient / np.sqrt(squares)
    return {name: float(weight) for name, weight in zip(names, w, strict=True)}


if __name__ == "__main__":
    raise SystemExit(main())
