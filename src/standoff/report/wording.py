"""How things are called on screen and page: one table for both faces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from standoff.ontology.cues import UNDER_NEGATION, WITHHOLD
from standoff.types import Coding, DateInterval, Event, Mention, Place, Span, Statement, Status

_CODE = 3  # letters of a country's code
_DENIED = re.compile(
    r"(?:\b(?:not|never)|n['’]t)\s(?:\w+\s)?$"
)  # behind it stands a cue, perhaps after one adverb
_BEFORE = 24  # characters in which that is looked for


@dataclass(frozen=True, slots=True)
class Group:
    """Events that stand together in a brief: a heading, a sign, the statuses that belong there."""

    key: str
    title: str
    sign: str
    statuses: tuple[Status, ...]
    style: str


GROUPS = (
    Group("happened", "Happened", "●", ("reported", "ongoing"), "bold"),
    Group("alleged", "Alleged: one side's word about another", "◌", ("alleged",), "yellow"),
    Group("future", "Announced or expected", "▷", ("future",), "cyan"),
    Group("hypothetical", "Feared, asked for or possible", "?", ("hypothetical",), "magenta"),
    Group("negated", "Denied, refused or not done", "✕", ("negated",), "red"),
    Group("historical", "Told as past", "◂", ("historical",), "dim"),
)  # fmt: skip


def group_of(status: Status) -> Group:
    """The group that a status belongs to."""
    return next(g for g in GROUPS if status in g.statuses)


def words(coding: Coding, span: Span) -> str:
    """The text of a span on one line."""
    return " ".join(coding.document.text[span.start : span.end].split())


def content(coding: Coding, statement: Statement) -> str:
    """What was said, its pieces joined, with quotation marks where all of it is quoted."""
    said = " … ".join(words(coding, piece) for piece in statement.content)
    return f"“{said.rstrip(',')}”" if statement.kind == "direct" else said


def cue(coding: Coding, statement: Statement) -> str:
    """The word that introduces a statement; with a warning where it tells what somebody does not say or want."""
    if statement.cue is None:
        return "–"
    said = words(coding, statement.cue)
    if statement.cue_class == WITHHOLD:
        return f"withheld: {said}"
    denied = _DENIED.search(
        coding.document.text, max(0, statement.cue.start - _BEFORE), statement.cue.start
    )
    return f"not {said}" if denied and statement.cue_class in UNDER_NEGATION.values() else said


def shortened(text: str, width: int) -> str:
    """At most ``width`` characters, cut between words with an ellipsis."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > width // 2 else cut).rstrip(" ,;:") + "…"


def party(mention: Mention) -> str:
    """An actor's name, with the country in brackets where the name does not say it."""
    actor = mention.actor
    if actor.kind == "state" or not actor.country or actor.country in actor.name:
        return actor.name
    return f"{actor.name} ({actor.country})"


def parties(mentions: tuple[Mention, ...]) -> str:
    """Several actors, or a dash for none."""
    return ", ".join(party(m) for m in mentions) or "–"


def speaker(coding: Coding, statement: Statement) -> str:
    """Who speaks, and through which words if these are not the name."""
    if statement.speaker is None:
        return "nobody named"
    text = words(coding, statement.speaker.span)
    name = party(statement.speaker)
    plain = statement.speaker.actor.name.lower()
    return name if plain in text.lower() or text.lower() in plain else f"{name} [“{text}”]"


def days(date: DateInterval | None) -> str:
    """Days in figures with the words that gave them, or nothing."""
    if date is None or date.text is None:
        return ""
    if date.start is None:
        return f"“{date.text}”"
    if date.start == date.end or date.end is None:
        return f"{date.start.isoformat()}"
    return f"{date.start.isoformat()} … {date.end.isoformat()}"


def dated(date: DateInterval) -> str:
    """Days in figures, then the words that gave them."""
    return f"{days(date)} (“{date.text}”)"


def located(place: Place) -> str:
    """Country, province and coordinates, as far as they are known: ``SDN, Southern Darfur, 12.05 N 24.88 E``."""
    parts = [place.country or "country unknown", *filter(None, [place.admin])]
    if place.latitude is not None and place.longitude is not None:
        north, east = "NS"[place.latitude < 0], "EW"[place.longitude < 0]
        parts.append(f"{abs(place.latitude):.2f} {north} {abs(place.longitude):.2f} {east}")
    return ", ".join(parts)


def kind(event: Event) -> str:
    """Type and mode: ``REJECT meet``."""
    return f"{event.type} {event.mode}" if event.mode else event.type


def side(key: str, mentions: Iterable[Mention]) -> str:
    """A side as people call it: a state by its code, anybody else by the name that the mentions give."""
    if len(key) == _CODE and key.isupper():
        return key
    return next((m.actor.name for m in mentions if m.actor.side == key), key)


def named(codings: Iterable[Coding]) -> list[Mention]:
    """Whom the events of some codings name."""
    return [m for c in codings for e in c.events for m in (*e.source, *e.recipient)]


def counted(number: int, noun: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
