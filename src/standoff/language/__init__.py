"""Text to Analysis: words, sentences, trees, tags and entities, with a model that ships with us.

Needs onnxruntime, numpy and lemminflect at run time, opens no file but the model's, and gives the
same result for the same text whatever else is analysed beside it (docs/decisions/0001).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from standoff.language.analysis import Analysis, Entity, Token
from standoff.language.encoder import Encoder as Model
from standoff.language.encoder import Parsed
from standoff.language.lemmas import lemma
from standoff.language.sentences import sentences
from standoff.language.tokenize import Piece, words
from standoff.settings import DEFAULTS, Settings

__all__ = ["Analysis", "Entity", "Model", "Token", "analyse", "load_model"]

_SHIPPED = Path(__file__).parent / "data" / "model"


@cache
def load_model(settings: Settings = DEFAULTS) -> Model:
    """The shipped model, loaded once per process. Raises ``ModelError`` if it cannot be used."""
    return Model(_SHIPPED, threads=settings.threads, batch_words=settings.batch_words)


def analyse(text: str, model: Model | None = None) -> Analysis:
    """Words, sentences, trees, tags and entities of a text, which may be empty."""
    pieces = words(text)
    bounds = sentences(text, pieces)
    surface = [[text[s:e] for s, e in pieces[first:last]] for first, last in bounds]
    parsed = (model or load_model()).parse(surface) if surface else []
    tokens = [t for n in range(len(bounds)) for t in _tokens(text, pieces, bounds[n], n, parsed[n])]
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            children[token.head].append(token.index)
    return Analysis(
        text=text,
        tokens=tuple(tokens),
        sentences=tuple(bounds),
        entities=tuple(_entities(bounds, parsed)),
        children=tuple(map(tuple, children)),
    )


def _tokens(
    text: str, pieces: list[Piece], bounds: tuple[int, int], sentence: int, parsed: Parsed
) -> list[Token]:
    first, last = bounds
    out = []
    for k in range(last - first):
        start, end = pieces[first + k]
        word, head, label = text[start:end], parsed.heads[k], parsed.entities[k]
        out.append(
            Token(
                index=first + k, start=start, end=end, text=word, lemma=lemma(word, parsed.upos[k]),
                upos=parsed.upos[k], xpos=parsed.xpos[k], head=first + head - 1 if head else -1,
                rel=parsed.rels[k], sentence=sentence, entity=label.partition("-")[2],
            )
        )  # fmt: skip
    return out


def _entities(bounds: list[tuple[int, int]], parsed: list[Parsed]) -> list[Entity]:
    out: list[Entity] = []
    for (first, _), sentence in zip(bounds, parsed, strict=True):
        for k, tag in enumerate(sentence.entities):
            mark, _, label = tag.partition("-")
            joins = mark == "I" and out and out[-1].last == first + k and out[-1].label == label
            if joins and k > 0:
                out[-1] = Entity(out[-1].first, first + k + 1, label)
            elif label:
                out.append(Entity(first + k, first + k + 1, label))
    return out
