"""What a text tells: its statements in its own words."""

from __future__ import annotations

import standoff
from standoff.types import Span

Told = list[tuple[str | None, str | None, str]]


def told(text: str) -> Told:
    """Speaker, cue and content of each statement, in the words of the text."""
    coding = standoff.read(text + "\n", date="2025-03-05")
    whole = coding.document.text

    def words(span: Span | None) -> str | None:
        return whole[span.start : span.end] if span else None

    return [
        (words(s.speaker and s.speaker.span), words(s.cue), " … ".join(whole[c.start : c.end] for c in s.content))
        for s in coding.statements
    ]  # fmt: skip
