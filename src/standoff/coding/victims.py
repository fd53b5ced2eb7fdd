"""Who suffered what another act is about: "condemned the killing of *X*", "marched against the jailing of *X*".

X did nothing that could be condemned, so it is not whom the second act is aimed at.
"""

from __future__ import annotations

from standoff.coding.syntax import Syntax
from standoff.ontology.lexicon import Lexicon
from standoff.types import Mention

_AGAINST_DOERS = {"ACCUSE", "PROTEST"}
_DONE_TO_BODIES = {"ASSAULT", "COERCE"}
_INSIDE = {"nmod", "amod", "compound", "flat", "conj"}


class Victims:
    """Tells the victims in one document by the nouns for what was done to them."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon) -> None:
        self.syntax, self.lexicon = syntax, lexicon

    def has(self, type_: str, trigger: int, mention: Mention) -> bool:
        """Whether a mention only suffered what an act of this type, told at token ``trigger``, is about."""
        person = type_ in _AGAINST_DOERS and mention.resolved_by != "place"
        k = self.syntax.token_at(mention.span.end - 1) if person else None
        while k is not None and self.syntax.bases[k] in _INSIDE:
            head = self.syntax.tokens[k].head
            if self.syntax.preposition(k) == "of" and self._is_done_to(head):
                return trigger in self.syntax.ancestors(head)
            k = head
        return False

    def _is_done_to(self, noun: int) -> bool:
        """ "Killing", "arrest": a noun for harm that is done to whom "of" names."""
        rows = self.lexicon.rows_for(self.syntax.lemmas[noun], "N")
        return any(row.type in _DONE_TO_BODIES and row.recipient[:1] == ("of",) for row in rows)
