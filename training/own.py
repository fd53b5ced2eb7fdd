"""What we wrote ourselves to learn from: sentences with an act marked (the development part of
``benchmarks/gold/sentences.tsv`` and the examples of the event lexicon), and the short texts of ``texts/``, in which
all acts, or all names and chains, are marked. Every seventh of the former and tenth of the latter is held back.

They get trees and tags, and where none are marked names, from the model that is shipped now: where a word is known for
its act alone, its vector drifts off to where the other heads take a verb for an interjection.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from benchmarks import sentences

from standoff.language import Model
from standoff.language.sentences import sentences as cut
from standoff.language.sequence import Stretch
from standoff.language.tokenize import words
from standoff.ontology.lexicon import load_lexicon
from training import texts
from training.readers import NAMED
from training.sentence import Sentence

_HELD_BACK, _HELD_BACK_TEXTS = 7, 10


@dataclass(frozen=True, slots=True)
class Own:
    """One text: its sentences, and its mentions as (first word, last exclusive, chain) over the text."""

    name: str
    kinds: frozenset[str]
    sentences: list[Sentence]
    mentions: list[tuple[int, int, int]]


def training(model: Model) -> list[Sentence]:
    """What the model may learn acts and names from, sentence by sentence."""
    marked = [s for n, s in enumerate(sentences.load("dev")) if n % _HELD_BACK]
    found = [
        *(_sentence(f"own-{n}", s) for n, s in enumerate(marked)),
        *(_sentence(f"lexicon-{n}", s) for n, s in enumerate(_examples())),
    ]
    _parse(found, model)
    return [*found, *(s for t in written(model) for s in t.sentences)]


def held_back(model: Model) -> list[Sentence]:
    """What thresholds are chosen by."""
    marked = [s for n, s in enumerate(sentences.load("dev")) if not n % _HELD_BACK]
    return [
        *(_sentence(f"held-{n}", s) for n, s in enumerate(marked)),
        *(s for t in written(model, held_back=True) for s in t.sentences),
    ]


def written(model: Model, *, held_back: bool = False) -> list[Own]:
    """The texts of ``texts/``, those to learn from or those held back."""
    return [t for n, t in enumerate(_written(model)) if (n % _HELD_BACK_TEXTS == 0) == held_back]


@cache
def _written(model: Model) -> list[Own]:
    found = [_own(text) for text in texts.texts()]
    _parse([s for text in found for s in text.sentences], model)
    return found


def _own(text: texts.Text) -> Own:
    pieces = words(text.text)
    acts = {start: (kind, status) for start, _, kind, status in text.acts}
    starts, ends = (
        {edge: n for n, edge in enumerate(edges)} for edges in zip(*pieces, strict=True)
    )
    names = _names(len(pieces), [(starts[a], ends[b] + 1, kind) for a, b, kind in text.names])
    found = []
    for n, (a, b) in enumerate(cut(text.text, pieces)):
        s = Sentence(f"{text.where}-{n}", [text.text[start:end] for start, end in pieces[a:b]])
        if "acts" in text.kinds:
            marks = [acts.get(start, ("O", None)) for start, _ in pieces[a:b]]
            s.acts, s.status = [kind for kind, _ in marks], [status for _, status in marks]
        if "names" in text.kinds:
            s.entities, s.entity_types = names[a:b], NAMED
        found.append(s)
    mentions = [(starts[a], ends[b] + 1, chain) for a, b, chain in text.mentions]
    return Own(text.where, text.kinds, found, mentions)


def _parse(some: list[Sentence], model: Model) -> None:
    """Trees and tags of the model, and its names where the sentence has none of its own."""
    for s, parsed in zip(some, model.parse([s.words for s in some]), strict=True):
        s.heads, s.rels, s.upos, s.xpos, s.feats = (
            parsed.heads, parsed.rels, parsed.upos, parsed.xpos, parsed.feats,
        )  # fmt: skip
        if s.entities is None:
            s.entities, s.entity_types = _names(len(s.words), parsed.entities), NAMED


def _names(size: int, found: list[Stretch]) -> list[str | None]:
    tags: list[str | None] = ["O"] * size
    for first, last, kind in found:
        if kind in NAMED:
            tags[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    return tags


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
