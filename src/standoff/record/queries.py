"""Questions to the record: what fits a filter, how much of it there is, and who takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from standoff.errors import InputError
from standoff.record import filters
from standoff.record.codec import loads
from standoff.record.database import faults
from standoff.record.filters import Filter
from standoff.record.store import Record
from standoff.types import Coding, Document, Event, EventRow, Statement

Kind = Literal["events", "statements", "documents"]
KINDS: tuple[Kind, ...] = ("events", "statements", "documents")
_FROM: dict[Kind, tuple[str, str]] = {
    "events": ("events e", "e.day DESC, e.id"),
    "statements": ("statements s", "s.day DESC, s.id"),
    "documents": ("documents d", "d.published DESC, d.id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One item that fits, with the corrected coding that it stands in; an imported event has none."""

    item: Event | Statement | Document | EventRow
    coding: Coding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCount:
    """How often an actor takes part: events as source and as recipient, statements as speaker."""

    id: str
    name: str
    side: str
    source: int
    recipient: int
    speaker: int


def search(
    record: Record, asked: Filter, kind: Kind = "events", *, limit: int = 20, skip: int = 0
) -> tuple[Found, ...]:
    """The newest items that fit, corrections applied, ``limit`` of them after the first ``skip``."""
    asked = asked.checked(record.actors)
    ids = _ids(record, asked, kind, limit, skip)
    if kind == "documents":
        return tuple(Found(item=s.coding.document, coding=s.right) for s in map(record.state, ids))
    return tuple(items(record, ids))


def count(record: Record, asked: Filter, kind: Kind = "events") -> int:
    """How many items fit."""
    table, _ = _FROM[kind]
    condition, values = _condition(asked.checked(record.actors), kind)
    with faults(record.path):
        row = record.db.execute(
            f"SELECT count(*) FROM {table} WHERE {condition}", values
        ).fetchone()
    return int(row[0])


def item(record: Record, id: str) -> Found:
    """An event, a statement or an imported event by its id; raises ``InputError`` where there is none."""
    found = list(items(record, [id]))
    if not found:
        raise InputError(f"there is no item {id!r} in {record.path}; standoff search shows ids")
    return found[0]


def tellings(record: Record, act: str) -> tuple[Found, ...]:
    """The events that tell of an act, in order of their days; none where the record has no such act."""
    with faults(record.path):
        rows = record.db.execute(
            "SELECT e.id FROM events e JOIN occurrences o ON o.number = e.occurrence WHERE o.id = ? AND e.wrong = 0"
            " AND e.document IS NOT NULL ORDER BY e.day, e.id",
            (act,),
        ).fetchall()
    return tuple(items(record, [id for (id,) in rows]))


def actors(record: Record, asked: Filter, *, limit: int = 50) -> tuple[ActorCount, ...]:
    """The actors that take part in what fits, the most frequent first."""
    asked = asked.checked(record.actors)
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    roles = {"source": 0, "recipient": 1, "speaker": 2}
    for event, (sql, values) in ((1, filters.events(asked)), (0, filters.statements(asked))):
        if (asked.of_statements and event) or (asked.of_events and not event):
            continue
        table = "events e" if event else "statements s"
        number = "e.number" if event else "s.number"
        query = (
            f"SELECT p.actor, p.role, count(*) FROM {table} JOIN parties p ON p.event = {event} AND p.item = {number}"
            f" WHERE {sql} GROUP BY 1, 2"
        )
        with faults(record.path):
            for actor, role, n in record.db.execute(query, values):
                if role in roles:
                    totals[actor][roles[role]] += n
    ranked = sorted(totals.items(), key=lambda pair: (-sum(pair[1]), pair[0]))[:limit]
    return tuple(_counted(record, actor, counts) for actor, counts in ranked if sum(counts))


def _counted(record: Record, actor: str, counts: Sequence[int]) -> ActorCount:
    row = record.db.execute("SELECT name, side FROM actors WHERE id = ?", (actor,)).fetchone()
    return ActorCount(
        id=actor,
        name=row["name"],
        side=row["side"],
        source=counts[0],
        recipient=counts[1],
        speaker=counts[2],
    )


def _condition(asked: Filter, kind: Kind) -> filters.Clause:
    if kind == "documents":
        return filters.documents(asked)
    if (kind == "events" and asked.of_statements) or (kind == "statements" and asked.of_events):
        return "0", []
    return filters.events(asked) if kind == "events" else filters.statements(asked)


def _ids(record: Record, asked: Filter, kind: Kind, limit: int, skip: int) -> list[str]:
    table, order = _FROM[kind]
    condition, values = _condition(asked, kind)
    query = (
        f"SELECT {table[-1]}.id FROM {table} WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?"
    )
    with faults(record.path):
        return [id for (id,) in record.db.execute(query, [*values, limit, skip])]


def items(record: Record, ids: Sequence[str]) -> Iterator[Found]:
    """Items by their ids, each document decoded once; unknown ids are left out."""
    codings: dict[str, Coding] = {}
    for id in ids:
        row = record.db.execute(
            "SELECT i.body FROM imports i JOIN events e ON e.id = i.dataset || ':' || i.id WHERE e.id = ?", (id,)
        ).fetchone() if not _is_own(record, id) else None  # fmt: skip
        if row is not None:
            yield Found(item=loads(EventRow, row[0]))
            continue
        document = id.partition(":")[0]
        if document not in codings:
            if not record.has(document):
                continue
            codings[document] = record.state(document).coding
        coding = codings[document]
        marks: tuple[Event | Statement, ...] = (*coding.events, *coding.statements)
        yield from (Found(item=_at_home(record, m), coding=coding) for m in marks if m.id == id)


def _at_home(record: Record, mark: Event | Statement) -> Event | Statement:
    """An event with the act that it tells across articles, where its coding knows the one of its own article."""
    if not isinstance(mark, Event):
        return mark
    row = record.db.execute(
        "SELECT o.id FROM events e JOIN occurrences o ON o.number = e.occurrence WHERE e.id = ?",
        (mark.id,),
    ).fetchone()
    return replace(mark, occurrence=row["id"]) if row else mark


def _is_own(record: Record, id: str) -> bool:
    return record.has(id.partition(":")[0])
