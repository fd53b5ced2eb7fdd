"""One request at a time, by a polite client: checked addresses, bounded size and time, robots.txt, pauses.

No cookies, no credentials, no proxy of the environment, no redirect that is not checked as the first URL was.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from http.client import HTTPException
from io import BufferedReader, BytesIO
from threading import Timer
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from standoff.fetching.guard import Resolver, Target, addresses_of, resolve, target_of
from standoff.fetching.robots import Robots
from standoff.reading.packing import Budget, Unpacked
from standoff.reading.refusal import Refusal, too_large
from standoff.reading.sniff import charset_of, kind_of_type
from standoff.settings import DEFAULTS, Settings
from standoff.types import Rejected

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_ROBOTS = 500_000  # bytes of a robots.txt that count (RFC 9309, 2.5)
_UNTOLD = {"", "application/octet-stream", "binary/octet-stream"}  # types that say nothing
_CHUNK = 1 << 16
_SILENCE = 10.0  # seconds without a byte: then the next address is tried, or the answer given up
_ROBOTS_LIFE = 86_400.0  # seconds that a robots.txt is believed (RFC 9309, 2.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said: ``url`` is the last one asked, ``moved`` the new one where it moved for good."""

    status: int
    url: str
    headers: Mapping[str, str]
    data: bytes
    moved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Bytes that a server gave with success: ``url`` as asked, ``final`` after redirects."""

    url: str
    final: str
    data: bytes = field(repr=False)
    content_type: str | None
    retrieved: datetime

    @property
    def charset(self) -> str | None:
        """The charset that the content type says."""
        return charset_of(self.content_type)


class Client:
    """Asks sites and remembers when, and what their robots.txt allows.

    ``allow`` are hosts (or ``host:port``) that are asked although they are not public. ``resolve``, ``clock`` and
    ``sleep`` are there for tests.
    """

    def __init__(
        self,
        settings: Settings = DEFAULTS,
        *,
        allow: Collection[str] = (),
        resolve: Resolver = resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._allow = frozenset(allow)
        self._resolve = resolve
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._robots: dict[str, tuple[float, Robots]] = {}

    def fetch(self, url: str, *, now: datetime) -> Fetched | Rejected:
        """Return what lies at a URL, or why it cannot be had; ``now`` is noted as the time of retrieval."""
        try:
            answer = self.ask(url)
            check_status(answer)
        except Refusal as refusal:
            return refusal.rejected(url)
        return Fetched(
            url=url, final=answer.url, data=answer.data,
            content_type=answer.headers.get("Content-Type"), retrieved=now,
        )  # fmt: skip

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer after redirects, of whatever status; raise the refusal where there is none."""
        deadline = time.monotonic() + self._settings.fetch_seconds
        target, moved, waited = target_of(url), True, ""
        for _ in range(self._settings.max_redirects + 1):
            robots = self._robots_of(target, deadline)
            robots.check(target)
            if waited != target.site:
                deadline += self._wait(waited := target.site, robots)
            answer, location = self._once(target, headers or {}, deadline, self._settings.max_bytes)
            if location is None:
                return _with_moved(
                    answer, target.url if moved and target.url != target_of(url).url else None
                )
            moved = moved and answer.status in _PERMANENT
            target = _redirected(target, location)
        raise Refusal("refused", f"it is redirected more than {self._settings.max_redirects} times")

    def _wait(self, site: str, robots: Robots) -> float:
        """Pause until the site may be asked again and return for how long, in seconds."""
        pause = max(self._settings.host_seconds, min(robots.delay, self._settings.poll_seconds))
        last = self._asked.get(site)
        left = 0.0 if last is None else max(0.0, last + pause - self._clock())
        if left:
            self._sleep(left)
        self._asked[site] = self._clock()
        return left

    def _robots_of(self, target: Target, deadline: float) -> Robots:
        key = f"{target.scheme}://{target.site}"
        since, known = self._robots.get(key, (0.0, None))
        if known is None or self._clock() - since > _ROBOTS_LIFE:
            known = self._ask_robots(target_of(f"{key}/robots.txt"), deadline)
            self._robots[key] = self._clock(), known
        return known

    def _ask_robots(self, target: Target, deadline: float) -> Robots:
        for _ in range(self._settings.max_redirects + 1):
            try:
                answer, location = self._once(target, {}, deadline, _ROBOTS)
                if location is None:
                    return Robots.of(answer.status, answer.data)
                target = _redirected(target, location)
            except Refusal as refusal:
                if refusal.reason == "too-large":
                    break
                raise
        return Robots.of(404, b"")

    def _once(
        self, target: Target, headers: Mapping[str, str], deadline: float, limit: int
    ) -> tuple[Answer, str | None]:
        """Ask once; return the answer, and where it sends us instead."""
        refusal = Refusal("unreadable", f"{target.host} has no address")
        for address in addresses_of(target, self._resolve, self._allow):
            with _Watched(target, address, deadline) as connection:
                try:
                    connection.open()
                except _faults() as error:
                    refusal = self._failure(error, deadline)
                    continue
                try:
                    answer = self._exchange(connection.inner, target, headers, limit)
                except _faults() as error:
                    raise self._failure(error, deadline) from None
            if time.monotonic() >= deadline:  # what was cut off can look like an end
                raise self._too_slow()
            return answer
        raise refusal

    def _exchange(
        self, connection: HTTPConnection, target: Target, headers: Mapping[str, str], limit: int
    ) -> tuple[Answer, str | None]:
        sent = {
            "Host": target.site, "User-Agent": user_agent(self._settings), "Accept-Encoding": "gzip",
            "Accept": "text/html, application/rss+xml, application/atom+xml, application/xml, text/*, */*;q=0.1",
            "Connection": "close", **headers,
        }  # fmt: skip
        connection.request(
            "GET", target.path, headers=sent, preload_content=False, decode_content=False
        )
        response = connection.getresponse()
        location = response.headers.get("Location") if response.status in _REDIRECTS else None
        wanted = location is None and response.status == 200
        data = _body(response, limit, self._settings) if wanted else b""
        told = {name.title(): value for name, value in response.headers.items()}
        return Answer(status=response.status, url=target.url, headers=told, data=data), location

    def _failure(self, error: Exception, deadline: float) -> Refusal:
        if time.monotonic() >= deadline:
            return self._too_slow()
        return Refusal("unreadable", f"there is no answer: {type(error).__name__}: {error}")

    def _too_slow(self) -> Refusal:
        return Refusal("too-slow", f"the answer took over {self._settings.fetch_seconds:g} s")


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


