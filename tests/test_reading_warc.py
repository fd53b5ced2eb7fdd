"""WARC files: what was answered becomes documents, with the address and the time of the record."""

import gzip
import io
from datetime import UTC, date, datetime

import pytest

from standoff.reading import documents
from standoff.settings import Settings
from standoff.types import Rejected
from tests.samples import ENVOYS, PAGE, PAPER, RECORDS, TALKS, WARC, response

TAKEN = datetime(2024, 11, 23, 8, 15, tzinfo=UTC)


def read(data, **options):
    return list(documents(["-"], stdin=io.BytesIO(data), **options))


def together(*records):
    return b"".join(gzip.compress(each) for each in records)


@pytest.fixture(scope="module")
def found():
    return read(WARC)


def test_only_answers_that_can_be_read_are_taken(found):
    assert [(each.origin.partition("!")[2], getattr(each, "reason", "read")) for each in found] == [
        (f"{PAPER}/1", "read"),
        (f"{PAPER}/2", "read"),
        (f"{PAPER}/3", "read"),
        (f"{PAPER}/4", "read"),
        (f"{PAPER}/feed:1 hp-1", "read"),
        (f"{PAPER}/feed:2 {PAPER}/envoys", "read"),
        (f"{PAPER}/feed:3", "empty"),
    ]


@pytest.mark.parametrize(
    ("at", "field", "value"),
    [
        (0, "url", f"{PAPER}/1"),
        (0, "retrieved", TAKEN),
        (0, "published", date(2024, 11, 22)),
        (0, "title", "Northland breaks off talks"),
        (1, "text", TALKS),
        (1, "url", f"{PAPER}/2"),
        (1, "retrieved", TAKEN),
        (1, "published", None),
        (2, "text", ENVOYS),
        (3, "text", TALKS),
        (4, "url", f"{PAPER}/talks"),
        (4, "retrieved", TAKEN),
    ],
)
def test_what_the_record_says_is_known_of_the_document(found, at, field, value):
    assert getattr(found[at], field) == value


@pytest.mark.parametrize("data", [gzip.compress(WARC), together(response(PAGE), response(PAGE))])
def test_compressed_as_a_whole_or_by_record(tmp_path, data):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    first, *_ = documents([path])
    assert (first.title, first.origin) == ("Northland breaks off talks", f"{path}!{PAPER}/1")


@pytest.mark.parametrize(
    ("data", "reasons"),
    [
        (response(PAGE)[:-200], ["unreadable"]),
        (response(PAGE) + response(PAGE)[:900], ["read", "unreadable"]),
        (together(response(PAGE), response(PAGE))[:-100], ["read", "unreadable", "unreadable"]),
        (response(PAGE) + b"no record\r\n" * 9, ["read", "unreadable"]),
        (response(PAGE).replace(b"WARC-Date: 2024", b"WARC-Date: yes4"), ["read"]),
        (response(PAGE).replace(b"Content-Length: ", b"Content-Length: 99999"), ["unreadable"]),
        (response(b"x", "text/plain", Content_Encoding="br"), ["unreadable"]),
        (response(b"x" * 99, "text/plain", Content_Encoding="gzip"), ["unreadable"]),
        (response(PAGE, status="wrong"), ["empty"]),
        (response(b"\x89PNG", "image/png"), ["empty"]),
        (b"WARC/1.0\r\n", ["empty"]),
        (b"WARC/1.0\r\n\r\n", ["empty"]),
        (b"WARC/1.0\r\nX: " + b"y" * 99_999, ["unreadable"]),
    ],
)
def test_a_damaged_file_gives_what_stands_before_the_damage(data, reasons):
    assert [getattr(each, "reason", "read") for each in read(data)] == reasons


def test_a_record_over_the_limit_is_rejected_alone():
    data = response(b"x" * 3000, "text/plain") + response(TALKS.encode(), "text/plain")
    long, short = read(data, settings=Settings(max_bytes=2000))
    assert (long.reason, short.text) == ("too-large", TALKS)


def test_records_of_json_lines_are_read():
    found = read(response(RECORDS, "application/x-ndjson"))
    assert [isinstance(each, Rejected) for each in found] == [False, True, False]


def test_there_is_a_limit_on_records():
    found = read(response(b"x", "image/png") * 20, settings=Settings(max_members=10))
    assert [each.reason for each in found] == ["unsafe"]
