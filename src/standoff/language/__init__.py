"""Text to Analysis: words, sentences, trees, tags, entities and frames, with a model that ships with us.

Needs onnxruntime, numpy and lemminflect at run time, opens no file but the model's, and gives the
same result for the same text whatever else is analysed beside it (docs/decisions/0001).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from standoff.language.analysis import Act, Analysis, Argument, Entity, Frame, Token
from standoff.language.chains import Links
from standoff.language.encoder import Encoder as Model
from standoff.language.encoder import Parsed
from standoff.language.factuality import Grammar
from standoff.language.lemmas import lemma
from standoff.language.sentences import sentences
from standoff.language.tokenize import Piece, words
from standoff.settings import DEFAULTS, Settings

__all__ = [
    "Act",
    "Analysis",
    "Argument",
    "Entity",
    "Frame",
    "Model",
    "Token",
    "analyse",
    "load_model",
    "model_hash",
]

_SHIPPED = Path(__file__).parent / "data" / "model"


@cache
def load_model(settings: Settings = DEFAULTS) -> Model:
    """The shipped model, loaded once per process. Raises ``ModelError`` if it cannot be used."""
    return Model(_SHIPPED, threads=settings.threads, batch_words=settings.batch_words)


def model_hash() -> str:
    """Twelve hexadecimal digits that name the shipped model: of its manifest, which names its files' hashes."""
    return hashlib.sha256((_SHIPPED / "manifest.json").read_bytes()).hexdigest()[:12]


def analyse(text: str, model: Model | None = None, *, frames: bool = False) -> Analysis:
    """Words, sentences, trees, tags and entities of a text, which may be empty; with ``frames``
    also predicates with their arguments and factuality.
    """
    pieces = words(text)
    bounds = sentences(text, pieces)
    surface = [[_seen(text[s:e]) for s, e in pieces[first:last]] for first, last in bounds]
    model = model or load_model()
    parsed = model.parse(surface, frames=frames) if surface else []
    tokens = [t for n in range(len(bounds)) for t in _tokens(text, pieces, bounds[n], n, parsed[n])]
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            children[token.head].append(token.index)
    return Analysis(
        text=text,
        tokens=tuple(tokens),
        sentences=tuple(bounds),
        entities=tuple(
            Entity(first + a, first + b, label)
            for (first, _), sentence in zip(bounds, parsed, strict=True)
            for a, b, label in sentence.entities
        ),
        children=tuple(map(tuple, children)),
        frames=tuple(
            frame
            for (first, last), sentence in zip(bounds, parsed, strict=True)
            for frame in _frames(tokens[first:last], sentence)
        ),
        acts=tuple(
            Act(first + a.word, a.type, a.score, a.status, a.status_score)
            for (first, _), sentence in zip(bounds, parsed, strict=True)
            for a in sentence.acts
        ),
        links=_links(tokens, parsed, model) if tokens else None,
    )


def _links(tokens: list[Token], parsed: list[Parsed], model: Model) -> Links:
    """What the words of the document go back to, scored when asked for."""
    import numpy as np

    vectors = np.concatenate([p.vectors for p in parsed if p.vectors is not None])
    return model.chains().links(tokens, vectors)


def _seen(word: str) -> str:
    """A word as the model learned it: typed quotation marks are marks."""
    return '"' if word in {"''", "``"} else word


def _frames(tokens: list[Token], parsed: Parsed) -> Iterator[Frame]:
    """The frames of one sentence, in indices of the document."""
    if not parsed.frames:
        return
    first = tokens[0].index
    grammar = Grammar(
        [t.text for t in tokens], [t.lemma for t in tokens], parsed.heads, parsed.rels
    )
    for f in parsed.frames:
        if not f.arguments and parsed.upos[f.predicate] == "AUX":
            continue  # PropBank numbers auxiliaries too; they tell nothing
        arguments = (
            Argument(role, first + a, first + b, first + _head(a, b, parsed.heads))
            for a, b, role in f.arguments
        )
        told = grammar.told(f.predicate)
        yield Frame(first + f.predicate, tuple(arguments), f.factuality, f.spread, told)


def _head(a: int, b: int, heads: list[int]) -> int:
    """The first word of a stretch that depends on nothing inside it."""
    return next((k for k in range(a, b) if not a < heads[k] <= b), a)


def _tokens(
    text: str, pieces: list[Piece], bounds: tuple[int, int], sentence: int, parsed: Parsed
) -> list[Token]:
    first, last = bounds
    entity = {k: label for a, b, label in parsed.entities for k in range(a, b)}
    said = zip(parsed.heads, parsed.rels, parsed.upos, parsed.xpos, parsed.feats, strict=True)
    out = []
    for k, ((start, end), (head, rel, upos, xpos, feats)) in enumerate(
        zip(pieces[first:last], said, strict=True)
    ):
        word = text[start:end]
        out.append(
            Token(  # in the order of its fields: by name, this takes twice as long
                first + k, start, end, word, lemma(word, upos), upos, xpos,
                first + head - 1 if head else -1, rel, sentence, entity.get(k, ""),
                feats.removeprefix("_"),
            )
        )  # fmt: skip
    return out
