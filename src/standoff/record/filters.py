"""What to look for: the same words in the Python API, on every command line and in a web address. Pure.

A ``Filter`` holds what is asked; ``events``, ``statements`` and ``documents`` say it in SQL. Of several values of one
field any will do, but of several actors all must take part; different fields must all fit.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from standoff.errors import InputError
from standoff.ontology import plover
from standoff.ontology.actors import ActorTable
from standoff.record.words import match
from standoff.types import INTERNATIONAL, SOURCINGS, STATUSES

Clause = tuple[str, list[Any]]
Kind = Literal["events", "statements", "documents"]
_STATE = 3  # letters of a state's code
_DYAD = (
    "SELECT occurrence FROM directions WHERE source = ? AND recipient = ?"
    " UNION SELECT occurrence FROM directions WHERE source = ? AND recipient = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What an item must be. Actors and the two sides of ``dyad`` (either direction) are ids or country codes.

    ``since`` and ``until`` are days, both inclusive. ``confidence`` is the least that an event may have; ``dataset``
    is ``standoff`` for what was coded here, or where it was imported from. Sourcing belongs to statements, type, mode,
    quad, status, confidence and dataset to events: what is asked of the one leaves the other out.
    """

    words: str | None = None
    dyad: tuple[str, str] | None = None
    actor: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    quad: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    outlet: tuple[str, ...] = ()
    sourcing: tuple[str, ...] = ()
    confidence: float | None = None
    dataset: tuple[str, ...] = ()

    @property
    def of_events(self) -> bool:
        """Whether something is asked that only events have."""
        some = (self.type, self.mode, self.quad, self.status, self.confidence, self.dataset)
        return any(value not in ((), None) for value in some)

    @property
    def of_statements(self) -> bool:
        """Whether something is asked that only statements have."""
        return bool(self.sourcing)

    def checked(self, table: ActorTable) -> Filter:
        """The filter with names of actors turned into ids; raises ``InputError`` for what nothing can have."""
        _one_of("type", self.type, tuple(t.name for t in plover.event_types()))
        _one_of("quad class", self.quad, plover.QUADS)
        _one_of("status", self.status, STATUSES)
        _one_of("sourcing", self.sourcing, SOURCINGS)
        _one_of("sector", self.sector, tuple(plover.sectors()))
        if self.since and self.until and self.until < self.since:
            raise InputError(f"until {self.until} is before since {self.since}")
        dyad = self.dyad and (actor_id(self.dyad[0], table), actor_id(self.dyad[1], table))
        return replace(self, dyad=dyad, actor=tuple(actor_id(a, table) for a in self.actor))

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """The filter as names and values of a web address, in a fixed order, without what is not asked."""
        found = ((f.name, getattr(self, f.name)) for f in fields(self))
        return tuple(
            (name, str(one)) for name, value in found if value is not None
            for one in (value if isinstance(value, tuple) else (value,))
        )  # fmt: skip


def actor_id(name: str, table: ActorTable) -> str:
    """The id of an actor by its id, its code or a name of the table (``PRK``, ``North Korea``, ``kim-jong-un``)."""
    if name in table.entities or name in INTERNATIONAL or name.startswith("text:"):
        return name
    if name.upper() in table.entities:
        return name.upper()
    ids = table.meant_by(name)
    if not ids:
        raise InputError(
            f"no actor is called {name!r}; look for one with: standoff actors list --words {name!r}"
        )
    if len(ids) > 1:
        raise InputError(f"{name!r} can mean {', '.join(ids)}: give one of these ids")
    return ids[0]


