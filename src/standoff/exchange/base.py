"""What a format is, and what reading and writing one has to hand. A new format is one file with a ``Format`` in it and
one line in ``formats.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from standoff.exchange.lines import Line, lines
from standoff.types import Coding, EventRow, Reason, Rejected

LIMIT = 16 * 1024 * 1024  # bytes of one line; GKG's longest are a few hundred kilobytes

Row = EventRow | Rejected


@dataclass(slots=True, kw_only=True)
class Source:
    """A stream to read rows from; ``stream`` is plain, whatever it was packed in. It is read once.

    ``origin`` is what the user calls it.
    """

    origin: str
    stream: BinaryIO
    _ahead: Line | None = field(default=None, init=False)
    _lines: Iterator[Line] | None = field(default=None, init=False)

    def lines(self, *, blank: bool = False) -> Iterator[Line]:
        """The lines of the stream, numbered from 1, none over ``LIMIT``; ``blank``: with those that are blank."""
        if self._lines is None:
            self._lines = lines(self.stream, LIMIT)
        if self._ahead:
            ahead, self._ahead = self._ahead, None
            yield ahead
        for line in self._lines:
            if blank or line.data.strip():
                yield line

    def opening(self) -> bytes:
        """The first line that is not blank, without taking it away; nothing where there is none."""
        self._ahead = next(self.lines(), None)
        return self._ahead.data if self._ahead else b""

    def rejected(self, reason: Reason, detail: str, line: int | None = None) -> Rejected:
        """What is said of a record that cannot be read."""
        return refused(self.origin if line is None else f"{self.origin}:{line}", reason, detail)


def refused(origin: str, reason: Reason, detail: str) -> Rejected:
    """A rejection that every output can take: names of files, and of files in a zip, may hold anything."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in origin)
    return Rejected(origin=shown, reason=reason, detail=detail)


class Written(NamedTuple):
    """What ``write`` did: how many records it wrote, how many items it left out, and why."""

    records: int
    left_out: dict[str, int]


class Tally:
    """Counts while a file is written."""

    def __init__(self) -> None:
        self.records = 0
        self.left: Counter[str] = Counter()

    def leave_out(self, why: str) -> None:
        """Count an item that this format cannot hold."""
        self.left[why] += 1

    def written(self) -> Written:
        """The counts as a value."""
        return Written(self.records, dict(self.left))


Reader = Callable[[Source], Iterator[Row]]
RowWriter = Callable[[Iterator[EventRow], BinaryIO, Tally], None]
CodingWriter = Callable[[Iterator[Coding], BinaryIO, Tally], None]
FolderWriter = Callable[[Iterator[Coding], "Path | BinaryIO", Tally], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format by name. ``fits`` tells it by the first line (decoded) of a file.

    ``write_rows`` writes rows; ``write_codings`` what needs whole documents, and ``write_folder`` that in several
    files. ``holds_status`` says whether a reader of the file can tell what happened from what was denied or feared;
    where not, ``write`` leaves the latter out.
    """

    name: str
    help: str
    suffixes: tuple[str, ...]
    fits: Callable[[str], bool] | None = None
    read: Reader | None = None
    write_rows: RowWriter | None = None
    write_codings: CodingWriter | None = None
    write_folder: FolderWriter | None = None
    holds_status: bool = False

    @property
    def writes(self) -> bool:
        """Whether there is a writer."""
        return any((self.write_rows, self.write_codings, self.write_folder))
