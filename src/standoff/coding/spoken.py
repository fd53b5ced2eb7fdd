"""Acts that somebody does by saying something: a demand, a threat that no verb of demanding or threatening tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from standoff.coding.kinds import is_political
from standoff.coding.mentions import Mentions
from standoff.coding.syntax import Syntax
from standoff.ontology import plover
from standoff.types import DateInterval, Event, Mention, Span, Statement


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of saying is: its PLOVER type, how the status and the event came about, and how far to trust it."""

    type: str
    status_by: str
    made_by: str
    trust: float

    def act(
        self, statement: Statement, trigger: Span, recipient: tuple[Mention, ...], confidence: float,
        mode: str | None = None, contexts: tuple[str, ...] = (),
    ) -> Event:  # fmt: skip
        """The event that the statement's speaker does to ``recipient``, told by the words at ``trigger``."""
        assert statement.speaker is not None
        return Event(
            id=f"{statement.span.document}:e{trigger.start}", span=statement.span, trigger=trigger,
            source=(statement.speaker,), recipient=recipient, type=self.type, mode=mode, contexts=contexts,
            cameo=plover.plover_to_cameo(self.type, mode, contexts), quad=plover.quad(self.type),
            intensity=plover.intensity(self.type, mode), status="reported", status_by=self.status_by,
            confidence=round(confidence * self.trust, 3), date=statement.date or DateInterval(), made_by=self.made_by,
        )  # fmt: skip


def others_of(
    syntax: Syntax, mentions: Mentions, statement: Statement, tells: Callable[[Syntax, int], bool]
) -> Iterator[tuple[int, Mention]]:
    """The words of a statement that ``tells`` is true of, each with its subjects that are another political side."""
    if statement.speaker is None or not is_political(statement.speaker):
        return
    for piece in statement.content:
        for i in syntax.between(piece.start, piece.end):
            for k in syntax.children(i, "nsubj") if tells(syntax, i) else ():
                for m in mentions.several(k):
                    other = m.actor.kind != "place" and _is_another(m, statement.speaker)
                    if other and is_political(m):
                        yield i, m


def _is_another(asked: Mention, speaker: Mention) -> bool:
    """Another side, or the government of his own country to somebody who holds no office."""
    private = speaker.actor.kind == "person" and speaker.actor.office is None
    organ = asked.resolved_by == "organ" and "GOV" in asked.actor.sectors
    return asked.actor.side != speaker.actor.side or (private and organ)
