"""Who holds which office when: terms with partial dates, asked for a day.

A date of a term may be a day, a month or a year. A partial ``since`` is its first day; ``until``
is exclusive, so a full day is the day on which the next holder starts, and a partial one reaches
to the end of its month or year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standoff.ontology.tables import Row
from standoff.types import Office


@dataclass(frozen=True, slots=True)
class Term:
    """One person in one office. ``role`` is the office's kind across countries."""

    person: str
    role: str
    sectors: tuple[str, ...]
    office: Office

    def covers(self, on: date | None) -> bool:
        """Tell whether the office is held on this day; without a day, whether it is held still."""
        office = self.office
        if on is None:
            return office.until is None
        return (office.since is None or office.since <= on) and not self.ended(on)

    def ended(self, on: date | None) -> bool:
        """Tell whether the term is over on this day (without a day: whether it has an end)."""
        until = self.office.until
        return until is not None and (on is None or until <= on)


def term(row: Row) -> Term:
    """Read a row of ``offices.tsv``; raise ``DataError`` for a date that is none."""
    since, until = _day(row, "since", last=False), _day(row, "until", last=True)
    if since and until and until <= since:
        raise row.bad("until", f"{row['until']!r} is not after since {row['since']!r}")
    office = Office(title=row["title"], country=row["country"] or None, since=since, until=until)
    return Term(row["person"], row["role"], row.several("sectors"), office)


def _day(row: Row, column: str, *, last: bool) -> date | None:
    """Return the day that a cell bounds: its first, or the one after its last if it is partial."""
    text = row[column]
    if not text:
        return None
    try:
        numbers = [int(part) for part in text.split("-")]
        first = date(*[*numbers, 1, 1][:3]) if len(numbers) <= 3 else None
    except (ValueError, TypeError):
        first = None
    if first is None:
        raise row.bad(column, f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    if not last or len(numbers) == 3:
        return first
    if len(numbers) == 1 or first.month == 12:
        return date(first.year + 1, 1, 1)
    return date(first.year, first.month + 1, 1)
