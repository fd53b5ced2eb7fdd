"""RSS, RDF and Atom feeds: every entry a document, its text what the feed itself holds of it.

lxml with nothing to expand reads them, measured against feedparser: that took 28 s where lxml took 0.6 s (17 MB,
90,000 entries), and over 60 s for one tag of 100,000 attributes, which lxml reads in 0.04 s.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from standoff.reading.fields import Request
from standoff.reading.html import Extractor
from standoff.reading.identity import from_text
from standoff.reading.refusal import Refusal
from standoff.reading.sniff import decode
from standoff.reading.tables import rows
from standoff.reading.xml import local_name, root_of
from standoff.types import Document, Rejected

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = {"rss", "feed", "RDF"}
_ENTRIES = {"item", "entry"}
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]\w*);")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as the feed tells it; ``content`` is HTML where ``markup`` says so, else text."""

    id: str | None
    url: str | None
    title: str | None
    byline: str | None
    published: date | None
    content: str
    markup: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's title and its entries, in its order; those before the cut where it is not ``complete``."""

    title: str | None
    entries: tuple[Entry, ...]
    complete: bool = True


def parse(text: str, *, url: str | None = None) -> Feed:
    """Return what a feed holds; ``url``: where it was, for links that are relative. Raises ``malformed``."""
    root, complete = root_of(text)
    name = local_name(root)
    if name == "opml":
        raise Refusal(
            "malformed", "it is a list of feeds (OPML), not articles; give it to standoff watch"
        )
    if name not in _ROOTS:
        raise Refusal(
            "malformed", f"its root element is <{name}>; a feed's is rss, feed or rdf:RDF"
        )
    channel = next((child for child in root if local_name(child) == "channel"), root)
    base = _link(channel, url) or url
    found = [each for each in root.iter() if local_name(each) in _ENTRIES]
    return Feed(
        title=_line(_first(channel, "title")),
        entries=tuple(_entry(each, base) for each in (found if complete else found[:-1])),
        complete=complete,
    )


def feed(
    data: bytes, *, origin: str, url: str | None = None, charset: str | None = None
) -> Feed | Rejected:
    """Return what the bytes of a feed hold, or why they are none; ``charset``: what they were sent as."""
    try:
        return parse(decode(data, page=True, charset=charset), url=url)
    except Refusal as refusal:
        return refusal.rejected(origin)


def read(
    text: str, origin: str, request: Request, pages: Extractor
) -> Iterator[Document | Rejected]:
    """Yield the document of every entry, numbered from 1 in its origin."""
    found = parse(text, url=request.url)
    for number, entry in enumerate(found.entries, 1):
        yield document(entry, found, f"{origin}:{number} {entry.id or ''}".rstrip(), request, pages)
    if not found.complete:
        what = "the feed is cut off, or deeper or longer than feeds are; the rest is not read"
        yield Refusal("malformed", what).rejected(origin)
    elif not found.entries:
        yield Refusal("empty", "the feed has no entries").rejected(origin)


def document(
    entry: Entry, feed: Feed, origin: str, request: Request, pages: Extractor
) -> Document | Rejected:
    """Return the document of what a feed holds of an entry."""
    try:
        text = pages.text_of(entry.content) if entry.markup else entry.content
    except Refusal as refusal:
        return refusal.rejected(origin)
    if not text or text.isspace():
        return Refusal("empty", "the entry has no text").rejected(origin)
    return from_text(
        text.strip(),
        title=entry.title,
        source=feed.title or request.source,
        byline=entry.byline,
        url=entry.url,
        published=entry.published or request.published,
        origin=origin,
        retrieved=request.retrieved,
        settings=request.settings,
    )


def _entry(element: _Element, base: str | None) -> Entry:
    content, markup = _content(element)
    return Entry(
        id=_line(_first(element, "id")),
        url=_link(element, base) or _permalink(element),
        title=_line(_first(element, "title")),
        byline=_byline(_first(element, "byline")),
        published=next(filter(None, map(_day, _all(element, "published"))), None),
        content=content,
        markup=markup,
    )


@cache
def _names(field: str) -> dict[str, int]:
    """Return the elements that hold a field, by how good they are: 0 is the best."""
    table = [(space, name) for of, space, name in rows("feeds.tsv") if of == field]
    return {f"{{{space}}}{name}" if space else name: at for at, (space, name) in enumerate(table)}


def _all(parent: _Element, field: str) -> list[_Element]:
    """Return the children that hold a field, the better ones first."""
    ranks = _names(field)
    found = [child for child in parent if child.tag in ranks]
    return sorted(found, key=lambda child: ranks[child.tag])


def _first(parent: _Element, field: str) -> _Element | None:
    return next(
        (each for each in _all(parent, field) if len(each) or (each.text or "").strip()), None
    )


def _line(element: _Element | None) -> str | None:
    """Return the text of an element on one line: what was escaped twice is resolved, tags stay."""
    if element is None:
        return None
    text = html.unescape("".join(element.itertext()))
    return " ".join(text.split()) or None


def _byline(element: _Element | None) -> str | None:
    """Return an author's name, which Atom puts one level down."""
    names = [each for each in element if local_name(each) == "name"] if element is not None else []
    return _line(names[0] if names else element)


def _content(element: _Element) -> tuple[str, bool]:
    """Return the longest thing that is said of an entry's text, and whether it is HTML."""
    found = [_text(each) for each in _all(element, "content")]
    return max(found, key=lambda each: len(each[0]), default=("", False))


def _text(element: _Element) -> tuple[str, bool]:
    from lxml import etree

    if len(element):  # Atom's xhtml, or HTML that somebody forgot to escape
        return etree.tostring(element, encoding="unicode", method="html", with_tail=False), True
    text = (element.text or "").strip()
    return text, element.get("type") != "text" and bool(_MARKUP.search(text))


def _link(element: _Element, base: str | None) -> str | None:
    """Return the address of the entry itself, not that of its comments, pictures or parts."""
    for each in _all(element, "link"):
        address = str(each.get("href") or each.text or "").strip()
        if address and each.get("rel", "alternate") == "alternate":
            with suppress(ValueError):
                address = urljoin(each.get(_BASE) or base or "", address)
                if urlsplit(address).scheme in ("http", "https"):
                    return address
    return None


def _permalink(element: _Element) -> str | None:
    for guid in element.iterchildren("guid"):
        address = str(guid.text or "").strip()
        if guid.get("isPermaLink", "true") == "true" and address.startswith(
            ("http://", "https://")
        ):
            return address
    return None


def _day(element: _Element) -> date | None:
    """Return the day that is written, in whatever time zone; None for what is no date of RFC 822 or ISO 8601."""
    value = (element.text or "").strip()[:100]
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return datetime.fromisoformat(value).date()
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(value).date()
    return None
