"""A stream to lines of bounded length, and lines to text: constant memory, whatever the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_CHUNK = 1 << 20


class Line(NamedTuple):
    """One line without its end; ``cut`` says that it was longer than the limit and is not whole."""

    number: int
    data: bytes
    cut: bool


def lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """Yield the lines, numbered from 1. Only a newline ends a line; returns before it go with it."""
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        cut = len(data) > limit and not data.endswith(b"\n")
        if cut:
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
        if number == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        yield Line(number, data.rstrip(b"\r\n"), cut)
