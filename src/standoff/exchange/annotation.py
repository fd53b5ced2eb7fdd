"""W3C Web Annotation (JSON-LD): one page of annotations, one for each statement and event, pointing into the text.

A target has a TextQuoteSelector (the words, with up to 32 characters before and after) and a TextPositionSelector
(start inclusive, end exclusive, in code points of the document's text). What an annotation says stands in its body
under the prefix ``standoff:``. Source: W3C, Web Annotation Data Model, 23 February 2017.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from standoff.exchange.base import Format, Tally
from standoff.types import Coding, DateInterval, Document, Event, Mention, Span, Statement

_AROUND = 32
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"standoff": "urn:standoff:terms:"}]
Json = dict[str, Any]


def marks(coding: Coding) -> Iterator[Json]:
    """Yield the annotations of a document: its statements, then its events."""
    document = coding.document
    for statement in coding.statements:
        yield _annotation(
            statement.id,
            _statement(statement, document),
            statement.content or (statement.span,),
            document,
        )
    for event in coding.events:
        yield _annotation(event.id, _event(event, document), (event.span,), document)


def _annotation(id: str, body: Json, spans: tuple[Span, ...], document: Document) -> Json:
    targets = [_target(span, document) for span in spans]
    return {
        "id": f"urn:standoff:{id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {name: value for name, value in body.items() if value not in (None, [], {})},
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(span: Span, document: Document) -> Json:
    text = document.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "source": document.url or f"urn:standoff:{document.id}",
        "selector": [quote, position],
    }


def _statement(s: Statement, document: Document) -> Json:
    return {
        "type": "standoff:Statement",
        "standoff:kind": s.kind,
        "standoff:speaker": _mention(s.speaker, document),
        "standoff:cue": document.text[s.cue.start : s.cue.end] if s.cue else None,
        "standoff:cueClass": s.cue_class,
        "standoff:channel": _mention(s.channel, document),
        "standoff:addressee": [_mention(m, document) for m in s.addressees],
        "standoff:target": [_mention(m, document) for m in s.targets],
        "standoff:sourcing": s.sourcing,
        "standoff:date": _date(s.date),
    }


def _event(e: Event, document: Document) -> Json:
    return {
        "type": "standoff:Event",
        "standoff:actor": [_mention(m, document) for m in e.source],
        "standoff:recipient": [_mention(m, document) for m in e.recipient],
        "standoff:eventType": e.type,
        "standoff:mode": e.mode,
        "standoff:context": list(e.contexts),
        "standoff:cameo": e.cameo,
        "standoff:quad": e.quad,
        "standoff:intensity": e.intensity,
        "standoff:status": e.status,
        "standoff:attributedTo": f"urn:standoff:{e.attributed_to}" if e.attributed_to else None,
        "standoff:date": _date(e.date),
        "standoff:confidence": e.confidence,
    }


def _mention(mention: Mention | None, document: Document) -> Json | None:
    if mention is None:
        return None
    actor, span = mention.actor, mention.span
    found = {
        "standoff:name": actor.name, "standoff:id": actor.id, "standoff:country": actor.country,
        "standoff:sector": list(actor.sectors),
        "standoff:words": document.text[span.start : span.end],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _date(date: DateInterval | None) -> Json | None:
    days = (("start", date.start), ("end", date.end)) if date else ()
    return {f"standoff:{name}": day.isoformat() for name, day in days if day}


def write(codings: Iterator[Coding], out: BinaryIO, tally: Tally) -> None:
    """Write one AnnotationPage, annotation by annotation."""
    out.write(
        f'{{"@context": {json.dumps(_CONTEXT)}, "type": "AnnotationPage", "items": ['.encode()
    )
    for coding in codings:
        for each in marks(coding):
            out.write(b",\n" if tally.records else b"\n")
            out.write(json.dumps(each, ensure_ascii=False).encode("utf-8", "replace"))
            tally.records += 1
    out.write(b"\n]}\n")


FORMAT = Format(
    name="webannotation",
    help="W3C Web Annotation: statements and events pointing into the text (JSON-LD)",
    suffixes=(".jsonld",),
    write_codings=write,
    holds_status=True,
)
