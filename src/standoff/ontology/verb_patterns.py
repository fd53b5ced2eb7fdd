"""What stands round a verb, as PETRARCH's dictionaries write it: words in their order, with gaps or without.

``SO IN_AND_ * OUT NOW`` asks for "in and" right before the verb and "so" anywhere before that, for "out" and later
"now" behind it. A blank leaves a gap, ``_`` alone between two words none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MARKS = frozenset("$+%^")
_PIECE = re.compile(r"[^\s_]+|[\s_]+")
_BRACKETS = re.compile(r"[{}()]")

Phrase = tuple[str, ...]
Phrases = frozenset[Phrase]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: phrases one of which stands there, or a mark.

    ``$`` is the source, ``+`` the recipient, ``%`` several who act together, ``^`` a noun phrase to pass over.
    ``joined``: right beside the place before it, counted from the verb; ``plural``: nouns may have an ending.
    """

    phrases: Phrases = frozenset()
    mark: str = ""
    joined: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb with what stands before and behind it, both from the verb outwards.

    ``forms`` are the verb's spellings that the dictionary means. ``before`` and ``after`` begin with the other words
    of a verb of several; ``words`` is how many these are. ``literal``: words without which it cannot fit.
    """

    forms: frozenset[str]
    before: tuple[Element, ...] = ()
    after: tuple[Element, ...] = ()
    words: int = 0
    literal: frozenset[str] = frozenset()

    @property
    def closeness(self) -> int:
        """How much it asks for: the longer pattern is tried first, that of the longer verb before all."""
        places = (*self.before, *self.after)
        return 100 * self.words + sum(map(_weight, places))

    def __str__(self) -> str:
        """As a dictionary writes it, a set by one of its phrases."""
        before = "".join(f"{_said(e)}{'_' if e.joined else ' '}" for e in self.before[::-1])
        return before + "*" + "".join(f"{'_' if e.joined else ' '}{_said(e)}" for e in self.after)


def literal(places: Iterable[Element]) -> frozenset[str]:
    """The words of places that have only one phrase."""
    alone = (place.phrases for place in places if len(place.phrases) == 1 and not place.plural)
    return frozenset(word for phrases in alone for phrase in phrases for word in phrase)


def _said(place: Element) -> str:
    words = sorted(map("_".join, place.phrases))
    return place.mark or words[0] + ("|…" if len(words) > 1 else "")


def _weight(place: Element) -> int:
    if place.mark:
        return 2
    return (3 if place.plural else 4) + place.joined


def elements(text: str, members: Callable[[str], Phrases], *, behind: bool) -> tuple[Element, ...]:
    """The places of one half of a pattern, from the verb outwards; ``members`` gives a set's phrases."""
    found: list[Element] = []
    joined = False
    pieces = _PIECE.findall(_BRACKETS.sub(" ", text))
    for piece in pieces if behind else reversed(pieces):
        if not piece.strip("_ \t"):
            joined = piece == "_"
            continue
        found += _places(piece, members, joined)
        joined = False
    return tuple(found)


def _places(piece: str, members: Callable[[str], Phrases], joined: bool) -> Iterator[Element]:
    """Places of one word; marks may stand together."""
    if set(piece) <= MARKS:
        yield from (Element(mark=mark, joined=joined) for mark in piece)
    elif piece[0] == "&":
        yield Element(phrases=members(piece[1:].upper()), joined=joined, plural=True)
    elif spelled(piece):
        yield Element(phrases=frozenset({spelled(piece)}), joined=joined)


@lru_cache(maxsize=1 << 16)
def spelled(text: str) -> Phrase:
    """Words as our tokens have them: "DON'T" is "do n't", hyphens are none."""
    return tuple(
        re.sub(r"(?<=\w)n't\b", " n't", text.lower()).replace("-", " ").replace("_", " ").split()
    )


def regular_forms(verb: str) -> frozenset[str]:
    """A verb's spellings where it is regular: "carries", "carried", "carrying"."""
    if verb.endswith("e"):
        return frozenset({verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing", f"{verb}ing"})
    if len(verb) > 1 and verb.endswith("y") and verb[-2] not in "aeiou":
        return frozenset({verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"})
    doubled = verb + verb[-1:]
    return frozenset(
        {verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{doubled}ed", f"{doubled}ing"}
    )
