"""Scores of B-, I- and O labels to stretches: the best sequence in which no stretch begins in its middle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stretch = tuple[int, int, str]  # first, last (exclusive), label


def stretches(tags: Iterable[str | None]) -> list[Stretch]:
    """The stretches that B-, I- and O labels tell; None is a word of which nothing is known."""
    out: list[Stretch] = []
    for k, tag in enumerate(tags):
        if tag is not None and tag[0] == "B":
            out.append((k, k + 1, tag[2:]))
        elif tag is not None and tag[0] == "I" and out:
            first, _, name = out[-1]
            out[-1] = (first, k + 1, name)
    return out


class Stretches:
    """Decodes for one set of labels ("O", "B-PER", "I-PER", ...), of which "O" is the first."""

    def __init__(self, labels: Sequence[str]) -> None:
        import numpy as np

        self.labels = list(labels)
        place = {label: n for n, label in enumerate(labels)}
        self._begins = {  # of each label inside a stretch, the one that begins it
            n: place.get(f"B-{label[2:]}", n) for n, label in enumerate(labels) if label[:2] == "I-"
        }
        self._follows = np.ones((len(labels) + 1, len(labels)), bool)  # the last row: the start
        for inside, begin in self._begins.items():
            self._follows[:, inside] = False
            self._follows[[begin, inside], inside] = True
        self._follows[len(labels), list(self._begins)] = False

    def decode(self, scores: NDArray[np.float32]) -> list[list[Stretch]]:
        """Stretches of each row; ``scores`` is rows x words x labels.

        Where the best label of every word gives an allowed sequence, that is the answer; the other
        rows go the way of Viterbi (1967), with the one constraint that I-X follows B-X or I-X.
        """
        import numpy as np

        rows, words, size = scores.shape
        if not rows or not words:
            return [[] for _ in range(rows)]
        best = scores.argmax(-1)
        before = np.concatenate([np.full((rows, 1), size), best[:, :-1]], 1)
        for row in np.flatnonzero(~self._follows[before, best].all(1)):
            best[row] = self._viterbi(scores[row].tolist())
        return [stretches(self.labels[n] for n in path) for path in best.tolist()]

    def _viterbi(self, scores: list[list[float]]) -> list[int]:
        """The best path through words x labels."""
        first, *others = scores
        total = [-math.inf if n in self._begins else s for n, s in enumerate(first)]
        came: list[list[int]] = []
        for here in others:
            best = total.index(max(total))
            steps = [best] * len(here)
            for inside, begin in self._begins.items():
                steps[inside] = inside if total[inside] > total[begin] else begin
            came.append(steps)
            total = [total[step] + s for step, s in zip(steps, here, strict=True)]
        path = [total.index(max(total))]
        for steps in reversed(came):
            path.append(steps[path[-1]])
        return path[::-1]
