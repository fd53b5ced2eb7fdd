"""What goes together across documents, as it is stored: tellings of one act, renderings of one utterance, copies.

The groups are found elsewhere (``discourse``) and given here; they are derived, and made anew as the record grows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from standoff.record.index import OWN, settle
from standoff.types import Occurrence, Utterance

STALE = "links"  # the mark that says what the links were made of


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What goes together across the documents of a record, all of it.

    ``copies`` are (fuller document, other, likeness, kind), ``reports`` the documents that print one report, for each
    that more than one prints.
    """

    acts: tuple[Occurrence, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    copies: tuple[tuple[str, str, float, str], ...] = ()
    reports: tuple[tuple[str, ...], ...] = ()


def put_links(db: sqlite3.Connection, links: Links, moves: Iterable[tuple[str, str]] = ()) -> None:
    """Replace all links; ``moves`` are (event, other event or nothing) that people have put elsewhere."""
    _put_copies(db, links)
    _put_acts(db, links.acts, moves)
    _put_utterances(db, links.utterances)


def _put_acts(
    db: sqlite3.Connection, found: Iterable[Occurrence], moves: Iterable[tuple[str, str]]
) -> None:
    db.execute("UPDATE events SET occurrence = NULL WHERE dataset = ?", (OWN,))
    db.execute("DELETE FROM directions WHERE dataset = ?", (OWN,))
    db.execute("DELETE FROM occurrences WHERE dataset = ?", (OWN,))
    imported = db.execute("SELECT coalesce(max(number), 0) FROM occurrences").fetchone()[0]
    for occurrence in found:
        put_occurrence(db, occurrence.id, occurrence.events)
    touched = {act for event, other in moves for act in move(db, event, other)}
    settle(db, imported)
    for act in touched:
        settle(db, act - 1, act)


def put_occurrence(db: sqlite3.Connection, id: str, events: Iterable[str]) -> int:
    """Write a coded act and say of its events that they tell it; ``settle`` fills its columns."""
    row = db.execute(
        "INSERT INTO occurrences (id, status, dataset, mentions, documents, reports, outlets)"
        " VALUES (?, '', ?, 0, 0, 0, 0) RETURNING number", (id, OWN),
    )  # fmt: skip
    number: int = row.fetchone()[0]
    db.executemany("UPDATE events SET occurrence = ? WHERE id = ?", ((number, e) for e in events))
    return number


def move(db: sqlite3.Connection, event: str, other: str) -> tuple[int, ...]:
    """Put an event into the act that ``other`` tells, or (nothing given) into one of its own; the acts touched."""
    before = _home(db, event)
    after = _home(db, other) if other else None
    if after is None:
        taken = db.execute(
            "SELECT number FROM occurrences WHERE id = ?", (f"{event}:alone",)
        ).fetchone()
        after = taken[0] if taken else put_occurrence(db, f"{event}:alone", ())
    db.execute("UPDATE events SET occurrence = ? WHERE id = ?", (after, event))
    return tuple(number for number in (before, after) if number is not None)


def _home(db: sqlite3.Connection, event: str) -> int | None:
    row = db.execute("SELECT occurrence FROM events WHERE id = ?", (event,)).fetchone()
    return row[0] if row else None


def _put_utterances(db: sqlite3.Connection, found: Iterable[Utterance]) -> None:
    db.execute("DELETE FROM renderings")
    db.execute("DELETE FROM utterances")
    for utterance in found:
        day = utterance.date.start.isoformat() if utterance.date.start else None
        speaker = utterance.speaker.id if utterance.speaker else None
        number = db.execute(
            "INSERT INTO utterances (id, speaker, day) VALUES (?, ?, ?) RETURNING number",
            (utterance.id, speaker, day),
        ).fetchone()[0]
        db.executemany(
            "INSERT INTO renderings (utterance, statement) SELECT ?, number FROM statements WHERE id = ?",
            ((number, s) for s in utterance.statements),
        )


def _put_copies(db: sqlite3.Connection, links: Links) -> None:
    """A report has the number of the first of its documents to come."""
    db.execute("DELETE FROM copies")
    db.execute("DELETE FROM stories")
    db.executemany(
        "INSERT INTO copies (document, other, likeness, kind) SELECT a.number, b.number, ?3, ?4"
        " FROM documents a, documents b WHERE a.id = ?1 AND b.id = ?2", links.copies,
    )  # fmt: skip
    for report in links.reports:
        rows = [
            db.execute("SELECT number FROM documents WHERE id = ?", (id,)).fetchone()
            for id in report
        ]
        numbers = sorted(row["number"] for row in rows if row)
        db.executemany(
            "INSERT INTO stories (document, story) VALUES (?, ?)",
            ((n, numbers[0]) for n in numbers),
        )
