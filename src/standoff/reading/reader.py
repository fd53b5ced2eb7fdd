"""The door of this room: paths or bytes in, documents and rejections out, in the order of the input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BufferedReader, BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from standoff.reading import feeds, jsonl, packing, tars, warc, zips
from standoff.reading.fields import Request
from standoff.reading.html import Extractor
from standoff.reading.identity import from_text
from standoff.reading.packing import Budget, Input, Resumed
from standoff.reading.refusal import Refusal, too_large
from standoff.reading.sniff import (
    PACKED,
    Kind,
    charset_of,
    check_magic,
    decode,
    is_wide,
    kind_of,
    kind_of_name,
    kind_of_type,
    packed_kind,
)
from standoff.reading.walk import files, unreadable
from standoff.settings import DEFAULTS, Settings
from standoff.types import Document, Rejected

STANDARD_INPUT = "standard input"
_HEAD = 4096
_MARKUP: frozenset[Kind] = frozenset({"html", "feed"})
_MEMBERS: dict[Kind, Callable[[Input], Iterator[Input | Rejected]]] = {
    "gzip": packing.members, "bzip2": packing.members, "xz": packing.members,
    "zip": zips.members, "tar": tars.members, "warc": warc.members,
}  # fmt: skip


class Reader:
    """Reads one input after the other with one HTML worker; close it, or use it in a ``with``."""

    def __init__(
        self,
        *,
        published: date | None = None,
        source: str | None = None,
        settings: Settings = DEFAULTS,
    ) -> None:
        self._request = Request(published=published, source=source, settings=settings)
        self._pages = Extractor(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the HTML worker."""
        self._pages.close()

    def path(
        self, path: str | Path, *, stdin: BinaryIO | None = None
    ) -> Iterator[Document | Rejected]:
        """Yield the documents of a file, a folder or ``-`` (standard input)."""
        if str(path) == "-":
            stream = sys.stdin.buffer if stdin is None else stdin
            yield from self._each(self._input(stream, STANDARD_INPUT, None))
            return
        for file in files(Path(path)):
            yield from [file] if isinstance(file, Rejected) else self._open(file)

    def data(
        self,
        data: bytes,
        *,
        origin: str,
        url: str | None = None,
        content_type: str | None = None,
        retrieved: datetime | None = None,
        published: date | None = None,
    ) -> Iterator[Document | Rejected]:
        """Yield the documents of bytes that somebody else got; see ``from_bytes``."""
        given = self._input(BytesIO(data), origin, kind_of_type(content_type))
        request = replace(
            self._request,
            url=url,
            retrieved=retrieved,
            published=published or self._request.published,
        )
        yield from self._each(replace(given, request=request, charset=charset_of(content_type)))

    def summary(
        self,
        entry: feeds.Entry,
        feed: feeds.Feed,
        *,
        origin: str,
        retrieved: datetime | None = None,
    ) -> Document | Rejected:
        """Return the document of what a feed itself holds of an entry (``reading.feed``)."""
        request = replace(self._request, retrieved=retrieved)
        return feeds.document(entry, feed, origin, request, self._pages)

    def _open(self, path: Path) -> Iterator[Document | Rejected]:
        kind = kind_of_name(path.name)
        try:
            with path.open("rb") as stream:
                size, limit = _size(stream), self._request.settings.max_bytes
                whole = kind is not None and kind != "jsonl" and kind not in PACKED
                if size > limit and whole:
                    yield too_large(size, limit).rejected(str(path))
                else:
                    yield from self._each(self._input(stream, str(path), kind))
        except OSError as error:
            yield unreadable(str(path), error)

    def _input(self, stream: BinaryIO, origin: str, kind: Kind | None) -> Input:
        settings = self._request.settings
        return Input(
            stream=stream, origin=origin, name=Path(origin).name, kind=kind, request=self._request,
            budget=Budget(settings.max_expansion, settings.max_unpacked),
        )  # fmt: skip

    def _each(self, given: Input) -> Iterator[Document | Rejected]:
        """Yield what is in a stream: archives by member, JSON Lines by line, all else as one text."""
        try:
            yield from self._read(given)
        except Refusal as refusal:
            yield refusal.rejected(given.origin)

    def _read(self, given: Input) -> Iterator[Document | Rejected]:
        limit = given.request.settings.max_bytes
        opening = given.stream.readline(min(_HEAD, limit + 1))
        if given.kind is None or given.kind in PACKED:
            packed = packed_kind(opening) or given.kind
            if packed is not None:
                yield from self._unpack(replace(given, kind=packed), packed, opening)
                return
        opening = _opening(opening, given.stream, limit)
        check_magic(opening)
        kind = given.kind or (None if is_wide(opening) else _guess(opening))
        if kind == "jsonl" and not is_wide(opening):
            yield from jsonl.read_lines(given.stream, given.origin, given.request, opening=opening)
            return
        data = opening + given.stream.read(max(0, limit + 1 - len(opening)))
        if len(data) > limit:
            raise too_large(None, limit)
        page = (kind or _guess(data)) in _MARKUP
        text = decode(data, page=page, charset=given.charset)
        yield from self._parse(text, kind or kind_of(text), given)

    def _unpack(self, given: Input, kind: Kind, opening: bytes) -> Iterator[Document | Rejected]:
        """Yield what is in the members of an archive; ``opening`` was read of it already."""
        if given.depth >= given.request.settings.max_depth:
            raise Refusal("unsafe", f"it lies {given.depth} archives deep; unpack it first")
        found = False
        for member in _MEMBERS[kind](_resumed(given, opening)):
            found = True
            yield from [member] if isinstance(member, Rejected) else self._each(member)
            given.budget.spend(0)  # what is over its limit by now ends here, not member by member
        if not found:
            raise Refusal("empty", f"the {kind} file holds nothing to read")

    def _parse(self, text: str, kind: Kind, given: Input) -> Iterator[Document | Rejected]:
        origin, request = given.origin, given.request
        if kind in _MARKUP:  # suffixes and servers take the one for the other
            seen = kind_of(text)
            kind = seen if seen in _MARKUP else kind
        if kind == "jsonl":
            data = BytesIO(text.encode("utf-8", "surrogatepass"))
            yield from jsonl.read_lines(data, origin, request)
        elif kind == "json":
            yield from jsonl.read_json(text, origin, request)
        elif kind == "html":
            yield self._pages.read(text, origin, request)
        elif kind == "feed":
            yield from feeds.read(text, origin, request, self._pages)
        elif kind == "markdown":
            from standoff.reading import markdown

            yield markdown.read(text, origin, request)
        else:
            yield from_text(
                text, source=request.source, url=request.url, published=request.published,
                origin=origin, retrieved=request.retrieved, settings=request.settings,
            )  # fmt: skip


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
    how they begin. Inside folders and archives only the suffixes of ``sniff.SUFFIXES`` are read.
    ``published`` and ``source`` hold for plain text, which says neither; where a page, a feed, a
    JSON Lines record or a front matter says its own, that one stands. Nothing is raised for a bad
    input: it comes out as ``Rejected``, in its place. A member of an archive has an origin such as
    ``news.zip!day1/a.html``.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    with Reader(published=published, source=source, settings=settings) as reader:
        for path in given:
            yield from reader.path(path, stdin=stdin)


