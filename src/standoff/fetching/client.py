"""A polite client: robots.txt, pauses, redirects that are checked as the first URL was.

No cookies, no credentials, no proxy of the environment.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin

from standoff.fetching.exchange import Answer, exchange
from standoff.fetching.guard import Resolver, Target, addresses_of, resolve, target_of
from standoff.fetching.robots import Robots
from standoff.reading.refusal import Refusal
from standoff.reading.sniff import charset_of
from standoff.settings import DEFAULTS, VERSION, Settings
from standoff.types import Rejected

_PERMANENT = {301, 308}
_ROBOTS = 500_000  # bytes of a robots.txt that count (RFC 9309, 2.5)
_ROBOTS_LIFE = 86_400.0  # seconds that a robots.txt is believed (RFC 9309, 2.4)
_NO_RULES = {"too-large", "binary", "unsafe"}  # what is sent for a robots.txt and is none


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
        first = target = target_of(url)
        moved, site = True, ""
        for _ in range(self._settings.max_redirects + 1):
            robots = self._robots_of(target, deadline)
            robots.check(target)
            if target.site != site:
                site = target.site
                deadline += self._wait(site, robots)
            answer = self._once(target, headers or {}, deadline, self._settings.max_bytes)
            if answer.location is None:
                return replace(answer, moved=answer.url if moved and target != first else None)
            moved = moved and answer.status in _PERMANENT
            target = _redirected(target, answer.location)
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
        try:
            for _ in range(self._settings.max_redirects + 1):
                answer = self._once(target, {}, deadline, _ROBOTS)
                if answer.location is None:
                    return Robots.of(answer.status, answer.data)
                target = _redirected(target, answer.location)
        except Refusal as refusal:
            if refusal.reason not in _NO_RULES:
                raise
        return Robots()

    def _once(
        self, target: Target, headers: Mapping[str, str], deadline: float, limit: int
    ) -> Answer:
        addresses = addresses_of(target, self._resolve, self._allow)
        sent = {"User-Agent": user_agent(self._settings), **headers}
        return exchange(
            target, addresses, sent, settings=self._settings, deadline=deadline, limit=limit
        )


def fetch(
    url: str, *, now: datetime, settings: Settings = DEFAULTS, allow: Collection[str] = ()
) -> Fetched | Rejected:
    """Return what lies at a URL, or why it cannot be had; for several a ``Client`` pauses between requests."""
    return Client(settings, allow=allow).fetch(url, now=now)


def check_status(answer: Answer) -> None:
    """Raise the refusal of an answer that is no success, such as a page that is not there."""
    if answer.status in (404, 410):
        raise Refusal("missing", f"there is no such page (HTTP {answer.status})")
    if answer.status != 200:
        raise Refusal("unreadable", f"the server answers HTTP {answer.status}")


def user_agent(settings: Settings) -> str:
    """Return how we name ourselves: ``standoff/0.1.0 (+https://…)``."""
    contact = " ".join(settings.contact.split())
    name = f"standoff/{VERSION}"
    return f"{name} (+{contact})".encode("ascii", "replace").decode() if contact else name


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
