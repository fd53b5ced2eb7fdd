"""Bytes are told apart: what is no text is named, what is text is decoded without guessing much.

Order of trust: a byte order mark, then UTF-8, then UTF-16 by its NULs, then (for a page) the
charset it declares, then Windows-1252. Damaged UTF-8 is reported, not patched.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from pathlib import PurePosixPath
from typing import Literal, cast

from standoff.reading.refusal import Refusal
from standoff.reading.tables import rows

Kind = Literal[
    "text", "markdown", "html", "jsonl", "json", "feed", "warc", "zip", "tar", "gzip", "bzip2", "xz"
]


def _kinds(by: str) -> dict[str, Kind]:
    return {value: cast(Kind, kind) for column, value, kind in rows("formats.tsv") if column == by}


SUFFIXES: dict[str, Kind] = _kinds("suffix")
MEDIA: dict[str, Kind] = _kinds("type")
PACKED: frozenset[Kind] = frozenset({"warc", "zip", "tar", "gzip", "bzip2", "xz"})
_MAGIC_OF_PACKED = {bytes.fromhex(code): kind for code, kind in _kinds("magic").items()}
_TAR = (257, b"ustar")
_COMPRESSED = {".gz", ".bz2", ".xz"}

# UTF-32 first: its little-endian mark starts with the one of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

# Possessive throughout: hostile text must not make it try the same comments in other ways.
_PROLOG = re.compile(
    r"(?:\s++|(?><\?.*?>)|(?><!--.*?-->)|(?><!doctype(?!\s+html)[^>\[]*+(?:\[.*?\]\s*+)?>))*+",
    re.IGNORECASE | re.DOTALL,
)
_HTML = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|article|section|main|div|p)\b[^>]*>)",
    re.IGNORECASE,
)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF|opml)\b")
_JSON_LINE = re.compile(r'\s*\{\s*"')
_JSON = re.compile(r'\s*(?:\[\s*\{|\{\s*\n\s*")')
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n[A-Za-z_][\w-]*:")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_TYPE_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.I)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f]")

# What pages mean by these labels (WHATWG Encoding Standard, table of names and labels).
_LABELS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932", "x-sjis": "cp932", "iso-8859-9": "cp1254", "tis-620": "cp874",
}  # fmt: skip
_SAMPLE = 4096


def kind_of(text: str) -> Kind:
    """Return what a text without a known suffix is, by how it begins."""
    start = text[:_SAMPLE]
    if _JSON.match(start):
        return "json"
    if _JSON_LINE.match(start):
        return "jsonl"
    prolog = _PROLOG.match(start)
    root = prolog.end() if prolog else 0
    if _HTML.match(start, root):
        return "html"
    if _FEED.match(start, root):
        return "feed"
    return "markdown" if _FRONT_MATTER.match(start) else "text"


def kind_of_name(name: str) -> Kind | None:
    """Return what the ending of a file's name says that it is; None also for ``dump.sql.gz``."""
    path = PurePosixPath(name.lower())
    kind = SUFFIXES.get(path.suffix)
    inner = PurePosixPath(path.stem).suffix
    return None if path.suffix in _COMPRESSED and inner and inner not in SUFFIXES else kind


def kind_of_type(content_type: str | None) -> Kind | None:
    """Return what a media type (``text/html; charset=utf-8``) says of what it is sent with."""
    return MEDIA.get((content_type or "").partition(";")[0].strip().lower())


def charset_of(content_type: str | None) -> str | None:
    """Return the charset that a media type says."""
    found = _TYPE_CHARSET.search(content_type or "")
    return found[1] if found else None


def packed_kind(data: bytes) -> Kind | None:
    """Return which archive or compressed file begins so."""
    if data.startswith(_TAR[1], _TAR[0]):
        return "tar"
    return next((kind for magic, kind in _MAGIC_OF_PACKED.items() if data.startswith(magic)), None)


def check_magic(data: bytes) -> None:
    """Raise the refusal of ``data`` whose first bytes belong to a known binary format."""
    for offset, magic, name in _magic():
        if data.startswith(magic, offset):
            raise Refusal("binary", f"it is {name}, not text; convert or unpack it first")


@cache
def _magic() -> tuple[tuple[int, bytes, str], ...]:
    return tuple((int(at), bytes.fromhex(code), name) for at, code, name in rows("magic.tsv"))


def decode(data: bytes, *, page: bool = False, charset: str | None = None) -> str:
    """Return ``data`` as text, without the byte order mark; ``page``: it may declare a charset, or ``charset`` is
    the one that it was sent with.

    Raises the refusal ``binary`` or ``undecodable`` with the place and the byte.
    """
    check_magic(data)
    for mark, encoding, name in MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name, len(mark))
    if b"\0" in data:
        return _strict(data, _wide_encoding(data), "UTF-16", 0)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        label = charset or (_declared(data) if page else None)
        return _labelled(data, label, error) if label else _western(data, error)


def is_wide(data: bytes) -> bool:
    """Tell whether ``data`` starts like UTF-16 or UTF-32, where a newline is not one byte."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    return wide or b"\0" in data[:_SAMPLE]


def _strict(data: bytes, encoding: str, name: str, skip: int) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, skip + error.start, name) from None


def _undecodable(data: bytes, at: int, name: str, more: str = "") -> Refusal:
    return Refusal(
        "undecodable",
        f"byte 0x{data[at]:02X} at position {at:,} is no {name}{more}; save the file as UTF-8",
    )


def _wide_encoding(data: bytes) -> str:
    """Return the byte order of UTF-16 without a mark: in English every other byte is a NUL."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and half and odd >= 0.6 * half and even <= 0.02 * half:
        return "utf-16-le"
    if len(data) % 2 == 0 and half and even >= 0.6 * half and odd <= 0.02 * half:
        return "utf-16-be"
    raise Refusal("binary", f"a NUL byte stands at position {data.index(0):,}: it is no text")


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_SAMPLE])
    return found[1].decode("ascii", "replace") if found else None


def _labelled(data: bytes, label: str, error: UnicodeDecodeError) -> str:
    """Return text in the charset it is said to have; a few damaged characters are let through."""
    label = label.lower()
    try:
        text = data.decode(_LABELS.get(label, label), "replace")
    except (LookupError, ValueError):
        return _western(data, error)
    if text.count("\ufffd") > 1 + len(text) // 1000:
        raise _undecodable(data, error.start, "UTF-8", f", and the declared {label} does not fit")
    return text


def _western(data: bytes, error: UnicodeDecodeError) -> str:
    """Return Windows-1252 text, where everything says that it is that and not damaged UTF-8."""
    patched = data.decode("utf-8", "replace")
    damaged = patched.count("\ufffd")
    sound = sum(not char.isascii() for char in patched) - damaged
    if sound >= damaged:
        raise _undecodable(data, error.start, "UTF-8", " (the rest of the file is)")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as worse:
        raise _undecodable(data, worse.start, "UTF-8 and no Windows-1252") from None
    if not _looks_western(text):
        raise _undecodable(data, error.start, "UTF-8", ", and it is no Western text either")
    return text


def _looks_western(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    foreign = sum(char.isalpha() and not char.isascii() for char in text)
    visible = sum(not char.isspace() for char in text)
    return not _CONTROLS.search(text) and letters >= 0.6 * visible and foreign <= 0.25 * letters
