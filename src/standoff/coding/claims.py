"""Whether only a speaker vouches for an act: claims about somebody else than the one who makes them."""

from __future__ import annotations

from standoff.coding.matching import Match
from standoff.coding.mentions import Mentions
from standoff.coding.participants import Participants
from standoff.coding.syntax import Syntax
from standoff.ontology import plover
from standoff.ontology.wordlists import word_list
from standoff.types import Actor, Mention, Statement

_ACCUSING = word_list("accusing")
_PROVING = word_list("proving")
_CIRCUMSTANCE = word_list("circumstance")
_HOSTILE = {"ASSAULT", "COERCE", "SANCTION"}


class Claims:
    """Tells claims from what an article vouches for itself, in one document."""

    def __init__(self, syntax: Syntax, mentions: Mentions) -> None:
        self.syntax, self.mentions = syntax, mentions

    def by(self, match: Match, holder: Statement | None, sides: Participants) -> str | None:
        """The cue of a statement that claims the act of somebody else than its speaker, or None."""
        if holder is None or self._is_taken_for_granted(match.trigger, holder):
            return None
        cue = holder.cue and self.syntax.analysis.text[holder.cue.start : holder.cue.end]
        if holder.speaker is None:
            return cue or "a quotation"
        own = holder.speaker.actor
        if own.kind == "media" and not self._speaks_for_a_state(own):
            return None
        if self._is_cue(holder, _ACCUSING):
            return cue or None  # nobody accuses himself, whatever country both are of
        if self._is_vouched_for(match):
            return None
        if any(m.actor.id == own.id or m.actor.side == own.side for m in _doers(match, sides)):
            return None
        return cue or "a quotation"

    def _is_vouched_for(self, match: Match) -> bool:
        """Whether the article vouches for it all the same: for what a noun takes as known ("called the strikes a
        crime"), and for praise, offers and promises, which are words themselves.
        """
        noun = self.syntax.tokens[match.trigger].upos == "NOUN"
        return noun or plover.quad(match.row.type) == "verbal cooperation"

    def _is_taken_for_granted(self, i: int, holder: Statement) -> bool:
        """ "The demand for a treaty that Egypt has made", "shows that they fired", "said, after Chad shut the border":
        what a relative clause or a circumstance in a statement, or who shows it, takes for granted, and what goes on
        from the verb of saying.
        """
        if self._is_cue(holder, _PROVING):
            return True
        held = {k for piece in holder.content for k in self.syntax.between(piece.start, piece.end)}
        for k in (i, *self.syntax.ancestors(i)):
            if k not in held:
                return False
            if self._is_aside(k, held) or self.syntax.is_misjoined(k):
                return True
        return False

    def _is_aside(self, k: int, held: set[int]) -> bool:
        rel = self.syntax.tokens[k].rel
        head = self.syntax.tokens[k].head
        known = (
            rel == "acl"
            and self.syntax.tokens[k].xpos == "VBN"
            and any(self.syntax.words[c] == "the" for c in self.syntax.children(head, "det"))
        )  # "the men held there"
        relative = (rel == "acl:relcl" or known) and head in held
        if rel == "conj" and self._is_against(k):
            return True
        return relative or (rel == "advcl" and self.syntax.introduced_by(k) in _CIRCUMSTANCE)

    def _is_against(self, k: int) -> bool:
        """ "It has offered to, according to two diplomats, *but* Chad refused": the article's own word against it."""
        against = any(self.syntax.words[c] in {"but", "yet"} for c in self.syntax.children(k, "cc"))
        governed = self.syntax.bases[self.syntax.tokens[k].head] in {"ccomp", "xcomp"}
        return against and not governed and any(self.syntax.children(k, "nsubj"))

    def _is_cue(self, holder: Statement, words: frozenset[str]) -> bool:
        cue = holder.cue
        return cue is not None and any(
            self.syntax.lemmas[k] in words for k in self.syntax.between(cue.start, cue.end)
        )

    def _speaks_for_a_state(self, outlet: Actor) -> bool:
        """State media claim things of other states as their state would; other outlets report."""
        organ = outlet.country is not None and outlet.id.startswith(f"{outlet.country}:")
        return organ or outlet.id in self.mentions.table.state_media


def _doers(match: Match, sides: Participants) -> tuple[Mention, ...]:
    """Who did it, as far as it is told; where nobody says who hit a side, it was another."""
    return sides.source or (() if match.row.type in _HOSTILE else sides.recipient)
