"""A file to its rows: unpacked where it is packed (gzip, zip), told by its content, streamed."""

from __future__ import annotations

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from standoff.errors import InputError
from standoff.exchange.base import Format, Row, Source, refused
from standoff.exchange.formats import FORMATS

_DEEPEST = 3  # a file in gzip in a zip in a zip; some archives hold themselves
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# What the packers and the system raise for damaged input, or for a packing that Python does not know.
_DAMAGE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError)
# What zipfile raises for a damaged directory, and (RuntimeError) for a file that is locked with a password.
_BAD_ZIP = (*_DAMAGE, ValueError, RuntimeError, struct.error, KeyError, IndexError)


def read(
    source: str | Path | BinaryIO, format: str | None = None, *, origin: str | None = None
) -> Iterator[Row]:
    """Yield the rows of a file or a binary stream, in its order; what cannot be read is a ``Rejected`` in its place.

    ``format`` is one of ``FORMATS``; None: told by the content. Files in gzip and every file of a zip are read. Nothing
    is held of what was read, so the size of a file does not matter. ``origin`` is what a stream is called.

    Raises ``InputError`` for a format that there is not, or that is not read.
    """
    wanted = _readable(format) if format else None
    if isinstance(source, str | Path):
        return _opened(Path(source), wanted)
    return _guarded(source, origin or "stream", wanted)


def _readable(name: str) -> Format:
    found = FORMATS.get(name)
    if found is None or found.read is None:
        known = ", ".join(each.name for each in FORMATS.values() if each.read)
        raise InputError(f"{name!r} is no format that is read; these are: {known}")
    return found


def _opened(path: Path, wanted: Format | None) -> Iterator[Row]:
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        yield refused(str(path), "missing", "there is no such file")
        return
    except OSError as error:
        yield refused(str(path), "unreadable", str(error.strerror or error))
        return
    with stream:
        yield from _guarded(stream, str(path), wanted)


def _guarded(stream: BinaryIO, origin: str, wanted: Format | None, depth: int = 0) -> Iterator[Row]:
    """Damage ends the file it is in, not the run."""
    if depth > _DEEPEST:
        yield refused(
            origin, "unreadable", f"it is packed more than {_DEEPEST} times; unpack it first"
        )
        return
    try:
        yield from _unpacked(stream, origin, wanted, depth)
    except _DAMAGE as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield refused(origin, "unreadable", f"it is damaged or packed: {why}")


def _unpacked(stream: BinaryIO, origin: str, wanted: Format | None, depth: int) -> Iterator[Row]:
    plain = (
        stream
        if isinstance(stream, BufferedReader)
        else BufferedReader(cast("BufferedReader", stream))
    )
    try:
        yield from _told(plain, origin, wanted, depth)
    finally:
        if plain is not stream:
            plain.detach()  # or it would close a stream that is not ours


def _told(plain: BufferedReader, origin: str, wanted: Format | None, depth: int) -> Iterator[Row]:
    head = plain.peek(4)[:4]
    if head.startswith(_GZIP):
        with gzip.GzipFile(fileobj=plain) as inner:
            yield from _guarded(cast(BinaryIO, inner), origin, wanted, depth + 1)
    elif head.startswith(_ZIP):
        yield from _zipped(plain, origin, wanted, depth)
    else:
        yield from _rows(Source(origin=origin, stream=cast(BinaryIO, plain)), head, wanted)


def _zipped(
    stream: BufferedReader, origin: str, wanted: Format | None, depth: int
) -> Iterator[Row]:
    if not stream.seekable():
        yield refused(origin, "unreadable", "a zip needs a file; unpack it first")
        return
    try:
        archive = zipfile.ZipFile(stream)
    except _BAD_ZIP as error:
        yield refused(origin, "unreadable", f"it is a damaged zip: {error}")
        return
    with archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield from _member(archive, member, f"{origin}/{member.filename}", wanted, depth)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, wanted: Format | None, depth: int
) -> Iterator[Row]:
    try:
        inner = archive.open(member)
    except _BAD_ZIP as error:
        yield refused(name, "unreadable", f"it is damaged or locked: {error}")
        return
    with inner:
        yield from _guarded(cast(BinaryIO, inner), name, wanted, depth + 1)


def _rows(source: Source, head: bytes, wanted: Format | None) -> Iterator[Row]:
    if head == b"PAR1":
        found: Format | None = wanted or FORMATS["parquet"]
    else:
        line = source.opening()
        if not line:
            yield source.rejected("empty", "there is no line in it")
            return
        found = wanted or told(line.decode("utf-8", "replace"))
    if found is None or found.read is None:
        known = ", ".join(each.name for each in FORMATS.values() if each.fits)
        yield source.rejected(
            "malformed",
            f"its first line fits none of {known}; name the format if it is one of them",
        )
        return
    yield from found.read(source)


def told(line: str) -> Format | None:
    """The format whose files begin with such a line."""
    return next((each for each in FORMATS.values() if each.fits and each.fits(line)), None)
