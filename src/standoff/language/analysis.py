"""The result of analysis: tokens, sentences, tree and entities, standing off in the text.

``text[token.start:token.end] == token.text`` for every token; the text itself is never changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word.

    ``index``, ``head`` and ``sentence`` count over the document (``head`` is -1 for a root);
    ``start`` and ``end`` are code points; ``entity`` is PER, ORG, LOC or the empty string.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    rel: str
    sentence: int
    entity: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: tokens ``first`` to ``last`` (exclusive), labelled PER, ORG or LOC."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All of a text's tokens in order, its sentences as (first, last-exclusive) token indices."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    children: tuple[tuple[int, ...], ...]

    def token_at(self, char: int) -> int | None:
        """The token that covers a character, or None between tokens."""
        i = bisect_right(self.tokens, char, key=lambda t: t.start) - 1
        return i if i >= 0 and char < self.tokens[i].end else None

    def sentence_at(self, char: int) -> int | None:
        """The sentence of the first token that ends after a character; None after the last."""
        i = bisect_right(self.tokens, char, key=lambda t: t.end)
        return self.tokens[i].sentence if i < len(self.tokens) else None

    def subtree(self, i: int) -> tuple[int, ...]:
        """Token i and everything below it in the tree, sorted."""
        found, waiting = [], [i]
        while waiting:
            k = waiting.pop()
            found.append(k)
            waiting += self.children[k]
        return tuple(sorted(found))

    def span_of(self, indices: Iterable[int]) -> tuple[int, int]:
        """Characters from the first to the last of some tokens."""
        some = list(indices)
        return self.tokens[min(some)].start, self.tokens[max(some)].end

    def words(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last`` (exclusive), blanks included."""
        return (
            self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""
        )
