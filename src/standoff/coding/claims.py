"""Whether only a speaker vouches for an act: claims about somebody else than the one who makes them."""

from __future__ import annotations

from standoff.coding.matching import Match
from standoff.coding.mentions import Mentions
from standoff.coding.participants import Participants
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import Actor, Span, Statement

_ACCUSING = word_list("accusing")


class Claims:
    """Tells claims from what an article vouches for itself, in one document."""

    def __init__(self, syntax: Syntax, mentions: Mentions) -> None:
        self.syntax, self.mentions = syntax, mentions

    def by(self, match: Match, holder: Statement | None, sides: Participants) -> str | None:
        """The cue of a statement that claims the act of somebody else than its speaker, or None."""
        if holder is None or self._is_aside(match.trigger, holder):
            return None
        cue = holder.cue and self.syntax.analysis.text[holder.cue.start : holder.cue.end]
        if holder.speaker is None:
            return cue or "a quotation"
        own = holder.speaker.actor
        if own.kind == "media" and not self._speaks_for_a_state(own):
            return None
        if holder.cue is not None and self._accuses(holder.cue):
            return cue or None  # nobody accuses himself, whatever country both are of
        doers = sides.source or sides.recipient
        if any(m.actor.id == own.id or m.actor.side == own.side for m in doers):
            return None
        return cue or "a quotation"

    def _is_aside(self, i: int, holder: Statement) -> bool:
        """ "The demand for a treaty that Egypt has made": what a relative clause in a statement takes for granted,
        or what goes on from the verb of saying.
        """
        held = {k for piece in holder.content for k in self.syntax.between(piece.start, piece.end)}
        for k in (i, *self.syntax.ancestors(i)):
            if k not in held:
                return False
            relative = (
                self.syntax.tokens[k].rel == "acl:relcl" and self.syntax.tokens[k].head in held
            )
            if relative or self.syntax.is_misjoined(k):
                return True
        return False

    def _accuses(self, cue: Span) -> bool:
        return any(
            self.syntax.lemmas[k] in _ACCUSING for k in self.syntax.between(cue.start, cue.end)
        )

    def _speaks_for_a_state(self, outlet: Actor) -> bool:
        """State media claim things of other states as their state would; other outlets report."""
        organ = outlet.country is not None and outlet.id.startswith(f"{outlet.country}:")
        return organ or outlet.id in self.mentions.table.state_media
