"""Threats that no verb of threatening tells: a warning of what the speaker's own side would do.

"Moscow warned that it would strike back" is THREATEN, and so is "said that it would strike Kyiv"; "experts warned that
war could follow" is no event (docs/guidelines.md, hard choices). The act warned of stays an event of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.kinds import is_political
from standoff.coding.spoken import Rule
from standoff.types import Event, Mention, Statement

_RULE = Rule(
    "THREATEN", "a warning of the speaker's own act", "rule: warned of an act of his own side", 0.9
)
_MODES = {
    "ASSAULT": "violence", "MOBILIZE": "violence", "COERCE": "restrict", "SANCTION": "restrict",
    "REJECT": "relations",
}  # fmt: skip
_PLAIN = {"ASSAULT"}
"""What plain words threaten with, too: who says that his side will attack another need not say that he warns."""
_AHEAD = {"future", "hypothetical"}
_TELLING = {"warn", "assert"}


def threats(statements: tuple[Statement, ...], events: tuple[Event, ...]) -> Iterator[Event]:
    """A THREATEN event for every statement by which the speaker's own side would do something hostile."""
    told = {e.trigger for e in events}
    for statement in statements:
        if statement.cue_class not in _TELLING or statement.cue is None or statement.cue in told:
            continue
        act = next((e for e in events if _is_own_threat(statement, e)), None)
        if act is not None:
            recipient = act.recipient or statement.addressees
            mode = _MODES[act.type]
            yield _RULE.act(statement, statement.cue, recipient, act.confidence, mode, act.contexts)


def _is_own_threat(statement: Statement, event: Event) -> bool:
    inside = any(c.start <= event.trigger.start < c.end for c in statement.content)
    speaker = statement.speaker
    if not inside or speaker is None or event.type not in _MODES or event.status not in _AHEAD:
        return False
    if statement.cue_class != "warn" and not _is_plain_threat(statement, speaker, event):
        return False
    own = {speaker.actor.id, speaker.actor.country}
    if not event.source and statement.addressees:
        return True  # "warned the rebels that their camps would be shelled"
    return any(
        m.actor.id in own or (m.actor.country and m.actor.country in own) for m in event.source
    )


def _is_plain_threat(statement: Statement, speaker: Mention, event: Event) -> bool:
    """Whether the statement itself, no other within it, tells that the speaker will act against another side."""
    others = [m for m in event.recipient if m.actor.side != speaker.actor.side]
    willed = event.status_by.startswith(("“will”", "“would”"))
    own = event.attributed_to == statement.id
    return own and event.type in _PLAIN and willed and any(map(is_political, others))
