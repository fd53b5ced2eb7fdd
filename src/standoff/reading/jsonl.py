"""JSON Lines, one document a line, and JSON files that hold one document or a list of them.

A record is ``{"text": ..., "id", "title", "source", "byline", "url", "published"}``; only the text
is needed, unknown keys are ignored. A broken line is rejected by its number; the others are read.
Lines are taken one at a time, and no more than a document's limit of any.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from standoff.reading.fields import Request, date_field, json_name, text_field
from standoff.reading.identity import from_text
from standoff.reading.refusal import Refusal, too_large
from standoff.types import Document, Rejected

_CHUNK = 1 << 20
Line = tuple[int, bytes, int]


def read_lines(
    stream: BinaryIO, origin: str, request: Request, *, opening: bytes = b""
) -> Iterator[Document | Rejected]:
    """Yield the document of every line that is not blank; ``opening`` was read already."""
    found = False
    for number, line, size in _lines(opening, stream, request.settings.max_bytes):
        if not line.strip():
            continue
        found = True
        yield _from_line(line, size, f"{origin}:{number}", request)
    if not found:
        yield Refusal("empty", "there is no line with a record in it").rejected(origin)


def read_json(text: str, origin: str, request: Request) -> Iterator[Document | Rejected]:
    """Yield the documents of a JSON file: one object, a list of objects, or JSON Lines after all.

    The documents of a list are numbered from 1 in their origins.
    """
    try:
        value = _parsed(text)
    except Refusal as refusal:
        if _is_record(text.lstrip().partition("\n")[0]):
            yield from read_lines(BytesIO(text.encode("utf-8", "surrogatepass")), origin, request)
        else:
            yield refusal.rejected(origin)
        return
    if not isinstance(value, list):
        yield _from_value(value, origin, request)
        return
    for number, each in enumerate(value, 1):
        yield _from_value(each, f"{origin}:{number}", request)
    if not value:
        yield Refusal("empty", "the list in it is empty").rejected(origin)


def _lines(opening: bytes, stream: BinaryIO, limit: int) -> Iterator[Line]:
    """Yield (number from 1, line, its size); a line over ``limit`` comes cut, its size whole."""
    rest = iter(lambda: stream.readline(limit + 1), b"")
    for number, line in enumerate(chain(_joined(opening, stream, limit), rest), 1):
        size = len(line)
        if size > limit and not line.endswith(b"\n"):
            size += _skip_line(stream)
        yield number, line, size


def _joined(opening: bytes, stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield the lines of ``opening``, the last one made whole (up to ``limit``) from the stream."""
    for line in BytesIO(opening):
        missing = 0 if line.endswith(b"\n") else max(0, limit + 1 - len(line))
        yield line + (stream.readline(missing) if missing else b"")


def _skip_line(stream: BinaryIO) -> int:
    size = 0
    while chunk := stream.readline(_CHUNK):
        size += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return size


def _from_line(line: bytes, size: int, origin: str, request: Request) -> Document | Rejected:
    limit = request.settings.max_bytes
    try:
        if size > limit + 1:
            raise too_large(size, limit, "the line")
        value = _parsed(_decoded(line))
    except Refusal as refusal:
        return refusal.rejected(origin)
    return _from_value(value, origin, request)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = line[error.start]
        found = f"byte 0x{byte:02X} at position {error.start:,} of the line is no UTF-8"
        raise Refusal("undecodable", found) from None


def _is_record(line: str) -> bool:
    try:
        return isinstance(_parsed(line), dict)
    except Refusal:
        return False


def _parsed(text: str) -> object:
    try:
        return json.loads(text.strip())
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        where = f"{error.msg} at {line}column {error.colno}"
        raise Refusal("malformed", f"it is no JSON: {where}") from None
    except (ValueError, RecursionError) as error:
        raise Refusal("malformed", f"it is no JSON that can be read: {error}") from None


def _from_value(value: object, origin: str, request: Request) -> Document | Rejected:
    if not isinstance(value, dict):
        detail = f"it is {json_name(value)}; it must be an object with a text"
        return Refusal("malformed", detail).rejected(origin)
    origin = f"{origin} {_own_id(value)}".rstrip()
    try:
        return _from_record(value, origin, request)
    except Refusal as refusal:
        return refusal.rejected(origin)


def _own_id(record: dict[str, object]) -> str:
    value = record.get("id")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _from_record(record: dict[str, object], origin: str, request: Request) -> Document | Rejected:
    if "text" not in record:
        raise Refusal("malformed", '"text" is missing')
    if not isinstance(text := record["text"], str):
        raise Refusal("malformed", f'"text" is {json_name(text)}; it must be a string')
    return from_text(
        text,
        title=text_field(record, "title"),
        source=text_field(record, "source") or request.source,
        byline=text_field(record, "byline"),
        url=text_field(record, "url") or request.url,
        published=date_field(record, "published") or request.published,
        origin=origin,
        retrieved=request.retrieved,
        settings=request.settings,
    )
