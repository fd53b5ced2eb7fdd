"""The parts of a noun phrase: its modifiers, its edges, the office or organ that its words name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from standoff.coding.syntax import Syntax
from standoff.ontology import ActorTable, Agent
from standoff.ontology.wordlists import word_list
from standoff.types import Span

_LEFT_RELS = {
    "amod", "compound", "nmod:poss", "nmod", "nmod:desc", "nummod", "det", "flat", "advmod", "punct",
}  # fmt: skip
_QUANTITIES = word_list("quantity")
_BACKED = {"backed", "supported", "allied", "aligned", "linked", "sponsored", "funded"}
_OF = {"of", "for", "from", "in"}
_TITLES = word_list("title")
_HEAD, _LEADS, _LONGEST = "head", "chief", 5
_MEMBER = "lawmaker"  # as which the speaker of a house counts
_HOUSES = {
    "parliament", "house", "assembly", "senate", "congress", "duma", "majlis", "knesset",
    "legislature",
}  # fmt: skip
_NO_LONGER = {"former", "ex", "late", "then", "previous", "next", "future"}


class Phrases:
    """Noun phrases of one document, by their head token."""

    def __init__(self, syntax: Syntax, table: ActorTable, document: str) -> None:
        self.syntax, self.table, self.document = syntax, table, document
        vocabulary = {*syntax.lemmas, *syntax.words}
        self._ending = set(filter(table.agents.may_end_with, vocabulary))
        self.agent_at = lru_cache(maxsize=None)(self._agent_at)
        self.left = lru_cache(maxsize=None)(self._left)

    def span(self, first: int, last: int) -> Span:
        """Evidence from token first to token last (inclusive)."""
        tokens = self.syntax.tokens
        return Span(document=self.document, start=tokens[first].start, end=tokens[last].end)

    def whole(self, i: int) -> Span:
        """Evidence from the left edge of the noun phrase to its head."""
        return self.span(self.left_edge(i), i)

    def of(self, i: int) -> list[int]:
        """Nouns that a noun belongs to ("of", "for", "from", "in")."""
        return [k for k in self.syntax.children(i, "nmod") if self.syntax.preposition(k) in _OF]

    def of_name(self, i: int) -> list[int]:
        """The same, and what belongs to those that go on with a name ("Ministry of External Relations of the DPRK",
        "minister of the People's Power of Venezuela").
        """
        own = self.of(i)
        named = (k for k in own if self.syntax.tokens[k].text[:1].isupper())
        return own + [n for k in named for n in self.of(k)]

    def _left(self, i: int) -> tuple[int, ...]:
        """Modifiers before i inside its noun phrase, and what modifies them."""
        out: list[int] = []
        for c in self.syntax.analysis.children[i]:
            if c < i and self.syntax.tokens[c].rel in _LEFT_RELS:
                out += [*self.left(c), c, *(k for k in self.syntax.children(c, "conj") if k < i)]
        return tuple(out)

    def own(self, i: int) -> tuple[int, ...]:
        """What stands before i and says whose it is: of an "Iran-backed militia" not Iran."""
        return tuple(k for k in self.left(i) if not self._is_backer(k))

    def _is_backer(self, k: int) -> bool:
        head = self.syntax.tokens[k].head
        return k + 1 < head and self.syntax.words[head] in _BACKED

    def of_quantity(self, i: int) -> Sequence[int]:
        """What the token i is a quantity of, if it is one ("dozens of Russian soldiers")."""
        return self.syntax.children(i, "nmod") if self.syntax.lemmas[i] in _QUANTITIES else ()

    def left_edge(self, i: int) -> int:
        """The first token of the noun phrase, as far as it stands together with its head."""
        edge = i
        for k in sorted(self.left(i), reverse=True):
            if self.syntax.tokens[k].upos == "PUNCT" and self.syntax.tokens[k].text != "-":
                break
            if self.syntax.tokens[k].upos == "ADP" and self.syntax.tokens[k].head == i:
                break
            edge = min(edge, k)
        return edge

    def label(self, i: int) -> str:
        """The noun phrase without its article, as a name for an actor that has none."""
        first = self.left_edge(i)
        while first < i and self.syntax.tokens[first].upos in {"DET", "PUNCT", "ADP"}:
            first += 1
        return self.syntax.analysis.words(first, i + 1)

    def _agent_at(self, i: int) -> tuple[int, Agent] | None:
        """The longest agent phrase that ends at token i ("foreign ministry spokesman"), and its
        first token.
        """
        lemmas, words = self.syntax.lemmas, self.syntax.words
        if lemmas[i] == _HEAD:
            return self._head_of(i)
        if lemmas[i] == "speaker" and any(lemmas[k] in _HOUSES for k in self.of(i)):
            agent = self.table.agent([_MEMBER], 0)
            return (i, agent[1]) if agent is not None else None
        if lemmas[i] not in self._ending and words[i] not in self._ending:
            return None
        sentence = self.syntax.analysis.sentences[self.syntax.tokens[i].sentence]
        return self.agent_from(max(sentence[0], i - 3), i)

    def agent_from(self, start: int, i: int) -> tuple[int, Agent] | None:
        """The longest agent phrase from the token ``start`` on that ends at token i, and its first token."""
        lemmas, words = self.syntax.lemmas, self.syntax.words
        begins = self.table.agents.may_start_with
        for first in range(start, i + 1):
            if not (begins(lemmas[first]) or begins(words[first])):
                continue
            for spelling in self._spellings(first, i):
                match = self.table.agent(spelling, 0)
                if match is not None and match[0] == len(spelling):
                    return first, match[1]
        return None

    def _head_of(self, i: int) -> tuple[int, Agent] | None:
        """The office that "head of …" names; of a body by its name, whoever leads that."""
        match = self.table.agent(self.syntax.lemmas[i : i + _LONGEST], 0)
        if match is None and any(self.syntax.tokens[k].entity == "ORG" for k in self.of(i)):
            match = self.table.agent([_LEADS], 0)
        return (i, match[1]) if match is not None else None

    def _spellings(self, first: int, last: int) -> tuple[list[str], ...]:
        """An agent phrase as lemmas and, where it differs, as it is written."""
        lemmas = self.syntax.lemmas[first : last + 1]
        surface = self.syntax.words[first : last + 1]
        return (lemmas, surface) if lemmas != surface else (lemmas,)

    def head_in(self, first: int, last: int) -> int:
        """The token of a stretch that depends on nothing inside it."""
        tokens = self.syntax.tokens
        return next(
            (k for k in range(first, last + 1) if not first <= tokens[k].head <= last), first
        )

    def is_title_word(self, k: int) -> bool:
        """Whether one word alone is a title or office."""
        word = self.syntax.lemmas[k]
        return word in _TITLES or self.table.agent([word], 0) is not None

    def is_former(self, i: int) -> bool:
        """ "The former president", "his predecessor" hold no office now."""
        return any(self.syntax.lemmas[k] in _NO_LONGER for k in self.left(i))

    def head_word(self, i: int) -> str:
        """What a later "the cutter", "the ministry" will be called by."""
        return self.syntax.lemmas[i]