def fetch(
    url: str, *, now: datetime, settings: Settings = DEFAULTS, allow: Collection[str] = ()
) -> Fetched | Rejected:
    """Return what lies at a URL, or why it cannot be had; for several a ``Client`` pauses between requests."""
    return Client(settings, allow=allow).fetch(url, now=now)


def check_status(answer: Answer) -> None:
    """Raise the refusal of an answer that is no success, or of a kind that nobody here reads."""
    if answer.status in (404, 410):
        raise Refusal("missing", f"there is no such page (HTTP {answer.status})")
    if answer.status != 200:
        raise Refusal("unreadable", f"the server answers HTTP {answer.status}")
    sent = answer.headers.get("Content-Type", "")
    media = sent.partition(";")[0].strip().lower()
    if media not in _UNTOLD and kind_of_type(media) is None:
        raise Refusal("binary", f"it is {media[:80]}, which is not read")


def user_agent(settings: Settings) -> str:
    """Return how we name ourselves: ``standoff/0.1.0 (+https://…)``."""
    from standoff import __version__

    contact = " ".join(settings.contact.split())
    name = f"standoff/{__version__}"
    return f"{name} (+{contact})".encode("ascii", "replace").decode() if contact else name


def _with_moved(answer: Answer, moved: str | None) -> Answer:
    return Answer(
        status=answer.status, url=answer.url, headers=answer.headers, data=answer.data, moved=moved
    )


def _redirected(target: Target, location: str) -> Target:
    try:
        there = target_of(urljoin(target.url, location.partition("#")[0]))
    except ValueError as error:
        raise Refusal("refused", f"it is redirected to no URL: {error}") from None
    if target.scheme == "https" and there.scheme == "http":
        raise Refusal(
            "refused", f"it is redirected from https to {there.url[:200]}, without protection"
        )
    return there


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


def _body(response: BaseHTTPResponse, limit: int, settings: Settings) -> bytes:
    data = bytearray()
    while chunk := response.read(_CHUNK, decode_content=False):
        data += chunk
        if len(data) > limit:
            raise too_large(None, limit)
    coding = response.headers.get("Content-Encoding", "identity").lower()
    if coding in ("identity", ""):
        return bytes(data)
    if coding not in ("gzip", "x-gzip"):
        raise Refusal("unreadable", f"it is encoded as {coding[:40]!r}, which was not asked for")
    budget = Budget(settings.max_expansion, settings.max_unpacked, len(data))
    unpacked = BufferedReader(Unpacked(BytesIO(bytes(data)), "gzip", budget)).read(limit + 1)
    if len(unpacked) > limit:
        raise too_large(None, limit)
    return unpacked
