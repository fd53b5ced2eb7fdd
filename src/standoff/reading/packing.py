"""What is packed becomes streams: the limits on what it may become, and gzip, bzip2 and XZ.

Nothing is unpacked to disk, and of a stream no more is unpacked than is read. A bomb is stopped by two measures:
what one layer makes of the bytes it was fed, and what all layers of one input make of its size.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BufferedReader, RawIOBase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Protocol

from standoff.reading.fields import Request
from standoff.reading.refusal import Refusal
from standoff.reading.sniff import Kind, kind_of_name

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FREE = 10_000_000  # bytes that may always come out: the head of a sound file can be very regular
_CHUNK = 1 << 13  # bytes fed at once: few, for each of many small members copies the rest of them
_XZ_MEMORY = 100_000_000  # what xz -9 needs, and half as much again
_BUFFER = 1 << 16
_OF_A_TAR = {".tgz", ".tbz2", ".txz"}
DAMAGED = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


@dataclass(slots=True)
class Budget:
    """How much one input, with everything in it, has unpacked and may unpack; ``size`` is its own, in bytes."""

    expansion: int
    total: int
    size: int = 0
    spent: int = field(default=0, init=False)

    def spend(self, count: int) -> None:
        """Count bytes that came out; raise ``unsafe`` where it is too much."""
        self.spent += count
        if self.spent > self.total:
            raise Refusal("unsafe", f"it unpacks to over {self.total:,} bytes; unpack it first")
        self.check(self.size, self.spent)

    def check(self, packed: int, unpacked: int) -> None:
        """Raise ``unsafe`` where ``packed`` bytes have become more than they may."""
        if unpacked > max(FREE, self.expansion * packed):
            what = f"{packed:,} bytes become over {unpacked - 1:,}"
            raise Refusal(
                "unsafe", f"{what}, more than {self.expansion} times as many: it is a bomb"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Bytes to read and what is known of them; ``depth`` counts the archives around them.

    ``name`` is what the file itself is called, ``origin`` what it is called to the user.
    """

    stream: BinaryIO
    origin: str
    name: str
    kind: Kind | None
    request: Request
    budget: Budget
    charset: str | None = None
    depth: int = 0

    def member(self, name: str, stream: BinaryIO, *, kind: Kind | None = None) -> Input:
        """Return what lies in this archive under a name."""
        return replace(
            self, stream=stream, origin=f"{self.origin}!{name}", name=name,
            kind=kind or kind_of_name(name), depth=self.depth + 1,
        )  # fmt: skip


class Decompressor(Protocol):
    """What bz2 and lzma have alike, and zlib behind ``_Gzip``."""

    @property
    def eof(self) -> bool:
        """Tell whether the end of the member was reached."""
        ...

    @property
    def needs_input(self) -> bool:
        """Tell whether nothing more comes before it is fed."""
        ...

    @property
    def unused_data(self) -> bytes:
        """Return what was fed behind the end of the member."""
        ...

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """Return at most ``max_length`` bytes of what ``data`` holds."""
        ...


class _Gzip:
    """zlib's decompressor as bz2 and lzma have it."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(zlib.MAX_WBITS + 16)
        self._starved = True

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return self._starved and not self._inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self._starved = len(out) < max_length
        return out


def _decompressor(kind: Kind) -> Decompressor:
    if kind == "gzip":
        return _Gzip()
    if kind == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)


class Unpacked(RawIOBase):
    """A compressed stream as it was: several members one after the other, as gzip, bzip2 and XZ allow.

    Raises the refusal ``unreadable`` where the data is damaged or ends early, ``unsafe`` at a bomb, and the same
    again whenever it is read afterwards.
    """

    def __init__(self, packed: BinaryIO, kind: Kind, budget: Budget) -> None:
        super().__init__()
        self._packed = packed
        self._kind: Kind = kind
        self._budget = budget
        self._inner = _decompressor(kind)
        self._taken = self._given = 0
        self._failure: Refusal | None = None

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what comes next, at least one byte before the end."""
        view = memoryview(buffer).cast("B")
        if self._failure is None:
            try:
                data = self._next(len(view))
            except Refusal as refusal:
                self._failure = refusal
            except DAMAGED as error:
                what = f"its {self._kind} data is damaged ({error}) after {self._given:,} bytes"
                self._failure = Refusal("unreadable", what)
        if self._failure is not None:
            raise self._failure
        view[: len(data)] = data
        return len(data)

    def _next(self, count: int) -> bytes:
        data = b""
        while not data:
            fed = b""
            if self._inner.eof:
                if not (fed := self._next_member()):
                    return b""
            elif self._inner.needs_input and not (fed := self._feed()):
                raise Refusal("unreadable", f"it ends early, after {self._given:,} bytes unpacked")
            data = self._inner.decompress(fed, count)
        self._given += len(data)
        self._budget.check(self._taken, self._given)
        self._budget.spend(len(data))
        return data

    def _feed(self) -> bytes:
        data = self._packed.read(_CHUNK)
        self._taken += len(data)
        return data

    def _next_member(self) -> bytes:
        """Return the first bytes of the next member; the zeros that fill a block are none."""
        rest = self._inner.unused_data.lstrip(b"\0")
        while not rest and (fed := self._feed()):
            rest = fed.lstrip(b"\0")
        if rest:
            self._inner = _decompressor(self._kind)
        return rest


def at_once(stream: BinaryIO) -> Callable[[int], bytes]:
    """Return a ``read`` that gives what there is: the usual one loses it when what comes next is damaged."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read


class Resumed(RawIOBase):
    """A stream whose first bytes were read already; ``budget`` is told of every byte, if it is given."""

    def __init__(self, opening: bytes, rest: BinaryIO, budget: Budget | None = None) -> None:
        super().__init__()
        self._opening = opening
        self._next = at_once(rest)
        self._budget = budget

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what comes next."""
        view = memoryview(buffer).cast("B")
        data = self._opening[: len(view)] or self._next(len(view))
        self._opening = self._opening[len(data) :]
        if self._budget is not None:
            self._budget.size += len(data)
        view[: len(data)] = data
        return len(data)


def members(packed: Input) -> Iterator[Input]:
    """Yield the one file in a compressed one, named without its last suffix."""
    if packed.kind is None:
        return
    path = PurePosixPath(packed.name)
    suffix = path.suffix.lower()
    name = f"{path.stem}.tar" if suffix in _OF_A_TAR else path.stem
    stream = BufferedReader(Unpacked(packed.stream, packed.kind, packed.budget), _BUFFER)
    yield replace(packed.member(name, stream), origin=packed.origin)
