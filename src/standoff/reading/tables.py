"""The tab-separated tables of this room: one header line, ``#`` starts a comment."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str | Path) -> list[list[str]]:
    """Return the cells of ``data/name`` (or of a whole path), row by row, without the header and the comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    body = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return body[1:]
