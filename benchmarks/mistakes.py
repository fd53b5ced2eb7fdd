"""The mistakes of one coding in words: what was missed, marked in vain, or filled in wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks.marks import (
    Done,
    Keys,
    Said,
    Stretch,
    gold_events,
    gold_statements,
    predicted_events,
    predicted_statements,
)
from benchmarks.matching import (
    match_events,
    match_statements,
    same_actors,
    same_channel,
    same_cue,
    same_days,
    same_side,
    same_speaker,
)

if TYPE_CHECKING:
    from tests.gold import Gold

    from standoff.types import Coding


def mistakes(gold: Gold, coding: Coding) -> Iterator[str]:
    """Say each mistake in one line: the article, what went wrong, the words."""
    about_statements = _statements(gold.text, gold_statements(gold), predicted_statements(coding))
    about_events = _events(gold.text, gold_events(gold), predicted_events(coding))
    for line in (*about_statements, *about_events):
        yield f"{gold.article}: {line}"


def _statements(text: str, gold: Sequence[Said], ours: Sequence[Said]) -> Iterator[str]:
    pairs = match_statements(gold, ours)
    found, used = {id(g) for g, _ in pairs}, {id(p) for _, p in pairs}
    yield from (f"statement missed: {_said(text, g)}" for g in gold if id(g) not in found)
    yield from (f"statement in vain: {_said(text, p)}" for p in ours if id(p) not in used)
    for g, p in pairs:
        wrong = [f"{name} {was} for {right}" for name, was, right in _wrong_said(text, g, p)]
        if wrong:
            yield f"statement {_said(text, g)}: {'; '.join(wrong)}"


def _wrong_said(text: str, g: Said, p: Said) -> Iterator[tuple[str, object, object]]:
    if g.judged and not same_speaker(g, p):
        yield "speaker", _keys(p.speaker), _keys(g.speaker)
    if not same_cue(g, p):
        yield "cue", _words(text, p.cue), _words(text, g.cue)
    if not same_channel(g, p):
        yield "channel", p.channel and _keys(p.channel[0]), g.channel and _keys(g.channel[0])
    for name in ("kind", "sourcing"):
        if getattr(g, name) != getattr(p, name):
            yield name, getattr(p, name), getattr(g, name)
    for name in ("addressees", "targets"):
        if not same_side(getattr(g, name), getattr(p, name)):
            yield name, _side(getattr(p, name)), _side(getattr(g, name))


def _events(text: str, gold: Sequence[Done], ours: Sequence[Done]) -> Iterator[str]:
    pairs = match_events(gold, ours)
    found, used = {id(g) for g, _ in pairs}, {id(p) for _, p in pairs}
    yield from (f"event missed: {_done(text, g)}" for g in gold if id(g) not in found)
    yield from (f"event in vain: {_done(text, p)}" for p in ours if id(p) not in used)
    for g, p in pairs:
        wrong = [f"{name} {was} for {right}" for name, was, right in _wrong_done(text, g, p)]
        if wrong:
            yield f"event {_done(text, g)}: {'; '.join(wrong)}"


def _wrong_done(text: str, g: Done, p: Done) -> Iterator[tuple[str, object, object]]:
    if not same_actors(g, p):
        yield "actors", _dyad(p), _dyad(g)
    for name in ("status", "mode"):
        if getattr(g, name) != getattr(p, name):
            yield name, getattr(p, name), getattr(g, name)
    if not same_days(g, p):
        yield "date", _days(p), _days(g)
    if not same_cue(g, p):
        yield "attributed to", _words(text, p.cue), _words(text, g.cue)


def _said(text: str, mark: Said) -> str:
    start, end = min(mark.content, default=0), max(mark.content, default=-1) + 1
    return f"[{_words(text, mark.cue)}] {text[start:end]!r}"


def _done(text: str, mark: Done) -> str:
    a, b = mark.trigger
    around = text[max(0, a - 30) : a] + "*" + text[a:b] + "*" + text[b : b + 40]
    return f"{mark.type} {_dyad(mark)} {around.replace(chr(10), ' ')!r}"


def _dyad(mark: Done) -> str:
    return f"{_side(mark.source)}{'<>' if mark.reciprocal else '>'}{_side(mark.recipient)}"


def _side(side: Sequence[Keys]) -> str:
    return "+".join(_keys(known) for known in side) or "-"


def _keys(known: Keys | None) -> str:
    return "/".join(sorted(known)) if known else "-"


def _days(mark: Done) -> str:
    return "-" if mark.days is None else "..".join(str(day) for day in mark.days)


def _words(text: str, stretch: Stretch | None) -> str:
    return "-" if stretch is None else text[stretch[0] : stretch[1]]
