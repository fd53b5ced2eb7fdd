"""Hostile inputs: nothing is disclosed, nothing explodes, nothing hangs, and the reason is told."""

import gzip
import io
import json
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from standoff.reading import documents, from_bytes
from standoff.settings import Settings
from standoff.types import Document, Rejected
from tests.fuzz import SECONDS, held_to
from tests.samples import ENVOYS, PAGE, SAMPLES, TALKS, response, tarred, zipped

SECRET = "the-secret-of-this-machine"
XINCLUDE = 'xmlns:x="http://www.w3.org/2001/XInclude"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.fixture(autouse=True)
def no_hang():
    with held_to(SECONDS):
        yield


def read(data, **options):
    return list(documents(["-"], stdin=io.BytesIO(data), **options))


def read_feed(data):
    return list(from_bytes(data, origin="here", content_type="application/rss+xml"))


def feed_with(declared, inside):
    text = f"<!DOCTYPE rss [{declared}]><rss><channel><item><title>T</title>{inside}</item></channel></rss>"
    return text.encode()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(f"{SECRET} {TALKS}")
    return path


# XML


@pytest.mark.parametrize(
    ("declared", "inside"),
    [
        ('<!ENTITY x SYSTEM "file://{path}">', "<description>a &x; b</description>"),
        ('<!ENTITY x SYSTEM "{path}">', "<description>a &x; b</description>"),
        ('<!ENTITY x PUBLIC "p" "file://{path}">', "<description>a &x; b</description>"),
        ('<!ENTITY % x SYSTEM "file://{path}"> %x;', "<description>a b</description>"),
        ('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;', "<description>a b</description>"),
        ("", f'<description><x:include {XINCLUDE} href="{{path}}" parse="text"/></description>'),
    ],
)  # fmt: skip
def test_no_file_is_taken_into_a_feed(secret, declared, inside):
    found = read_feed(feed_with(declared.format(path=secret), inside.format(path=secret)))
    assert found
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    ("declared", "inside"),
    [
        (f'<!ENTITY l0 "ha">{LAUGHS}', "<description>The talks &l9; ended.</description>"),
        (f'<!ENTITY l0 "{"A" * 100_000}">', f"<description>{'&l0;' * 5000}</description>"),
        ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "<description>&a;</description>"),
        ('<!ENTITY % a "&#37;b;"><!ENTITY % b "&#37;a;"> %a;', "<description>x</description>"),
        (
            f'<!ENTITY l0 "ha">{LAUGHS}<!ATTLIST item a CDATA "&l9;">',
            "<description>x</description>",
        ),
    ],
)
def test_entities_do_not_grow(declared, inside):
    found = read_feed(feed_with(declared, inside))
    assert sum(len(each.text) for each in found if isinstance(each, Document)) < 1000


