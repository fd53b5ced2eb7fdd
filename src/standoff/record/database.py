"""The record's file: one SQLite database, opened, brought up to date, and its faults said in plain words.

Write-ahead logging lets one process write while others read. Every file carries our application id and the
version of its schema; a newer schema than this code knows is refused, an older one is migrated in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from standoff.errors import RecordError

APPLICATION = 0x53544F46  # "STOF"
_WAIT = 10.0  # seconds for a lock that another process holds
_CACHE = -64_000  # KiB, so negative


def schema_version() -> int:
    """The version of the schema that this code writes: the number of its migrations."""
    return len(_migrations())


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open the record; with ``write`` make it where there is none, and migrate an older one.

    Raises ``RecordError`` where that cannot be.
    """
    with faults(path):
        connection = _writer(path) if write else _reader(path)
        try:
            _prepare(connection, path, write=write)
        except BaseException:
            connection.close()
            raise
    return connection


def _writer(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_WAIT, isolation_level=None)


def _reader(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise RecordError(
            f"there is no record at {path}; make one with: standoff add PATHS --record {path}"
        )
    address = path.resolve().as_uri()
    try:
        connection = sqlite3.connect(
            f"{address}?mode=ro", uri=True, timeout=_WAIT, isolation_level=None
        )
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        # a folder that nobody may write in: no -wal beside the file can exist or be made
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None)
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    connection.execute("PRAGMA trusted_schema = OFF")
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version")
    )
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION and not empty:
        raise RecordError(
            f"{path} is a database of another program; choose another file for the record"
        )
    if version > schema_version():
        raise RecordError(
            f"{path} was written by a newer Standoff (schema {version}, this one knows {schema_version()});"
            " update Standoff"
        )
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path)
    elif version < schema_version():
        raise RecordError(
            f"{path} is of an older schema ({version}); bring it up to date with: standoff check --record {path}"
        )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Carry out what is missing; all of it or, if anything fails, nothing."""
    with transaction(connection, path):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, script in enumerate(_migrations()[version:], version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


@cache
def _migrations() -> tuple[str, ...]:
    folder = files("standoff.record") / "data"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple((folder / name).read_text(encoding="utf-8") for name in names)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; a trigger holds semicolons of its own."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of the block is written, or nothing of it; a fault is a ``RecordError``."""
    with faults(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:  # a full disk has rolled back by itself
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn what SQLite reports into a ``RecordError``."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise fault(path, error) from error


def fault(path: Path, error: sqlite3.DatabaseError) -> RecordError:
    """What SQLite reports, as what happened to the record and what to do."""
    return RecordError(f"{path} {_said(error, path)}")


def _said(error: sqlite3.DatabaseError, path: Path) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return f"is in use by another process that has not let go for {_WAIT:.0f} seconds; try again when it is done"
    if code == sqlite3.SQLITE_FULL:
        return "cannot grow: the disk is full. What was recorded is intact; free space and run the command again"
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return "may not be written; check the rights of the file and of its folder"
    if code == sqlite3.SQLITE_CANTOPEN:
        return f"cannot be opened; check that {path.parent} exists and may be written"
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return (
            f"is damaged or no record ({error}); restore it from a copy, or save what can be read with:"
            f' sqlite3 "{path}" .recover'
        )
    if code == sqlite3.SQLITE_IOERR:
        return (
            f"cannot be read or written: {error}. What was recorded is intact; check the disk and run"
            " the command again"
        )
    return f"cannot be used: {error}"
