"""What people say of the machine's record: an append-only log, and what the record is after it. Pure.

A correction names an item (an event, a statement or an act by its id, or a mention as ``DOCUMENT@START-END``), a
verdict, and, where it is ``fixed``, the field and its right value. An act is wrong where its tellings are of several.
Of two corrections of one field the later one holds; ``right`` and ``wrong`` stand for the item whole. The machine's own
coding is never touched: ``corrected`` makes a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from standoff.errors import InputError
from standoff.ontology import plover
from standoff.ontology.actors import ActorTable
from standoff.ontology.cues import load_cues
from standoff.types import (
    SOURCINGS,
    STATUSES,
    Actor,
    Coding,
    DateInterval,
    Event,
    Mention,
    Span,
    Statement,
)  # fmt: skip

Verdict = Literal["right", "wrong", "fixed"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "fixed")
EVENT_FIELDS = ("type", "mode", "status", "source", "recipient", "date", "occurrence")
STATEMENT_FIELDS = ("speaker", "kind", "cue_class", "sourcing", "targets", "addressees")
_ONE_OF: dict[str, tuple[str, ...]] = {
    "status": STATUSES, "kind": ("direct", "indirect", "mixed"),
    "sourcing": SOURCINGS,
}  # fmt: skip
_MANY = {"source", "recipient", "targets", "addressees"}
Item = Event | Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of the log.

    ``value`` is the right value as text: actor ids, separated by commas, where the field holds actors, ``START..END``
    for a date, the id of another event of the same act (empty: it stands alone) for ``occurrence``.
    """

    item: str
    verdict: Verdict
    coder: str
    made: datetime
    field: str | None = None
    value: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A document's coding with the log applied; ``wrong`` are the ids of items that are no such thing."""

    coding: Coding
    wrong: frozenset[str] = frozenset()

    @property
    def right(self) -> Coding:
        """The coding without what is wrong."""
        coding = self.coding
        events = tuple(e for e in coding.events if e.id not in self.wrong)
        kept = {e.id for e in events}
        occurrences = (
            replace(o, events=tuple(i for i in o.events if i in kept)) for o in coding.occurrences
        )
        return replace(
            coding,
            statements=tuple(s for s in coding.statements if s.id not in self.wrong),
            events=events, occurrences=tuple(o for o in occurrences if o.events),
        )  # fmt: skip


def mention_id(span: Span) -> str:
    """How a correction names the words of an actor."""
    return f"{span.document}@{span.start}-{span.end}"


def document_of(item: str) -> str:
    """The id of the document that an item belongs to."""
    return item.partition("@")[0].partition(":")[0]


def checked(correction: Correction, coding: Coding, table: ActorTable) -> Correction:
    """The correction, if it can be applied to this coding; raises ``InputError`` with what would do."""
    fields = fields_of(correction.item, coding)
    if correction.verdict not in VERDICTS:
        raise InputError(f"verdict {correction.verdict!r}: give one of {', '.join(VERDICTS)}")
    if not correction.coder.strip():
        raise InputError("a correction needs the name of who made it")
    if correction.verdict != "fixed":
        if correction.field is not None:
            raise InputError(
                f"{correction.verdict!r} is said of the whole item; leave the field out"
            )
        return correction
    if correction.field not in fields:
        raise InputError(
            f"{correction.field!r} of {correction.item} cannot be fixed; fields are {', '.join(fields)}"
        )
    _check_value(correction, coding, table)
    return correction


def fields_of(item: str, coding: Coding) -> tuple[str, ...]:
    """The fields of an item that can be fixed; raises ``InputError`` where the document has no such item."""
    if any(e.id == item for e in coding.events):
        return EVENT_FIELDS
    if any(s.id == item for s in coding.statements):
        return STATEMENT_FIELDS
    if any(mention_id(m.span) == item for m in mentions(coding)):
        return ("actor",)
    if any(o.id == item for o in coding.occurrences):
        return ()
    raise InputError(
        f"there is no event, statement, act or mention {item!r} in document {coding.document.id}"
    )


def mentions(coding: Coding) -> Iterable[Mention]:
    """All mentions of actors in events and statements."""
    for event in coding.events:
        yield from (*event.source, *event.recipient)
    for s in coding.statements:
        yield from (m for m in (s.speaker, s.channel, *s.addressees, *s.targets) if m is not None)


def corrected(coding: Coding, log: Iterable[Correction], table: ActorTable) -> State:
    """The coding after the log (in its order)."""
    wrong: set[str] = set()
    links: dict[str, Actor] = {}
    fixes: dict[str, dict[str, str]] = {}
    for line in log:
        (wrong.add if line.verdict == "wrong" else wrong.discard)(line.item)
        if line.field == "actor":
            links[line.item] = _actor(line.value or "", coding, table)
        elif line.field is not None:
            fixes.setdefault(line.item, {})[line.field] = line.value or ""
    if not links and not fixes:
        return State(coding=coding, wrong=frozenset(wrong))
    linked = _relinked(coding, links)
    return State(
        coding=replace(
            linked,
            statements=tuple(
                _fixed_statement(s, fixes.get(s.id, {}), linked, table) for s in linked.statements
            ),
            events=tuple(
                _fixed_event(e, fixes.get(e.id, {}), linked, table) for e in linked.events
            ),
        ),
        wrong=frozenset(wrong),
    )


