"""The derived half of the record: columns to search and count by, made from codings with their corrections applied.

Nothing here is truth: ``put_items`` and ``settle`` make the same rows again from what was recorded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from standoff.record.corrections import State
from standoff.record.words import bigrams
from standoff.types import (
    VOUCHING,
    Actor,
    Document,
    Event,
    EventRow,
    Mention,
    Party,
    Span,
    Statement,
)

OWN = "standoff"  # the data set that we code ourselves
_STATEMENT = """
INSERT INTO statements (id, document, kind, cue_class, sourcing, day, wrong) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, cue_class = excluded.cue_class, sourcing = excluded.sourcing,
    day = excluded.day, wrong = excluded.wrong
RETURNING number"""
_EVENT = """
INSERT INTO events (id, document, dataset, type, mode, quad, status, intensity, confidence, day, until, dated, outlet,
    mentions, wrong) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET type = excluded.type, mode = excluded.mode, quad = excluded.quad,
    status = excluded.status, intensity = excluded.intensity, day = excluded.day, until = excluded.until,
    dated = excluded.dated, wrong = excluded.wrong
RETURNING number"""
_PARTY = """
INSERT OR REPLACE INTO parties (item, event, role, actor, side, sectors, reciprocal, day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_ACTOR = "INSERT OR IGNORE INTO actors (id, name, kind, country, side) VALUES (?, ?, ?, ?, ?)"

# Of the tellings of an act the one that vouches most speaks for it; its day is that of a telling which words date.
_RANKS = " ".join(f"WHEN '{status}' THEN {n}" for n, status in enumerate(VOUCHING))
_RANK = f"CASE status {_RANKS} END"
_TELLINGS = "FROM events e WHERE e.occurrence = occurrences.number AND e.wrong = 0"
_SETTLE = f"""
UPDATE occurrences SET
    (type, quad, status, intensity) = (
        SELECT e.type, e.quad, coalesce(e.status, ''), e.intensity {_TELLINGS} ORDER BY {_RANK}, e.id LIMIT 1),
    (day, until) = (SELECT e.day, e.until {_TELLINGS} ORDER BY e.dated DESC, {_RANK}, e.day, e.id LIMIT 1),
    (mentions, documents, reports, outlets) = (
        SELECT coalesce(sum(e.mentions), 0), count(DISTINCT e.document),
            count(DISTINCT coalesce((SELECT story FROM stories WHERE document = e.document), e.document)),
            count(DISTINCT e.outlet) {_TELLINGS})
WHERE number > ? AND number <= ? AND EXISTS (SELECT 1 {_TELLINGS})"""
_EMPTY = f"UPDATE occurrences SET mentions = 0 WHERE number > ? AND number <= ? AND NOT EXISTS (SELECT 1 {_TELLINGS})"
_DIRECTIONS = """
INSERT OR IGNORE INTO directions (source, recipient, day, occurrence, quad, status, intensity, dataset)
SELECT {one}.side, {two}.side, coalesce(o.day, ''), o.number, o.quad, o.status, o.intensity, o.dataset
FROM occurrences o JOIN events e ON e.occurrence = o.number AND e.wrong = 0
JOIN parties s ON s.event = 1 AND s.item = e.number AND s.role = 'source'
JOIN parties r ON r.event = 1 AND r.item = e.number AND r.role = 'recipient'
WHERE o.number > ? AND o.number <= ? AND s.side <> r.side AND s.side NOT LIKE 'text:%' AND r.side NOT LIKE 'text:%'
{also}"""


def put_items(db: sqlite3.Connection, number: int, state: State, *, fresh: bool) -> None:
    """Write the columns of a document's statements and events; ``fresh``: it is not indexed yet."""
    document = state.coding.document
    for statement in state.coding.statements:
        item = _put_statement(db, number, document, statement, wrong=statement.id in state.wrong)
        if fresh:
            _put_evidence(db, item, 0, _words(document, statement.span))
    for event in state.coding.events:
        item = _put_event(db, number, document, event, wrong=event.id in state.wrong)
        if fresh:
            _put_evidence(db, item, 1, _words(document, event.span))


def _put_statement(
    db: sqlite3.Connection, number: int, document: Document, s: Statement, *, wrong: bool
) -> int:
    day = s.date.start if s.date and s.date.start else document.published
    row = (s.id, number, s.kind, s.cue_class, s.sourcing, _iso(day), wrong)
    item: int = db.execute(_STATEMENT, row).fetchone()[0]
    roles = (
        *((role, (m,)) for role, m in (("speaker", s.speaker), ("channel", s.channel)) if m is not None),
        ("addressee", s.addressees), ("target", s.targets),
    )  # fmt: skip
    _put_parties(db, item, 0, day, () if wrong else roles)
    return item


def _put_event(
    db: sqlite3.Connection, number: int, document: Document, e: Event, *, wrong: bool
) -> int:
    day = e.date.start or document.published
    until = e.date.end or day
    row = (
        e.id, number, OWN, e.type, e.mode, e.quad, e.status, e.intensity, e.confidence, _iso(day),
        _iso(until), e.date.text is not None, document.source, 1, wrong,
    )  # fmt: skip
    item: int = db.execute(_EVENT, row).fetchone()[0]
    # who takes part in what is wrong is not looked up, nor counted
    roles = () if wrong else (("source", e.source), ("recipient", e.recipient))
    _put_parties(db, item, 1, day, roles, reciprocal=e.reciprocal)
    return item


def _put_parties(
    db: sqlite3.Connection, item: int, event: int, day: date | None,
    roles: Iterable[tuple[str, Sequence[Mention]]], *, reciprocal: bool = False,
) -> None:  # fmt: skip
    db.execute("DELETE FROM parties WHERE event = ? AND item = ?", (event, item))
    told = [(role, m.actor) for role, some in roles for m in some]
    db.executemany(_ACTOR, (_actor_row(actor) for _, actor in told))
    when = _iso(day) or ""
    db.executemany(
        _PARTY,
        (
            (item, event, role, a.id, a.side, _listed(a.sectors), reciprocal, when)
            for role, a in told
        ),
    )


def _actor_row(actor: Actor) -> tuple[str | None, ...]:
    return actor.id, actor.name, actor.kind, actor.country, actor.side


def _listed(sectors: Iterable[str]) -> str:
    """Sectors so that ``LIKE '% GOV %'`` finds one."""
    return f" {' '.join(sectors)} "


def _put_evidence(db: sqlite3.Connection, item: int, event: int, words: str) -> None:
    row = (2 * item + event, words, bigrams(words))
    db.execute("INSERT INTO evidence (rowid, words, bigrams) VALUES (?, ?, ?)", row)


def _words(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def put_row(db: sqlite3.Connection, row: EventRow) -> None:
    """Write the columns of an imported event: an act of its own, with as many mentions as it says.

    A row that tells of no act (a bare quotation, where an event was told) has no columns.
    """
    if row.type is None and row.cameo is None and row.quad is None:
        return
    key = f"{row.dataset}:{row.id}"
    day = _iso(row.start)
    found = db.execute(
        "INSERT INTO occurrences (id, type, status, dataset, mentions, documents, reports, outlets)"
        " VALUES (?, ?, ?, ?, 0, 0, 0, 0) RETURNING number", (key, row.type, row.status, row.dataset),
    )  # fmt: skip
    occurrence = found.fetchone()[0]
    columns = (
        key, None, row.dataset, row.type, row.mode, row.quad, row.status, row.intensity, row.confidence, day,
        _iso(row.end) or day, True, row.publisher, row.mentions, False,
    )  # fmt: skip
    item = db.execute(_EVENT, columns).fetchone()[0]
    db.execute("UPDATE events SET occurrence = ? WHERE number = ?", (occurrence, item))
    for role, parties in (("source", row.source), ("recipient", row.recipient)):
        for party in parties:
            _put_party(
                db, item, role, party, day or "", reciprocal=row.reciprocal or not row.directed
            )
    if row.text:
        _put_evidence(db, item, 1, row.text)


def _put_party(
    db: sqlite3.Connection, item: int, role: str, party: Party, day: str, *, reciprocal: bool
) -> None:
    actor = party.id or party.name or party.country
    if actor is None:
        return
    side = party.side or party.country or actor
    db.execute(_ACTOR, (actor, party.name or actor, None, party.country, side))
    db.execute(_PARTY, (item, 1, role, actor, side, _listed(party.sectors), reciprocal, day))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def settle(db: sqlite3.Connection, after: int = 0, last: int | None = None) -> None:
    """Make the columns and directions of the occurrences ``after < number <= last`` from their tellings."""
    bounds = (after, (1 << 62) if last is None else last)
    db.execute(_SETTLE, bounds)
    db.execute(_EMPTY, bounds)
    db.execute("DELETE FROM directions WHERE occurrence > ? AND occurrence <= ?", bounds)
    db.execute(_DIRECTIONS.format(one="s", two="r", also=""), bounds)
    db.execute(_DIRECTIONS.format(one="r", two="s", also="AND s.reciprocal = 1"), bounds)
