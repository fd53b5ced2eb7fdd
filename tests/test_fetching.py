"""The network: nothing but public sites is asked, within bounds, politely; feeds are polled as they wish."""

import gzip
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.fetching import Client, FeedState, Fetched, Outcome, due, exchange, feeds_of, poll
from standoff.fetching import fetch as fetch_alone
from standoff.fetching.client import _redirected
from standoff.fetching.guard import addresses_of, forbidden, target_of
from standoff.fetching.polling import after, retry_after
from standoff.reading import Feed, from_bytes
from standoff.reading.refusal import Refusal
from standoff.settings import Settings
from standoff.types import Document, Rejected
from tests.servers import serving

DATA = Path(__file__).parent / "data"
NOW = datetime(2024, 11, 22, 12, tzinfo=UTC)
FAST = Settings(host_seconds=0.0, fetch_seconds=5.0)
PAGE = (DATA / "reading" / "article.html").read_bytes()
TALKS = "The president of Northland broke off the talks on Friday, his office said."
RSS = (
    "<rss><channel><title>The Harbour Post</title><item><title>Talks end</title>"
    f"<link>https://harbour-post.example/1</link><description>{TALKS}</description></item></channel></rss>"
).encode()
VECTORS = [
    line.split("\t")
    for line in (DATA / "ssrf.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
][1:]


@pytest.fixture
def server():
    with serving() as found:
        yield found


@pytest.fixture
def canary():
    with serving() as found:
        yield found
        assert found.connections == 0, f"the canary was reached and asked for {found.asked}"


def client_for(server, settings=FAST, **options):
    return Client(settings, allow={server.site}, **options)


def fetch(server, path="/", settings=FAST, **options):
    return client_for(server, settings, **options).fetch(server.url(path), now=NOW)


def resolving(addresses):
    return lambda _host, _port: addresses.split(",") if addresses else []


# Who is asked


@pytest.mark.parametrize(("url", "addresses", "why"), VECTORS)
def test_no_address_of_this_machine_is_asked(canary, monkeypatch, url, addresses, why):
    monkeypatch.setattr(socket, "getaddrinfo", None)  # only the fake resolver may answer
    client = Client(FAST, resolve=resolving(addresses))
    found = client.fetch(url.format(port=canary.port), now=NOW)
    assert isinstance(found, Rejected), why
    assert found.reason == "refused"


@pytest.mark.parametrize(("url", "addresses", "why"), VECTORS)
def test_no_redirect_leads_to_this_machine(server, canary, url, addresses, why):
    location = url.format(port=canary.port).encode("utf-8").decode("latin-1")
    server.pages["/"] = (302, {"Location": location}, b"")
    client = client_for(server, resolve=resolving(addresses))
    found = client.fetch(server.url(), now=NOW)
    assert isinstance(found, Rejected), why
    assert "/" in server.asked


def test_neither_robots_nor_a_feed_that_moved_lead_to_this_machine(server, canary):
    server.pages["/robots.txt"] = (302, {"Location": canary.url("/robots.txt")}, b"")
    assert fetch(server).reason == "refused"
    server.pages |= {"/robots.txt": b"", "/feed": (301, {"Location": canary.url()}, b"")}
    feed = FeedState(url=server.url("/feed"))
    outcome, state = poll(feed, now=NOW, settings=FAST, client=client_for(server))
    assert (outcome.rejected.reason, state.url) == ("refused", feed.url)


def test_the_next_address_is_tried_where_nobody_answers_at_the_first(server):
    server.pages["/"] = PAGE
    client = Client(FAST, allow={"news.example"}, resolve=resolving("::1,127.0.0.1"))
    assert isinstance(client.fetch(f"http://news.example:{server.port}/", now=NOW), Fetched)


def test_there_are_vectors_enough():
    assert len(VECTORS) >= 40


@pytest.mark.parametrize("url", ["http://news.example/", "https://news.example:8443/a?b=c"])
def test_a_name_that_changes_its_address_gains_nothing(monkeypatch, url):
    connected = []

    def connect(address, *_arguments, **_options):
        connected.append(address[0])
        raise OSError("no network in tests")

    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    found = Client(FAST, resolve=lambda _host, _port: next(answers)).fetch(url, now=NOW)
    assert (found.reason, connected) == ("unreadable", ["93.184.216.34"])


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "1.1.1.1",
        "2606:4700:4700::1111",
        "64:ff9b::101:101",
        "100.128.0.1",
        "172.32.0.1",
    ],
)
def test_public_addresses_may_be_asked(address):
    assert forbidden(ip_address(address)) is None


@settings(deadline=None)
@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_forbidden(address):
    assert forbidden(address) or address.is_global


