"""Sentences of our own writing with an act marked: the development part of ``benchmarks/gold/sentences.tsv`` and
the examples of the event lexicon. Every seventh sentence of the former is held back to choose thresholds by.

They get trees, tags and names from the model that is shipped now: where a word is known for its act alone, its
vector drifts off to where the other heads take a verb for an interjection.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import sentences

from standoff.language import Model
from standoff.language.sequence import Stretch
from standoff.language.tokenize import words
from standoff.ontology.lexicon import load_lexicon
from training.readers import NAMED
from training.sentence import Sentence

_HELD_BACK = 7
_MARKS = "[]{}*"


def training(model: Model) -> list[Sentence]:
    """What the model may learn acts from."""
    marked = [s for n, s in enumerate(sentences.load("dev")) if n % _HELD_BACK]
    found = [
        *(_sentence(f"own-{n}", s) for n, s in enumerate(marked)),
        *(_sentence(f"lexicon-{n}", s) for n, s in enumerate(_examples())),
    ]
    for s, parsed in zip(found, model.parse([s.words for s in found]), strict=True):
        s.heads, s.rels, s.upos, s.xpos, s.feats = (
            parsed.heads, parsed.rels, parsed.upos, parsed.xpos, parsed.feats,
        )  # fmt: skip
        s.entities, s.entity_types = _names(len(s.words), parsed.entities), NAMED
    return found


def _names(size: int, found: list[Stretch]) -> list[str | None]:
    tags: list[str | None] = ["O"] * size
    for first, last, kind in found:
        if kind in NAMED:
            tags[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    return tags


def held_back() -> list[Sentence]:
    """What thresholds are chosen by."""
    marked = [s for n, s in enumerate(sentences.load("dev")) if not n % _HELD_BACK]
    return [_sentence(f"held-{n}", s) for n, s in enumerate(marked)]


def _examples() -> Iterator[sentences.Sentence]:
    for row in load_lexicon().rows:
        yield sentences.marked(row.type, "", row.example)


def _sentence(name: str, own: sentences.Sentence) -> Sentence:
    """The trigger has the act, and names beside it none; of the other words nothing is known, but where
    the sentence tells no act at all none of them has one.
    """
    pieces = words(own.text)
    start, end = own.trigger
    none = own.type == sentences.NONE
    acts: list[str | None] = ["O" if none else None for _ in pieces]
    status: list[str | None] = [None for _ in pieces]
    first = next(k for k, (a, b) in enumerate(pieces) if a < end and b > start)
    if not none:
        acts[first] = own.type
        status[first] = own.status or None
    return Sentence(name, [own.text[a:b] for a, b in pieces], acts=acts, status=status)
