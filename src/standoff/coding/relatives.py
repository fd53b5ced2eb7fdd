"""Relative clauses: which noun "who" and "which" stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standoff.coding.syntax import Syntax

_RELATIVE = {"who", "which", "that", "whom", "whose"}


class Relatives:
    """Follows the relative pronouns of one document."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax

    def follow(self, i: int, roles: dict[str, list[int]]) -> None:
        """Put the explained noun into the roles of the verb at i that a relative pronoun fills."""
        antecedent = self._antecedent(i)
        if antecedent is None:
            return
        named = self._named_together(antecedent, i)
        for role, who in roles.items():
            if role not in {"xcomp", "ccomp"}:
                roles[role] = [k for w in who for k in (named if self._is_relative(w) else (w,))]

    def _named_together(self, antecedent: int, verb: int) -> tuple[int, ...]:
        """ "Brazil and Qatar, which brokered it": both, the last if the verb is singular."""
        joined = self.syntax.tokens[antecedent].rel == "conj"
        group = self.syntax.coordinated(
            self.syntax.tokens[antecedent].head if joined else antecedent
        )
        names = all(self.syntax.tokens[k].upos == "PROPN" for k in group)
        first = self.syntax.subtree(verb)[0]
        apart = first > max(group) and "," in {
            self.syntax.tokens[first].text,
            self.syntax.tokens[first - 1].text,
        }
        plural = self.syntax.tokens[verb].xpos != "VBZ" and not any(
            self.syntax.tokens[k].xpos == "VBZ" for k in self.syntax.children(verb, "aux", "cop")
        )
        if not (names and apart):
            return (antecedent,)
        return group if plural else (max(group),)

    def _is_relative(self, w: int) -> bool:
        return self.syntax.lemmas[w] in _RELATIVE and self.syntax.tokens[w].upos == "PRON"

    def _antecedent(self, i: int) -> int | None:
        """The noun that the relative clause of i explains, if i stands in one."""
        while i >= 0 and self.syntax.tokens[i].rel in {"conj", "xcomp", "ccomp", "advcl"}:
            i = self.syntax.tokens[i].head
        return (
            self.syntax.tokens[i].head
            if i >= 0 and self.syntax.tokens[i].rel == "acl:relcl"
            else None
        )
