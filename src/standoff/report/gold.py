"""Corrected records as gold: the format of ``tests/gold``, with offsets where those files have words.

One JSON object an article. ``complete`` says whether people judged every item of it; what the coder did not find is in
no record, so that recall cannot be measured on this gold.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from standoff.record.corrections import State
from standoff.types import Actor, Event, Mention, Span, Statement

Json = dict[str, Any]


def gold_line(state: State, *, complete: bool) -> str:
    """The gold of one article, one line of JSON Lines."""
    coding = state.right
    document = coding.document
    told_by = {s.id: s.span for s in coding.statements}
    gold: Json = {
        "article": document.id, "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "published": document.published.isoformat() if document.published else None, "complete": complete,
        "statements": [_statement(s) for s in coding.statements],
        "events": [_event(e, told_by.get(e.attributed_to or "")) for e in coding.events],
    }  # fmt: skip
    return json.dumps(gold, ensure_ascii=False)


def _statement(s: Statement) -> Json:
    date = s.date.span if s.date else None
    parts = [s.span, *s.content, *_spans(s.speaker, s.channel), *(x for x in (s.cue, date) if x)]
    if s.venue:
        parts.append(s.venue.span)
    return _without_nothing({
        "in": _round(parts), "kind": s.kind, "speaker": _words(s.speaker), "speaker_is": _is(s.speaker),
        "cue": _span(s.cue), "content": [_span(c) for c in s.content], "channel": _words(s.channel),
        "channel_is": _is(s.channel), "addressees": [_name(m.actor) for m in s.addressees],
        "targets": [_name(m.actor) for m in s.targets], "sourcing": s.sourcing, "source_type": s.source_type,
        "venue": _span(s.venue.span) if s.venue else None, "date": _span(date),
    })  # fmt: skip


def _event(e: Event, told_by: Span | None) -> Json:
    days = [day.isoformat() if day else None for day in (e.date.start, e.date.end)]
    return _without_nothing({
        "in": _round([e.span, e.trigger, *([told_by] if told_by else [])]), "trigger": _span(e.trigger),
        "type": e.type, "mode": e.mode, "contexts": list(e.contexts),
        "source": [_name(m.actor) for m in e.source], "recipient": [_name(m.actor) for m in e.recipient],
        "reciprocal": e.reciprocal, "status": e.status, "attributed": _span(told_by),
        "date": days if e.date.text else None, "occurrence": e.occurrence or e.id,
    })  # fmt: skip


def _without_nothing(entry: Json) -> Json:
    return {key: value for key, value in entry.items() if value not in (None, [], False)}


def _round(spans: list[Span]) -> list[int]:
    """From the first to the last character of these."""
    return [min(s.start for s in spans), max(s.end for s in spans)]


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _spans(*mentions: Mention | None) -> list[Span]:
    return [m.span for m in mentions if m is not None]


def _words(mention: Mention | None) -> list[int] | None:
    return _span(mention.span) if mention else None


def _is(mention: Mention | None) -> str | None:
    return _name(mention.actor) if mention else None


def _name(actor: Actor) -> str:
    """An actor of the table by its id, one that only the text knows by its country, else ``text``."""
    return (actor.country or "text") if actor.id.startswith("text:") else actor.id
