"""Acts that somebody does by saying something of another side, where no verb tells the act: what it must do, what
will befall it, what it is to blame for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    trust: float = 0.8

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


@dataclass(frozen=True, slots=True)
class Saying:
    """``tells`` is true of the word that says it of its subject; ``classes`` are the cues' that may report it."""

    rule: Rule
    classes: frozenset[str | None]
    tells: Callable[[Syntax, int], bool]


def spoken(
    sayings: tuple[Saying, ...], syntax: Syntax, mentions: Mentions,
    held: Mapping[int, Statement], events: tuple[Event, ...],
) -> Iterator[Event]:  # fmt: skip
    """The acts of political speakers on other political sides, told by the cue of the same sentence, else by the word
    itself; ``held`` is the statement that holds each token. What tells an act already tells no other, and an earlier
    saying comes before a later one.
    """
    told = {e.trigger for e in events}
    in_order = sorted(held.items())
    for saying in sayings:
        for i, statement in in_order:
            speaker = statement.speaker
            fits = statement.cue_class in saying.classes and saying.tells(syntax, i)
            if not fits or speaker is None or not is_political(speaker):
                continue
            trigger = _told_by(syntax, mentions, statement, i)
            whom = next(_others(syntax, mentions, i, speaker), None)
            if whom is not None and trigger not in told:
                told.add(trigger)
                sure = min(speaker.confidence, whom.confidence)
                yield saying.rule.act(statement, trigger, (whom,), sure)


def _told_by(syntax: Syntax, mentions: Mentions, statement: Statement, i: int) -> Span:
    cue = statement.cue
    if cue is not None and syntax.sentence_at(cue.start) == syntax.tokens[i].sentence:
        return cue
    return mentions.span(min((k for k in syntax.children(i, "aux", "cop") if k < i), default=i), i)


def _others(syntax: Syntax, mentions: Mentions, i: int, speaker: Mention) -> Iterator[Mention]:
    """The subjects of the word at i that are another political side than the speaker's."""
    for k in syntax.children(i, "nsubj"):
        for m in mentions.several(k):
            if m.actor.kind != "place" and _is_another(m, speaker) and is_political(m):
                yield m


def _is_another(asked: Mention, speaker: Mention) -> bool:
    """Another side, or the government of his own country to somebody who holds no office."""
    private = speaker.actor.kind == "person" and speaker.actor.office is None
    organ = asked.resolved_by == "organ" and "GOV" in asked.actor.sectors
    return asked.actor.side != speaker.actor.side or (private and organ)
