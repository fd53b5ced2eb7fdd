"""OPML files are lists of feeds: the addresses in them, in their order, each once."""

from __future__ import annotations

from urllib.parse import urlsplit

from standoff.reading.refusal import Refusal
from standoff.reading.sniff import decode
from standoff.reading.xml import local_name, root_of


def feed_addresses(data: bytes) -> tuple[str, ...]:
    """Return the addresses of the feeds in an OPML file; raise the refusal of what is none."""
    root, _ = root_of(decode(data, page=True))
    if local_name(root) != "opml":
        raise Refusal(
            "malformed", f"its root element is <{local_name(root)}>; that of OPML is opml"
        )
    found = (
        each.get("xmlUrl", "").strip() for each in root.iter() if local_name(each) == "outline"
    )
    return tuple(dict.fromkeys(each for each in found if _is_address(each)))


def _is_address(value: str) -> bool:
    try:
        return urlsplit(value).scheme in ("http", "https")
    except ValueError:
        return False