@settings(deadline=None)
@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "64:ff9b::{}", "::{}"]))
def test_an_address_inside_another_is_judged_itself(address, spelling):
    outer = forbidden(ip_address(spelling.format(address)))
    assert outer or forbidden(address) is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_url_is_refused_or_taken_apart_the_same_way_again(text):
    for url in (text, f"http://{text}/", f"http://news.example/{text}"):
        with suppress(Refusal):
            target = target_of(url)
            assert target_of(target.url) == target
            assert target.url.isascii()


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("HTTP://News.Example", "news.example", "/"),
        ("https://news.example/a b?c=ü#d", "news.example", "/a%20b?c=%C3%BC"),
        ("https://bücher.example./", "xn--bcher-kva.example", "/"),
        ("http://[2606:4700:0::1111]/%41", "2606:4700::1111", "/%41"),
    ],
)
def test_a_public_url_is_put_in_its_usual_form(url, host, path):
    target = target_of(url)
    assert (target.host, target.path) == (host, path)


def test_hosts_that_the_user_allows_are_asked(server):
    server.pages["/"] = PAGE
    assert isinstance(fetch(server), Fetched)
    allowed = fetch_alone(server.url(), now=NOW, settings=FAST, allow={"127.0.0.1"})
    assert isinstance(allowed, Fetched)
    assert fetch_alone(server.url(), now=NOW, settings=FAST).reason == "refused"


def test_an_allowed_port_does_not_allow_the_others():
    with pytest.raises(Refusal, match="loopback"):
        addresses_of(target_of("http://127.0.0.1:81/"), resolving(""), {"127.0.0.1:80"})


# What is got


def test_a_page_is_got_and_read(server):
    server.pages["/a"] = (302, {"Location": "/b#part"}, b"")
    server.pages["/b"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)
    got = fetch(server, "/a")
    assert (got.url, got.final) == (server.url("/a"), server.url("/b"))
    assert (got.charset, got.retrieved) == ("utf-8", NOW)
    (found,) = from_bytes(
        got.data,
        origin=got.url,
        url=got.final,
        content_type=got.content_type,
        retrieved=got.retrieved,
    )
    assert isinstance(found, Document)
    assert (found.url, found.retrieved, found.title) == (
        got.final,
        NOW,
        "Northland breaks off talks",
    )


