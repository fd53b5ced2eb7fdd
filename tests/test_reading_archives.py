"""Archives and compressed files: what lies in them is read as if it lay in a folder, and named."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading import documents
from standoff.settings import Settings
from standoff.types import Document, Rejected
from tests.samples import ENVOYS, FILES, RECORDS, SAMPLES, TALKS, tarred, zipped

READ = {
    "a.txt": "read", "day1/b.html": "read", "d.jsonl:1 hp-1": "read", "d.jsonl:2": "malformed",
    "d.jsonl:3 3": "read", "e.md": "read", "f.rss:1 hp-1": "read",
    "f.rss:2 https://harbour-post.example/envoys": "read", "f.rss:3": "empty",
}  # fmt: skip


def read(folder, name, data, **options):
    path = folder / name
    path.write_bytes(data)
    found = list(documents([path], **options))
    for each in found:
        assert each.origin.startswith(str(path))
    return [
        (each.origin[len(str(path)) :].removeprefix("!"), getattr(each, "reason", "read"))
        for each in found
    ]


def piped(data, **options):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    return list(documents(["-"], stdin=Pipe(data), **options))


@pytest.mark.parametrize("name", ["k.zip", "l.tar", "m.tar.gz", "n.tar.bz2", "o.tar.xz"])
def test_the_members_of_an_archive_are_read_in_order(tmp_path, name):
    assert dict(read(tmp_path, name, SAMPLES[name])) == READ


@pytest.mark.parametrize("name", ["k.zip", "l.tar", "m.tar.gz", "n.tar.bz2", "o.tar.xz"])
def test_an_archive_is_told_by_how_it_begins(tmp_path, name):
    assert dict(read(tmp_path, "what", SAMPLES[name])) == READ


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: tarred(files, "w:gz")])
def test_an_archive_may_come_through_a_pipe(pack):
    assert [each.text for each in piped(pack({"a.txt": TALKS.encode()}))] == [TALKS]


@pytest.mark.parametrize(("suffix", "mode"), [("tgz", "w:gz"), ("tbz2", "w:bz2"), ("txz", "w:xz")])
def test_short_suffixes_are_known(tmp_path, suffix, mode):
    assert dict(read(tmp_path, f"a.{suffix}", tarred(FILES, mode))) == READ


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.txt.gz", gzip.compress), ("a.txt.bz2", bz2.compress), ("a.txt.xz", lzma.compress)],
)
def test_a_single_compressed_file_is_read_under_its_own_name(tmp_path, name, pack):
    assert read(tmp_path, name, pack(TALKS.encode())) == [("", "read")]
    assert read(tmp_path, name, pack(b"The tal") + pack(b"ks ended.")) == [("", "read")]


def test_json_lines_are_streamed_from_a_compressed_file(tmp_path):
    names = [name for name, _ in read(tmp_path, "a.jsonl.gz", gzip.compress(RECORDS))]
    assert names == [":1 hp-1", ":2", ":3 3"]


def test_archives_in_archives_are_named_through(tmp_path):
    inner = tarred({"x/a.txt": TALKS.encode()}, "w:gz")
    outer = zipped({"day.zip": zipped({"b.tar.gz": inner})})
    assert read(tmp_path, "news.zip", outer) == [("day.zip!b.tar.gz!x/a.txt", "read")]


def test_too_deep_is_told(tmp_path):
    data = TALKS.encode()
    for _ in range(5):
        data = gzip.compress(data)
    assert read(tmp_path, "a.gz", data) == [("", "unsafe")]
    settings = Settings(max_depth=5)
    assert read(tmp_path, "a.gz", data, settings=settings) == [("", "read")]


def test_what_else_is_compressed_is_passed_over_in_folders_and_archives(tmp_path):
    files = {"dump.sql.gz": b"x", "2024-11-22.gz": gzip.compress(TALKS.encode())}
    for name, data in (files | {"a.zip": zipped(files)}).items():
        (tmp_path / name).write_bytes(data)
    names = [each.origin[len(str(tmp_path)) + 1 :] for each in documents([tmp_path])]
    assert names == ["2024-11-22.gz", "a.zip!2024-11-22.gz"]


def test_a_folder_with_archives_is_read(tmp_path):
    (tmp_path / "a.zip").write_bytes(SAMPLES["k.zip"])
    (tmp_path / "b.tar.gz").write_bytes(SAMPLES["m.tar.gz"])
    assert len(list(documents([tmp_path]))) == 2 * len(READ)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.zip", zipped({}), "empty"),
        ("a.zip", zipped({"a.png": b"x"}), "empty"),
        ("a.tar", tarred({}), "empty"),
        ("a.zip", b"", "unreadable"),
        ("a.tar", b"", "unreadable"),
        ("a.gz", b"", "unreadable"),
        ("a.zip", b"no archive at all", "unreadable"),
        ("a.tar", b"no archive at all", "unreadable"),
        ("a.gz", b"no archive at all", "unreadable"),
        ("a.xz", b"no archive at all", "unreadable"),
        ("a.bz2", b"no archive at all", "unreadable"),
        (
            "a.docx",
            zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
            "binary",
        ),
        ("a.epub", zipped({"mimetype": b"application/epub+zip"}, zipfile.ZIP_STORED), "binary"),
        ("a.zip", zipped({"a.txt": TALKS.encode()}, zipfile.ZIP_BZIP2), "unreadable"),
        ("a.zip", zipped({"a.txt": TALKS.encode()}, zipfile.ZIP_LZMA), "unreadable"),
    ],
)
def test_what_holds_nothing_to_read_is_rejected(tmp_path, name, data, reason):
    ((_, found),) = read(tmp_path, name, data)
    assert found == reason


def test_long_names_are_read_in_every_form_of_tar(tmp_path):
    name = "deep/" * 60 + "ä.txt"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        assert read(tmp_path, "a.tar", tarred({name: TALKS.encode()}, form=form)) == [
            (name, "read")
        ]


def test_old_tars_are_read(tmp_path):
    data = tarred({"a.txt": TALKS.encode()}, form=tarfile.USTAR_FORMAT)
    assert read(tmp_path, "a.tar", data) == [("a.txt", "read")]


@pytest.mark.parametrize("name", ["k.zip", "l.tar", "m.tar.gz", "n.tar.bz2", "o.tar.xz"])
def test_an_archive_that_is_cut_off_gives_what_stands_before_and_says_so(tmp_path, name):
    many = {f"{number}.txt": f"{TALKS} {number}".encode() for number in range(40)}
    many["last.txt"] = random.Random(7).randbytes(99_999).hex().encode()
    mode = {".tar": "w", ".gz": "w:gz", ".bz2": "w:bz2", ".xz": "w:xz"}.get(Path(name).suffix)
    whole = tarred(many, mode) if mode else zipped(many)
    cut = whole[: len(whole) - 20_000]
    found = read(tmp_path, name, cut)
    assert found[-1] == ("", "unreadable")
    if not name.endswith("bz2"):  # which gives nothing before a whole block is there
        assert [each for each in found if each[1] == "read"] == [
            (f"{n}.txt", "read") for n in range(40)
        ]


def test_a_damaged_member_does_not_stop_the_next(tmp_path):
    data = bytearray(
        zipped({"a.txt": TALKS.encode(), "b.txt": ENVOYS.encode()}, zipfile.ZIP_STORED)
    )
    data[data.index(b"Northland")] ^= 1
    assert read(tmp_path, "a.zip", bytes(data)) == [("a.txt", "unreadable"), ("b.txt", "read")]


def test_what_the_user_gives_holds_in_archives_too(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": TALKS.encode()}))
    (found,) = documents([path], source="The Harbour Post")
    assert found.source == "The Harbour Post"


@settings(deadline=None)
@given(
    st.lists(st.binary(max_size=3000)),
    st.sampled_from([gzip.compress, bz2.compress, lzma.compress]),
)
def test_compressed_text_comes_out_byte_for_byte(pieces, pack):
    text = "The talks ended. " + b"".join(pieces).hex()
    data = text.encode()
    cut = len(data) // 2
    (found,) = piped(pack(data[:cut]) + pack(data[cut:]))
    assert isinstance(found, Rejected) or found.text == text


@settings(deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,200}(/[a-z]{1,30})?\.txt", fullmatch=True),
        st.integers(0, 99),
        max_size=6,
    )
)
def test_every_member_comes_out_whole(files):
    given_files = {name: f"{TALKS} {number}".encode() for name, number in files.items()}
    texts = [data.decode() for data in given_files.values()]
    for data in (zipped(given_files), tarred(given_files), tarred(given_files, "w:gz")):
        found = piped(data)
        assert [each.text for each in found if isinstance(each, Document)] == texts