@pytest.mark.parametrize(
    "data",
    [
        b"<rss>" + b"<a>" * 500_000,
        b"<rss><item " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/></rss>",
        b"<rss><item " + b" ".join(b'xmlns:a%d="b%d"' % (n, n) for n in range(20_000)) + b"/></rss>",
        b"<rss><item>" + b"<!--" * 200_000,
        b"<rss>" + b"<item/>" * 20_000 + b"</rss>",
        b"<rss><item><description><![CDATA[" + b"<" * 500_000 + b"]]></description></item></rss>",
        b"<!---->" * 100_000 + b"<rss/>",
        b"<!DOCTYPE a [" * 50_000,
        b"<?xml " * 50_000,
        b"<rss><item><pubDate>" + b"1 " * 500_000 + b"</pubDate></item></rss>",
        b"<rss><item><title>" + b"&amp;" * 300_000 + b"</title></item></rss>",
    ],
)  # fmt: skip
def test_markup_without_measure_does_not_hang(data):
    assert read(data)
    assert read_feed(data)


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "**a", "> ", "`", "[a](", "|a\n|-\n", "- a\n ", "_a__", "&", "<!-"]
)
def test_markdown_without_measure_does_not_hang(piece):
    limit = Settings().max_markdown
    for text in (piece * (limit // len(piece)), piece * (limit + 1)):
        assert list(from_bytes(text.encode(), origin="here", content_type="text/markdown"))


# Bombs


def deflated(start=b"", size=200_000_000):
    """``start``, and behind it zeros as deflate packs them at best: 1,029 to 1."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunks = [
        packer.compress(start),
        *(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)),
    ]
    return b"".join([*chunks, packer.flush()])


def zipped_zeros(size=200_000_000):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w") as member,
    ):
        for _ in range(size // 1_000_000):
            member.write(bytes(1_000_000))
    return out.getvalue()


MEASURED = """
import sys
from pathlib import Path
from standoff.reading import documents
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024
list(documents([sys.argv[1]]))
before = peak()
found = list(documents([sys.argv[2]]))
print(peak() - before, *{getattr(each, "reason", "read") for each in found})
"""


BOMBS = {
    "a.txt.gz": deflated,
    "a.jsonl.gz": lambda: deflated(b'{"text": "'),
    "a.html.gz": lambda: deflated(PAGE),
    "a.tar.gz": lambda: deflated(header(b"a.txt", b"77777777777")),
    "b.tar.gz": lambda: deflated(header(b"a.png", b"77777777777")),
    "a.warc.gz": lambda: deflated(
        response(PAGE).replace(b"Content-Length: ", b"Content-Length: 99999")
    ),
    "a.zip": zipped_zeros,
    "b.zip": lambda: zipped({"b.txt.gz": deflated()}),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_little_memory(tmp_path, name):
    harmless, path = tmp_path / "x.zip", tmp_path / name
    files = {"a.txt": TALKS.encode(), "b.txt.gz": gzip.compress(TALKS.encode())}
    harmless.write_bytes(zipped(files | {"c.warc": response(TALKS.encode(), "text/plain")}))
    path.write_bytes(BOMBS[name]())
    assert path.stat().st_size < 220_000
    command = [sys.executable, "-c", MEASURED, harmless, path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    memory, *reasons = done.stdout.split()
    assert "unsafe" in reasons
    assert "read" not in reasons
    assert int(memory) < 50_000_000


def test_members_that_share_their_bytes_are_a_bomb_too():
    text = (TALKS + "\n").encode() * 20_000
    data = bytearray(zipped({"0.txt": text}))
    at = data.index(b"PK\x01\x02")
    entry, end = bytes(data[at : data.index(b"PK\x05\x06")]), data[data.index(b"PK\x05\x06") :]
    struct.pack_into("<HHI", end, 8, 500, 500, 500 * len(entry))
    found = read(bytes(data[:at]) + entry * 500 + bytes(end))
    # Python 3.11.8 and later, and Debian's 3.11.2, see for themselves that entries overlap
    assert found[-1].reason in {"unsafe", "unreadable"}
    assert sum(len(each.text) for each in found if isinstance(each, Document)) < 12_000_000


def test_bombs_in_archives_in_archives_count_together():
    layer = zipped({f"{n}.txt": (TALKS.encode() + b" ") * 20_000 for n in range(8)})
    for _ in range(2):
        layer = zipped({f"{n}.zip": layer for n in range(8)})
    found = read(layer)
    assert {each.reason for each in found if isinstance(each, Rejected)} == {"unsafe"}
    assert sum(len(each.text) for each in found if isinstance(each, Document)) < 12_000_000


def test_all_of_an_archive_together_has_a_limit():
    found = read(
        zipped({f"{n}.txt": TALKS.encode() for n in range(9)}), settings=Settings(max_unpacked=500)
    )
    assert [getattr(each, "reason", "read") for each in found][:6] == ["read"] * 5 + ["unsafe"]


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: tarred(files, "w:gz")])
def test_members_have_a_limit(pack):
    data = pack({f"{n}.png": b"" for n in range(50)})
    assert [each.reason for each in read(data, settings=Settings(max_members=20))] == ["unsafe"]


def test_a_directory_without_measure_is_not_loaded():
    data = zipped({f"{n}.txt": b"" for n in range(500)})
    (found,) = read(data, settings=Settings(max_members=20))
    assert (found.reason, "directory" in found.detail) == ("unsafe", True)


# Archives


def linked(name, kind, target):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
        tarfile.GNUTYPE_SPARSE,
    ],
)
def test_links_and_devices_in_a_tar_are_refused(secret, kind):
    data = tarred({"b.txt": ENVOYS.encode()}, links=[linked("a.txt", kind, str(secret))])
    found = read(data)
    assert SECRET not in repr(found)
    assert (found[0].text, found[1].reason) == (ENVOYS, "unsafe")


def test_links_in_a_zip_are_refused(secret):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, str(secret))
    (found,) = read(out.getvalue())
    assert found.reason == "unsafe"


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    "name", ["../../{}", "{}", "/{}", "a/../../{}", "..\\..\\{}", "C:\\{}", "./{}"]
)
def test_names_that_lead_elsewhere_are_only_names(secret, pack, name):
    before = sorted(secret.parent.iterdir())
    found = read(pack({name.format(secret): TALKS.encode()}))
    assert [each.text for each in found] == [TALKS]
    assert sorted(secret.parent.iterdir()) == before
    assert SECRET in secret.read_text()


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    "name", ["a\x1b[31m.txt", "a\nb.txt", "a\u202etxt.txt", "a\x9b.txt", "x" * 60_000 + ".txt"]
)
def test_names_do_not_speak_to_the_terminal(pack, name):
    (found,) = read(pack({name: TALKS.encode()}))
    assert found.origin.isprintable()
    assert len(found.origin) <= 1000


def test_an_encrypted_member_is_told():
    data = bytearray(zipped({"a.txt": TALKS.encode(), "b.txt": ENVOYS.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    first, second = read(bytes(data))
    assert (first.reason, second.text) == ("encrypted", ENVOYS)


def header(name, size, kind=b"0"):
    """A header of a tar file with a size as it stands in it, and a sum that fits."""
    block = bytearray(512)
    block[: len(name)] = name
    block[124 : 124 + len(size)] = size
    block[156:157] = kind
    block[257:265] = b"ustar\x0000"
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


@pytest.mark.parametrize(
    "data",
    [
        header(b"a.txt", b"77777777777"),
        header(b"a.txt", b"\x80" + b"\x7f" * 11),
        header(b"a.txt", b"\xff" * 12),
        header(b"a.txt", b"no size"),
        header(b"a", b"77777777777", b"L"),
        header(b"a", b"77777777777", b"x"),
        header(b"a", b"00000000013", b"x") + b"0 path=a\n".ljust(512, b"\0"),
        header(b"a", b"00000000013", b"x") + b"9999999 a=b".ljust(512, b"\0"),
        header(b"a", b"00000000020", b"x")
        + b"16 size=-9999999\n".ljust(512, b"\0")
        + header(b"a.txt", b"0"),
        header(b"a", b"00000000024", b"x")
        + b"20 size=99999999999\n".ljust(512, b"\0")
        + header(b"a.txt", b"0"),
        header(b"a.txt", b"00000000000", b"S"),
        (header(b"a", b"00000000000", b"L")) * 2000,
    ],
)
def test_headers_of_a_tar_that_lie_are_told(data):
    found = read(data + bytes(1024))
    assert {each.reason for each in found} <= {"unreadable", "unsafe", "empty"}


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"WARC/1.0\r\nX: " + b"y" * 5_000_000),
        b"WARC/1.0\r\n" + b"A: b\r\n" * 500_000,
        response(b"x", "text/plain", X="y" * 1_000_000),
        response(b"ffffffffffff\r\nx", "text/plain", Transfer_Encoding="chunked"),
        response(b"-5\r\nx", "text/plain", Transfer_Encoding="chunked"),
        response(b"0\r\n" * 100_000, "text/plain", Transfer_Encoding="chunked"),
        response(PAGE).replace(b"Content-Length: ", b"Content-Length: -"),
        response(PAGE).replace(b"Content-Length: ", b"Content-Length: 9999999999999999999999"),
    ],
)
def test_headers_of_a_warc_that_lie_are_told(data):
    assert all(isinstance(each, Rejected) for each in read(data))


@pytest.mark.parametrize("opening", ["[", '{"text":', '[{"a":'])
def test_json_without_bottom_is_told(opening):
    found = read(zipped({"a.json": (opening * 100_000).encode(), "b.txt": TALKS.encode()}))
    assert [getattr(each, "reason", "read") for each in found] == ["malformed", "read"]


def test_scripts_in_titles_stay_text_whoever_shows_them_escapes_them():
    title = "<script>alert(1)</script>"
    (found,) = read(json.dumps({"text": TALKS, "title": title}).encode())
    assert found.title == title


# Sockets and files


WATCHED = """
import sys
told = []
def watch(event, arguments):
    if event.startswith("socket."):
        told.append(event)
        raise RuntimeError(event)
sys.addaudithook(watch)
from standoff import read_all
from standoff.types import Coding
codings = [each for each in read_all(sys.argv[1:]) if isinstance(each, Coding)]
assert len(codings) > 20
assert any(coding.events or coding.statements for coding in codings)
print(told)
"""


def test_reading_and_coding_open_no_socket_and_leave_no_file(tmp_path):
    for name, data in SAMPLES.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-B", "-c", WATCHED, tmp_path]
    with held_to(600):  # the model is loaded
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr[-2000:]) == ("[]", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(SAMPLES)
