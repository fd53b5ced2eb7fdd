"""A text becomes a ``Document`` here and nowhere else: checked, and named by its content."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime

from standoff.reading.english import other_language
from standoff.reading.refusal import Refusal, printable, too_large
from standoff.settings import DEFAULTS, Settings
from standoff.types import Document, Rejected

_SURROGATE = re.compile("[\ud800-\udfff]")


def document_id(
    text: str, title: str | None, source: str | None, url: str | None, published: date | None
) -> str:
    """Return 16 hexadecimal digits that name this content.

    Every field goes into the hash behind its length, an absent one behind ``-``: no two
    different documents run together.
    """
    digest = hashlib.sha256()
    day = published.isoformat() if published else None
    for value in (text, title, source, url, day):
        data = b"" if value is None else value.encode("utf-8", "surrogatepass")
        digest.update(b"-;" if value is None else b"%d;" % len(data))
        digest.update(data)
    return digest.hexdigest()[:16]


def from_text(  # noqa: PLR0913 - a document has as many fields
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    published: date | None = None,
    origin: str | None = None,
    retrieved: datetime | None = None,
    settings: Settings = DEFAULTS,
) -> Document | Rejected:
    """Return the document of a text, kept code point for code point, or why it is none.

    Rejected are text that is empty, too large, not English, or that holds NULs or halves of
    surrogate pairs.
    """
    try:
        check(text, settings)
    except Refusal as refusal:
        return refusal.rejected(origin or "text")
    return Document(
        id=document_id(text, title, source, url, published),
        text=text,
        title=title,
        source=source,
        byline=byline,
        url=url,
        published=published,
        origin=None if origin is None else printable(origin),
        retrieved=retrieved,
    )


def check(text: str, settings: Settings) -> None:
    """Raise the refusal of a text that cannot be read as an English document."""
    if not text or text.isspace():
        raise Refusal("empty", "there is nothing but white space in it" if text else "it is empty")
    if len(text) > settings.max_bytes:
        raise too_large(len(text.encode("utf-8", "replace")), settings.max_bytes)
    if "\0" in text:
        raise Refusal("binary", f"character {text.index(chr(0)):,} is a NUL: it is no text")
    if broken := _SURROGATE.search(text):
        found = f"character {broken.start():,} is U+{ord(broken[0]):04X}, half of a surrogate pair"
        raise Refusal("undecodable", found)
    if language := other_language(text):
        raise Refusal("not-english", f"the text is {language}; Standoff reads English")
