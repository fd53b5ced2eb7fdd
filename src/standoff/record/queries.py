"""Questions to the record: what fits a filter, how much of it there is, and who takes part."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from standoff.errors import InputError
from standoff.record import filters
from standoff.record.codec import loads
from standoff.record.filters import Filter, Kind
from standoff.record.store import Record
from standoff.record.words import match
from standoff.types import Coding, Document, Event, EventRow, Statement

_ROLES = {"source": 0, "recipient": 1, "speaker": 2}
_PAGE = 500
_MANY = 20_000  # items that hold the words; with more of them the newest are looked at one by one
_FROM: dict[Kind, tuple[str, str]] = {
    "events": ("events e", "e.day DESC, e.number DESC"),
    "statements": ("statements s", "s.day DESC, s.number DESC"),
    "documents": ("documents d", "d.published DESC, d.number DESC"),
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
    return tuple(_read(record, ids, kind))


def every(record: Record, asked: Filter, kind: Kind = "events") -> Iterator[Found]:
    """All items that fit, the newest first, a page at a time."""
    asked = asked.checked(record.actors)
    ids = _ids(record, asked, kind, 1 << 62, 0)
    for at in range(0, len(ids), _PAGE):
        yield from _read(record, ids[at : at + _PAGE], kind)


def _read(record: Record, ids: Sequence[str], kind: Kind) -> Iterator[Found]:
    if kind != "documents":
        return items(record, ids)
    return (Found(item=s.coding.document, coding=s.right) for s in map(record.state, ids))


def count(record: Record, asked: Filter, kind: Kind = "events") -> int:
    """How many items fit."""
    table, _ = _FROM[kind]
    condition, values = filters.condition(asked.checked(record.actors), kind)
    row = record.db.execute(f"SELECT count(*) FROM {table} WHERE {condition}", values).fetchone()
    return int(row[0])


def item(record: Record, id: str) -> Found:
    """An event, a statement or an imported event by its id; raises ``InputError`` where there is none."""
    found = list(items(record, [id]))
    if not found:
        raise InputError(f"there is no item {id!r} in {record.path}; standoff search shows ids")
    return found[0]


def tellings(record: Record, act: str) -> tuple[Found, ...]:
    """The events that tell of an act, in order of their days; none where the record has no such act."""
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
    kinds: tuple[tuple[int, Kind], ...] = ((1, "events"), (0, "statements"))
    for event, kind in kinds:
        for actor, role, n in _parts(record, asked, event, kind):
            if role in _ROLES:
                totals[actor][_ROLES[role]] += n
    ranked = sorted(totals.items(), key=lambda pair: (-sum(pair[1]), pair[0]))[:limit]
    return tuple(_counted(record, actor, counts) for actor, counts in ranked if sum(counts))


def _parts(record: Record, asked: Filter, event: int, kind: Kind) -> sqlite3.Cursor:
    """(actor, role, number) of what fits; days alone are answered by an index that holds nothing else."""
    if replace(asked, since=None, until=None) == Filter():
        condition, values = filters.all_of(filters.days("p.day", asked))
        start = f"parties p WHERE p.event = {event} AND {condition}"
    else:
        condition, values = filters.condition(asked, kind)
        table, _ = _FROM[kind]
        start = f"{table} JOIN parties p ON p.event = {event} AND p.item = {table[-1]}.number WHERE {condition}"
    return record.db.execute(f"SELECT p.actor, p.role, count(*) FROM {start} GROUP BY 1, 2", values)


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


def _ids(record: Record, asked: Filter, kind: Kind, limit: int, skip: int) -> list[str]:
    """Ids of what fits, the newest first, read until there are enough."""
    found = dict[str, None]()
    rows = record.db.execute(*_newest(record, asked, kind))
    for (id,) in rows:
        found[id] = None
        if len(found) == skip + limit:
            break
    rows.close()
    return list(found)[skip:]


def _newest(record: Record, asked: Filter, kind: Kind) -> filters.Clause:
    """The query for ids of what fits, the newest first; one id may come more than once.

    Words that few items hold are collected first; for words that many hold the newest items are looked at one by one.
    An actor's items lie in order of their days.
    """
    table, order = _FROM[kind]
    if kind == "documents":
        condition, values = filters.documents(asked)
        return f"SELECT d.id FROM {table} WHERE {condition} ORDER BY {order}", values
    name, event, words = table[-1], int(kind == "events"), asked.words
    common = words is not None and _common(record, words)
    condition, values = filters.condition(
        replace(asked, words=None) if common else asked, kind, singly=True
    )
    side = filters.column_of(asked.actor[0]) if asked.actor else None
    if side and (common or words is None):
        member = f"p.event = {event} AND p.{side} = ? AND {name}.number = p.item"
        table, order = f"parties p CROSS JOIN {table} ON {member}", "p.day DESC, p.item DESC"
        values = [asked.actor[0], *values]
    query = f"SELECT {name}.id, {name}.number FROM {table} WHERE {condition} ORDER BY {order}"
    if words is None or not common:
        return f"SELECT id FROM ({query})", values
    held, match_ = filters.holds(words, event)
    return f"SELECT id FROM ({query} LIMIT -1) WHERE {held}", [
        *values,
        *match_,
    ]  # LIMIT keeps the order of work


def _common(record: Record, words: str) -> bool:
    """Whether so many items hold the words that it is quicker to look at the newest items one by one."""
    query = "SELECT count(*) FROM (SELECT 1 FROM evidence WHERE evidence MATCH ? LIMIT ?)"
    found: int = record.db.execute(query, (match(words), _MANY)).fetchone()[0]
    return found == _MANY


def items(record: Record, ids: Sequence[str]) -> Iterator[Found]:
    """Items by their ids, each document decoded once; unknown ids are left out."""
    codings: dict[str, Coding] = {}
    for id in ids:
        document, _, rest = id.partition(":")
        row = record.db.execute(
            "SELECT body FROM imports WHERE dataset = ? AND id = ?", (document, rest)
        ).fetchone()
        if row is not None:
            yield Found(item=loads(EventRow, row["body"]))
            continue
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
