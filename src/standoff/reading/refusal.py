"""Why an input is no document, raised inside this room and turned into ``Rejected`` at its door."""

from __future__ import annotations

from standoff.types import Reason, Rejected


def printable(origin: str) -> str:
    """Return an origin that every output can take: file names and ids may hold anything."""
    return origin.encode("utf-8", "backslashreplace").decode("utf-8")


class Refusal(Exception):  # noqa: N818 - it is a verdict on the input, not a fault of the program
    """An input that is no document; never leaves ``standoff.reading``."""

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
