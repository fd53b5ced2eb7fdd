"""ZIP archives become the files in them, in the order of their directory; one without a directory, for it was cut
off, gives what stands whole before the cut.

Only stored and deflated members are read: what zipfile makes of the other methods has no bound on its memory.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from io import BufferedReader, BytesIO, RawIOBase
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from standoff.reading.packing import DAMAGED, Budget, Input
from standoff.reading.refusal import Refusal, too_large
from standoff.reading.sniff import kind_of_name
from standoff.types import Rejected

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_ENTRY = 100  # bytes of the directory for one member, its name and its extra fields with it
_LOCAL = struct.Struct("<4sHHHHHIIIHH")  # the header before a member: APPNOTE.TXT of PKWARE, 4.3.7
_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8  # bits of a member's flags, 4.4.4
_OFFICE = {"[Content_Types].xml", "mimetype"}
_BROKEN = (*DAMAGED, BadZipFile, NotImplementedError, RuntimeError, struct.error)


def members(archive: Input) -> Iterator[Input | Rejected]:
    """Yield the files of kinds that can be read; raise the refusal of what is no ZIP archive at all."""
    file = _seekable(archive)
    limit = archive.request.settings.max_members
    try:
        directory = ZipFile(_Bounded(file, limit * _ENTRY))
    except _BROKEN as error:
        yield from _salvaged(archive, file)
        yield Refusal("unreadable", f"it is cut off or damaged: {error}").rejected(archive.origin)
        return
    entries = directory.infolist()
    if len(entries) > limit:
        raise Refusal("unsafe", f"it has {len(entries):,} members, more than {limit:,}")
    if any(entry.filename in _OFFICE for entry in entries):
        raise Refusal("binary", "it is a Word, Excel, EPUB or OpenDocument file; save it as text")
    for entry in entries:
        if kind_of_name(entry.filename) is not None and not entry.is_dir():
            yield _member(archive, directory, entry)


def _seekable(archive: Input) -> BinaryIO:
    """Return the archive itself where it is a file, else its bytes: the directory stands at the end."""
    if archive.depth == 0 and archive.stream.seekable():
        return archive.stream
    limit = archive.request.settings.max_bytes
    data = archive.stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(None, limit, "the ZIP archive inside another input")
    return BytesIO(data)


class _Bounded:
    """The file as zipfile sees it: the directory that it asks for at once has a limit."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file = file
        self._limit = limit
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, count: int = -1) -> bytes:
        """Return the next ``count`` bytes; raise ``unsafe`` where they are too many."""
        if count > self._limit:
            raise Refusal("unsafe", f"its directory has {count:,} bytes, more than {self._limit:,}")
        return self._file.read(count if count >= 0 else self._limit)


def _member(archive: Input, directory: ZipFile, entry: ZipInfo) -> Input | Rejected:
    origin = f"{archive.origin}!{entry.filename}"
    try:
        _check(entry.flag_bits, entry.compress_type, entry.external_attr >> 16)
        opened = directory.open(entry)
    except Refusal as refusal:
        return refusal.rejected(origin)
    except _BROKEN as error:
        return Refusal("unreadable", f"it is damaged: {error}").rejected(origin)
    stream = _Metered(opened, entry.compress_size, archive.budget)  # type: ignore[arg-type]
    return archive.member(entry.filename, BufferedReader(stream))


def _check(flags: int, method: int, mode: int) -> None:
    if flags & _ENCRYPTED:
        raise Refusal("encrypted", "it is encrypted; unpack the archive with its password first")
    if method not in (ZIP_STORED, ZIP_DEFLATED):
        what = f"it is compressed by method {method}, which is not read; unpack the archive first"
        raise Refusal("unreadable", what)
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise Refusal("unsafe", "it is a link or a device; only files are read")


class _Metered(RawIOBase):
    """A member's stream, counted; whatever zipfile raises over it comes out as a refusal."""

    def __init__(self, member: BinaryIO, packed: int, budget: Budget) -> None:
        super().__init__()
        self._member = member
        self._packed = packed
        self._budget = budget
        self._given = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what comes next."""
        view = memoryview(buffer).cast("B")
        try:
            data = self._member.read(len(view))
        except _BROKEN as error:
            what = f"it is damaged ({error}) after {self._given:,} bytes"
            raise Refusal("unreadable", what) from None
        view[: len(data)] = data
        self._given += len(data)
        self._budget.check(self._packed, self._given)
        self._budget.spend(len(data))
        return len(data)


def _salvaged(archive: Input, file: BinaryIO) -> Iterator[Input | Rejected]:
    """Yield the members that stand whole at the beginning of an archive without a directory."""
    file.seek(0)
    limit = archive.request.settings.max_bytes
    for _ in range(archive.request.settings.max_members):
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            return
        _, _, flags, method, _, _, check, packed, size, name_size, extra = _LOCAL.unpack(head)
        name = file.read(name_size).decode("utf-8", "replace")
        file.read(extra)
        if flags & _SIZES_FOLLOW or packed > limit:
            return  # where it ends stood only in the directory
        data = file.read(packed)
        if len(data) < packed:
            return
        if kind_of_name(name) is not None:
            try:
                _check(flags, method, 0)
                data = _inflated(data, method, min(size, limit))
            except (Refusal, zlib.error):
                continue
            archive.budget.spend(len(data))
            if zlib.crc32(data) == check:
                yield archive.member(name, BytesIO(data))


def _inflated(data: bytes, method: int, size: int) -> bytes:
    return data if method == ZIP_STORED else zlib.decompressobj(-15).decompress(data, max(1, size))
