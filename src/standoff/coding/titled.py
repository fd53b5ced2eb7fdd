"""Titles beside names: "the minister, Gen Nakatani", "contender Donald Trump", "team member Rodaba Noori"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from standoff.coding.names import Hit, Names
from standoff.coding.phrases import Phrases
from standoff.coding.strangers import Strangers
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import Mention

_BEFORE_A_NAME = word_list("before a name")
_APPOSED = {"flat", "appos", "nmod"}


class Titled:
    """Gives the title's noun to the person named; ``known`` makes a mention of a name of the tables."""

    def __init__(
        self, syntax: Syntax, phrases: Phrases, names: Names, strangers: Strangers, known: Callable[[Hit], Mention],
    ) -> None:  # fmt: skip
        self.syntax, self.phrases, self.names = syntax, phrases, names
        self.strangers, self._named = strangers, known

    def by_apposition(self, i: int) -> Mention | None:
        """A title before or after a known name goes to the person named."""
        for c in self.syntax.analysis.children[i]:
            hit = self.names.at.get(c)
            if hit is None or self.syntax.bases[c] not in _APPOSED:
                continue
            if self.syntax.preposition(c) or self.syntax.tokens[c].rel == "nmod:poss":
                continue
            mention = self._named(hit)
            if mention.actor.kind in {"person", "media"}:
                first, last = self.phrases.left_edge(i), hit.last - 1
                return replace(mention, span=self.phrases.span(min(first, last), last))
        return None

    def before_a_name(self, i: int) -> Mention | None:
        """ "Republican contender Donald Trump": a title right before a name, however it was parsed."""
        names = (self.names.at.get(i + 1), self.names.persons.at.get(i + 1))
        if names == (None, None):
            return None
        name = next((n for n in names if n is not None and n.first == i + 1), None)
        if name is None or not self._is_human(i):
            return None
        mention = self._named(name) if isinstance(name, Hit) else self.strangers.person(name.head)
        last = name.last - 1 if isinstance(name, Hit) else name.last
        if mention is None or mention.actor.kind != "person":
            return None
        return replace(mention, span=self.phrases.span(self.phrases.left_edge(i), last))

    def _is_human(self, i: int) -> bool:
        lemma = self.syntax.lemmas[i]
        return lemma in _BEFORE_A_NAME or self.phrases.agent_at(i) is not None

    def on_a_name(self, i: int) -> Mention | None:
        """ "Team member Rodaba Noori": the title heads the phrase, the name hangs on it."""
        for c in self.syntax.analysis.children[i]:
            name = self.names.persons.at.get(c)
            if name is None or name.first <= i or c in self.names.at:
                continue  # "old foes Jordan and Britain", whatever Jordan is tagged
            if self.syntax.tokens[c].rel in {"flat", "appos"}:
                person = self.strangers.person(name.head)
                edge = self.phrases.left_edge(i)
                return person and replace(person, span=self.phrases.span(edge, name.last))
        return None
