"""brat standoff: for each document its text (.txt) and its annotations (.ann), and the types (annotation.conf).

An actor's mention is a text-bound ``Actor`` with its name in a note; an event is an event whose trigger has PLOVER's
type; a statement is an event ``Statement`` whose trigger is the cue (without one: the words said), with Speaker,
Content, Channel, Addressee and Target. Offsets are code points, as brat counts. Source: brat.nlplab.org/standoff.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from standoff.errors import InputError
from standoff.exchange.base import Format, Tally
from standoff.ontology.plover import event_types
from standoff.types import STATUSES, Coding, Event, Mention, Span, Statement

_PIECES = re.compile(r"[^\n]+")
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def standoff(coding: Coding) -> tuple[str, str]:
    """The text and the annotations of a document."""
    page = _Page(coding.document.text)
    statements = {each.id: page.statement(each) for each in coding.statements}
    for event in coding.events:
        page.event(event, statements)
    return coding.document.text, "".join(f"{line}\n" for line in page.lines)


class _Page:
    """The lines of one .ann file; the same words with the same type are annotated once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.bound: dict[tuple[str, tuple[int, int]], str] = {}
        self.counts = dict.fromkeys("TEA#", 0)

    def statement(self, statement: Statement) -> str:
        """Add a statement; its id on the page."""
        contents = [self._text("Content", span) for span in statement.content]
        cue = statement.cue or (statement.content[0] if statement.content else statement.span)
        arguments = [
            *self._mentions("Speaker", [statement.speaker] if statement.speaker else []),
            *(("Content", id) for id in contents),
            *self._mentions("Channel", [statement.channel] if statement.channel else []),
            *self._mentions("Addressee", statement.addressees),
            *self._mentions("Target", statement.targets),
        ]
        id = self._event("Statement", cue, arguments)
        self._attribute("Kind", id, statement.kind)
        self._attribute("Sourcing", id, statement.sourcing)
        return id

    def event(self, event: Event, statements: dict[str, str]) -> None:
        """Add an event."""
        arguments = [
            *self._mentions("Source", event.source),
            *self._mentions("Recipient", event.recipient),
        ]
        if event.place:
            arguments.append(("Place", self._text("Place", event.place.span)))
        if event.attributed_to in statements:
            arguments.append(("Attribution", statements[event.attributed_to or ""]))
        id = self._event(event.type, event.trigger, arguments)
        self._attribute("Status", id, event.status)

    def _mentions(
        self, role: str, mentions: list[Mention] | tuple[Mention, ...]
    ) -> list[tuple[str, str]]:
        return [(role, self._actor(mention)) for mention in mentions]

    def _actor(self, mention: Mention) -> str:
        known = len(self.bound)
        id = self._text("Actor", mention.span)
        if len(self.bound) > known:
            actor = mention.actor
            note = " ".join(filter(None, (actor.name, actor.country, *actor.sectors)))
            self.lines.append(f"{self._next('#')}\tAnnotatorNotes {id}\t{' '.join(note.split())}")
        return id

    def _text(self, type: str, span: Span) -> str:
        key = type, (span.start, span.end)
        if key not in self.bound:
            pieces = [
                (span.start + piece.start(), span.start + piece.end())
                for piece in _PIECES.finditer(self.text[span.start : span.end])
            ]
            words = " ".join(self.text[start:end] for start, end in pieces).replace("\t", " ")
            places = ";".join(f"{start} {end}" for start, end in pieces)
            self.bound[key] = self._next("T")
            self.lines.append(f"{self.bound[key]}\t{type} {places}\t{words}")
        return self.bound[key]

    def _event(self, type: str, trigger: Span, arguments: list[tuple[str, str]]) -> str:
        bound = self._text(type, trigger)
        id = self._next("E")
        seen: dict[str, int] = {}
        words = [f"{type}:{bound}"]
        for role, target in dict.fromkeys(arguments):
            seen[role] = seen.get(role, 0) + 1
            words.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{target}")
        self.lines.append(f"{id}\t{' '.join(words)}")
        return id

    def _attribute(self, name: str, id: str, value: str) -> None:
        self.lines.append(f"{self._next('A')}\t{name} {id} {value}")

    def _next(self, letter: str) -> str:
        self.counts[letter] += 1
        return f"{letter}{self.counts[letter]}"


def configuration() -> str:
    """What annotation.conf says: these types, for brat to show."""
    events = "\n".join(
        f"{each.name}\tSource*:Actor, Recipient*:Actor, Place?:Place, Attribution?:Statement"
        for each in event_types()
    )
    return (
        "[entities]\nActor\nPlace\nContent\n\n[relations]\n\n[events]\n"
        "Statement\tSpeaker?:Actor, Content*:Content, Channel?:Actor, Addressee*:Actor, Target*:Actor\n"
        f"{events}\n\n[attributes]\n"
        f"Status\tArg:<EVENT>, Value:{'|'.join(STATUSES)}\n"
        "Kind\tArg:<EVENT>, Value:direct|indirect|mixed\n"
        "Sourcing\tArg:<EVENT>, Value:named|institution|anonymous|none\n"
    )


def write(codings: Iterator[Coding], target: Path | BinaryIO, tally: Tally) -> None:
    """Write two files a document, named by its id, into a folder (made where it is missing)."""
    if not isinstance(target, Path):
        raise InputError("brat is a folder of files; give a path")
    target.mkdir(parents=True, exist_ok=True)
    (target / "annotation.conf").write_text(configuration(), encoding="utf-8", newline="")
    for coding in codings:
        name = _NOT_A_NAME.sub("_", coding.document.id).strip(".") or "document"
        text, annotations = standoff(coding)
        (target / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        (target / f"{name}.ann").write_text(annotations, encoding="utf-8", newline="")
        tally.records += 1


FORMAT = Format(
    name="brat",
    help="brat standoff: a folder with .txt and .ann for each document",
    suffixes=(),
    write_folder=write,
    holds_status=True,
)
