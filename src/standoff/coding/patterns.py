"""Patterns of verb dictionaries against the words of a sentence, those before and those behind a verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from standoff.coding.sides import Sides
from standoff.coding.syntax import Syntax
from standoff.ontology.verb_patterns import Element, Pattern
from standoff.ontology.wordlists import word_list

_PASSED_OVER = word_list("passed over")  # between words that stand side by side
_APART = {"conj", "parataxis"}
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """The tokens that a pattern used, and the phrases that its marks stand for (by their heads)."""

    tokens: frozenset[int]
    marks: Mapping[str, int]


class Patterns:
    """Matches patterns in one document."""

    def __init__(self, syntax: Syntax, sides: Sides) -> None:
        self.syntax, self.sides = syntax, sides
        self.vocabulary = frozenset(syntax.words)
        self.behind = lru_cache(maxsize=None)(self._behind)
        self.before = lru_cache(maxsize=None)(self._before)

    def _behind(self, i: int) -> tuple[int, ...]:
        """The words of a verb's own phrase that stand behind it."""
        apart: set[int] = set()
        for c in self.syntax.children(i, *_APART):
            if self.syntax.is_verb(c) or self.syntax.bases[c] == "parataxis":
                apart.update(self.syntax.subtree(c))
        return tuple(
            k for k in self.syntax.subtree(i) if k > i and k not in apart and self._is_word(k)
        )

    def _before(self, i: int) -> tuple[int, ...]:
        """The words of the sentence before a verb, the nearest first."""
        first = self.syntax.analysis.sentences[self.syntax.tokens[i].sentence][0]
        return tuple(k for k in reversed(range(first, i)) if self._is_word(k))

    def _is_word(self, k: int) -> bool:
        return self.syntax.tokens[k].upos != "PUNCT"

    def fit(self, i: int, pattern: Pattern) -> Fit | None:
        """How a pattern fits round the verb at token i, if it does."""
        if not pattern.literal <= self.vocabulary:
            return None
        behind = self._run(pattern.after, self.behind(i), 0, True)
        if behind is None:
            return None
        before = self._run(pattern.before, self.before(i), 0, False)
        if before is None:
            return None
        return Fit(behind.tokens | before.tokens, {**behind.marks, **before.marks})

    def _run(
        self, places: Sequence[Element], words: Sequence[int], at: int, forward: bool
    ) -> Fit | None:
        """The first way to lay places along words from ``at`` on."""
        if not places:
            return Fit(frozenset(), {})
        place, rest = places[0], places[1:]
        for start in self._starts(place, words, at):
            laid = self._lay(place, words, start, forward)
            if laid is None:
                continue
            found = self._run(rest, words, laid[0], forward)
            if found is not None:
                return Fit(found.tokens | laid[1].tokens, {**found.marks, **laid[1].marks})
        return None

    def _starts(self, place: Element, words: Sequence[int], at: int) -> Iterator[int]:
        """Where a place may begin: anywhere, or right here but for articles and the like."""
        for n in range(at, len(words)):
            yield n
            if place.joined and not self._is_passed_over(words[n]):
                return

    def _is_passed_over(self, k: int) -> bool:
        return self.syntax.words[k] in _PASSED_OVER or self.syntax.tokens[k].upos == "NUM"

    def _lay(
        self, place: Element, words: Sequence[int], at: int, forward: bool
    ) -> tuple[int, Fit] | None:
        """Where a place ends that begins at ``words[at]``, and what it used."""
        if place.mark:
            return self._lay_mark(place.mark, words, at, forward)
        for phrase in place.phrases:
            end = self._end(phrase if forward else phrase[::-1], words, at, place.plural)
            if end is not None:
                return end, Fit(frozenset(words[at:end]), {})
        return None

    def _end(
        self, phrase: Sequence[str], words: Sequence[int], at: int, plural: bool
    ) -> int | None:
        """The exclusive end of a phrase at ``words[at]``."""
        for n, word in enumerate(phrase):
            while n and at < len(words) and not self._is(words[at], word, plural):
                if not self._is_passed_over(words[at]):
                    return None
                at += 1
            if at >= len(words) or not self._is(words[at], word, plural):
                return None
            at += 1
        return at

    def _is(self, k: int, word: str, plural: bool) -> bool:
        noun = plural and self.syntax.tokens[k].upos in {"NOUN", "PROPN"}
        return self.syntax.words[k] == word or (noun and self.syntax.lemmas[k] == word)

    def _lay_mark(
        self, mark: str, words: Sequence[int], at: int, forward: bool
    ) -> tuple[int, Fit] | None:
        phrase = self.sides.at(words[at])
        if phrase is None:
            return None
        end = at
        while end < len(words) and phrase.first <= words[end] <= phrase.last:
            end += 1
        if mark == "^":
            return end, Fit(frozenset(), {})
        who = self.sides.of(phrase.head)
        if len(who) < (_SEVERAL if mark == "%" else 1):
            return None
        taken = "+" if mark == "%" and forward else mark  # those behind the verb are recipients
        return end, Fit(frozenset(), {taken: phrase.head})
