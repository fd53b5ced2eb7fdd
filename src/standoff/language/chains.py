"""Which words of a text mean the same: the words that can name something, what is seen of two of them, and how
well the later goes back to the earlier.

A mention is known by its head word (Dobrovolskii 2021). A pair's score is a small network over the two words'
vectors and what is seen of the pair; a score below 0 is worse than going back to nothing (Lee et al. 2017).
Learned by ``training``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from standoff.language.analysis import Token

_KINDS = (
    "he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves",
    "i me my mine myself", "we us our ours ourselves", "you your yours yourself",
    "this that these those", "who whom whose which", "other pronoun", "name", "definite", "indefinite",
    "number",
)  # fmt: skip
_KIND = {word: n for n, words in enumerate(_KINDS[:9]) for word in words.split()}
_OTHER, _NAME, _DEFINITE, _INDEFINITE, _NUMBER = range(9, 14)
_DEFINITES = frozenset(["the", "this", "that", "these", "those", "both", "such"])
_RELATIONS = {
    "nsubj": 1,
    "obj": 2,
    "iobj": 2,
    "obl": 3,
    "nmod": 4,
    "nmod:poss": 5,
    "conj": 6,
    "appos": 7,
}
_MOST_BACK, _STEPS = 9, (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
SIZES = (_MOST_BACK + 1, len(_STEPS) + 1, len(_KINDS) ** 2, 5, 64)
"""How many values each feature of a pair has: sentences back, candidates back, kinds of both, likeness of
the words, relations of both."""


@dataclass(frozen=True, slots=True)
class Word:
    """What is looked at of one word, which a ``Token`` has too; ``head`` counts over the document, -1 for a root."""

    text: str
    upos: str
    head: int
    rel: str
    sentence: int


Words = Sequence["Word | Token"]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The words of a document that can name something, in order, and what is seen of each."""

    at: NDArray[np.int64]
    sentence: NDArray[np.int64]
    kind: NDArray[np.int64]
    relation: NDArray[np.int64]
    names: list[frozenset[str]]
    words: list[str]


def candidates(words: Words) -> Candidates:
    """Nouns, pronouns and numbers that head a phrase, adjectives that do so with an article ("the former"); of
    a name its head alone.
    """
    import numpy as np

    known = _definite(words)
    found = [k for k in range(len(words)) if _can_name(words, k, known)]
    return Candidates(
        at=np.array(found, np.int64),
        sentence=np.array([words[k].sentence for k in found], np.int64),
        kind=np.array([_kind(words[k], k in known) for k in found], np.int64),
        relation=np.array([_relation(words[k].rel) for k in found], np.int64),
        names=[_name(words, k) for k in found],
        words=[words[k].text.lower() for k in found],
    )


def _can_name(words: Words, k: int, definite: set[int]) -> bool:
    w = words[k]
    if w.upos == "ADJ":
        return k in definite and w.rel.partition(":")[0] in _RELATIONS
    if w.upos == "PROPN":
        return not (w.rel in {"flat", "compound"} and w.head >= 0 and _one_name(words, k, w.head))
    if w.upos == "NUM":
        return w.rel not in {"nummod", "compound", "flat"}
    return (w.upos == "NOUN" and w.rel != "fixed") or (w.upos == "PRON" and w.rel != "expl")


def _one_name(words: Words, k: int, head: int) -> bool:
    """Whether only proper nouns stand between k and its head."""
    first, last = min(k, head), max(k, head)
    return all(words[n].upos == "PROPN" for n in range(first, last + 1))


def _name(words: Words, k: int) -> frozenset[str]:
    """The words of the name that k heads; nothing for what is no name."""
    if words[k].upos != "PROPN":
        return frozenset()
    first = last = k
    while first and _part(words, first - 1, k):
        first -= 1
    while last + 1 < len(words) and _part(words, last + 1, k):
        last += 1
    return frozenset(words[n].text.lower() for n in range(first, last + 1))


def _part(words: Words, n: int, k: int) -> bool:
    w = words[n]
    return w.upos == "PROPN" and w.sentence == words[k].sentence and w.rel in {"flat", "compound"}


def _definite(words: Words) -> set[int]:
    """Heads that have a definite article or an owner."""
    return {
        w.head for w in words
        if w.rel == "nmod:poss" or (w.rel.startswith("det") and w.text.lower() in _DEFINITES)
    }  # fmt: skip


def _kind(word: Word | Token, definite: bool) -> int:
    if word.upos == "PRON":
        return _KIND.get(word.text.lower(), _OTHER)
    if word.upos == "PROPN":
        return _NAME
    if word.upos == "NUM":
        return _NUMBER
    return _DEFINITE if definite else _INDEFINITE


def _relation(rel: str) -> int:
    return _RELATIONS.get(rel, _RELATIONS.get(rel.partition(":")[0], 0))


