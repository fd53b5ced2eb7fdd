"""Feeds: every entry a document, with what the feed says about it and no more."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading import Feed, Reader, documents, feed, from_bytes
from standoff.reading.feeds import parse
from standoff.reading.opml import feed_addresses
from standoff.reading.refusal import Refusal
from standoff.reading.sniff import kind_of
from standoff.types import Document, Rejected
from tests.samples import ATOM, ENVOYS, OPML, PAGE, RDF, RSS, TALKS

ENCODED = "<x:encoded xmlns:x='http://purl.org/rss/1.0/modules/content/'>Short.</x:encoded>"
NOW = datetime(2024, 11, 23, 8, tzinfo=UTC)


def read(data, **options):
    return list(documents(["-"], stdin=io.BytesIO(data), **options))


@pytest.fixture(scope="module")
def rss():
    return read(RSS, published=date(2020, 1, 1), source="Given")


def entry(inside, outside=""):
    (found,) = parse(f"<rss><channel>{outside}<item>{inside}</item></channel></rss>").entries
    return found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", f"{TALKS}\n{ENVOYS}"),
        ("title", "Talks & envoys"),
        ("source", "The Harbour Post"),
        ("byline", "Mara Lindqvist"),
        ("url", "https://harbour-post.example/talks"),
        ("published", date(2024, 11, 22)),
        ("origin", "standard input:1 hp-1"),
    ],
)
def test_an_entry_of_rss_says_about_itself(rss, field, value):
    assert getattr(rss[0], field) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ENVOYS),
        ("url", "https://harbour-post.example/envoys"),
        ("published", date(2020, 1, 1)),
        ("byline", None),
    ],
)
def test_what_an_entry_does_not_say_is_filled_or_left_open(rss, field, value):
    assert getattr(rss[1], field) == value


def test_an_entry_without_a_text_is_rejected(rss):
    assert (rss[2].reason, rss[2].origin) == ("empty", "standard input:3")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", f"{TALKS}\n{ENVOYS}"),
        ("title", "Talks <b>end</b>"),
        ("source", "The Inland Gazette"),
        ("byline", "Ole Brandt"),
        ("url", "https://gazette.example/1.html"),
        ("published", date(2024, 11, 22)),
    ],
)
def test_an_entry_of_atom_says_about_itself(field, value):
    (found,) = read(ATOM)
    assert getattr(found, field) == value


def test_old_feeds_are_read():
    (found,) = read(RDF)
    assert (found.text, found.url, found.published, found.source) == (
        TALKS,
        "https://old.example/1",
        date(2024, 11, 22),
        "The Old Courier",
    )


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.atom", "a.html", "a"])
def test_a_feed_is_told_by_how_it_begins_whatever_it_is_called(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(RSS)
    assert [type(each) for each in documents([path])] == [Document, Document, Rejected]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_feeds_in_other_encodings_are_decoded(encoding):
    text = ATOM.decode().replace("Ole Brandt", "Олег" if "1251" in encoding else "Øle")
    data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding, "replace")
    (found,) = read(data)
    assert found.byline == ("Олег" if "1251" in encoding else "Øle")


def test_a_page_that_calls_itself_a_feed_is_read_as_a_page(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(PAGE)
    (found,) = documents([path])
    assert found.title == "Northland breaks off talks"


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (OPML, "malformed", "standoff watch"),
        (b"<rss/>", "empty", "no entries"),
        (b"<feed", "empty", "no entries"),
        (b"<rss>" + b"<a>" * 500, "malformed", "deeper"),
        (b"<rss></feed>", "empty", "no entries"),
    ],
)
def test_what_is_no_feed_is_rejected_with_the_reason(data, reason, detail):
    (found,) = read(data)
    assert (found.reason, detail in found.detail) == (reason, True)


@pytest.mark.parametrize("cut", [3, 60, 150, 250])
def test_a_feed_that_is_cut_off_gives_what_stands_whole_before(cut):
    first, *_, last = read(RSS[:-cut])
    assert first.text == f"{TALKS}\n{ENVOYS}"
    assert (last.reason, "cut off" in last.detail) == ("malformed", True)


def test_other_xml_is_named_by_its_root(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<project/>")
    (found,) = documents([path])
    assert (found.reason, "<project>" in found.detail) == ("malformed", True)


@pytest.mark.parametrize(
    ("inside", "text", "markup"),
    [
        ("<description>The talks &amp; more.</description>", "The talks & more.", False),
        ("<description>1 &lt; 2, said he.</description>", "1 < 2, said he.", False),
        ("<description>The &lt;b&gt;talks.</description>", "The <b>talks.", True),
        ("<description>The US&amp;amp;UK talks.</description>", "The US&amp;UK talks.", True),
        (f"<description>Longer than it.</description>{ENCODED}", "Longer than it.", False),
        ("<description/>", "", False),
    ],
)  # fmt: skip
def test_what_an_entry_holds_is_text_or_markup(inside, text, markup):
    found = entry(inside)
    assert (found.content, found.markup) == (text, markup)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link> /1?x=1&amp;y=2 </link>", "https://p.example/1?x=1&y=2"),
        ("<link/>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>http://[::1</link>", None),
        ("<guid>https://a.example/1</guid>", "https://a.example/1"),
        ("<guid isPermaLink='false'>https://a.example/1</guid>", None),
        ("<guid>17</guid>", None),
        ("<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='replies' href='https://a.example/r'/>", None),
    ],
)  # fmt: skip
def test_the_address_of_an_entry_is_one_of_a_page(link, url):
    assert entry(link, "<link>https://p.example/</link>").url == url


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("Fri, 22 Nov 2024 23:40:00 -0500", date(2024, 11, 22)),
        ("22 Nov 2024 00:10 GMT", date(2024, 11, 22)),
        ("2024-11-22", date(2024, 11, 22)),
        ("2024-11-22T23:59:00Z", date(2024, 11, 22)),
        ("Fri, 31 Feb 2024 23:40:00 GMT", None),
        ("yesterday", None),
        ("9" * 5000, None),
        ("", None),
    ],
)
def test_the_day_is_the_one_that_is_written(value, day):
    assert entry(f"<pubDate>{value}</pubDate>").published == day


def test_scripts_in_titles_stay_text():
    assert entry("<title>&lt;script&gt;x&lt;/script&gt;</title>").title == "<script>x</script>"


def test_a_feed_gives_its_entries_and_later_their_texts():
    found = feed(RSS, origin="https://harbour-post.example/feed")
    assert isinstance(found, Feed)
    assert [each.title for each in found.entries] == [
        "Talks & envoys",
        "Envoys stay",
        "Only a title",
    ]
    with Reader() as reader:
        document = reader.summary(found.entries[0], found, origin="here", retrieved=NOW)
    assert (document.text, document.retrieved, document.origin) == (
        f"{TALKS}\n{ENVOYS}",
        NOW,
        "here",
    )


def test_bytes_of_the_network_become_documents():
    url = "https://a.example/x"
    got = list(from_bytes(RSS, origin="o", url=url, content_type="text/xml", retrieved=NOW))
    assert [each.retrieved for each in got[:2]] == [NOW, NOW]
    (page,) = from_bytes(PAGE, origin="o", url=url, content_type="text/html")
    assert (page.url, page.published) == (url, date(2024, 11, 22))
    text, kind = "“Café talks” – ended.", "text/plain; charset=windows-1252"
    (found,) = from_bytes(text.encode("cp1252"), origin="o", content_type=kind)
    assert found.text == text


def test_the_address_of_a_page_tells_its_day_where_the_page_does_not():
    page = f"<html><body><article><p>{TALKS}</p><p>{ENVOYS}</p></article></body></html>".encode()
    (found,) = from_bytes(
        page, origin="o", url="https://a.example/2024/11/20/x", content_type="text/html"
    )
    assert found.published == date(2024, 11, 20)


def test_opml_gives_its_addresses():
    assert feed_addresses(OPML) == ("https://harbour-post.example/feed",)
    with pytest.raises(Refusal, match="rss"):
        feed_addresses(RSS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<rss>", "feed"),
        ("<?xml version='1.0'?><?xml-stylesheet href='x'?>\n<!-- a --><feed xmlns='x'>", "feed"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "feed"),
        ("<rdf:RDF>", "feed"),
        ("<!DOCTYPE html><rss>", "html"),
        ("<rssx>", "text"),
        ("<!-- >" * 500, "text"),
        ("<!---->" * 600, "text"),
        ("<?a?>" * 800, "text"),
        ("<!doctype a>" * 300, "text"),
    ],
)
def test_markup_is_told_by_its_root(text, kind):
    assert kind_of(text) == kind


@settings(deadline=None)
@given(st.text())
def test_any_title_and_text_come_out_or_are_rejected(text):
    safe = "".join(char for char in text if char.isprintable()).strip()
    found = entry(f"<title><![CDATA[{safe.replace(']]>', '')}]]></title>")
    assert found.title is None or isinstance(found.title, str)


def test_a_folder_of_feeds_is_read(tmp_path):
    (tmp_path / "a.rss").write_bytes(RSS)
    (tmp_path / "b.atom").write_bytes(ATOM)
    origins = [Path(each.origin).name for each in documents([tmp_path])]
    assert origins == ["a.rss:1 hp-1", "envoys", "a.rss:3", "b.atom:1 urn:uuid:1"]
