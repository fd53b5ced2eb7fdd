"""Two sides in the record: what each did to the other, week by week, in whose words, and what each said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from standoff.errors import InputError
from standoff.record import filters
from standoff.record.database import faults
from standoff.record.filters import Filter
from standoff.record.queries import Found, items, search
from standoff.record.store import Record

_HAPPENED = frozenset({"reported", "ongoing"})


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
    """An occurrence as the record has it: its columns, and one of its tellings to read."""

    id: str
    type: str | None
    status: str
    day: date | None
    mentions: int
    documents: int
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
    """What ``a`` and ``b`` did to and said of each other; ``asked`` narrows it further."""
    asked = replace(asked or Filter(), dyad=(a, b)).checked(record.actors)
    if asked.dyad is None or asked.dyad[0] == asked.dyad[1]:
        raise InputError(f"{a} and {b} are one side; give two")
    one, two = asked.dyad
    narrowed = "SELECT e.occurrence FROM events e WHERE {}" if _narrows(asked) else None
    condition, values = filters.events(asked)
    within = (f"AND occurrence IN ({narrowed.format(condition)})", values) if narrowed else ("", [])
    with faults(record.path):
        rows = {pair: _directed(record, pair, asked, within) for pair in ((one, two), (two, one))}
    span = _weeks_of([day for found in rows.values() for day, *_ in found])
    return View(
        sides=(one, two),
        directions=(_direction((one, two), rows[one, two], span), _direction((two, one), rows[two, one], span)),
        acts=_acts(record, asked, limit),
        statements=search(record, asked, "statements", limit=limit) if not asked.of_events else (),
    )  # fmt: skip


def _narrows(asked: Filter) -> bool:
    """Whether the filter asks more of an act than its dyad and its days."""
    return replace(asked, dyad=None, since=None, until=None) != Filter()


_Row = tuple[str, str | None, str, float | None]


def _directed(
    record: Record, pair: tuple[str, str], asked: Filter, within: filters.Clause
) -> list[_Row]:
    bounds = (
        asked.since.isoformat() if asked.since else "",
        asked.until.isoformat() if asked.until else "9999",
    )
    query = (
        "SELECT day, quad, status, intensity FROM directions"
        f" WHERE source = ? AND recipient = ? AND day >= ? AND day <= ? {within[0]}"
    )
    return [tuple(row) for row in record.db.execute(query, [*pair, *bounds, *within[1]])]


def _direction(pair: tuple[str, str], rows: Sequence[_Row], span: Sequence[date]) -> Direction:
    quads: defaultdict[str, int] = defaultdict(int)
    others: defaultdict[str, int] = defaultdict(int)
    weeks: defaultdict[date, list[float]] = defaultdict(list)
    for day, quad, status, intensity in rows:
        if status not in _HAPPENED:
            others[status] += 1
            continue
        quads[quad or "none"] += 1
        if day:
            weeks[_monday(day)].append(intensity or 0.0)
    every = [x for some in weeks.values() for x in some]
    return Direction(
        source=pair[0], recipient=pair[1], quads=tuple(sorted(quads.items())), total=round(sum(every), 3),
        others=tuple(sorted(others.items())),
        weeks=tuple(Week(start=w, acts=len(weeks[w]), total=round(sum(weeks[w]), 3)) for w in span),
    )  # fmt: skip


def _monday(day: str) -> date:
    found = date.fromisoformat(day)
    return found - timedelta(days=found.weekday())


def _weeks_of(days: Sequence[str]) -> list[date]:
    """The Mondays from the first to the last of the days."""
    known = [d for d in days if d]
    if not known:
        return []
    first, last = _monday(min(known)), _monday(max(known))
    return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def _acts(record: Record, asked: Filter, limit: int) -> tuple[Act, ...]:
    """The newest acts that fit, each with its telling that vouches most."""
    condition, values = filters.events(replace(asked, since=None, until=None))
    days, bounds = filters.all_of(filters.days("o.day", asked))
    query = (
        f"SELECT o.* FROM occurrences o WHERE o.mentions > 0 AND ({days})"
        f" AND o.number IN (SELECT e.occurrence FROM events e WHERE {condition}) ORDER BY o.day DESC, o.id LIMIT ?"
    )
    with faults(record.path):
        rows = record.db.execute(query, [*bounds, *values, limit]).fetchall()
    tellings = list(items(record, [_telling(record, r["number"], r["status"]) for r in rows]))
    return tuple(
        Act(
            id=r["id"], type=r["type"], status=r["status"], day=date.fromisoformat(r["day"]) if r["day"] else None,
            mentions=r["mentions"], documents=r["documents"], outlets=r["outlets"], telling=telling,
        ) for r, telling in zip(rows, tellings, strict=True)
    )  # fmt: skip


def _telling(record: Record, act: int, status: str) -> str:
    """The first telling of an act that has its status."""
    row = record.db.execute(
        "SELECT id FROM events WHERE occurrence = ? AND wrong = 0 ORDER BY status <> ?, day, id LIMIT 1",
        (act, status),
    ).fetchone()
    return str(row["id"])