def features(
    c: Candidates, later: NDArray[np.int64], earlier: NDArray[np.int64]
) -> NDArray[np.int64]:
    """What is seen of pairs of candidates, as (pairs x 5) numbers below ``SIZES``."""
    import numpy as np

    seen = np.empty((len(later), len(SIZES)), np.int64)
    seen[:, 0] = np.minimum(np.abs(c.sentence[later] - c.sentence[earlier]), _MOST_BACK)
    seen[:, 1] = _steps().searchsorted(np.abs(later - earlier), side="right")
    seen[:, 2] = c.kind[later] * len(_KINDS) + c.kind[earlier]
    seen[:, 3] = [_likeness(c, i, j) for i, j in zip(later.tolist(), earlier.tolist(), strict=True)]
    seen[:, 4] = c.relation[later] * 8 + c.relation[earlier]
    return seen


@cache
def _steps() -> NDArray[np.int64]:
    import numpy as np

    return np.array(_STEPS, np.int64)


def _likeness(c: Candidates, i: int, j: int) -> int:
    """0 other words; 1 the same noun; names: 2 one within the other, 3 the same, 4 only partly so."""
    one, other = c.names[i], c.names[j]
    if one and other:
        if one == other:
            return 3
        if one <= other or other <= one:
            return 2
        return 4 if one & other else 0
    return int(c.words[i] == c.words[j] and c.kind[i] > _OTHER and c.kind[j] > _OTHER)


class Scorer:
    """The learned weights (``training/chains.py`` has the same network for training)."""

    def __init__(self, file: Path) -> None:
        import numpy as np

        with np.load(file) as kept:
            self._w = {name: kept[name].astype(np.float32) for name in kept.files}
        self._seen = np.ascontiguousarray(self._w["seen.weight"].T)
        self._starts = np.cumsum([0, *SIZES[:-1]])

    def links(self, words: Words, vectors: NDArray[np.float32]) -> Links:
        """Ready to score the pairs of a document; ``vectors`` is words x H."""
        return Links(candidates(words), vectors, self)

    def linear(self, name: str, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """One linear layer."""
        y: NDArray[np.float32] = x @ self._w[f"{name}.weight"].T
        bias = self._w.get(f"{name}.bias")
        return y if bias is None else y + bias

    def seen(self, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
        """What the features of pairs count for, pairs x inner."""
        found: NDArray[np.float32] = self._seen[pairs + self._starts].sum(1)
        return found


class Links:
    """The pairs of one document's candidates, scored when asked for."""

    def __init__(self, found: Candidates, vectors: NDArray[np.float32], scorer: Scorer) -> None:
        import numpy as np

        self.candidates = found
        self.place = {int(k): n for n, k in enumerate(found.at)}
        self._scorer = scorer
        x = vectors[found.at]
        self._named = scorer.linear("named", np.maximum(scorer.linear("own", x), 0))[:, 0]
        self._mention = scorer.linear("mention", x)
        self._later = scorer.linear("later", self._mention)
        self._earlier = scorer.linear("earlier", self._mention)

    def scores(self, later: int, earlier: Sequence[int]) -> list[float | None]:
        """How well the word ``later`` goes back to each of ``earlier``; None for words that are no
        candidates. Above 0 it rather goes back than not.
        """
        import numpy as np

        i = self.place.get(later)
        if i is None:
            return [None] * len(earlier)
        known = [self.place.get(k) for k in earlier]
        columns = np.array([n for n in known if n is not None], np.int64)
        found = iter(self._score(np.full(len(columns), i), columns).tolist())
        return [None if n is None else next(found) for n in known]

    def chains(self) -> list[list[int]]:
        """All chains of the document: every word goes back to the one that fits best, if any does."""
        import numpy as np

        chain_of: dict[int, list[int]] = {}
        found: list[list[int]] = []
        for i in range(1, len(self.candidates.at)):
            columns = np.arange(max(0, i - _FARTHEST), i)
            scores = self._score(np.full(len(columns), i), columns)
            best = int(scores.argmax())
            if scores[best] <= 0:
                continue
            j = int(columns[best])
            chain = chain_of.get(j)
            if chain is None:
                chain = chain_of[j] = [int(self.candidates.at[j])]
                found.append(chain)
            chain_of[i] = chain
            chain.append(int(self.candidates.at[i]))
        return found

    def _score(self, later: NDArray[np.int64], earlier: NDArray[np.int64]) -> NDArray[np.float32]:
        import numpy as np

        first, second = np.maximum(later, earlier), np.minimum(later, earlier)
        hidden = self._later[first] + self._earlier[second]
        hidden += self._scorer.linear("both", self._mention[first] * self._mention[second])
        hidden += self._scorer.seen(features(self.candidates, first, second))
        pair = self._scorer.linear("score", np.maximum(hidden, 0))[:, 0]
        found: NDArray[np.float32] = pair + self._named[first] + self._named[second]
        return found


_FARTHEST = 250  # candidates that are looked back at for whole chains
