"""What a text tells: its statements in its own words."""

from __future__ import annotations

import standoff
from standoff.types import Span, Statement

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


def said(text: str, cue: str) -> Statement:
    """The statement that a cue of these words makes."""
    coding = standoff.read(text + "\n", date="2025-06-10")
    whole = coding.document.text
    return next(s for s in coding.statements if s.cue and whole[s.cue.start : s.cue.end] == cue)