def _check_value(correction: Correction, coding: Coding, table: ActorTable) -> None:
    field, value = correction.field or "", correction.value or ""
    allowed = _ONE_OF.get(field)
    if field == "type":
        allowed = tuple(t.name for t in plover.event_types())
    elif field == "cue_class":
        allowed = load_cues().classes
    elif field == "mode":
        event = next(e for e in coding.events if e.id == correction.item)
        allowed = ("", *(m.name for m in plover.modes(event.type)))
    if allowed is not None and value not in allowed:
        raise InputError(
            f"{field} {value!r}: give one of {', '.join(a or '(empty)' for a in allowed)}"
        )
    if field in _MANY or field in {"actor", "speaker"}:
        for actor in _ids(value):
            if not _known(actor, coding, table):
                raise InputError(
                    f"no actor has the id {actor!r}; look ids up with: standoff actors show NAME"
                )
    elif field == "date":
        _interval(value)
    elif field == "occurrence" and value == correction.item:
        raise InputError(
            "an event cannot be joined to itself; name another event, or leave the value empty"
        )


def _known(actor: str, coding: Coding, table: ActorTable) -> bool:
    return actor in table.entities or any(m.actor.id == actor for m in mentions(coding))


def _actor(id: str, coding: Coding, table: ActorTable) -> Actor:
    """The actor of the table on the article's day, or one that only this text knows."""
    told = next((m.actor for m in mentions(coding) if m.actor.id == id), None)
    return (
        table.actor(id, coding.document.published) if told is None or id in table.entities else told
    )


def _relinked(coding: Coding, links: Mapping[str, Actor]) -> Coding:
    if not links:
        return coding

    def mend(m: Mention) -> Mention:
        actor = links.get(mention_id(m.span))
        return (
            m
            if actor is None
            else replace(m, actor=actor, confidence=1.0, resolved_by="correction")
        )

    def every(some: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(map(mend, some))

    return replace(
        coding,
        events=tuple(replace(e, source=every(e.source), recipient=every(e.recipient)) for e in coding.events),
        statements=tuple(
            replace(
                s, speaker=mend(s.speaker) if s.speaker else None, channel=mend(s.channel) if s.channel else None,
                addressees=every(s.addressees), targets=every(s.targets),
            ) for s in coding.statements
        ),
    )  # fmt: skip


def _fixed_event(
    event: Event, fixes: Mapping[str, str], coding: Coding, table: ActorTable
) -> Event:
    changes: dict[str, Any] = {}
    for (
        field,
        value,
    ) in fixes.items():  # "occurrence" is no field of one document: record.links moves the event
        if field in _MANY:
            changes[field] = _parties(value, event.trigger, coding, table)
        elif field == "date":
            changes["date"] = _interval(value)
        elif field == "status":
            changes |= {"status": value, "status_by": "correction"}
        elif field in {"type", "mode"}:
            changes[field] = value or None
    if "type" in changes or "mode" in changes:
        kind = changes.get("type", event.type)
        mode = changes.get("mode", event.mode if kind == event.type else None)
        if mode is not None and mode not in {m.name for m in plover.modes(kind)}:
            mode = None
        contexts = event.contexts
        changes |= {
            "mode": mode, "quad": plover.quad(kind), "intensity": plover.intensity(kind, mode),
            "cameo": plover.plover_to_cameo(kind, mode, contexts), "made_by": "correction",
        }  # fmt: skip
    return replace(event, **changes) if changes else event


def _fixed_statement(
    statement: Statement, fixes: Mapping[str, str], coding: Coding, table: ActorTable
) -> Statement:
    changes: dict[str, Any] = {}
    for field, value in fixes.items():
        if field == "speaker":
            changes[field] = next(iter(_parties(value, statement.span, coding, table)), None)
        elif field in _MANY:
            changes[field] = _parties(value, statement.span, coding, table)
        else:
            changes[field] = value or None
    return replace(statement, **changes) if changes else statement


def _parties(value: str, near: Span, coding: Coding, table: ActorTable) -> tuple[Mention, ...]:
    """Mentions of these actors: the words nearest to ``near`` that mean them, else the words of ``near``."""
    return tuple(_mention(actor, near, coding, table) for actor in _ids(value))


def _mention(actor: str, near: Span, coding: Coding, table: ActorTable) -> Mention:
    told = [m for m in mentions(coding) if m.actor.id == actor]
    nearest = min(told, key=lambda m: (abs(m.span.start - near.start), m.span), default=None)
    if nearest is not None:
        return replace(nearest, confidence=1.0, resolved_by="correction")
    return Mention(span=near, actor=_actor(actor, coding, table), resolved_by="correction")


def _ids(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _interval(value: str) -> DateInterval:
    """``2024-11-21``, ``2024-11-01..2024-11-30``, or nothing."""
    first, _, last = value.partition("..")
    try:
        days = [date.fromisoformat(d.strip()) for d in (first, last or first) if value.strip()]
    except ValueError:
        raise InputError(f"date {value!r}: write 2024-11-21 or 2024-11-01..2024-11-30") from None
    if not days:
        return DateInterval()
    if days[1] < days[0]:
        raise InputError(f"date {value!r}: it ends before it begins")
    return DateInterval(start=days[0], end=days[1], text=None)
