"""The record: one file with everything that was read, what was made of it, and what people say of that.

Snapshots, codings and corrections are written once and never changed; every call writes all it was given or nothing.
One process may write while others read. A ``Record`` is used as a context manager and by one thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from standoff.errors import InputError, RecordError
from standoff.ontology.actors import ActorTable, load_actors
from standoff.record import corrections, snapshots
from standoff.record.codec import Noun, dumps, loads
from standoff.record.corrections import Correction, State
from standoff.record.database import connect, fault, transaction
from standoff.record.index import put_items, put_row, settle
from standoff.record.links import STALE, Links, move, put_links, put_occurrence
from standoff.types import Coding, Document, EventRow, Rejected, Run


class Record:
    """An open record. Make one with ``Record.open``, in a ``with``: what SQLite finds wrong with the file leaves the
    block as a ``RecordError``.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, actors: ActorTable) -> None:
        self.path = path
        self.db = db
        self.actors = actors

    @classmethod
    def open(
        cls, path: str | Path, *, write: bool = False, actors: ActorTable | None = None
    ) -> Self:
        """Open the record at ``path``; with ``write`` it is made where there is none.

        ``actors`` is the table that corrections take actors from (ours, if none is given). Raises ``RecordError``.
        """
        path = Path(path)
        return cls(path, connect(path, write=write), actors or load_actors())

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise fault(self.path, error) from error

    # Writing

    def writing(self) -> AbstractContextManager[None]:
        """A block that is written whole or not at all."""
        return transaction(self.db, self.path)

    def begin(self, run: Run) -> int:
        """Note that a run has begun; return its number."""
        with self.writing():
            row = self.db.execute(
                "INSERT INTO runs (started, command, code, model, ontology, settings) VALUES (?, ?, ?, ?, ?, ?)"
                " RETURNING number",
                (
                    run.started.isoformat(),
                    run.command,
                    run.code,
                    run.model,
                    run.ontology,
                    run.settings,
                ),
            )
            return int(row.fetchone()[0])

    def finish(self, run: int, now: datetime) -> None:
        """Note that a run has come to its end."""
        with self.writing():
            self.db.execute("UPDATE runs SET finished = ? WHERE number = ?", (now.isoformat(), run))

    def put(self, coding: Coding, run: int) -> bool:
        """Write a snapshot and its coding; False where the record has it already."""
        document = coding.document
        with self.writing():
            if self._number(document.id) is not None:
                return False
            number = snapshots.put_document(self.db, document, run)
            self.db.execute(
                "INSERT INTO codings (document, run, body) VALUES (?, ?, ?)",
                (number, run, snapshots.packed(coding)),
            )
            put_items(self.db, number, State(coding=coding), fresh=True)
            acts = [put_occurrence(self.db, o.id, o.events) for o in coding.occurrences]
            if acts:
                settle(self.db, min(acts) - 1, max(acts))
        return True

    def reject(self, item: Rejected, run: int) -> None:
        """Note an input that is no document, once."""
        with self.writing():
            self.db.execute(
                "INSERT OR IGNORE INTO rejected (origin, reason, detail, run) VALUES (?, ?, ?, ?)",
                (item.origin, item.reason, item.detail, run),
            )

    def put_rows(self, rows: Iterable[EventRow], run: int) -> tuple[int, int]:
        """Write imported events, all or none; return how many are new and how many were there."""
        new = known = 0
        with self.writing():
            last = self.db.execute("SELECT coalesce(max(number), 0) FROM occurrences").fetchone()[0]
            for row in rows:
                taken = self.db.execute(
                    "INSERT OR IGNORE INTO imports (dataset, id, run, body) VALUES (?, ?, ?, ?) RETURNING number",
                    (row.dataset, row.id, run, dumps(row)),
                ).fetchone()
                if taken is None:
                    known += 1
                    continue
                put_row(self.db, row)
                new += 1
            settle(self.db, last)
        return new, known

    def correct(self, correction: Correction) -> Correction:
        """Add a line to the log and bring the columns up to it; raises ``InputError`` where it cannot be applied.

        Of an act that is wrong every telling is from now on an act of its own, which is said of each in the log.
        """
        number = self._item(correction.item)
        line = corrections.checked(correction, self._coding(number), self.actors)
        with self.writing():
            self._note(number, line)
            if line.verdict == "wrong":
                for event in self._tellings(line.item)[1:]:
                    alone = replace(line, item=event, verdict="fixed", field="occurrence", value="")
                    self._note(self._item(event), alone)
        return line

    def _tellings(self, act: str) -> list[str]:
        """The coded events that tell an act; none where ``act`` is none."""
        query = (
            "SELECT e.id FROM events e JOIN occurrences o ON o.number = e.occurrence"
            " WHERE o.id = ? AND e.document IS NOT NULL ORDER BY e.id"
        )
        return [id for (id,) in self.db.execute(query, (act,))]

    def _note(self, number: int, line: Correction) -> None:
        """Add a line of a document's log and make its columns anew."""
        self.db.execute(
            "INSERT INTO corrections (item, verdict, field, value, coder, made, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                line.item,
                line.verdict,
                line.field,
                line.value,
                line.coder,
                line.made.isoformat(),
                line.note,
            ),
        )
        put_items(self.db, number, self._state(number), fresh=False)
        acts = self._acts_of(number)
        if line.field == "occurrence":
            acts |= self._moved(line.item, line.value or "")
        for act in acts:
            settle(self.db, act - 1, act)

    def _moved(self, event: str, other: str) -> set[int]:
        """Put an event where people say that it belongs; the acts that it left and joined."""
        if other and not self.db.execute("SELECT 1 FROM events WHERE id = ?", (other,)).fetchone():
            raise InputError(f"there is no event {other!r} to be of one act with")
        return set(move(self.db, event, other))

    def _acts_of(self, document: int) -> set[int]:
        """The acts that a document's events tell."""
        query = (
            "SELECT DISTINCT occurrence FROM events WHERE document = ? AND occurrence IS NOT NULL"
        )
        return {act for (act,) in self.db.execute(query, (document,))}

    def link(self, links: Links, extent: str) -> bool:
        """Replace what goes together across documents, and note that it is of the record as it stands.

        ``extent`` is that of the record when the links were sought; False, and nothing written, where it has grown
        since.
        """
        moves = [(c.item, c.value or "") for c in self.log() if c.field == "occurrence"]
        with self.writing():
            if self.extent != extent:
                return False
            put_links(self.db, links, moves)
            self.db.execute(
                "INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)",
                (STALE, extent),
            )
        return True

    # Reading

    @property
    def stale(self) -> bool:
        """Whether documents or corrections have come since acts and utterances were last joined."""
        row = self.db.execute("SELECT value FROM marks WHERE name = ?", (STALE,)).fetchone()
        return (row[0] if row else "0:0") != self.extent

    @property
    def extent(self) -> str:
        """How many documents and corrections there are."""
        row = self.db.execute(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM corrections)"
        ).fetchone()
        return f"{row[0]}:{row[1]}"

    def has(self, id: str) -> bool:
        """Whether the record holds this snapshot."""
        return self._number(id) is not None

    def document(self, id: str) -> Document:
        """A snapshot by its id, or by a beginning of it that no other has; raises ``InputError``."""
        return self._document(self._found(id))

    def coding(self, id: str) -> Coding:
        """The machine's coding of a document, as it was recorded."""
        return self._coding(self._found(id))

    def state(self, id: str) -> State:
        """The coding of a document with all corrections applied."""
        return self._state(self._found(id))

    def states(self) -> Iterator[State]:
        """All documents, corrections applied, in order of their day and id."""
        numbers = self.db.execute(
            "SELECT number FROM documents ORDER BY coalesce(published, ''), id"
        ).fetchall()
        return (self._state(number) for (number,) in numbers)

    def rows(self, dataset: str | None = None) -> Iterator[EventRow]:
        """The imported events of one data set, or of all, in order of their ids."""
        found = self.db.execute(
            "SELECT body FROM imports WHERE dataset = ?1 OR ?1 IS NULL ORDER BY dataset, id",
            (dataset,),
        )
        return (loads(EventRow, body) for (body,) in found)

    def log(self, document: str | None = None) -> tuple[Correction, ...]:
        """The corrections of a document, or all, oldest first."""
        rows = self.db.execute(
            "SELECT * FROM corrections WHERE ?1 IS NULL OR (item >= ?1 AND item < ?1 || 'A') ORDER BY number",
            (document,),
        )
        return tuple(
            Correction(
                item=r["item"], verdict=r["verdict"], field=r["field"], value=r["value"], coder=r["coder"],
                made=datetime.fromisoformat(r["made"]).astimezone(UTC), note=r["note"],
            ) for r in rows
        )  # fmt: skip

    def versions(self, url: str) -> tuple[Document, ...]:
        """The snapshots of one address, in the order in which they came."""
        rows = self.db.execute(
            f"SELECT {snapshots.COLUMNS} FROM documents WHERE url = ? ORDER BY number", (url,)
        )
        return tuple(map(snapshots.document, rows))

    def changed(self) -> tuple[str, ...]:
        """The addresses that more than one text was seen at, sorted."""
        rows = self.db.execute(
            "SELECT url FROM documents WHERE url IS NOT NULL GROUP BY url HAVING count(DISTINCT text) > 1 ORDER BY url"
        )
        return tuple(url for (url,) in rows)

    def knows(self, url: str) -> bool:
        """Whether a text of this address is in the record."""
        return (
            self.db.execute("SELECT 1 FROM documents WHERE url = ?", (url,)).fetchone() is not None
        )

    def feeds(self) -> list[str]:
        """The addresses of the feeds that the record follows, sorted."""
        return [url for (url,) in self.db.execute("SELECT url FROM feeds ORDER BY url")]

    def feed(self, url: str, kind: type[Noun]) -> Noun | None:
        """What ``put_feed`` noted of a feed, as a noun of its kind."""
        row = self.db.execute("SELECT state FROM feeds WHERE url = ?", (url,)).fetchone()
        return loads(kind, row["state"]) if row else None

    def put_feed(self, url: str, state: object) -> None:
        """Note how it stands with a feed that the record follows: any noun."""
        with self.writing():
            self.db.execute(
                "INSERT OR REPLACE INTO feeds (url, state) VALUES (?, ?)", (url, dumps(state))
            )

    def _number(self, id: str) -> int | None:
        row = self.db.execute("SELECT number FROM documents WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def _found(self, id: str) -> int:
        """The number of a document by its id or the beginning of it."""
        rows = self.db.execute(
            "SELECT number, id FROM documents WHERE id >= ? AND id < ? LIMIT 2", (id, id + "g")
        ).fetchall()
        if len(rows) == 1 and id:
            return int(rows[0]["number"])
        if rows and id:
            raise InputError(f"more than one document begins with {id!r}; give more of its id")
        raise InputError(f"there is no document {id!r} in {self.path}")

    def _item(self, item: str) -> int:
        """The number of the document of an item."""
        number = self._number(corrections.document_of(item))
        if number is None:
            raise InputError(f"there is no item {item!r} in {self.path}; standoff search shows ids")
        return number

    def _document(self, number: int) -> Document:
        row = self.db.execute(
            f"SELECT {snapshots.COLUMNS} FROM documents WHERE number = ?", (number,)
        ).fetchone()
        return snapshots.document(row)

    def _coding(self, number: int) -> Coding:
        document = self._document(number)
        row = self.db.execute("SELECT body FROM codings WHERE document = ?", (number,)).fetchone()
        if row is None:
            raise RecordError(
                f"{self.path} holds no coding of document {document.id}; standoff check tells more"
            )
        return snapshots.unpacked(row["body"], document)

    def _state(self, number: int) -> State:
        coding = self._coding(number)
        return corrections.corrected(coding, self.log(coding.document.id), self.actors)
