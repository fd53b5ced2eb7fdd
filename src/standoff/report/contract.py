"""The record of one document as JSON: the contract that others build on (docs/contract.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from standoff.discourse import Contest, Copy, Narrative
from standoff.record.codec import encode
from standoff.record.dyads import View
from standoff.record.queries import Found
from standoff.types import (
    Coding,
    DateInterval,
    Document,
    Event,
    EventRow,
    Mention,
    Occurrence,
    Place,
    Rejected,
    Span,
    Statement,
    Utterance,
)

Json = dict[str, Any]


def dumps(coding: Coding) -> str:
    """One line of JSON Lines, without the line break."""
    return json.dumps(record(coding), ensure_ascii=False)


def record(coding: Coding) -> Json:
    """The whole record of a document, keys in the contract's order."""
    text = coding.document.text
    return {
        "document": _document(coding.document),
        "statements": [_statement(s, text) for s in coding.statements],
        "events": [_event(e, text) for e in coding.events],
        "occurrences": [_occurrence(o) for o in coding.occurrences],
    }  # fmt: skip


def found_record(found: Found) -> Json:
    """One item that a search found, with the words that tell it and the article that they stand in."""
    item, coding = found.item, found.coding
    if isinstance(item, EventRow):
        return {"imported": encode(item)}
    if coding is None or isinstance(item, Document):
        return record(coding) if coding else {}
    text, document = coding.document.text, coding.document
    told: Json = (
        {"event": _event(item, text)}
        if isinstance(item, Event)
        else {"statement": _statement(item, text)}
    )
    return told | {"words": text[item.span.start : item.span.end], "document": _document(document)}


def view_record(view: View) -> Json:
    """Two sides: what each did to the other, and said of it."""
    return {
        "sides": list(view.sides),
        "directions": [encode(d) | {"happened": d.happened} for d in view.directions],
        "acts": [
            {"id": a.id, "type": a.type, "status": a.status, "day": a.day.isoformat() if a.day else None,
             "mentions": a.mentions, "documents": a.documents, "reports": a.reports, "outlets": a.outlets}
            | found_record(a.telling)
            for a in view.acts
        ],
        "statements": [found_record(s) for s in view.statements],
    }  # fmt: skip


def rejected_record(item: Rejected) -> Json:
    """What is said of an input that is no document."""
    return {"rejected": {"origin": item.origin, "reason": item.reason, "detail": item.detail}}


def occurrence_record(o: Occurrence) -> Json:
    """One act across articles."""
    return {
        "occurrence": _occurrence(o) | {"documents": list(o.documents), "outlets": list(o.outlets)}
    }


def report_record(documents: Sequence[str], links: Iterable[Copy]) -> Json:
    """One report that several documents print, and how each pair of them is alike."""
    pairs = [encode(link) for link in links if link.a in documents]
    return {"report": {"documents": list(documents), "copies": pairs}}


def utterance_record(u: Utterance) -> Json:
    """One utterance across articles."""
    speaker = u.speaker
    found: Json = {
        "id": u.id, "speaker": speaker.id if speaker else None,
        "name": speaker.name if speaker else None, "date": _date(u.date),
        "statements": list(u.statements), "documents": list(u.documents), "outlets": list(u.outlets),
    }  # fmt: skip
    return {"utterance": found}


def narrative_record(n: Narrative) -> Json:
    """How one side casts another."""
    roles = {
        role: [{"statement": c.statement, "document": c.words.document, "words": _span(c.words)} for c in some]
        for role, some in n.roles
    }  # fmt: skip
    return {"narrative": {"by": n.by, "cast": n.cast, "roles": roles}}


def contest_record(c: Contest) -> Json:
    """Claims of two sides that cannot both hold."""
    claims = [{"side": side, "event": event} for side, event in c.claims]
    return {
        "contest": {"type": c.type, "on": c.on, "claims": claims, "documents": list(c.documents)}
    }


def _document(d: Document) -> Json:
    return {
        "id": d.id, "title": d.title, "source": d.source, "byline": d.byline, "url": d.url,
        "published": d.published.isoformat() if d.published else None, "language": d.language,
        "characters": len(d.text), "origin": d.origin,
    }  # fmt: skip


def _statement(s: Statement, text: str) -> Json:
    return {
        "id": s.id, "span": _span(s.span), "kind": s.kind,
        "speaker": _mention(s.speaker, text, resolved=True) if s.speaker else None,
        "cue": _span(s.cue) if s.cue else None, "cue_class": s.cue_class,
        "content": [_span(c) for c in s.content],
        "channel": _mention(s.channel, text) if s.channel else None,
        "addressees": [_mention(m, text) for m in s.addressees],
        "targets": [_mention(m, text) for m in s.targets],
        "sourcing": s.sourcing, "source_type": s.source_type, "venue": _place(s.venue),
        "date": _date(s.date) if s.date else None,
    }  # fmt: skip


def _event(e: Event, text: str) -> Json:
    return {
        "id": e.id, "span": _span(e.span), "trigger": _span(e.trigger),
        "source": [_mention(m, text) for m in e.source],
        "recipient": [_mention(m, text) for m in e.recipient], "reciprocal": e.reciprocal,
        "type": e.type, "mode": e.mode, "contexts": list(e.contexts), "cameo": e.cameo,
        "quad": e.quad, "intensity": e.intensity, "status": e.status, "status_by": e.status_by,
        "attributed_to": e.attributed_to, "place": _place(e.place), "date": _date(e.date),
        "occurrence": e.occurrence, "confidence": e.confidence, "made_by": e.made_by,
    }  # fmt: skip


def _occurrence(o: Occurrence) -> Json:
    return {
        "id": o.id, "events": list(o.events), "mentions": o.mentions, "type": o.type,
        "source": list(o.source), "recipient": list(o.recipient), "status": o.status,
        "date": _date(o.date), "documents": list(o.documents), "outlets": list(o.outlets),
    }  # fmt: skip


def _mention(m: Mention, text: str, *, resolved: bool = False) -> Json:
    actor = m.actor
    found: Json = {
        "text": text[m.span.start : m.span.end], "span": _span(m.span), "name": actor.name,
        "actor": actor.id, "country": actor.country, "sectors": list(actor.sectors),
    }  # fmt: skip
    if resolved:
        found |= {"resolved_by": m.resolved_by, "confidence": m.confidence}
    if actor.office is not None:
        found["office"] = actor.office.title
    return found


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "name": place.name, "span": _span(place.span), "country": place.country,
        "admin": place.admin, "latitude": place.latitude, "longitude": place.longitude,
    }  # fmt: skip


def _date(date: DateInterval) -> Json:
    found: Json = {
        "start": date.start.isoformat() if date.start else None,
        "end": date.end.isoformat() if date.end else None,
        "text": date.text,
    }
    if date.span is not None:
        found["span"] = _span(date.span)
    return found
