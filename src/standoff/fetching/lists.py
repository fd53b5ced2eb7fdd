"""Which feeds the user means: addresses as such, files with one a line, OPML files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from standoff.reading.opml import feed_addresses
from standoff.reading.refusal import Refusal, too_large
from standoff.reading.sniff import decode, kind_of
from standoff.reading.walk import unreadable
from standoff.settings import DEFAULTS, Settings
from standoff.types import Rejected

_SCHEMES = ("http://", "https://")


def feeds_of(
    given: Iterable[str | Path], *, settings: Settings = DEFAULTS
) -> Iterator[str | Rejected]:
    """Yield the addresses of feeds, each once; what names none comes out as ``Rejected`` in its place.

    A file is OPML or holds one address a line, with empty lines and comments behind ``#``.
    """
    seen: set[str] = set()
    for each in given:
        found = [str(each)] if _is_address(str(each)) else _in_file(Path(each), settings)
        for item in found:
            if isinstance(item, Rejected):
                yield item
            elif item not in seen:
                seen.add(item)
                yield item


def _is_address(value: str) -> bool:
    return value.lower().startswith(_SCHEMES)


def _in_file(path: Path, settings: Settings) -> Iterator[str | Rejected]:
    try:
        with path.open("rb") as stream:
            data = stream.read(settings.max_bytes + 1)
        if len(data) > settings.max_bytes:
            raise too_large(None, settings.max_bytes)
        text = decode(data, page=True)
        yield from feed_addresses(data) if kind_of(text) == "feed" else _lines(text, str(path))
    except OSError as error:
        yield unreadable(str(path), error)
    except Refusal as refusal:
        yield refusal.rejected(str(path))


def _lines(text: str, origin: str) -> Iterator[str | Rejected]:
    found = False
    for number, line in enumerate(text.splitlines(), 1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        found = True
        if _is_address(address):
            yield address
        else:
            what = "it is no address of a feed; write it as https://…"
            yield Refusal("malformed", what).rejected(f"{origin}:{number}")
    if not found:
        yield Refusal("empty", "there is no address in it").rejected(origin)
