"""The record as a file: written whole or not at all, never changed, and clear about what is wrong with it."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

import pytest

from standoff.errors import InputError, RecordError
from standoff.record import Links, Record
from standoff.record.audit import audit
from standoff.record.canonical import digest
from standoff.types import Rejected
from tests.recording import NOW, RUN, codings, filled


@pytest.fixture
def path(tmp_path):
    return tmp_path / "standoff.db"


def test_codings_come_back_as_they_went_in(path):
    with filled(path) as record:
        for coding in codings():
            assert record.coding(coding.document.id) == coding
            assert record.document(coding.document.id[:6]) == coding.document


def test_the_same_input_twice_adds_nothing(path):
    with filled(path) as record:
        before = digest(record)
        assert not any(record.put(coding, 1) for coding in codings())
        for _ in range(2):
            record.reject(Rejected(origin="a", reason="empty", detail="it is empty"), 1)
        assert record.db.execute("SELECT count(*) FROM rejected").fetchone()[0] == 1
        record.db.execute("DELETE FROM rejected")
        assert digest(record) == before


def test_the_order_of_the_input_leaves_no_trace(path):
    with filled(path) as one, filled(path.with_name("b.db"), codings()[::-1]) as two:
        assert digest(one) == digest(two)


def test_a_new_text_at_an_address_is_kept_beside_the_old_one(path):
    from standoff.pipeline import Job, code_document
    from standoff.reading import from_text

    first = codings()[0].document
    second = from_text(first.text + " Kyiv called for talks.", url=first.url, source=first.source)
    with filled(path) as record:
        assert record.changed() == ()
        assert record.put(code_document(second, Job()), 1)
        assert record.versions(first.url) == (first, second)
        assert record.changed() == (first.url,)


@pytest.mark.parametrize("table", ["documents", "codings", "corrections"])
@pytest.mark.parametrize("what", ["UPDATE {} SET run = 7", "DELETE FROM {}"])
def test_what_was_recorded_cannot_be_changed(path, table, what):
    with filled(path) as record:
        record.db.execute(
            "INSERT INTO corrections (item, verdict, coder, made) VALUES ('a', 'right', 'b', 'c')"
        )
        change = what.format(table).replace("run = 7", "rowid = 7")
        with pytest.raises(sqlite3.IntegrityError, match=r"never|append-only"):
            record.db.execute(change)


def test_others_read_while_one_writes(path):
    with filled(path) as writer, Record.open(path) as reader:
        with writer.writing():
            writer.db.execute("DELETE FROM rejected")
            assert reader.has(codings()[0].document.id)
        assert reader.has(codings()[0].document.id)


def test_a_reader_cannot_write(path):
    filled(path).close()
    with Record.open(path) as reader, pytest.raises(RecordError, match="may not be written"):
        reader.begin(RUN)


def test_a_sound_record_has_no_fault_and_a_tampered_one_has(path):
    with filled(path) as record:
        assert list(audit(record)) == []
        record.db.execute("UPDATE events SET wrong = 1 WHERE number = 1")
        assert any("index of its events" in said for said in audit(record))
        record.db.execute("DROP TRIGGER documents_stay")
        record.db.execute("UPDATE documents SET text = text || ' And more.' WHERE number = 2")
        assert any("not what was recorded" in said for said in audit(record))


def test_a_run_is_noted_with_its_end(path):
    with filled(path) as record:
        record.finish(1, NOW)
        row = record.db.execute("SELECT command, finished FROM runs").fetchone()
        assert tuple(row) == ("test", NOW.isoformat())


def test_a_missing_record_says_how_to_make_one(path):
    with pytest.raises(RecordError, match="standoff add"):
        Record.open(path)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match="cannot be opened"):
        Record.open(tmp_path / "no" / "standoff.db", write=True)


def test_a_file_of_another_kind_is_no_record(path):
    path.write_bytes(b"To whom it may concern: this is a letter.\n" * 40)
    for write in (False, True):
        with pytest.raises(RecordError, match="damaged or no record"):
            Record.open(path, write=write)


def test_a_database_of_another_program_is_left_alone(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE letters (text)")
    with pytest.raises(RecordError, match="another program"):
        Record.open(path, write=True)
    with sqlite3.connect(path) as other:
        assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["letters"]


def test_an_older_record_is_brought_up_to_date_whole_or_not_at_all(path, monkeypatch):
    from standoff.record import database

    with filled(path) as record:
        before = digest(record)
    old = database._migrations()
    monkeypatch.setattr(
        database, "_migrations", lambda: (*old, "CREATE TABLE more (x);", "CREATE TABL oops;")
    )
    with pytest.raises(RecordError, match="older schema"):
        Record.open(path)
    with pytest.raises(RecordError, match="syntax error"):
        Record.open(path, write=True)
    monkeypatch.setattr(database, "_migrations", lambda: (*old, "CREATE TABLE more (x);"))
    with Record.open(path, write=True) as record:
        assert record.db.execute("PRAGMA user_version").fetchone()[0] == len(old) + 1
        assert record.db.execute("SELECT count(*) FROM more").fetchone()[0] == 0
        assert digest(record) == before


def test_a_newer_record_is_not_touched(path):
    with filled(path) as record:
        record.db.execute("PRAGMA user_version = 99")
    with pytest.raises(RecordError, match="newer Standoff"):
        Record.open(path, write=True)


def test_a_damaged_page_is_reported(path):
    with filled(path) as record:
        record.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[4096 : len(data)] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(RecordError, match=r"damaged|cannot be used"), Record.open(path) as record:
        record.document(codings()[0].document.id)


def test_a_full_disk_leaves_the_record_as_it_was(path):
    with filled(path, codings()[:1]) as record:
        before = digest(record)
        pages = record.db.execute("PRAGMA page_count").fetchone()[0]
        record.db.execute(f"PRAGMA max_page_count = {pages}")
        long = replace(codings()[1], document=replace(codings()[1].document, text="war " * 90_000))
        with pytest.raises(RecordError, match="disk is full"):
            record.put(long, 1)
        assert digest(record) == before
        record.db.execute("PRAGMA max_page_count = 1000000")
        assert record.put(codings()[1], 1)
        assert list(audit(record)) == []


def test_a_locked_record_says_so(path, monkeypatch):
    monkeypatch.setattr("standoff.record.database._WAIT", 0.1)
    filled(path).close()
    with (
        Record.open(path, write=True) as one,
        Record.open(path, write=True) as two,
        one.writing(),
        pytest.raises(RecordError, match="in use by another process"),
    ):
        two.begin(RUN)


def test_a_folder_that_nobody_may_write_in_can_be_read(path):
    import subprocess
    import sys

    filled(path).close()
    path.parent.chmod(0o555)
    path.chmod(0o444)
    script = (
        "import os, sys\n"
        "from standoff.record.database import connect, schema_version\n"
        "from pathlib import Path\n"
        "schema_version()\n"
        "if os.getuid() == 0: os.setuid(65534)\n"  # root may write anywhere
        "path = Path(sys.argv[1])\n"
        "print(connect(path, write=False).execute('SELECT count(*) FROM documents').fetchone()[0])\n"
        "try: connect(path, write=True)\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    try:
        for folder in path.parents[1:]:  # pytest's own are closed to other users
            if folder.is_relative_to(gettempdir()) and folder != Path(gettempdir()):
                folder.chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
        )
    finally:
        path.parent.chmod(0o755)
    assert done.stdout.splitlines()[0] == str(len(codings())), done.stderr
    assert "RecordError" in done.stdout
    assert "may not be written" in done.stdout


@pytest.mark.parametrize("id", ["", "zz", "0"])
def test_an_unknown_or_ambiguous_document_is_an_error(path, id):
    with filled(path) as record, pytest.raises(InputError):
        record.document(id)


def test_links_that_were_sought_before_the_record_grew_are_not_written(path):
    with filled(path, codings()[:2]) as record:
        extent = record.extent
        assert record.put(codings()[2], 1)
        before = digest(record)
        assert not record.link(Links(), extent)
        assert digest(record) == before
