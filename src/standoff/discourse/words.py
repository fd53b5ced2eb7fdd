"""What was said as words that can be compared across renderings: names to actors, words to stems and to
the acts that they tell, small words left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from standoff.ontology.actors import ActorTable
from standoff.ontology.lexicon import load_lexicon
from standoff.ontology.synonyms import concepts
from standoff.ontology.wordlists import word_list

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ENDINGS = ("ations", "ation", "ments", "ment", "ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es",
            "ly", "s")  # fmt: skip
_STEM = 6
_NAME, _NUMBER, _PLAIN = 1.0, 1.5, 1.0
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one rendering: all of them in small letters, in order; the weight of each stem (names
    are ``@`` and the actor) and of all; the act that a stem tells; its numbers; whether it denies.
    """

    words: tuple[str, ...]
    weights: Mapping[str, float]
    acts: Mapping[str, str]
    numbers: frozenset[str]
    negative: bool
    weight: float = field(init=False)
    _runs: dict[int, frozenset[tuple[str, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def runs(self, length: int) -> frozenset[tuple[str, ...]]:
        """All stretches of so many words; kept, since a rendering is compared with many."""
        found = self._runs.get(length)
        if found is None:
            last = len(self.words) - length + 1
            found = frozenset(self.words[n : n + length] for n in range(max(0, last)))
            self._runs[length] = found
        return found

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", sum(self.weights.values()))

    def without(self, stem: str) -> Said:
        """The same less one stem."""
        return replace(self, weights={s: w for s, w in self.weights.items() if s != stem})

    def weighed(self, rarity: Mapping[str, float]) -> Said:
        """The same with every stem's weight times its rarity (logarithm of how few have it)."""
        return replace(self, weights={s: w * rarity.get(s, 1.0) for s, w in self.weights.items()})


def said(text: str, actors: ActorTable) -> Said:
    """The comparable words of a text."""
    found = _WORD.findall(text)
    small = [word.lower().replace("’", "'") for word in found]
    weights: dict[str, float] = {}
    acts: dict[str, str] = {}
    at = 0
    while at < len(found):
        name = actors.longest(found, at) if found[at][:1].isupper() else None
        if name is not None:
            weights[f"@{_side(name[1][0].actor, actors)}"] = _NAME
            at = name[0]
            continue
        word = small[at].removesuffix("'s")
        at += 1
        if word in word_list("function word") or word.endswith("n't") or len(word) < 2:
            continue
        plain = stem(word)
        stemmed = _concepts().get(plain, plain)
        weights[stemmed] = _NUMBER if word[0].isdigit() or word in _NUMBERS else _PLAIN
        if plain in _acts():
            acts[stemmed] = _acts()[plain]
    numbers = frozenset(_NUMBERS.get(w, w) for w in small if w[0].isdigit() or w in _NUMBERS)
    negative = any(w in word_list("negator") or w.endswith("n't") for w in small)
    return Said(tuple(small), weights, acts, numbers, negative)


def stem(word: str) -> str:
    """A word without its ending, its first letters only ("negotiations", "negotiate": "negoti")."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    return word[:_STEM]


def _side(actor: str, actors: ActorTable) -> str:
    """The state that a place or an organ stands for, else the actor itself."""
    country = actors.country_of(actor)
    person = actor in actors.entities and actors.entities[actor].kind == "person"
    return actor if person or not country or len(country) != 3 else country


@cache
def _concepts() -> dict[str, str]:
    """The concept that a stem stands for, where it stands for one alone."""
    found: dict[str, set[str]] = {}
    for word, concept in concepts().items():
        found.setdefault(stem(word), set()).add(concept)
    return {stemmed: f"={min(some)}" for stemmed, some in found.items() if len(some) == 1}


@cache
def _acts() -> dict[str, str]:
    """The event type that the event lexicon gives to a word, by its stem."""
    found: dict[str, str] = {}
    for row in load_lexicon().rows:
        for lemma in row.lemmas:
            if "_" not in lemma:
                found.setdefault(stem(lemma), row.type)
    return found
