"""WARC files become the pages, feeds and texts that their response records hold.

``url`` and ``retrieved`` of a document are the record's own (WARC-Target-URI, WARC-Date). fastwarc reads the records:
measured against warcio, hostile headers cost it no memory, and it takes files that were compressed as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, BinaryIO

from standoff.reading.packing import Input, Unpacked, at_once
from standoff.reading.refusal import Refusal, too_large
from standoff.reading.sniff import Kind, charset_of, kind_of_type
from standoff.types import Rejected

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_GZIPPED = {"gzip", "x-gzip"}


def members(archive: Input) -> Iterator[Input | Rejected]:
    """Yield what was answered with success and can be read; a damaged file gives what stands before the damage."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream = _Quiet(archive.stream)
    limit = archive.request.settings.max_members
    records = ArchiveIterator(
        stream, record_types=WarcRecordType.response, auto_decode="transfer", stream_detect=False
    )
    try:
        for count, record in enumerate(records):
            if count >= limit:
                raise Refusal("unsafe", f"it has more than {limit:,} records; the rest is not read")
            kind = _kind(record)
            if kind is not None:
                yield _member(archive, record, kind)
    except (OSError, ValueError) as error:
        raise stream.failure or Refusal("unreadable", f"it is damaged: {error}") from None
    if stream.failure is not None:
        raise stream.failure


class _Quiet:
    """The file as fastwarc sees it: where it can be read no further it ends, so that what was read before counts."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read = at_once(stream)
        self._at = 0
        self.failure: Refusal | None = None

    def read(self, count: int = -1) -> bytes:
        """Return the next bytes, none after a failure."""
        if self.failure is not None:
            return b""
        try:
            data = self._read(count)
        except Refusal as refusal:
            self.failure = refusal
            return b""
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002
        """Refuse: it is only ever read forward."""
        raise OSError("a stream cannot be read backwards")

    def close(self) -> None:
        """Leave the stream to its owner."""


def _kind(record: WarcRecord) -> Kind | None:
    code = record.http_headers.status_code if record.is_http_parsed else None
    return (
        kind_of_type(record.http_headers.get("Content-Type")) if code and code // 100 == 2 else None
    )


def _member(archive: Input, record: WarcRecord, kind: Kind) -> Input | Rejected:
    url = record.headers.get("WARC-Target-URI") or ""
    url = url.removeprefix("<").removesuffix(">")  # as WARC 1.0's grammar has it, and some writers
    limit = archive.request.settings.max_bytes
    try:
        stream = BytesIO(_body(record, limit))
        member = archive.member(
            url or str(record.record_id), _decoded(stream, record, archive), kind=kind
        )
    except Refusal as refusal:
        return refusal.rejected(f"{archive.origin}!{url}")
    request = replace(archive.request, url=url or None, retrieved=record.record_date)
    charset = charset_of(record.http_headers.get("Content-Type"))
    return replace(member, request=request, charset=charset)


def _body(record: WarcRecord, limit: int) -> bytes:
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        raise too_large(None, limit)
    if len(data) < record.content_length and "Transfer-Encoding" not in record.http_headers:
        raise Refusal("unreadable", f"it is cut off after {len(data):,} bytes")
    return data


def _decoded(stream: BinaryIO, record: WarcRecord, archive: Input) -> BinaryIO:
    coding = record.http_headers.get("Content-Encoding") or "identity"
    if coding.lower() in _GZIPPED:
        return BufferedReader(Unpacked(stream, "gzip", archive.budget))
    if coding.lower() != "identity":
        raise Refusal("unreadable", f"it is encoded as {coding!r}, which is not read")
    return stream
