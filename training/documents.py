"""Documents with known chains, in numbers: their candidates, what is seen of every pair, which pairs are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from standoff.language import Model, Token, analyse
from standoff.language.chains import Candidates, Word, candidates
from training import own
from training.coreference import Ambiguous, gap, ontogum
from training.corpora import gum
from training.sentence import Sentence


@dataclass(slots=True)
class Document:
    """``places`` (M x 2): sentence and word of each candidate; ``same`` M x M: whether the
    earlier candidate (column) is of the later one's (row) chain, None where chains are not known;
    ``pairs``: (row, column, whether they are one) known alone.
    """

    name: str
    sentences: list[Sentence]
    places: NDArray[np.int64]
    candidates: Candidates
    same: NDArray[np.bool_] | None
    pairs: list[tuple[int, int, bool]]


def from_gum(data: Path, split: str) -> Iterator[Document]:
    """GUM's open genres with OntoGUM's chains, on gold trees."""
    sentences: dict[str, list[Sentence]] = {}
    for s in gum(data, split):
        sentences.setdefault(s.id.rsplit("-", 1)[0], []).append(s)
    for doc in ontogum(data / "coreference/ontogum", split):
        parts = sentences.get(doc.name, [])
        if [w for s in parts for w in s.words] == doc.words:
            yield _document(doc.name, parts, _words(parts), doc.mentions)


def from_texts(model: Model, *, held_back: bool = False) -> Iterator[Document]:
    """Texts of our own with chains, on trees of a model."""
    for text in own.written(model, held_back=held_back):
        if "chains" in text.kinds:
            yield _document(text.name, text.sentences, _words(text.sentences), text.mentions)


def _words(sentences: list[Sentence]) -> list[Word]:
    """Gold words of a document."""
    out: list[Word] = []
    for n, s in enumerate(sentences):
        first = len(out)
        for k, word in enumerate(s.words):
            head, rel, upos = (s.heads or [])[k], (s.rels or [])[k], (s.upos or [])[k]
            out.append(Word(word, upos, first + head - 1 if head else -1, rel, n))
    return out


def _document(
    name: str, sentences: list[Sentence], words: list[Word], mentions: list[tuple[int, int, int]]
) -> Document:
    chain: dict[int, int] = {}
    for first, last, n in sorted(mentions, key=lambda m: m[0] - m[1]):
        chain[head_of(words, first, last)] = n  # of mentions with one head the smallest counts
    found = candidates(words)
    of = np.array([chain.get(int(k), -1 - int(k)) for k in found.at])
    same = (of[:, None] == of[None, :]) & np.tri(len(of), k=-1, dtype=bool)
    return Document(name, sentences, _places(sentences, found), found, same, [])


def head_of(words: list[Word], first: int, last: int) -> int:
    """The word of a stretch that depends on none inside it."""
    return next((k for k in range(first, last) if not first <= words[k].head < last), first)


def _places(sentences: list[Sentence], found: Candidates) -> NDArray[np.int64]:
    starts = np.cumsum([0, *(len(s.words) for s in sentences)])
    return np.stack([found.sentence, found.at - starts[found.sentence]], 1)


def from_gap(file: Path, model: Model) -> Iterator[Document]:
    """GAP's cases on trees of a model; those whose three mentions are candidates."""
    for n, case in enumerate(gap(file)):
        document = _from_case(f"gap-{n}", case, model)
        if document is not None:
            yield document


def _from_case(name: str, case: Ambiguous, model: Model) -> Document | None:
    analysis = analyse(case.text, model)
    if analysis.links is None:
        return None
    found, place = analysis.links.candidates, analysis.links.place
    pronoun = _covered(analysis.tokens, case.pronoun)
    named = [_covered(analysis.tokens, span) for span in case.names]
    row = place.get(pronoun[0]) if pronoun and all(named) else None
    if row is None:
        return None
    columns = [next((place[k] for k in ks if k in place), None) for ks in named]
    sentences = [
        Sentence(f"{name}-{n}", [t.text for t in analysis.tokens[a:b]])
        for n, (a, b) in enumerate(analysis.sentences)
    ]
    pairs = [(row, c, y) for c, y in zip(columns, case.right, strict=True) if c is not None]
    return Document(name, sentences, _places(sentences, found), found, None, pairs)


def _covered(tokens: Iterable[Token], span: tuple[int, int]) -> list[int]:
    start, end = span
    return [t.index for t in tokens if t.start < end and t.end > start]