def from_bytes(
    data: bytes,
    *,
    origin: str,
    url: str | None = None,
    content_type: str | None = None,
    retrieved: datetime | None = None,
    published: date | None = None,
    source: str | None = None,
    settings: Settings = DEFAULTS,
) -> Iterator[Document | Rejected]:
    """Yield the documents of bytes, such as the answer to a request: a page, a feed, a text, JSON.

    ``content_type`` says what it is, else how it begins. ``url`` and ``retrieved`` are where and when it was got. For
    many of them a ``Reader`` starts the HTML worker only once.
    """
    with Reader(published=published, source=source, settings=settings) as reader:
        yield from reader.data(
            data, origin=origin, url=url, content_type=content_type, retrieved=retrieved
        )  # fmt: skip


def _resumed(given: Input, opening: bytes) -> Input:
    """Return an archive at its beginning again; one of unknown size has its bytes counted as they come."""
    if given.depth == 0 and given.stream.seekable():
        given.budget.size = given.stream.seek(0, os.SEEK_END)
        given.stream.seek(0)
        return given
    counted = given.budget if given.depth == 0 else None
    return replace(given, stream=BufferedReader(Resumed(opening, given.stream, counted)))


def _size(stream: BinaryIO) -> int:
    """Return the size in bytes of an open file, 0 for pipes and devices."""
    status = os.fstat(stream.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _opening(start: bytes, stream: BinaryIO, limit: int) -> bytes:
    """Return the bytes up to the end of the first line that is not blank, or a bit over the limit.

    So a line that is piped in is answered before the next one comes. ``start`` was read already.
    """
    opening = start
    while len(opening) <= limit and (opening.isspace() or not opening.endswith(b"\n")):
        line = stream.readline(limit + 1 - len(opening))
        if not line:
            break
        opening += line
    return opening


def _guess(data: bytes) -> Kind | None:
    """Return ``jsonl`` or a markup where the first bytes say so; the marks of all are ASCII."""
    kind = kind_of(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("latin-1"))
    return kind if kind == "jsonl" or kind in _MARKUP else None
