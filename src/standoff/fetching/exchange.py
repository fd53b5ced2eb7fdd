"""One question to one site: connected to a checked address, bounded in time and size, certificates insisted on."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from io import BufferedReader, BytesIO
from threading import Timer
from typing import TYPE_CHECKING, Self

from standoff.fetching.guard import Target
from standoff.reading.packing import Budget, Unpacked
from standoff.reading.refusal import Refusal, too_large
from standoff.reading.sniff import kind_of_type
from standoff.settings import Settings

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPTED = (
    "text/html, application/rss+xml, application/atom+xml, application/xml, text/*, */*;q=0.1"
)
_UNTOLD = {"", "application/octet-stream", "binary/octet-stream"}  # types that say nothing
_CHUNK = 1 << 16
_SILENCE = 10.0  # seconds without a byte: then the next address is tried, or the answer given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said: ``url`` is the one that was asked, ``location`` where it sends us instead.

    ``data`` is there with success alone. ``moved`` is the new URL where the one first asked moved for good.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    data: bytes = field(default=b"", repr=False)
    location: str | None = None
    moved: str | None = None


def exchange(
    target: Target,
    addresses: Iterable[str],
    headers: Mapping[str, str],
    *,
    settings: Settings,
    deadline: float,
    limit: int,
) -> Answer:
    """Ask the first address that can be connected to; raise the refusal where there is no answer that is read.

    ``deadline`` is a time of ``time.monotonic``, ``limit`` the most bytes that the answer may have, unpacked.
    """
    refusal = Refusal("unreadable", f"{target.host} has no address")
    late = Refusal("too-slow", f"the answer took over {settings.fetch_seconds:g} s")
    for address in addresses:
        with _Watched(target, address, deadline) as connection:
            try:
                connection.open()
            except _faults() as error:
                refusal = _no_answer(error)
                continue
            try:
                answer = _answer(connection.inner, target, headers, limit, settings)
            except _faults() as error:
                raise (late if time.monotonic() >= deadline else _no_answer(error)) from None
        if time.monotonic() >= deadline:  # what was cut off can look like an end
            raise late
        return answer
    raise late if time.monotonic() >= deadline else refusal


def check_type(content_type: str | None) -> None:
    """Raise the refusal of what nobody here reads; a server that says nothing of it may send it."""
    media = (content_type or "").partition(";")[0].strip().lower()
    if media not in _UNTOLD and kind_of_type(media) is None:
        raise Refusal("binary", f"it is {media[:80]}, which is not read")


class _Watched:
    """A connection to a checked address that ends when its time is up, however slowly bytes drip."""

    def __init__(self, target: Target, address: str, deadline: float) -> None:
        self.inner = _connection(target, address, deadline)
        self._socket: socket.socket | None = None
        self._timer = Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self.inner.close()

    def open(self) -> None:
        """Connect, and shake hands where it is TLS."""
        self.inner.connect()
        self._socket = self.inner.sock  # which the connection forgets when it reads an answer

    def _cut(self) -> None:
        with suppress(OSError, AttributeError):
            socket.socket.shutdown(self._socket or self.inner.sock, socket.SHUT_RDWR)


def _connection(target: Target, address: str, deadline: float) -> HTTPConnection:
    """Return a connection to one checked address; TLS asks for, and insists on, the host's own name."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    seconds = min(_SILENCE, max(0.1, deadline - time.monotonic()))
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=seconds)
    return HTTPSConnection(
        address, target.port, timeout=seconds, ssl_context=tls(),
        server_hostname=target.host,
    )  # fmt: skip


@cache
def tls() -> ssl.SSLContext:
    """Return how certificates are checked: against those that the system trusts, and certifi's."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _faults() -> tuple[type[Exception], ...]:
    """Return what goes wrong on a network, by the libraries' names for it."""
    from urllib3.exceptions import HTTPError

    return (OSError, HTTPException, ValueError, HTTPError)


def _no_answer(error: Exception) -> Refusal:
    return Refusal("unreadable", f"there is no answer: {type(error).__name__}: {error}")


def _answer(
    connection: HTTPConnection,
    target: Target,
    headers: Mapping[str, str],
    limit: int,
    settings: Settings,
) -> Answer:
    sent = {
        "Host": target.site, "Accept": _ACCEPTED, "Accept-Encoding": "gzip", "Connection": "close", **headers
    }  # fmt: skip
    connection.request(
        "GET", target.path, headers=sent, preload_content=False, decode_content=False
    )
    response = connection.getresponse()
    told = {name.title(): value for name, value in response.headers.items()}
    location = told.get("Location") if response.status in _REDIRECTS else None
    data = b""
    if response.status == 200:
        check_type(told.get("Content-Type"))
        data = _unpacked(_body(response, limit), told.get("Content-Encoding"), limit, settings)
    return Answer(
        status=response.status, url=target.url, headers=told, data=data, location=location
    )


def _body(response: BaseHTTPResponse, limit: int) -> bytes:
    data = bytearray()
    while chunk := response.read(_CHUNK, decode_content=False):
        data += chunk
        if len(data) > limit:
            raise too_large(None, limit)
    return bytes(data)


def _unpacked(data: bytes, coding: str | None, limit: int, settings: Settings) -> bytes:
    coding = (coding or "identity").strip().lower()
    if coding == "identity":
        return data
    if coding not in ("gzip", "x-gzip"):
        raise Refusal("unreadable", f"it is encoded as {coding[:40]!r}, which was not asked for")
    budget = Budget(settings.max_expansion, settings.max_unpacked, len(data))
    unpacked = BufferedReader(Unpacked(BytesIO(data), "gzip", budget)).read(limit + 1)
    if len(unpacked) > limit:
        raise too_large(None, limit)
    return unpacked
