"""``standoff fetch`` and ``standoff watch``: the commands that ask the network, because the user says so."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import (
    RECORD,
    codes_articles,
    complain,
    console,
    job_of,
    open_record,
    utc_now,
)  # fmt: skip
from standoff.cli.record import NO_LINK, take_in

if TYPE_CHECKING:
    from standoff.fetching import Client
    from standoff.record import Record
    from standoff.settings import Settings
    from standoff.types import Document, Rejected
    from standoff.watching import Watch

_ALLOW = click.option(
    "--allow", multiple=True, metavar="HOST",
    help="A host (or HOST:PORT) that may be asked although it is not public (repeatable).",
)  # fmt: skip
_CONTACT = click.option(
    "--contact", envvar="STANDOFF_CONTACT", default="", metavar="URL",
    help="How those whose sites are asked can reach you; sent with every request.",
)  # fmt: skip


@click.command()
@click.argument("urls", nargs=-1, required=True)
@codes_articles
@_ALLOW
@_CONTACT
@RECORD
@NO_LINK
@click.pass_context
def fetch(
    ctx: click.Context, /, urls: tuple[str, ...], record_path: Path, no_link: bool, **given: Any  # noqa: ANN401
) -> None:  # fmt: skip
    """Fetch pages and feeds and read them into the record.

    Only public sites are asked, by http and https, slowly, and as their robots.txt allows. What an address gave is kept
    as it was; another text there later is kept beside it (see standoff versions).
    """
    settings, client = _client(given.pop("contact"), given.pop("allow"))
    workers, job = given.pop("workers"), job_of(**given)
    with open_record(record_path, write=True) as record:
        found = _fetched(urls, client, settings)
        ctx.exit(
            take_in(record, found, job=job, workers=workers, command="fetch", joined=not no_link)
        )


def _client(contact: str, allow: tuple[str, ...], every: int = 900) -> tuple[Settings, Client]:
    from standoff.fetching import Client
    from standoff.settings import Settings

    settings = Settings(contact=contact, poll_seconds=float(every))
    return settings, Client(settings, allow=allow)


def _fetched(
    urls: tuple[str, ...], client: Client, settings: Settings
) -> Iterator[Document | Rejected]:
    from standoff.reading import Reader
    from standoff.types import Rejected

    with Reader(settings=settings) as reader:
        for url in urls:
            got = client.fetch(url, now=utc_now())
            if isinstance(got, Rejected):
                yield got
            else:
                yield from reader.data(
                    got.data,
                    origin=url,
                    url=url,
                    content_type=got.content_type,
                    retrieved=got.retrieved,
                )


@click.command()
@click.argument("feeds", nargs=-1)
@codes_articles
@_ALLOW
@_CONTACT
@click.option(
    "--every", type=click.IntRange(min=60), default=900, show_default=True, help="Seconds between requests to a feed."
)  # fmt: skip
@click.option("--summaries", is_flag=True, help="Take what the feeds hold and fetch no pages.")
@click.option("--once", is_flag=True, help="Ask each feed that is due and end.")
@RECORD
@NO_LINK
@click.pass_context
def watch(
    ctx: click.Context, /, feeds: tuple[str, ...], every: int, summaries: bool, once: bool, **given: Any  # noqa: ANN401
) -> None:  # fmt: skip
    """Follow feeds and read what they bring into the record, until stopped (Ctrl-C).

    FEEDS are addresses of RSS and Atom feeds, OPML files, or files with one address a line; without any, those that the
    record follows already. Feeds are asked for what is new only; one that fails is asked less and less often. Stopped
    and started again, a watch goes on where it was.
    """
    from standoff.watching import Watch

    settings, client = _client(given.pop("contact"), given.pop("allow"), every=every)
    how = Watch(client=client, settings=settings, pages=not summaries)
    joined, workers = not given.pop("no_link"), given.pop("workers")
    with open_record(given.pop("record_path"), write=True) as record:
        addresses = _followed(record, feeds)
        job = job_of(**given)
        taking = partial(take_in, record, job=job, workers=workers, command="watch", joined=joined)
        with _stopped_by_signal() as stopped:
            ctx.exit(_rounds(record, addresses, how, taking, stopped, once=once))


def _followed(record: Record, feeds: tuple[str, ...]) -> list[str]:
    """The addresses that a watch asks: those given, which the record follows from now on, or all that it follows."""
    from standoff.errors import InputError
    from standoff.fetching import feeds_of
    from standoff.types import Rejected
    from standoff.watching import follow

    given = list(feeds_of(feeds))
    for item in given:
        if isinstance(item, Rejected):
            complain(item)
    addresses = [item for item in given if isinstance(item, str)]
    every = follow(record, addresses)
    if not (addresses or (every and not feeds)):
        raise InputError(
            f"no feed to follow: give addresses or an OPML file ({record.path} follows {len(every)})"
        )
    return addresses or every


def _rounds(
    record: Record, addresses: list[str], how: Watch, taking: Callable[..., int], stopped: Event, *, once: bool
) -> int:  # fmt: skip
    """Ask each feed when it is due, until stopped; the exit code of all rounds."""
    from standoff.watching import ask, brought, next_due

    code, out = 0, console(errors=True)
    while True:
        ready, wait = next_due(record, addresses, utc_now())
        for address in ready:
            if stopped.is_set():
                break
            outcome, state = ask(record, address, how, utc_now())
            out.print(f"{address}: {len(outcome.entries)} entries", markup=False)
            new = brought(record, address, outcome, how, utc_now())
            code = max(code, taking(takewhile(lambda _: not stopped.is_set(), new)))
            if not stopped.is_set():
                record.put_feed(address, state)
        if once or stopped.wait(0 if stopped.is_set() else wait):
            break
    if stopped.is_set():
        out.print("stopped; the same command goes on where it was")
    return code


@contextmanager
def _stopped_by_signal() -> Iterator[Event]:
    """Ctrl-C, or what ends a service, ends a watch after the article at hand; a second Ctrl-C at once."""
    stopped = Event()

    def stop(number: int, _: object) -> None:
        if stopped.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
