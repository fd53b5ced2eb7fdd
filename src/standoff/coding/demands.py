"""Demands that no verb of demanding tells: what a speaker says that another side must do.

"Russia said Israel must stop the strikes" is REQUEST; "the talks must go on", "he must have known" and what
somebody says of his own side are none (docs/guidelines.md, hard choices). The act itself stays an event.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.kinds import is_political
from standoff.coding.mentions import Mentions
from standoff.coding.syntax import Syntax
from standoff.ontology import plover
from standoff.types import DateInterval, Event, Mention, Statement

_TELLING = {"assert", "warn"}
_NEEDS = {"have", "need"}


def demands(
    syntax: Syntax, mentions: Mentions, statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> Iterator[Event]:
    """A REQUEST event for every statement of a political speaker by which another side must do something."""
    told = {e.trigger for e in events}
    for statement in statements:
        speaker, cue = statement.speaker, statement.cue
        if speaker is None or cue is None or cue in told or statement.cue_class not in _TELLING:
            continue
        asked = next(_asked(syntax, mentions, statement, speaker), None)
        if asked is not None and is_political(speaker):
            yield _demand(statement, speaker, asked)


def _asked(
    syntax: Syntax, mentions: Mentions, statement: Statement, speaker: Mention
) -> Iterator[Mention]:
    """The sides of whom the content says, not in a clause below its main ones, that they must act."""
    for piece in statement.content:
        for i in syntax.between(piece.start, piece.end):
            if not _must(syntax, i):
                continue
            for k in syntax.children(i, "nsubj"):
                yield from (
                    m for m in mentions.several(k)
                    if m.actor.kind != "place" and _is_another(m, speaker) and is_political(m)
                )  # fmt: skip


def _is_another(asked: Mention, speaker: Mention) -> bool:
    """Another side, or the government of his own country to somebody who holds no office."""
    private = speaker.actor.kind == "person" and speaker.actor.office is None
    organ = asked.resolved_by == "organ" and "GOV" in asked.actor.sectors
    return asked.actor.side != speaker.actor.side or (private and organ)


def _must(syntax: Syntax, i: int) -> bool:
    """ "Must stop", "has to stop", "needs to stop"; not "must be stopped", "must have known", "if it must stop"."""
    if syntax.bases[i] not in {"ccomp", "root", "parataxis", "conj"} or syntax.is_passive(i):
        return False
    aux = {syntax.lemmas[k] for k in syntax.children(i, "aux")}
    needs = syntax.lemmas[i] in _NEEDS and any(
        syntax.introduced_by(k) == "to" for k in syntax.children(i, "xcomp")
    )
    return ("must" in aux and "have" not in aux) or (needs and not aux - {"will"})


def _demand(statement: Statement, speaker: Mention, asked: Mention) -> Event:
    assert statement.cue is not None
    return Event(
        id=f"{statement.span.document}:e{statement.cue.start}", span=statement.span,
        trigger=statement.cue, source=(speaker,), recipient=(asked,), type="REQUEST", mode=None,
        contexts=(), cameo=plover.event_type("REQUEST").cameo, quad=plover.quad("REQUEST"),
        intensity=plover.intensity("REQUEST", None), status="reported",
        status_by="what another side must do", confidence=round(min(speaker.confidence, asked.confidence) * 0.8, 3),
        date=statement.date or DateInterval(), made_by="rule: said what another side must do",
    )  # fmt: skip