def test_we_say_who_we_are_and_send_nothing_else_of_the_user(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    server.pages["/"] = (200, {"Content-Type": "text/html", "Set-Cookie": "a=b"}, PAGE)
    client = client_for(server, replace(FAST, contact="https://desk.example/\r\nX: y"))
    client.fetch(server.url(), now=NOW)
    client.fetch(server.url(), now=NOW)
    sent = server.headers["/"][1]
    assert sent["User-Agent"].startswith("standoff/")
    assert sent["User-Agent"].endswith("(+https://desk.example/ X: y)")
    assert {name.lower() for name in sent} == {
        "host", "user-agent", "accept-encoding", "accept", "connection"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "reason", "detail"),
    [
        ((404, {}, b""), "missing", "404"),
        ((410, {}, b""), "missing", "410"),
        ((403, {}, b""), "unreadable", "403"),
        ((503, {}, b""), "unreadable", "503"),
        ((200, {"Content-Type": "image/png", "Content-Length": "99"}, b""), "binary", "image/png"),
        ((200, {"Content-Type": "text/html"}, b"x" * 3000), "too-large", "2,000 bytes"),
        (
            (200, {"Content-Type": "text/html", "Content-Length": "99"}, b"x"),
            "unreadable",
            "IncompleteRead",
        ),
        ((200, {"Content-Encoding": "br"}, b"x"), "unreadable", "encoded as 'br'"),
        ((200, {"Content-Encoding": "gzip"}, b"x" * 99), "unreadable", "damaged"),
        ((200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"), "unreadable", "ends early"),
        (
            (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 3000)),
            "too-large",
            "2,000 bytes",
        ),
        ((302, {"Location": "/"}, b""), "refused", "more than 5 times"),
        ((302, {"Location": "http://[::1"}, b""), "refused", "redirected to no URL"),
        ((302, {}, b""), "unreadable", "302"),
    ],
)
def test_a_bad_answer_is_rejected_with_the_reason(server, page, reason, detail):
    server.pages["/"] = page
    found = fetch(server, settings=replace(FAST, max_bytes=2000))
    assert (found.reason, found.origin) == (reason, server.url())
    assert detail in found.detail


def test_a_bomb_is_refused(server):
    bomb = gzip.compress(b"\0" * 30_000_000)
    server.pages["/"] = (200, {"Content-Encoding": "gzip", "Content-Type": "text/html"}, bomb)
    assert fetch(server, settings=replace(FAST, max_bytes=50_000_000)).reason == "unsafe"


def test_a_compressed_answer_is_unpacked(server):
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    server.pages["/"] = (200, headers, gzip.compress(PAGE))
    assert fetch(server).data == PAGE


def drip(handler):
    for _ in range(200):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def drip_body(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    drip(handler)


@pytest.mark.parametrize("page", [drip, drip_body, lambda _handler: time.sleep(10)])
def test_an_answer_that_drips_is_given_up(server, page):
    server.pages["/"] = page
    found = fetch(server, settings=replace(FAST, fetch_seconds=0.4))
    assert (found.reason, "0.4 s" in found.detail) == ("too-slow", True)


def test_what_does_not_speak_http_is_rejected(server):
    server.pages["/"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n" * 10)
    assert fetch(server).reason == "unreadable"


def test_where_nobody_answers_it_is_said():
    with serving() as gone:
        pass
    found = fetch(gone)
    assert (found.reason, "no answer" in found.detail) == ("unreadable", True)


def test_no_redirect_leads_away_from_protection():
    with pytest.raises(Refusal, match="without protection"):
        _redirected(target_of("https://news.example/"), "http://news.example/")


# TLS: the certificate is of honest.example, made for these tests alone (see tests/data/tls/README)


@pytest.fixture
def secure(server, monkeypatch):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(DATA / "tls" / "certificate.pem", DATA / "tls" / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.pages["/"] = PAGE
    trusted = ssl.create_default_context(cafile=str(DATA / "tls" / "certificate.pem"))
    monkeypatch.setattr(exchange, "tls", lambda: trusted)
    return server


@pytest.mark.parametrize(
    ("host", "kind"), [("honest.example", Fetched), ("other.example", Rejected)]
)
def test_a_certificate_must_be_of_the_host_that_was_named(secure, host, kind):
    client = Client(FAST, allow={host}, resolve=resolving("127.0.0.1"))
    found = client.fetch(f"https://{host}:{secure.port}/", now=NOW)
    assert isinstance(found, kind)
    assert bool(secure.asked) == (kind is Fetched)


def test_a_certificate_that_nobody_vouches_for_is_refused(secure, monkeypatch):
    monkeypatch.setattr(exchange, "tls", ssl.create_default_context)
    client = Client(FAST, allow={"honest.example"}, resolve=resolving("127.0.0.1"))
    found = client.fetch(f"https://honest.example:{secure.port}/", now=NOW)
    assert "CERTIFICATE_VERIFY_FAILED" in found.detail


def test_our_own_trust_checks_names():
    context = exchange.tls()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


# Manners


def test_robots_are_respected(server):
    server.pages["/robots.txt"] = (
        b"User-agent: standoff\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
    )
    server.pages |= {"/": PAGE, "/private/a": PAGE}
    client = client_for(server)
    assert isinstance(client.fetch(server.url(), now=NOW), Fetched)
    found = client.fetch(server.url("/private/a"), now=NOW)
    assert (found.reason, "robots.txt" in found.detail) == ("refused", True)
    assert server.asked == ["/robots.txt", "/"]


@pytest.mark.parametrize(
    ("robots", "kind"),
    [
        ((404, {}, b""), Fetched),
        ((403, {}, b""), Fetched),
        ((500, {}, b""), Rejected),
        (b"\xff\0" * 99, Fetched),
        (b"x" * 600_000, Fetched),
    ],
)
def test_a_site_without_robots_is_asked_one_that_cannot_tell_is_not(server, robots, kind):
    server.pages |= {"/robots.txt": robots, "/": PAGE}
    assert isinstance(fetch(server), kind)


class Clock:
    def __init__(self):
        self.now, self.slept = 100.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.mark.parametrize(
    ("robots", "pause"), [(b"", 2.0), (b"User-agent: *\nCrawl-delay: 7\n", 7.0)]
)
def test_between_two_requests_to_a_host_there_is_a_pause(server, robots, pause):
    server.pages |= {"/": PAGE, "/robots.txt": robots}
    clock = Clock()
    client = client_for(server, Settings(), clock=clock, sleep=clock.sleep)
    for _ in range(3):
        client.fetch(server.url(), now=NOW)
        clock.now += 0.5
    assert clock.slept == [pause - 0.5, pause - 0.5]


# Feeds


def test_a_feed_is_polled_and_asked_only_for_what_is_new(server):
    client = client_for(server)
    headers = {
        "Content-Type": "application/rss+xml",
        "ETag": '"7"',
        "Last-Modified": "Fri, 22 Nov 2024 10:00:00 GMT",
    }
    server.pages["/feed"] = (200, headers, RSS)
    outcome, state = poll(FeedState(url=server.url("/feed")), now=NOW, settings=FAST, client=client)
    (entry,) = outcome.entries
    assert (entry.url, entry.title, entry.content) == (
        "https://harbour-post.example/1",
        "Talks end",
        TALKS,
    )
    server.pages["/feed"] = (304, {}, b"")
    later = NOW + timedelta(hours=1)
    outcome, again = poll(state, now=later, settings=FAST, client=client)
    sent = server.headers["/feed"][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"7"', headers["Last-Modified"])
    assert (outcome.entries, outcome.rejected, again.etag) == ((), None, '"7"')
    assert again.due == later + timedelta(seconds=FAST.poll_seconds)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ((500, {"Retry-After": "7200"}, b""), "unreadable"),
        ((404, {"Retry-After": "7200"}, b""), "missing"),
        ((200, {"Retry-After": "7200", "Content-Type": "text/html"}, PAGE), "malformed"),
    ],
)
def test_a_feed_that_fails_is_asked_later_and_keeps_what_was_known(server, page, reason):
    server.pages["/feed"] = page
    state = FeedState(url=server.url("/feed"), etag='"7"', due=NOW)
    outcome, failed = poll(state, now=NOW, settings=FAST, client=client_for(server))
    assert (outcome.rejected.reason, failed.failures, failed.etag) == (reason, 1, '"7"')
    assert failed.due == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("status", "moved"), [(301, True), (308, True), (302, False), (307, False)]
)
def test_a_feed_that_moved_for_good_is_asked_at_its_new_place(server, status, moved):
    server.pages |= {
        "/old": (status, {"Location": "/new"}, b""),
        "/new": (200, {"Content-Type": "text/xml"}, RSS),
    }
    _, state = poll(
        FeedState(url=server.url("/old")), now=NOW, settings=FAST, client=client_for(server)
    )
    assert state.url == server.url("/new" if moved else "/old")


FAILED = Outcome(rejected=Rejected(origin="f", reason="unreadable", detail="x"))
NEW = Outcome(feed=Feed(title=None, entries=()), etag='"8"')


@pytest.mark.parametrize(
    ("failures", "outcome", "seconds"),
    [
        (0, NEW, 900),
        (5, NEW, 900),
        (5, Outcome(), 900),
        (0, FAILED, 1800),
        (1, FAILED, 3600),
        (5, FAILED, 57_600),
        (6, FAILED, 86_400),
        (99_999, FAILED, 86_400),
        (0, replace(FAILED, wait=60.0), 1800),
        (0, replace(FAILED, wait=5000.0), 5000),
        (0, replace(FAILED, wait=1e300), 86_400),
        (0, replace(NEW, wait=5000.0), 5000),
    ],
)
def test_when_a_feed_is_due_follows_from_what_happened(failures, outcome, seconds):
    state = after(FeedState(url="f", failures=failures), outcome, NOW, Settings())
    assert state.due == NOW + timedelta(seconds=seconds)
    assert state.failures == (failures + 1 if outcome.rejected else 0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 22 Nov 2024 12:01:00 GMT", 60.0),
        ("Fri, 22 Nov 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
        ("9" * 90, float("9" * 90)),
    ],
)
def test_what_retry_after_says(value, seconds):
    assert retry_after(value, NOW) == seconds


@settings(deadline=None)
@given(st.text())
def test_no_retry_after_fails(value):
    found = retry_after(value, NOW)
    assert found is None or found >= 0


def test_feeds_that_wait_longest_are_due_first():
    hour = timedelta(hours=1)
    states = [
        FeedState(url="late", due=NOW + hour),
        FeedState(url="b", due=NOW),
        FeedState(url="a", due=NOW - hour),
        FeedState(url="new"),
    ]
    assert [state.url for state in due(states, NOW)] == ["new", "a", "b"]


def test_lists_of_feeds_are_expanded(tmp_path):
    opml = tmp_path / "a.opml"
    opml.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="World">'
        '<outline xmlUrl="https://a.example/feed"/><outline xmlUrl="file:///etc/passwd"/>'
        '<outline xmlUrl="https://b.example/feed"/></outline></body></opml>'
    )
    lines = tmp_path / "b.txt"
    lines.write_text("# ours\n\nhttps://b.example/feed\nc.example\nhttps://d.example/feed\n")
    found = list(feeds_of([opml, lines, "https://e.example/", tmp_path / "gone"]))
    addresses = [each for each in found if isinstance(each, str)]
    assert addresses == [f"https://{x}.example/feed" for x in "abd"] + ["https://e.example/"]
    rejected = [each for each in found if isinstance(each, Rejected)]
    assert [(Path(each.origin).name, each.reason) for each in rejected] == [
        ("b.txt:4", "malformed"),
        ("gone", "missing"),
    ]
