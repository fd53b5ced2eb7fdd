"""One shape for what the gold says and for what a coding says, so that like is compared with like.

An actor becomes a set of keys under which it may be known; two actors agree when they share a key.
A gold actor has one key (an ISO code, a slug, ``text``); a predicted one has its id, its country, a
slug of its name, and ``text`` if only the text knows it. Spans are half-open character offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from standoff.types import INTERNATIONAL, Actor, Coding, Event, Mention, Span, Statement

if TYPE_CHECKING:
    from tests.gold import Gold, GoldEvent, GoldStatement

Keys = frozenset[str]
Stretch = tuple[int, int]

# PLOVER gives international bodies one code each kind; the gold names the body itself.
_BODIES = {"european-union": "eu", "united-nations": "un", "european-commission": "eu"}
_CODES = {"EUR": "eu", "UNO": "un"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement: ``content`` holds the offsets of its characters, spaces left out.

    ``speaker`` None: nobody is named. ``judged`` False: the gold leaves the speaker open.
    """

    content: frozenset[int]
    kind: str
    speaker: Keys | None
    judged: bool
    cue: Stretch | None
    channel: tuple[Keys, Stretch] | None
    addressees: tuple[Keys, ...]
    targets: tuple[Keys, ...]
    sourcing: str
    source_type: str | None
    typed: bool
    venue: Stretch | None
    date: Stretch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An event. ``where`` is the gold's sentence or the coder's clause; ``cue`` is the cue of the
    statement that it is attributed to; ``days`` is None where no words give a date.
    """

    trigger: Stretch
    where: Stretch
    type: str
    mode: str | None
    contexts: frozenset[str]
    source: tuple[Keys, ...]
    recipient: tuple[Keys, ...]
    reciprocal: bool
    status: str
    cue: Stretch | None
    days: tuple[date | None, date | None] | None
    occurrence: str


def keys(actor: Actor) -> Keys:
    """Give the names under which the gold may know a predicted actor."""
    found = {actor.id, re.sub(r"\W+", "-", actor.name.casefold()).strip("-")}
    found |= {_BODIES[name] for name in found if name in _BODIES}
    if actor.id.startswith("text:"):
        found.add("text")
    else:
        found.add(actor.side)  # the body that an official stands for, as the gold's sides have it
    if actor.country is not None and actor.country not in INTERNATIONAL:
        found.add(actor.country)
    elif actor.kind == "person" and actor.country in _CODES:
        found.add(_CODES[actor.country])
    return frozenset(found)


def _side(mentions: Iterable[Mention]) -> tuple[Keys, ...]:
    """Keep the actors of a state or of the table: the gold has no code for others."""
    found = (keys(mention.actor) for mention in mentions)
    return tuple(k for k in dict.fromkeys(found) if "text" not in k or _states(k))


def _states(known: Keys) -> bool:
    return any(len(key) == 3 and key.isupper() for key in known)


def _codes(codes: Iterable[str]) -> tuple[Keys, ...]:
    return tuple(frozenset({code}) for code in codes if code != "text")


def _ends(span: Span) -> Stretch:
    return (span.start, span.end)


def _stretch(span: Span | None) -> Stretch | None:
    return None if span is None else _ends(span)


def _inked(text: str, stretches: Iterable[Stretch]) -> frozenset[int]:
    return frozenset(i for a, b in stretches for i in range(a, b) if text[i].isalnum())


def predicted_statements(coding: Coding) -> list[Said]:
    """List the statements of a coding, in its order."""
    return [_predicted_said(coding.document.text, s) for s in coding.statements]


def _predicted_said(text: str, statement: Statement) -> Said:
    speaker, channel = statement.speaker, statement.channel
    return Said(
        content=_inked(text, map(_ends, statement.content)),
        kind=statement.kind,
        speaker=None if speaker is None else keys(speaker.actor) | _nameless(statement),
        judged=True,
        cue=_stretch(statement.cue),
        channel=None if channel is None else (keys(channel.actor), _ends(channel.span)),
        addressees=_side(statement.addressees),
        targets=_side(statement.targets),
        sourcing=statement.sourcing,
        source_type=statement.source_type,
        typed=True,
        venue=_stretch(statement.venue.span) if statement.venue else None,
        date=_stretch(statement.date.span) if statement.date else None,
    )


def _nameless(statement: Statement) -> Keys:
    """ "A senior Indian officer" is known to the article alone, whatever state he belongs to."""
    return frozenset({"text"} if statement.sourcing == "anonymous" else ())


def predicted_events(coding: Coding) -> list[Done]:
    """List the events of a coding, in its order."""
    cues = {statement.id: _stretch(statement.cue) for statement in coding.statements}
    return [_predicted_done(event, cues) for event in coding.events]


def _predicted_done(event: Event, cues: dict[str, Stretch | None]) -> Done:
    days = None if event.date.text is None else (event.date.start, event.date.end)
    return Done(
        trigger=_ends(event.trigger),
        where=_ends(event.span),
        type=event.type,
        mode=event.mode,
        contexts=frozenset(event.contexts),
        source=_side(event.source),
        recipient=_side(event.recipient),
        reciprocal=event.reciprocal,
        status=event.status,
        cue=None if event.attributed_to is None else cues.get(event.attributed_to),
        days=days,
        occurrence=event.occurrence or event.id,
    )


def gold_statements(gold: Gold) -> list[Said]:
    """List the statements of a gold file, in its order."""
    return [_gold_said(gold.text, s) for s in gold.statements]


def _gold_said(text: str, s: GoldStatement) -> Said:
    known = None if s.speaker_is is None else frozenset({s.speaker_is})
    channel = None if s.channel is None else (frozenset({s.channel_is or "text"}), s.channel)
    return Said(
        content=_inked(text, s.content),
        kind=s.kind,
        speaker=known,
        judged=known is not None or s.speaker is None,
        cue=s.cue,
        channel=channel,
        addressees=_codes(s.addressees),
        targets=_codes(s.targets),
        sourcing=s.sourcing,
        source_type=s.source_type,
        typed=s.typed,
        venue=s.venue,
        date=s.date,
    )


def gold_events(gold: Gold) -> list[Done]:
    """List the events of a gold file, in its order."""
    return [_gold_done(e) for e in gold.events]


def _gold_done(e: GoldEvent) -> Done:
    return Done(
        trigger=e.trigger,
        where=e.where,
        type=e.type,
        mode=e.mode,
        contexts=frozenset(e.contexts),
        source=_codes(e.source),
        recipient=_codes(e.recipient),
        reciprocal=e.reciprocal,
        status=e.status,
        cue=e.attributed,
        days=e.date,
        occurrence=e.occurrence,
    )
