"""What comes out of the door of the reading room, for good inputs and for every bad one."""

import io
import os
import socket
import tempfile
from datetime import date
from pathlib import Path

import pytest

from standoff.reading import documents
from standoff.settings import Settings
from standoff.types import Document, Rejected

DATA = Path(__file__).parent / "data" / "reading"
PLAIN = "The president broke off the talks on Friday.\r\n\r\nThe envoys  stay in the capital.\n"
WESTERN = "The minister was at a café in São Paulo – “never”, he said of the talks.\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.fixture(autouse=True)
def no_socket(monkeypatch):
    def refuse(*_arguments, **_options):
        raise AssertionError("reading opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def read_one(path, **options):
    (found,) = documents([path], **options)
    return found


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def piped(data, **options):
    data = data if isinstance(data, bytes) else data.encode()
    return list(documents(["-"], stdin=io.BytesIO(data), **options))


def test_plain_text_is_kept_code_point_for_code_point(tmp_path):
    assert read_one(write(tmp_path, "a.txt", PLAIN)).text == PLAIN


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_text_in_other_encodings_is_decoded(tmp_path, encoding, mark):
    path = write(tmp_path, "a.txt", mark + WESTERN.encode(encoding))
    assert read_one(path).text == WESTERN


def test_a_second_byte_order_mark_belongs_to_the_text(tmp_path):
    path = write(tmp_path, "a.txt", "\ufeff\ufeff" + PLAIN)
    assert read_one(path).text == "\ufeff" + PLAIN


def test_plain_text_has_the_date_and_source_that_the_user_gives(tmp_path):
    path = write(tmp_path, "a.txt", PLAIN)
    found = read_one(path, published=date(2024, 11, 22), source="The Harbour Post")
    assert (found.published, found.source) == (date(2024, 11, 22), "The Harbour Post")


def test_origin_is_the_path_as_given(tmp_path):
    path = write(tmp_path, "a.txt", PLAIN)
    assert read_one(str(path)).origin == str(path)


BAD = [
    ("a.txt", b"", "empty", "it is empty"),
    ("a.txt", b" \r\n\t ", "empty", "nothing but white space"),
    ("a.jsonl", b"\n\n", "empty", "no line with a record"),
    ("a.json", b"[]", "empty", "the list in it is empty"),
    ("a.html", b" ", "empty", "nothing in the page"),
    ("a.txt", PNG, "binary", "a PNG image"),
    ("a.txt", b"%PDF-1.7\n", "binary", "a PDF file"),
    ("a.md", b"\xff\xd8\xff\xe0JFIF", "binary", "a JPEG image"),
    ("a.jsonl", b"\x1f\x8b\x08\0\0", "binary", "a GZIP archive"),
    ("a.html", b"PK\x03\x04\x14\0", "binary", "a ZIP archive"),
    ("a", b"\x7fELF\x02\x01", "binary", "an ELF program"),
    ("a.txt", b"The talks\0 ended. And more.", "binary", "NUL byte stands at position 9"),
    ("a.txt", "The “talks” – “off”".encode() + b"\xe2\x80", "undecodable", "0xE2 at position 29"),
    ("a.txt", "회담을 거부했다고 보도했다. 그는 비난했다.".encode("cp949"), "undecodable", "0x"),
    ("a.txt", b"\xff\xfeT\0h\0e", "undecodable", "UTF-16"),
    ("a.txt", b"The talks ended on \x81 Friday.", "undecodable", "0x81 at position 19"),
    ("a.md", b"---\ndate: next week\n---\nThe talks ended.", "malformed", '"next week"'),
    ("a.json", b'{"text":\n\n}', "malformed", "line 3"),
]


@pytest.mark.parametrize(("name", "data", "reason", "detail"), BAD)
def test_a_bad_file_is_rejected_with_the_reason(tmp_path, name, data, reason, detail):
    found = read_one(write(tmp_path, name, data))
    assert (type(found), found.reason) == (Rejected, reason)
    assert detail in found.detail


@pytest.mark.parametrize(("name", "data", "reason", "detail"), BAD)
def test_standard_input_may_hold_anything(name, data, reason, detail):
    assert all(isinstance(found, Document | Rejected) for found in piped(data))


def test_a_missing_path_is_rejected():
    assert read_one("no/such/file.txt").reason == "missing"


def test_a_name_that_the_system_does_not_take_is_rejected():
    assert read_one("x" * 5000).reason == "unreadable"


@pytest.mark.parametrize("data", [b"", PLAIN.encode()])
def test_an_origin_can_always_be_printed(tmp_path, data):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes(data)
    assert read_one(path).origin.encode().endswith(rb"caf\udce9.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_rejected(tmp_path):
    path = write(tmp_path, "a.txt", PLAIN)
    path.chmod(0)
    assert read_one(path).reason == "unreadable"


def test_a_korean_article_is_rejected_by_its_language():
    found = read_one(DATA / "korean.txt")
    assert (found.reason, "Korean (ko)" in found.detail) == ("not-english", True)


def test_what_lies_under_a_file_is_missing(tmp_path):
    assert read_one(write(tmp_path, "a.txt", PLAIN) / "b.txt").reason == "missing"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a"])
def test_a_file_over_the_limit_is_rejected(tmp_path, name):
    found = read_one(write(tmp_path, name, PLAIN * 10), settings=Settings(max_bytes=100))
    assert (found.reason, "100 bytes" in found.detail) == ("too-large", True)


def test_the_size_is_told_where_it_is_known(tmp_path):
    path = write(tmp_path, "a.txt", b"x" * 1234)
    assert "1,234 bytes" in read_one(path, settings=Settings(max_bytes=100)).detail


def test_a_file_at_the_limit_is_read(tmp_path):
    path = write(tmp_path, "a.txt", PLAIN)
    settings = Settings(max_bytes=len(PLAIN.encode()))
    assert read_one(path, settings=settings).text == PLAIN


def test_a_line_of_fifty_megabytes_is_rejected_and_the_next_line_read(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "The talks ended."}\n')
    long, short = documents([path])
    assert (long.reason, "50,000,013 bytes" in long.detail) == ("too-large", True)
    assert short.text == "The talks ended."


def test_a_text_of_one_fifty_megabyte_line_is_rejected(tmp_path):
    assert read_one(write(tmp_path, "a.txt", b"x" * 50_000_000)).reason == "too-large"


MIXED = {
    ".hidden.txt": PLAIN.encode(),
    "a.txt": PLAIN.encode(),
    "b.txt": PNG,
    "c.jsonl": (DATA / "articles.jsonl").read_bytes(),
    "d.csv": b"1,2",
    "e.html": (DATA / "no_article.html").read_bytes(),
    "f.md": b"The *talks* ended.",
    "sub/.cache/x.txt": PLAIN.encode(),
    "sub/a.TXT": b"",
    "sub/b.html": (DATA / "article.html").read_bytes(),
}


@pytest.fixture
def mixed(tmp_path):
    for name, data in MIXED.items():
        path = tmp_path / "mixed" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "mixed"


def test_a_mixed_folder_is_read_in_order(mixed):
    found = [
        (Path(each.origin).relative_to(mixed).as_posix(), getattr(each, "reason", "read"))
        for each in documents([mixed])
    ]
    assert found == [
        ("a.txt", "read"),
        ("b.txt", "binary"),
        ("c.jsonl:1 hp-1", "read"),
        ("c.jsonl:2", "malformed"),
        ("c.jsonl:3 3", "read"),
        ("e.html", "no-article"),
        ("f.md", "read"),
        ("sub/a.TXT", "empty"),
        ("sub/b.html", "read"),
    ]


def test_the_order_of_the_paths_is_kept(mixed):
    paths = [mixed / "f.md", "nowhere", mixed / "a.txt"]
    assert [each.origin for each in documents(paths)] == [str(path) for path in paths]


def test_reading_leaves_no_file_behind(mixed, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.chdir(scratch)
    list(documents([mixed]))
    assert list(scratch.iterdir()) == []


def test_a_folder_with_nothing_to_read_is_rejected(tmp_path):
    write(tmp_path, "a.csv", "1,2")
    assert read_one(tmp_path).reason == "empty"


def test_a_broken_link_in_a_folder_is_not_passed_over(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert read_one(tmp_path).reason == "missing"


def test_a_pipe_in_a_folder_is_passed_over(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert read_one(tmp_path).reason == "empty"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (PLAIN, PLAIN),
        ("\n\n" + PLAIN, "\n\n" + PLAIN),
        (PLAIN.encode("utf-16"), PLAIN),
        (WESTERN.encode("cp1252"), WESTERN),
        ('{"text": "The talks ended."}', "The talks ended."),
        ('\ufeff\n {"text": "The talks ended."}\n', "The talks ended."),
        ('{"text": "The talks ended."}\n'.encode("utf-16"), "The talks ended."),
        ('{\n "text": "The talks ended."\n}', "The talks ended."),
        ('[{"text": "The talks ended."}]', "The talks ended."),
        ("---\ntitle: x\n---\nThe *talks* ended.", "The talks ended."),
        ("{They} ended the talks.", "{They} ended the talks."),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data, text):
    (found,) = piped(data)
    assert found.text == text


def test_a_page_on_standard_input_is_read():
    (found,) = piped((DATA / "article.html").read_bytes())
    assert found.title == "Northland breaks off talks"


def test_standard_input_is_named_as_such():
    (found,) = piped(PLAIN)
    assert found.origin == "standard input"


def test_json_lines_are_answered_one_by_one():
    lines = iter([b'{"text": "One talk ended."}\n', b'{"text": "Two talks ended."}\n'])

    class Pipe(io.BytesIO):
        def readline(self, _size=-1):
            return next(lines, b"")

    found = documents(["-"], stdin=Pipe())
    assert next(found).text == "One talk ended."
    assert next(lines) == b'{"text": "Two talks ended."}\n'


def test_a_single_path_may_be_given_alone(tmp_path):
    (found,) = documents(str(write(tmp_path, "a.txt", PLAIN)))
    assert found.text == PLAIN
