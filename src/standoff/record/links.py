"""What goes together across documents, as it is stored: tellings of one act, renderings of one utterance, copies.

The groups are found elsewhere (``discourse``) and given here; they are derived, and made anew as the record grows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from standoff.record.index import OWN, settle
from standoff.types import Occurrence, Utterance

STALE = "links"  # the mark that says what the links were made of


def put_occurrences(
    db: sqlite3.Connection, found: Iterable[Occurrence], moves: Iterable[tuple[str, str]] = ()
) -> None:
    """Replace the coded acts; ``moves`` are (event, other event or nothing) that people have put elsewhere."""
    db.execute("UPDATE events SET occurrence = NULL WHERE dataset = ?", (OWN,))
    db.execute("DELETE FROM directions WHERE dataset = ?", (OWN,))
    db.execute("DELETE FROM occurrences WHERE dataset = ?", (OWN,))
    for occurrence in found:
        put_occurrence(db, occurrence.id, occurrence.events)
    for event, other in moves:
        move(db, event, other)
    settle(db)


def put_occurrence(db: sqlite3.Connection, id: str, events: Iterable[str]) -> int:
    """Write a coded act and say of its events that they tell it; ``settle`` fills its columns."""
    row = db.execute(
        "INSERT INTO occurrences (id, status, dataset, mentions, documents, outlets) VALUES (?, '', ?, 0, 0, 0)"
        " RETURNING number", (id, OWN),
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


def put_utterances(db: sqlite3.Connection, found: Iterable[Utterance]) -> None:
    """Replace the utterances."""
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
