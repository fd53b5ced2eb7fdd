"""Feeds that a record follows: which are due, what they bring that the record does not have, and what is kept of them.

A feed's state is written after its entries are in the record: a watch that is stopped at any moment asks the feed
again and loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from standoff.fetching import Client, FeedState, Outcome, due, poll
from standoff.reading import Entry, Reader
from standoff.record import Record
from standoff.settings import DEFAULTS, Settings
from standoff.types import Document, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How to follow feeds: ``pages`` fetches the page of each entry, else what the feed itself holds is taken."""

    client: Client
    settings: Settings = DEFAULTS
    pages: bool = True


def follow(record: Record, addresses: Iterable[str]) -> list[str]:
    """Add feeds to those that a record follows; return all of them, sorted."""
    known = set(record.feeds())
    for address in addresses:
        if address not in known:
            record.put_feed(address, FeedState(url=address))
    return record.feeds()


def state_of(record: Record, address: str) -> FeedState:
    """What is known of a feed; its ``url`` is another than the address where the feed has moved."""
    return record.feed(address, FeedState) or FeedState(url=address)


def next_due(record: Record, addresses: Iterable[str], now: datetime) -> tuple[list[str], float]:
    """The feeds whose time has come, and the seconds until the next one's (0 where one is due)."""
    known = {address: state_of(record, address) for address in addresses}
    ready = [address for address, state in known.items() if due([state], now)]
    waits = [(state.due - now).total_seconds() for state in known.values() if state.due]
    return ready, 0.0 if ready else min(waits, default=0.0)


def ask(record: Record, address: str, watch: Watch, now: datetime) -> tuple[Outcome, FeedState]:
    """Ask a feed; what comes of it is to be read by ``brought`` and then kept by ``record.put_feed``."""
    return poll(state_of(record, address), now=now, settings=watch.settings, client=watch.client)


def brought(
    record: Record, address: str, outcome: Outcome, watch: Watch, now: datetime
) -> Iterator[Document | Rejected]:
    """The articles that a feed names and the record does not have.

    Where the page of an entry cannot be had, that is said and what the feed holds of it is taken.
    """
    if outcome.rejected is not None:
        yield outcome.rejected
    if outcome.feed is None:
        return
    with Reader(source=outcome.feed.title, settings=watch.settings) as reader:
        for number, entry in enumerate(outcome.entries, 1):
            if entry.url is None or not record.knows(entry.url):
                origin = f"{address}:{number}"
                yield from _article(entry, outcome, reader, watch, origin, now)


def _article(
    entry: Entry, outcome: Outcome, reader: Reader, watch: Watch, origin: str, now: datetime
) -> Iterator[Document | Rejected]:
    if watch.pages and entry.url is not None:
        found = list(_page(entry, entry.url, reader, watch, now))
        yield from found
        if any(isinstance(item, Document) for item in found):
            return
    if outcome.feed is not None:
        yield reader.summary(entry, outcome.feed, origin=origin, retrieved=now)


def _page(
    entry: Entry, url: str, reader: Reader, watch: Watch, now: datetime
) -> Iterator[Document | Rejected]:
    got = watch.client.fetch(url, now=now)
    if isinstance(got, Rejected):
        yield got
        return
    yield from reader.data(
        got.data,
        origin=url,
        url=url,
        content_type=got.content_type,
        retrieved=now,
        published=entry.published,
    )