def _one_of(what: str, given: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    for value in given:
        if value not in allowed:
            raise InputError(f"{what} {value!r}: give one of {', '.join(allowed)}")


def condition(f: Filter, kind: Kind, *, singly: bool = False) -> Clause:
    """The condition on ``events e``, ``statements s`` or ``documents d``; of events and statements nothing fits where
    something is asked that only the other has.
    """
    if kind == "documents":
        return documents(f)
    if f.of_statements if kind == "events" else f.of_events:
        return "0", []
    return events(f, singly=singly) if kind == "events" else statements(f, singly=singly)


def events(f: Filter, *, singly: bool = False) -> Clause:
    """The condition on ``events e``. Those of an actor are collected first; ``singly``: looked up for each event."""
    e = "+e" if f.dyad else "e"  # + keeps the planner to the acts of a dyad, which are few
    some = [("e.wrong = 0", []), *days(f"{e}.day", f), *_parties(f, 1, "e.number", singly=singly)]
    for column in ("type", "mode", "quad", "status", "outlet", "dataset"):
        some += _any(f"{e}.{column}", getattr(f, column))
    if f.confidence is not None:
        some.append(("e.confidence >= ?", [f.confidence]))
    if f.dyad:
        a, b = f.dyad
        some.append((f"e.occurrence IN ({_DYAD})", [a, b, b, a]))
    some += _evidence(f, 1, "e.number")
    return all_of(some)


def statements(f: Filter, *, singly: bool = False) -> Clause:
    """The condition on ``statements s``; of a dyad one side speaks and the other is spoken of or to."""
    some = [
        ("s.wrong = 0", []),
        *days("s.day", f),
        *_parties(f, 0, "s.number", singly=singly),
        *_any("s.sourcing", f.sourcing),
    ]
    if f.outlet:
        ((outlet, names),) = _any("source", f.outlet)
        some.append((f"s.document IN (SELECT number FROM documents WHERE {outlet})", names))
    if f.dyad:
        a, b = f.dyad
        some.append((f"s.number IN ({_ABOUT} UNION {_ABOUT})", [a, b, b, a]))
    some += _evidence(f, 0, "s.number")
    return all_of(some)


def documents(f: Filter) -> Clause:
    """The condition on ``documents d``: its own, and that it holds an item that fits the rest."""
    some: list[Clause] = [*days("d.published", f), *_any("d.source", f.outlet)]
    rest = replace(f, words=None, since=None, until=None, outlet=())
    if f.words:
        some.append(
            ("d.number IN (SELECT rowid FROM articles WHERE articles MATCH ?)", [match(f.words)])
        )
    if rest != Filter():
        done, said = condition(rest, "events"), condition(rest, "statements")
        holds_one = (
            f"d.number IN (SELECT e.document FROM events e WHERE {done[0]})"
            f" OR d.number IN (SELECT s.document FROM statements s WHERE {said[0]})"
        )
        some.append((holds_one, [*done[1], *said[1]]))
    return all_of(some)


_ABOUT = (
    "SELECT one.item FROM parties one JOIN parties two ON two.event = 0 AND two.item = one.item"
    " WHERE one.event = 0 AND one.side = ? AND one.role = 'speaker' AND two.side = ? AND two.role <> 'speaker'"
)


def days(column: str, f: Filter) -> list[Clause]:
    """The condition that a day lies within the filter's."""
    return [
        (f"{column} {sign} ?", [day.isoformat()])
        for sign, day in ((">=", f.since), ("<=", f.until)) if day is not None
    ]  # fmt: skip


def _any(column: str, values: tuple[str, ...]) -> list[Clause]:
    return [(f"{column} IN ({', '.join('?' * len(values))})", list(values))] if values else []


def column_of(actor: str) -> str | None:
    """Where the parties of a side stand whose code says that it is a state; None for anybody else, who may be a side
    and a member of another.
    """
    return "side" if len(actor) == _STATE and actor.isalpha() and actor.isupper() else None


def _parties(f: Filter, event: int, number: str, *, singly: bool) -> list[Clause]:
    found: list[Clause] = []
    for actor in f.actor:
        columns = [c] if (c := column_of(actor)) else ["side", "actor"]
        if singly:
            same = " OR ".join(
                f"+p.{column} = ?" for column in columns
            )  # + keeps the planner to the item
            sql = f"EXISTS (SELECT 1 FROM parties p WHERE p.event = {event} AND p.item = {number} AND ({same}))"
        else:
            one = f"SELECT item FROM parties WHERE event = {event} AND "
            sql = f"{number} IN ({' UNION '.join(f'{one}{column} = ?' for column in columns)})"
        found.append((sql, [actor] * len(columns)))
    if f.sector:
        like = " OR ".join("p.sectors LIKE ?" for _ in f.sector)
        found.append((
            f"EXISTS (SELECT 1 FROM parties p WHERE p.event = {event} AND p.item = {number} AND ({like}))",
            [f"% {sector} %" for sector in f.sector],
        ))  # fmt: skip
    return found


def _evidence(f: Filter, event: int, number: str) -> list[Clause]:
    if not f.words:
        return []
    sql = f"{number} IN (SELECT rowid / 2 FROM evidence WHERE evidence MATCH ? AND rowid % 2 = {event})"
    return [(sql, [match(f.words)])]


def holds(words: str, event: int) -> Clause:
    """The condition that the evidence of the item ``number`` holds words, looked up for each item."""
    sql = f"EXISTS (SELECT 1 FROM evidence WHERE evidence MATCH ? AND rowid = 2 * number + {event})"
    return sql, [match(words)]


def all_of(some: list[Clause]) -> Clause:
    """Conditions joined to one."""
    return " AND ".join(f"({sql})" for sql, _ in some) or "1", [
        v for _, values in some for v in values
    ]
