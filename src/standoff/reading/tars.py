"""TAR archives become the files in them, in their order, from a stream that is only ever read forward.

The headers are read by the standard library (``TarInfo.frombuf``), the walk from one to the next is ours: tarfile's
own follows names and sizes that a hostile archive chooses, into memory and back.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from tarfile import (
    BLOCKSIZE,
    GNUTYPE_LONGLINK,
    GNUTYPE_LONGNAME,
    GNUTYPE_SPARSE,
    SUPPORTED_TYPES,
    XGLTYPE,
    XHDTYPE,
    HeaderError,
    TarInfo,
)
from typing import TYPE_CHECKING, BinaryIO

from standoff.reading.packing import Input
from standoff.reading.refusal import Refusal
from standoff.reading.sniff import kind_of_name
from standoff.types import Rejected

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LONGEST = 100_000  # bytes of a header that holds a long name
_CHUNK = 1 << 16
_EXTRA = {XHDTYPE, XGLTYPE, GNUTYPE_LONGNAME, GNUTYPE_LONGLINK}


def members(archive: Input) -> Iterator[Input | Rejected]:
    """Yield the files of kinds that can be read; raise the refusal of the rest where it is damaged."""
    limit = archive.request.settings.max_members
    told: dict[str, str] = {}
    for count, header in enumerate(_headers(archive.stream)):
        if count >= limit:
            raise Refusal("unsafe", f"it has more than {limit:,} members; the rest is not read")
        if header.type in _EXTRA:
            _note(header, archive.stream, told)
            continue
        name = told.pop("path", header.name)
        size = _size(told.pop("size", header.size))
        told.clear()
        has_body = header.isreg() or header.type not in SUPPORTED_TYPES
        body = _Member(archive.stream, size if has_body else 0)
        if kind_of_name(name) is not None and not header.isdir():
            yield _told(archive, name, header, body)
        body.skip()


def _headers(stream: BinaryIO) -> Iterator[TarInfo]:
    """Yield one header after the other; between two, the body is read by whoever takes them."""
    while block := stream.read(BLOCKSIZE):
        if not block.strip(b"\0") and len(block) == BLOCKSIZE:
            return
        try:
            yield TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except (HeaderError, ValueError) as error:
            raise Refusal("unreadable", f"it is damaged: {error}") from None
    raise Refusal("unreadable", "it is cut off: the end mark is missing")


def _size(value: str | int) -> int:
    size = (
        int(value) if str(value).isascii() and str(value).isdigit() and len(str(value)) < 20 else -1
    )
    if size < 0:
        raise Refusal("unreadable", "it is damaged: a member has no size that can be")
    return size


def _note(header: TarInfo, stream: BinaryIO, told: dict[str, str]) -> None:
    """Keep what a header says of the member after it: its name, where that is long, and its size."""
    if header.size > _LONGEST or header.size < 0:
        raise Refusal("unsafe", f"a header of {header.size:,} bytes stands in it")
    body = _Member(stream, header.size)
    data = body.read()
    body.skip()
    if header.type == GNUTYPE_LONGNAME:
        told["path"] = data.rstrip(b"\0").decode("utf-8", "surrogateescape")
    elif header.type == XHDTYPE:
        told |= _records(data)


def _records(data: bytes) -> dict[str, str]:
    """Return ``path`` and ``size`` of a PAX header, whose records are lines of ``LENGTH KEY=VALUE``."""
    found: dict[str, str] = {}
    while data:
        length, _, _ = data.partition(b" ")
        if not length.isdigit() or len(length) > 6 or not len(length) < int(length) <= len(data):
            raise Refusal("unreadable", "it is damaged: a PAX header cannot be read")
        key, _, value = data[len(length) + 1 : int(length) - 1].partition(b"=")
        if key in (b"path", b"size"):
            found[key.decode()] = value.decode("utf-8", "surrogateescape")
        data = data[int(length) :]
    return found


def _told(archive: Input, name: str, header: TarInfo, body: _Member) -> Input | Rejected:
    if not header.isreg() or header.type == GNUTYPE_SPARSE:
        what = "it is a link, a device or no plain file; only files are read"
        return Refusal("unsafe", what).rejected(f"{archive.origin}!{name}")
    return archive.member(name, BufferedReader(body))


class _Member(RawIOBase):
    """The next ``size`` bytes of the archive, and the filling up to a whole block behind them."""

    def __init__(self, archive: BinaryIO, size: int) -> None:
        super().__init__()
        self._archive = archive
        self._left = size
        self._filling = -size % BLOCKSIZE

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what comes next."""
        view = memoryview(buffer).cast("B")
        data = self._archive.read(min(len(view), self._left))
        if self._left and not data and len(view):
            raise Refusal(
                "unreadable", f"the archive is cut off {self._left:,} bytes before its end"
            )
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def skip(self) -> None:
        """Go to the header after it; the end of the archive shows there."""
        left = self._left + self._filling
        self._left = self._filling = 0
        while left and (data := self._archive.read(min(left, _CHUNK))):
            left -= len(data)
