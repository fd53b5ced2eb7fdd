"""Two sides in the record: what each did to the other, week by week, in whose words, and what each said of it."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from heapq import nlargest
from typing import NamedTuple

from standoff.errors import InputError
from standoff.ontology.actors import ActorTable
from standoff.record import filters
from standoff.record.filters import Filter, actor_id
from standoff.record.index import OWN
from standoff.record.queries import Found, items, search, tellings
from standoff.record.store import Record
from standoff.types import HAPPENED, Coding, DateInterval, Event, Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What one side did to the other in the seven days from ``start`` (a Monday): acts that happened, their
    intensities summed.
    """

    start: date
    acts: int
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """What ``source`` did to ``recipient``, in acts (occurrences).

    ``quads`` counts acts that are reported or ongoing by quad class, ``total`` sums their intensities, ``others``
    counts the rest by status. ``weeks`` runs without gaps over the weeks that the whole view covers.
    """

    source: str
    recipient: str
    quads: tuple[tuple[str, int], ...]
    total: float
    others: tuple[tuple[str, int], ...]
    weeks: tuple[Week, ...]

    @property
    def happened(self) -> int:
        """Acts that are reported or ongoing."""
        return sum(n for _, n in self.quads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An occurrence as the record has it: its columns, and one of its tellings to read.

    ``reports`` counts documents, but copies of one report once.
    """

    id: str
    type: str | None
    status: str
    day: date | None
    mentions: int
    documents: int
    reports: int
    outlets: int
    telling: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Two sides: what each did to the other, their newest acts, and what each said of the other, newest first."""

    sides: tuple[str, str]
    directions: tuple[Direction, Direction]
    acts: tuple[Act, ...]
    statements: tuple[Found, ...]


def dyad(record: Record, a: str, b: str, asked: Filter | None = None, *, limit: int = 10) -> View:
    """What ``a`` and ``b`` did to and said of each other; ``asked`` narrows it further.

    Who acts for a side (a person, a ministry) stands for it, and only what he takes part in is counted.
    """
    asked = _between(a, b, asked or Filter(), record.actors)
    one, two = asked.dyad or (a, b)
    kept = _fitting(record, asked) if _narrows(asked) else None
    there, back = (_directed(record, pair, asked, kept) for pair in ((one, two), (two, one)))
    span = _weeks_of({row.day for row in (*there, *back)})
    newest = nlargest(limit, {(row.day, row.act) for row in (*there, *back)})
    return View(
        sides=(one, two),
        directions=(_direction((one, two), there, span), _direction((two, one), back, span)),
        acts=_acts(record, [act for _, act in newest]),
        statements=() if asked.of_events else search(record, asked, "statements", limit=limit),
    )  # fmt: skip


def _between(a: str, b: str, asked: Filter, table: ActorTable) -> Filter:
    """The filter with two sides, and with who was named of them."""
    sides, members = [], list(asked.actor)
    for id in (actor_id(name, table) for name in (a, b)):
        side = table.actor(id).side if id in table.entities else id
        sides.append(side)
        members += [id] if side != id else []
    if sides[0] == sides[1]:
        raise InputError(f"{a} and {b} are one side; give two")
    return replace(asked, dyad=(sides[0], sides[1]), actor=tuple(members)).checked(table)


def _narrows(asked: Filter) -> bool:
    """Whether the filter asks more of an act than its dyad and its days."""
    return replace(asked, dyad=None, since=None, until=None) != Filter()


def _fitting(record: Record, asked: Filter) -> set[int]:
    """The acts of which a telling fits."""
    condition, values = filters.events(replace(asked, since=None, until=None))
    return {
        act
        for (act,) in record.db.execute(
            f"SELECT e.occurrence FROM events e WHERE {condition}", values
        )
    }


class _Row(NamedTuple):
    """An act in one direction."""

    day: str
    act: int
    quad: str | None
    status: str
    intensity: float | None


def _directed(
    record: Record, pair: tuple[str, str], asked: Filter, kept: set[int] | None
) -> list[_Row]:
    days, bounds = filters.all_of(filters.days("day", asked))
    rows = record.db.execute(
        "SELECT day, occurrence, quad, status, intensity FROM directions"
        f" WHERE source = ? AND recipient = ? AND {days}",
        [*pair, *bounds],
    )
    return [row for row in map(_Row._make, rows) if kept is None or row.act in kept]


def _direction(pair: tuple[str, str], rows: Sequence[_Row], span: Sequence[date]) -> Direction:
    happened = [row for row in rows if row.status in HAPPENED]
    quads = Counter(row.quad or "none" for row in happened)
    others = Counter(row.status for row in rows if row.status not in HAPPENED)
    weeks: defaultdict[date, list[float]] = defaultdict(list)
    for row in happened:
        if row.day:
            weeks[_monday(row.day)].append(row.intensity or 0.0)
    return Direction(
        source=pair[0], recipient=pair[1], quads=tuple(sorted(quads.items())),
        total=round(sum(row.intensity or 0.0 for row in happened), 3), others=tuple(sorted(others.items())),
        weeks=tuple(Week(start=w, acts=len(weeks[w]), total=round(sum(weeks[w]), 3)) for w in span),
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def _monday(day: str) -> date:
    found = date.fromisoformat(day)
    return found - timedelta(days=found.weekday())


def _weeks_of(days: Set[str]) -> list[date]:
    """The Mondays from the first to the last of the days."""
    known = days - {""}
    if not known:
        return []
    first, last = _monday(min(known)), _monday(max(known))
    return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def _acts(record: Record, numbers: Sequence[int]) -> tuple[Act, ...]:
    """Acts by their numbers, each with its telling that vouches most."""
    rows = [
        record.db.execute("SELECT * FROM occurrences WHERE number = ?", (n,)).fetchone()
        for n in numbers
    ]
    tellings = list(items(record, [_telling(record, r["number"], r["status"]) for r in rows]))
    return tuple(
        Act(
            id=r["id"], type=r["type"], status=r["status"], day=date.fromisoformat(r["day"]) if r["day"] else None,
            mentions=r["mentions"], documents=r["documents"], reports=r["reports"], outlets=r["outlets"],
            telling=telling,
        ) for r, telling in zip(rows, tellings, strict=True)
    )  # fmt: skip


def acts(record: Record, asked: Filter) -> Iterator[tuple[Occurrence, list[Coding]]]:
    """The coded acts of which a telling fits, in order of their ids, each with the articles that tell it."""
    asked = asked.checked(record.actors)
    chosen = _fitting(record, asked)
    rows = record.db.execute(
        "SELECT * FROM occurrences WHERE mentions > 0 AND dataset = ? ORDER BY id", (OWN,)
    ).fetchall()
    for row in rows:
        if row["number"] in chosen:
            told = tellings(record, row["id"])
            codings = {f.coding.document.id: f.coding for f in told if f.coding}
            yield _occurrence(row, told), list(codings.values())


def _occurrence(row: sqlite3.Row, told: Sequence[Found]) -> Occurrence:
    events = [f.item for f in told if isinstance(f.item, Event)]
    documents = [f.coding.document for f in told if f.coding]
    day, until = (date.fromisoformat(d) if d else None for d in (row["day"], row["until"]))
    return Occurrence(
        id=row["id"], events=tuple(e.id for e in events), type=row["type"], status=row["status"],
        source=tuple(sorted({m.actor.side for e in events for m in e.source})),
        recipient=tuple(sorted({m.actor.side for e in events for m in e.recipient})),
        date=DateInterval(start=day, end=until), documents=tuple(dict.fromkeys(d.id for d in documents)),
        outlets=tuple(dict.fromkeys(d.source for d in documents if d.source)),
    )  # fmt: skip


def _telling(record: Record, act: int, status: str) -> str:
    """The first telling of an act that has its status."""
    row = record.db.execute(
        "SELECT id FROM events WHERE occurrence = ? AND wrong = 0 ORDER BY status <> ?, day, id LIMIT 1",
        (act, status),
    ).fetchone()
    return str(row["id"])
