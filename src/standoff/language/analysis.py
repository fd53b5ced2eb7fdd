"""The result of analysis: tokens, sentences, tree and entities, standing off in the text.

``text[token.start:token.end] == token.text`` for every token; the text itself is never changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from standoff.language.chains import Links


@dataclass(slots=True)
class Token:
    """One syntactic word. Nothing may be set (``Final``), but it is not frozen: there are so many that to freeze them
    took an eighth of what Python does to analyse a text.

    ``index``, ``head`` and ``sentence`` count over the document (``head`` is -1 for a root);
    ``start`` and ``end`` are code points; ``entity`` is one of ``Entity``'s labels or empty;
    ``feats`` are UD's mood, number, person, tense, form and voice ("Mood=Ind|Tense=Past|...").
    """

    index: Final[int]
    start: Final[int]
    end: Final[int]
    text: Final[str]
    lemma: Final[str]
    upos: Final[str]
    xpos: Final[str]
    head: Final[int]
    rel: Final[str]
    sentence: Final[int]
    entity: Final[str]
    feats: Final[str] = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: tokens ``first`` to ``last`` (exclusive), labelled PER, ORG, LOC, NAT (nationality),
    WEA (weapon) or PLAT (military platform).
    """

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role of a predicate: tokens ``first`` to ``last`` (exclusive) and their head.

    Roles are PropBank's: ARG0 (who does it), ARG1 (to whom), ..., ARGM-TMP, ARGM-NEG, ARGM-MOD;
    R- marks a relative pronoun, C- the rest of an argument that is broken off.
    """

    role: str
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate (a verb or an event noun) and its arguments, in order of the text.

    ``factuality`` says how far its author holds that it happened: 3 surely did, 0 is open, -3 surely
    did not, as readers judged it (White et al. 2016); ``spread`` is the standard deviation that the
    model expects of it. ``told`` is the same scale by grammar alone (factuality.py).
    """

    predicate: int
    arguments: tuple[Argument, ...]
    factuality: float
    spread: float
    told: float


@dataclass(frozen=True, slots=True)
class Act:
    """A word that the model takes for an act: its PLOVER type and its status, each with the probability
    that the model gives it (0 to 1).
    """

    token: int
    type: str
    score: float
    status: str
    status_score: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """All of a text's tokens in order, its sentences as (first, last-exclusive) token indices;
    ``frames`` only where they were asked for; ``links`` tell what goes back to what.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    children: tuple[tuple[int, ...], ...]
    frames: tuple[Frame, ...] = ()
    acts: tuple[Act, ...] = ()
    links: Links | None = field(default=None, compare=False, repr=False)

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
        found = [i]
        for k in found:  # grows as it is read
            found += self.children[k]
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
