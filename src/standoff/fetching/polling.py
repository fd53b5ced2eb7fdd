"""Feeds asked again and again: when each is due, what it said, and what follows from that.

What a failure or an answer does to a feed's state is a function of state, answer and time alone (``after``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from standoff.fetching.client import Client, check_status
from standoff.fetching.exchange import Answer
from standoff.reading import Entry, Feed, feed
from standoff.reading.refusal import Refusal
from standoff.reading.sniff import charset_of
from standoff.settings import DEFAULTS, Settings
from standoff.types import Rejected

_DOUBLINGS = 16
_LONGEST = 1000  # characters of an etag that are kept: a server may not fill our store


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed between two requests; ``due`` None: at once. Times are aware."""

    url: str
    etag: str | None = None
    modified: str | None = None
    due: datetime | None = None
    asked: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What asking a feed came to: its content, or nothing new, or why not.

    ``wait`` are the seconds that the server wants us to wait, ``moved`` the feed's new address.
    """

    feed: Feed | None = None
    rejected: Rejected | None = None
    etag: str | None = None
    modified: str | None = None
    wait: float | None = None
    moved: str | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the feed, none where it is unchanged or failed."""
        return self.feed.entries if self.feed else ()


def due(states: Iterable[FeedState], now: datetime) -> list[FeedState]:
    """Return the feeds whose time has come, those that wait longest first."""
    ready = [state for state in states if state.due is None or state.due <= now]
    return sorted(ready, key=lambda state: (state.due is not None, state.due or now, state.url))


def poll(
    state: FeedState,
    *,
    now: datetime,
    settings: Settings = DEFAULTS,
    client: Client | None = None,
    allow: Collection[str] = (),
) -> tuple[Outcome, FeedState]:
    """Ask a feed, for what is new since the last time where the server can tell, and return its new state.

    Give one ``client`` for all feeds: it is what pauses between requests to one host.
    """
    outcome = _outcome(state, client or Client(settings, allow=allow), now)
    return outcome, after(state, outcome, now, settings)


def after(state: FeedState, outcome: Outcome, now: datetime, settings: Settings) -> FeedState:
    """Return the state of a feed after an outcome.

    It is due after ``poll_seconds``, doubled for each failure in a row, or after what the server asked for where
    that is longer; never later than ``max_poll_seconds``.
    """
    failures = state.failures + 1 if outcome.rejected else 0
    pause = settings.poll_seconds * 2 ** min(failures, _DOUBLINGS)
    pause = min(max(pause, outcome.wait or 0.0), settings.max_poll_seconds)
    kept = replace(state, due=now + timedelta(seconds=pause), asked=now, failures=failures)
    if outcome.rejected:
        return kept
    kept = replace(kept, url=outcome.moved or state.url)
    return replace(kept, etag=outcome.etag, modified=outcome.modified) if outcome.feed else kept


def _outcome(state: FeedState, client: Client, now: datetime) -> Outcome:
    try:
        answer = client.ask(state.url, _conditions(state))
    except Refusal as refusal:
        return Outcome(rejected=refusal.rejected(state.url))
    wait = retry_after(answer.headers.get("Retry-After"), now)
    if answer.status == 304:
        return Outcome(wait=wait, moved=answer.moved)
    try:
        check_status(answer)
    except Refusal as refusal:
        return Outcome(rejected=refusal.rejected(state.url), wait=wait)
    return _read(state, answer, wait)


def _read(state: FeedState, answer: Answer, wait: float | None) -> Outcome:
    charset = charset_of(answer.headers.get("Content-Type"))
    found = feed(answer.data, origin=state.url, url=answer.url, charset=charset)
    if isinstance(found, Rejected):
        return Outcome(rejected=found, wait=wait)
    return Outcome(
        feed=found, etag=_short(answer.headers, "Etag"), modified=_short(answer.headers, "Last-Modified"),
        wait=wait, moved=answer.moved,
    )  # fmt: skip


def _conditions(state: FeedState) -> dict[str, str]:
    given = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in given.items() if value}


def _short(headers: Mapping[str, str], name: str) -> str | None:
    value = headers.get(name)
    sound = value and len(value) <= _LONGEST and value.isascii() and value.isprintable()
    return value if sound else None


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After asks for, as a number or as a date; None for neither."""
    text = (value or "").strip()[:100]
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        day = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = day if day.tzinfo else day.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
