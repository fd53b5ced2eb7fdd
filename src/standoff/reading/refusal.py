"""Why an input is no document, raised inside this room and turned into ``Rejected`` at its door."""

from __future__ import annotations

import re

from standoff.types import Reason, Rejected

_LONGEST = 1000  # characters of an origin; names in archives may have 65,535
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def printable(origin: str) -> str:
    """Return an origin that every output can take: file names and ids may hold anything.

    Halves of surrogate pairs, control characters and marks that turn the direction of writing come as escapes,
    so that no name of an archive speaks to the terminal.
    """
    text = _INVISIBLE.sub(lambda found: f"\\x{ord(found[0]):02x}", origin)
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class Refusal(Exception):  # noqa: N818 - it is a verdict on the input, not a fault of the program
    """An input that is no document; never leaves ``standoff.reading`` and ``standoff.fetching``."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason: Reason = reason
        self.detail = detail

    def rejected(self, origin: str) -> Rejected:
        """Return the value that a run goes on with."""
        return Rejected(origin=printable(origin), reason=self.reason, detail=self.detail)


def too_large(size: int | None, limit: int, what: str = "it") -> Refusal:
    """Return the refusal of something of ``size`` bytes (None: unknown, but over ``limit``)."""
    has = "has more" if size is None else f"has {size:,} bytes, more"
    return Refusal("too-large", f"{what} {has} than the {limit:,} bytes a document may have")
