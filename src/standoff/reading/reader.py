"""The door of this room: paths in, documents and rejections out, in the order of the input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from standoff.reading import jsonl
from standoff.reading.fields import Request
from standoff.reading.html import Extractor
from standoff.reading.identity import from_text
from standoff.reading.refusal import Refusal, too_large
from standoff.reading.sniff import SUFFIXES, Kind, check_magic, decode, is_wide, kind_of
from standoff.reading.walk import files, unreadable
from standoff.settings import DEFAULTS, Settings
from standoff.types import Document, Rejected

STANDARD_INPUT = "standard input"
_HEAD = 4096


def documents(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    source: str | None = None,
    settings: Settings = DEFAULTS,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Rejected]:
    """Yield the documents of files, folders and ``-`` (standard input), in the order given.

    The suffix says what a file is; standard input and files without a known suffix are told by
    how they begin. Inside folders only the suffixes of ``sniff.SUFFIXES`` are read. ``published``
    and ``source`` hold for plain text, which says neither; where a page, a JSON Lines record or
    a front matter says its own, that one stands. Nothing is raised for a bad input: it comes out
    as ``Rejected``, in its place.
    """
    request = Request(published=published, source=source, settings=settings)
    given = [paths] if isinstance(paths, str | Path) else paths
    with closing(Extractor(settings)) as pages:
        for path in given:
            if str(path) == "-":
                stream = sys.stdin.buffer if stdin is None else stdin
                yield from _read(stream, STANDARD_INPUT, None, request, pages)
                continue
            for file in files(Path(path)):
                yield from [file] if isinstance(file, Rejected) else _open(file, request, pages)


def _open(path: Path, request: Request, pages: Extractor) -> Iterator[Document | Rejected]:
    kind = SUFFIXES.get(path.suffix.lower())
    try:
        with path.open("rb") as stream:
            size = _size(stream)
            if size > request.settings.max_bytes and kind is not None and kind != "jsonl":
                yield too_large(size, request.settings.max_bytes).rejected(str(path))
            else:
                yield from _read(stream, str(path), kind, request, pages)
    except OSError as error:
        yield unreadable(str(path), error)


def _size(stream: BinaryIO) -> int:
    """Return the size in bytes of an open file, 0 for pipes and devices."""
    status = os.fstat(stream.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _read(
    stream: BinaryIO, origin: str, kind: Kind | None, request: Request, pages: Extractor
) -> Iterator[Document | Rejected]:
    """Yield what is in a stream: JSON Lines line by line, everything else as one text."""
    limit = request.settings.max_bytes
    try:
        opening = _opening(stream, limit)
        check_magic(opening)
        kind = kind or (None if is_wide(opening) else _guess(opening))
        if kind == "jsonl" and not is_wide(opening):
            yield from jsonl.read_lines(stream, origin, request, opening=opening)
            return
        data = opening + stream.read(max(0, limit + 1 - len(opening)))
        if len(data) > limit:
            raise too_large(None, limit)
        text = decode(data, page=(kind or _guess(data)) == "html")
    except Refusal as refusal:
        yield refusal.rejected(origin)
        return
    yield from _parse(text, kind or kind_of(text), origin, request, pages)


def _opening(stream: BinaryIO, limit: int) -> bytes:
    """Return the bytes up to the end of the first line that is not blank, or a bit over the limit.

    So a line that is piped in is answered before the next one comes.
    """
    opening = stream.readline(limit + 1)
    while opening.isspace() and len(opening) <= limit:
        line = stream.readline(limit + 1 - len(opening))
        if not line:
            break
        opening += line
    return opening


def _guess(data: bytes) -> Kind | None:
    """Return ``jsonl`` or ``html`` where the first bytes say so; the marks of both are ASCII."""
    kind = kind_of(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("latin-1"))
    return kind if kind in ("jsonl", "html") else None


def _parse(
    text: str, kind: Kind, origin: str, request: Request, pages: Extractor
) -> Iterator[Document | Rejected]:
    if kind == "jsonl":
        data = BytesIO(text.encode("utf-8", "surrogatepass"))
        yield from jsonl.read_lines(data, origin, request)
    elif kind == "json":
        yield from jsonl.read_json(text, origin, request)
    elif kind == "html":
        yield pages.read(text, origin, request)
    elif kind == "markdown":
        from standoff.reading import markdown

        yield markdown.read(text, origin, request)
    else:
        yield from_text(
            text,
            source=request.source,
            published=request.published,
            origin=origin,
            settings=request.settings,
        )
