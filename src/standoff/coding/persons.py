"""Personal names as the text writes them: where the tagger's stretch ends too early, the tree and
the writing mend it ("Rodaba | Noori", "Yau Wai | -ching").
"""

from __future__ import annotations

from dataclasses import dataclass

from standoff.coding.phrases import Phrases
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list

_DONE_TO_PLACES = word_list("done to places")
_HYPHENS = {"-", "–", "‐", "‑"}
_CLITICS = {"'s", "’s", "'", "’"}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name without its titles: tokens ``first`` to ``last`` (inclusive), its head."""

    first: int
    last: int
    head: int


class Persons:
    """All personal names of one document: ``at[token]`` is the PersonName that covers it."""

    def __init__(self, syntax: Syntax, phrases: Phrases) -> None:
        self.syntax, self.phrases = syntax, phrases
        self.at: dict[int, PersonName] = {}
        for entity in syntax.analysis.entities:
            alone = entity.last == entity.first + 1
            place = alone and self._is_place(entity.first)
            if entity.label == "PER" and entity.first not in self.at and not place:
                self._read(entity.first, entity.last - 1)

    def _is_place(self, i: int) -> bool:
        """ "Shelled Zalambessa": what one does to places is not done to a person, whatever the tagger says."""
        token = self.syntax.tokens[i]
        verb = self.syntax.lemmas[token.head] if token.head >= 0 else ""
        return token.rel in {"obj", "nsubj:pass"} and verb in _DONE_TO_PLACES

    def _read(self, first: int, last: int) -> None:
        while first < last and self.phrases.is_title_word(first):
            first += 1
        while self._goes_on(first - 1, first):
            first -= 1
        while last > first and self.syntax.tokens[last].text in _HYPHENS | _CLITICS:
            last -= 1
        while (end := self._extended(last)) != last:
            last = end
        bare = first == last and self.phrases.is_title_word(first) and self._is_described(first)
        if self.syntax.tokens[first].upos == "PROPN" and not bare:
            name = PersonName(first, last, self.phrases.head_in(first, last))
            self.at.update(dict.fromkeys(range(first, last + 1), name))

    def _is_described(self, i: int) -> bool:
        """ "The Algerian Prime Minister", "its Crown Prince": an office in capitals and no name ("Mr Bishop")."""
        return any(self.syntax.bases[k] in {"det", "amod", "nmod"} for k in self.phrases.left(i))

    def _extended(self, last: int) -> int:
        """One word further: a hyphened part, or a word that the tree hangs on the name as flat."""
        tokens = self.syntax.tokens
        if last + 2 < len(tokens):
            mark, part = tokens[last + 1], tokens[last + 2]
            together = tokens[last].end == mark.start and mark.end == part.start
            if mark.text in _HYPHENS and together and part.text[:1].islower():
                return last + 2
        if last + 1 < len(tokens) and tokens[last + 1].rel == "flat":
            return last + 1 if self._goes_on(last + 1, last) else last
        return last

    def _goes_on(self, k: int, beside: int) -> bool:
        """Whether the untagged word at k is one name with the word beside it."""
        tokens = self.syntax.tokens
        if not 0 <= k < len(tokens) or k in self.at:
            return False
        word, other = tokens[k], tokens[beside]
        if word.upos != "PROPN" or word.entity not in {"", "PER"} or not word.text[:1].isupper():
            return False
        joined = "flat" in {word.rel, other.rel} and (
            word.head in {beside, other.head} or other.head == k
        )
        return word.sentence == other.sentence and joined and not self.phrases.is_title_word(k)
