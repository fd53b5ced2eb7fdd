"""Scores of B-, I- and O labels to stretches: the best sequence in which no stretch begins in its middle."""

from __future__ import annotations

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
        self._inside = np.array([n for n, label in enumerate(labels) if label[:2] == "I-"], int)
        begins = [place.get(f"B-{labels[n][2:]}", int(n)) for n in self._inside]
        self._begins = np.array(begins, int)
        self._follows = np.ones((len(labels) + 1, len(labels)), bool)  # the last row: the start
        for inside, begin in zip(self._inside, self._begins, strict=True):
            self._follows[:, inside] = False
            self._follows[[begin, inside], inside] = True
        self._follows[len(labels), self._inside] = False

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
        broken = np.flatnonzero(~self._follows[before, best].all(1))
        if broken.size:
            best[broken] = self._viterbi(scores[broken])
        return [stretches(self.labels[n] for n in path) for path in best.tolist()]

    def _viterbi(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        import numpy as np

        rows, words, size = scores.shape
        total = scores[:, 0].astype(np.float64)
        total[:, self._inside] = -np.inf
        line = np.arange(rows)
        came = np.zeros((words, rows, size), np.int64)
        for k in range(1, words):
            best = total.argmax(1)
            came[k] = best[:, None]
            reached = np.repeat(total[line, best][:, None], size, 1)
            on = total[:, self._inside] > total[:, self._begins]
            came[k][:, self._inside] = np.where(on, self._inside, self._begins)
            reached[:, self._inside] = np.maximum(total[:, self._inside], total[:, self._begins])
            total = reached + scores[:, k]
        path = np.zeros((rows, words), np.int64)
        path[:, -1] = total.argmax(1)
        for k in range(words - 1, 0, -1):
            path[:, k - 1] = came[k][line, path[:, k]]
        return path
