"""Whom or what an act was done to where no side is known: in the text's own words ("rejected *the referendum*").

Such a recipient makes no dyad, as whatever only the text knows; it tells a reader what the act was about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from standoff.coding.matching import Match, Matcher
from standoff.coding.mentions import Mentions
from standoff.coding.participants import recipient_roles
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import ActorKind, Mention

_NAMING = {"NOUN", "PROPN", "NUM"}
_PEOPLE = word_list("people")
_KINDS: dict[str, ActorKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


class Patients:
    """Recipients of one document's acts that no table and no rule knows."""

    def __init__(self, syntax: Syntax, mentions: Mentions, matcher: Matcher) -> None:
        self.syntax, self.mentions, self.matcher = syntax, mentions, matcher

    def of(self, match: Match) -> tuple[Mention, ...]:
        """What fills the first of the recipient's roles that words of their own fill."""
        if "swap" in match.row.flags or match.row.recipient == ("-",):
            return ()
        fillers = (tuple(self._fillers(match, role)) for role in self._roles(match))
        return tuple(map(self._in_words, next((found for found in fillers if found), ())))

    def _roles(self, match: Match) -> Iterator[str]:
        noun = self.syntax.tokens[match.trigger].upos in {"NOUN", "PROPN"}
        for role in recipient_roles(match, noun):
            if role.rpartition(".")[2] != "mod":
                yield role

    def _fillers(self, match: Match, role: str) -> Iterator[int]:
        """Nouns that name nobody known, are no part of what tells the act, and not the doer's own."""
        for k in self.matcher.path(match.trigger, role):
            known = k in match.consumed or self.mentions.several(k)
            if self.syntax.tokens[k].upos in _NAMING and not known and not self._is_owned(k):
                yield k

    def _is_owned(self, k: int) -> bool:
        """ "Withdrew *its* soldiers", "ended *their* strike"."""
        return any(
            self.syntax.tokens[c].rel == "nmod:poss" and self.syntax.tokens[c].upos == "PRON"
            for c in self.syntax.analysis.children[k]
        )

    def _in_words(self, k: int) -> Mention:
        mention = self.mentions.described(k)
        if self.syntax.lemmas[k] in _PEOPLE:
            return mention
        kind = _KINDS.get(self.syntax.tokens[k].entity or "", "thing")
        return replace(mention, actor=replace(mention.actor, kind=kind))
