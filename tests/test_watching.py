"""``standoff fetch`` and ``standoff watch``: what the network brings lies in the record, once."""

import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from click.testing import CliRunner

from standoff.cli import main
from standoff.fetching import Client, FeedState
from standoff.pipeline import add
from standoff.record import Record
from standoff.settings import Settings
from standoff.types import Document, Rejected
from standoff.watching import Watch, ask, brought, follow, next_due, state_of
from tests.recording import NOW
from tests.servers import serving

FAST = Settings(host_seconds=0.0, fetch_seconds=5.0)
TALKS = "The president of Northland broke off talks with Southland on Friday, his office said in a statement. "
PAGE = f"<html><head><title>Talks end</title></head><body><article><p>{TALKS * 6}</p></article></body></html>"


def rss(server, *paths):
    items = "".join(
        f"<item><title>Talks end</title><link>{server.url(path)}</link><description>{TALKS}</description></item>"
        for path in paths
    )
    return f"<rss><channel><title>The Harbour Post</title>{items}</channel></rss>".encode()


@pytest.fixture
def server():
    with serving() as server:
        server.pages["/feed"] = rss(server, "/1", "/gone")
        server.pages["/1"] = PAGE.encode()
        yield server


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "standoff.db", write=True) as record:
        yield record


def watched(record, server, now=NOW, *, pages=True):
    """One round of a watch: what came of it, read and recorded."""
    how = Watch(client=Client(FAST, allow={server.site}), settings=FAST, pages=pages)
    found = []
    for address in next_due(record, record.feeds(), now)[0]:
        outcome, state = ask(record, address, how, now)
        found += list(brought(record, address, outcome, how, now))
        list(add(record, found, now=lambda: now))
        record.put_feed(address, state)
    return found


def test_pages_of_entries_are_fetched_and_what_cannot_be_is_taken_from_the_feed(record, server):
    follow(record, [server.url("/feed")])
    one, gone, summary = watched(record, server)
    assert isinstance(one, Document)
    assert TALKS.strip() in one.text
    assert one.url == server.url("/1")
    assert one.retrieved == NOW
    assert isinstance(gone, Rejected)
    assert isinstance(summary, Document)
    assert (summary.text, summary.url, summary.source) == (
        TALKS.strip(),
        server.url("/gone"),
        "The Harbour Post",
    )


def test_summaries_alone_ask_for_no_page(record, server):
    follow(record, [server.url("/feed")])
    assert len(watched(record, server, pages=False)) == 2
    assert not {"/1", "/gone"} & set(server.asked)


def test_a_feed_is_asked_when_it_is_due_and_brings_only_what_is_new(record, server):
    follow(record, [server.url("/feed")])
    watched(record, server)
    assert watched(record, server, NOW + timedelta(seconds=60)) == []
    server.pages["/feed"] = rss(server, "/1", "/gone", "/2")
    server.pages["/2"] = PAGE.replace("Friday", "Sunday").encode()
    later = watched(record, server, NOW + timedelta(seconds=1000))
    assert [d.url for d in later if isinstance(d, Document)] == [server.url("/2")]


def test_a_feed_that_fails_is_said_and_asked_later(record, server):
    follow(record, [server.url("/nothing")])
    (refused,) = watched(record, server)
    assert isinstance(refused, Rejected)
    state = state_of(record, server.url("/nothing"))
    assert state.failures == 1
    assert next_due(record, record.feeds(), NOW) == ([], (state.due - NOW).total_seconds())


def test_what_a_record_follows_is_kept(record, server):
    assert follow(record, ["https://b.example/feed", "https://a.example/feed"]) == record.feeds()
    assert record.feed("https://a.example/feed", FeedState) == FeedState(
        url="https://a.example/feed"
    )
    assert record.feed("https://c.example/feed", FeedState) is None
    moved = FeedState(url="https://a.example/new", failures=1)
    record.put_feed("https://a.example/feed", moved)
    follow(record, ["https://a.example/feed"])
    assert state_of(record, "https://a.example/feed") == moved


def command(record, *arguments):
    return CliRunner().invoke(
        main, [*arguments, "--record", str(record.path)], env={"COLUMNS": "200"}
    )


def test_the_command_fetches_pages_into_the_record(record, server):
    first = command(record, "fetch", server.url("/1"), "--allow", server.site)
    assert "1 new, 0 known, 0 rejected" in first.output
    server.pages["/1"] = PAGE.replace("Friday", "Sunday").encode()
    again = command(record, "fetch", server.url("/1"), "--allow", server.site)
    assert "1 new" in again.output
    assert "Sunday" in command(record, "versions", server.url("/1")).output


def test_the_command_asks_no_private_site(record, server):
    result = command(record, "fetch", server.url("/1"))
    assert result.exit_code == 1
    assert server.connections == 0


def test_the_command_watches_once(record, server):
    result = command(
        record, "watch", server.url("/feed"), "--once", "--summaries", "--allow", server.site
    )
    assert result.exit_code == 0, result.output
    assert "2 new" in result.output
    assert record.feeds() == [server.url("/feed")]
    assert command(record, "watch", "--once", "--allow", server.site).exit_code == 0


def test_nothing_to_follow_is_an_error(record):
    result = command(record, "watch", "--once")
    assert result.exit_code == 2
    assert "no feed to follow" in result.output


def test_a_watch_stops_cleanly(tmp_path, server):
    path = tmp_path / "watched.db"
    arguments = [
        "watch",
        server.url("/feed"),
        "--summaries",
        "--allow",
        server.site,
        "--record",
        str(path),
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "standoff", *arguments], stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while "/feed" not in server.asked and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "stopped" in said
    with Record.open(path) as record:
        assert record.feeds() == [server.url("/feed")]
