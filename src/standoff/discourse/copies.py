"""Wire copies: one report under many addresses, word for word, shortened, corrected or put under another headline.

Candidates share a band of their signatures; whether two texts are one report is then read from the texts. What a
copy keeps it keeps in long runs of words. What it leaves out or adds are whole sentences; what it changes are
small things. Two stories from one template, another day's or another person's, also have long runs in common, but
there a name, a day or a number stands where the other has its own: such swaps count against, the more so in the
first sentence, which says what a story is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Literal

from standoff.discourse.linkage import linked
from standoff.discourse.signatures import WORD, bands, plain, signature
from standoff.ontology.actors import load_actors
from standoff.ontology.wordlists import word_list
from standoff.types import Document

CopyKind = Literal["same text", "copy", "excerpt"]
_Kind = Literal["name", "day", "number"]
_Gaps = list[tuple[bool, frozenset[str]]]

_RUN = 5  # words in a row that both have: what is shorter is held by chance
_GAP = (
    15  # words between runs in which something may have been swapped; more is a sentence left out
)
_LEAD = 40  # words
_PRICES: Mapping[tuple[bool, _Kind], tuple[float, float]] = {
    (True, "name"): (24.0, 0.35), (True, "day"): (24.0, 0.35), (True, "number"): (24.0, 0.15),
    (False, "name"): (12.0, 0.1), (False, "day"): (12.0, 0.1), (False, "number"): (12.0, 0.05),
}  # in the lead, kind: words, and share of the shorter text, that a swap costs at least  # fmt: skip
_ALIKE = 0.75  # of two spellings of a name
_PRIOR = 10.0  # words imagined that are not held: two lines that agree prove little
_ENOUGH = 0.7  # likeness of copies
_PART_ENOUGH = 0.75  # where one is an excerpt
_LATE_ENOUGH = 0.85  # where more than _NEAR days lie between
_NEAR = 3
_WHOLE = 2 / 3  # of the fuller text is in a copy; in an excerpt it is less
_LEAST = 1 / 6  # of the fuller text's words are an excerpt's; what has fewer is a quotation
_TOGETHER = 0.5  # mean likeness of a group: two excerpts of a round-up are not one report
_FURNITURE = 15  # words of a headline, a byline, a line of credits
_CLOSING = ".!?:;,\"”’')]"
_DATELINE = re.compile(
    r"\A(?:[^\n(/]{0,60}[(/][A-Z][\w. ]{1,30}[)/]\.?\s*[-–—]*"  # Valdora, May 1 (Agency) --
    r"|[A-Z][A-Z.'’ -]{2,30}(?:,[^\n–—-]{1,30})?\s[-–—]+)\s*"  # PORT SENN, Merrow —
)
_END = re.compile(r"\s*(?:-0-|-30-|\(END\)|ENDS|###)\s*\Z")
_CALENDAR = tuple(sorted(word.lower() for word in word_list("calendar")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two documents that print one report. ``a`` is the fuller one (the smaller id of two as long).

    ``likeness`` runs to 1. "same text": no word differs but for dateline and end mark; "excerpt": a good part of
    ``a`` is not in ``b``.
    """

    a: str
    b: str
    likeness: float
    kind: CopyKind


@dataclass(frozen=True, slots=True)
class _Body:
    """What is compared of a document: its words in small letters, what each of them names, dates or numbers, all
    that stands in it, its runs.
    """

    id: str
    published: date | None
    words: tuple[str, ...]
    tells: tuple[str, ...]
    everything: frozenset[str]
    runs: frozenset[tuple[str, ...]]


def copies(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """All copies among documents, sorted. Of texts that are the same each is a copy of the first alone, by id."""
    first: dict[tuple[str, ...], str] = {}
    index: defaultdict[bytes, list[str]] = defaultdict(list)
    by_id = {document.id: document for document in documents}
    body = cache(lambda id_: _body(by_id[id_]))
    found: list[Copy] = []
    for id_ in sorted(by_id):
        text = _words(by_id[id_])
        if not text:
            continue
        original = first.setdefault(text, id_)
        if original != id_:
            found.append(Copy(a=original, b=id_, likeness=1.0, kind="same text"))
            continue
        keys = bands(signature(by_id[id_].text))
        links = (_compared(body(other), body(id_)) for other in candidates(keys, index))
        found += (link for link in links if link is not None)
        for key in keys:
            index[key].append(id_)
    return tuple(sorted(found, key=lambda c: (c.a, c.b)))


def candidates(keys: Iterable[bytes], index: Mapping[bytes, Collection[str]]) -> tuple[str, ...]:
    """The ids that an index of bands has under any of a text's keys, sorted."""
    return tuple(sorted({id_ for key in keys for id_ in index.get(key, ())}))


def compared(a: Document, b: Document) -> Copy | None:
    """Whether two documents print one report, read from their texts; None if they do not."""
    one, two = _body(a), _body(b)
    if not one.words or not two.words or a.id == b.id:
        return None
    return _compared(one, two)


def groups(found: Iterable[Copy]) -> tuple[tuple[str, ...], ...]:
    """The reports that are printed more than once: ids of their documents, each group and all groups sorted."""
    links = list(found)
    first = _first_with_the_same_text(links)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id_, home in first.items():
        members[home].append(id_)
    at = {home: k for k, home in enumerate(sorted(members))}
    alike: defaultdict[tuple[int, int], float] = defaultdict(float)
    for c in links:
        one, two = sorted((at[first[c.a]], at[first[c.b]]))
        if one != two:
            alike[one, two] = max(alike[one, two], c.likeness)
    texts = [members[home] for home in at]
    joined = linked(len(texts), alike, lambda _one, _two: True, 0.0, _TOGETHER)
    out = (tuple(sorted(id_ for k in group for id_ in texts[k])) for group in joined)
    return tuple(sorted(group for group in out if len(group) > 1))


def _first_with_the_same_text(links: list[Copy]) -> dict[str, str]:
    """For every document the smallest id among those with its text."""
    first = {id_: id_ for c in links for id_ in (c.a, c.b)}

    def home(id_: str) -> str:
        while first[id_] != id_:
            id_ = first[id_]
        return id_

    for c in links:
        if c.kind == "same text":
            one, two = sorted((home(c.a), home(c.b)))
            first[two] = one
    return {id_: home(id_) for id_ in first}


def _words(document: Document) -> tuple[str, ...]:
    """The words of its story in small letters."""
    return tuple(word.lower() for word in WORD.findall(_story(plain(document.text))))


def _body(document: Document) -> _Body:
    text = _story(plain(document.text))
    found = list(WORD.finditer(text))
    tokens = tuple(m[0].lower() for m in found)
    tells = _tells(text, found)
    runs = frozenset(tokens[k : k + _RUN] for k in range(len(tokens) - _RUN + 1))
    everything = frozenset(tokens) | frozenset(tells)
    return _Body(document.id, document.published, tokens, tells, everything, runs)


def _story(text: str) -> str:
    """The text without headline, byline, dateline, end mark and credits."""
    lines = [line for line in _END.sub("", text).split("\n") if line.strip()]
    while len(lines) > 1 and _is_furniture(lines[0]):
        del lines[0]
    while len(lines) > 1 and _is_furniture(lines[-1]):
        del lines[-1]
    return _DATELINE.sub("", "\n".join(lines).strip())


def _is_furniture(line: str) -> bool:
    """A short line that is no sentence."""
    return len(line.split()) <= _FURNITURE and line.rstrip()[-1] not in _CLOSING


def _tells(text: str, found: list[re.Match[str]]) -> tuple[str, ...]:
    """For each word the actor, the day or month, the number or else the name that it is; "" for any other word."""
    actors, spelled = load_actors(), [m[0] for m in found]
    tells = ["" for _ in found]
    known = 0
    for k, word in enumerate(spelled):
        name = actors.longest(spelled, k) if k >= known and word[0].isupper() else None
        if name is not None:
            known = name[0]
            tells[k:known] = [f"@{name[1][0].actor}"] * (known - k)
        elif k < known:
            continue
        elif word[0].isdigit():
            tells[k] = word
        elif word[0].isupper() and not _opens(text, found[k].start()):
            tells[k] = _day(word.lower()) or word.lower()
    return tuple(tells)


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence, which is why it has a capital."""
    before = text[max(start - 4, 0) : start].rstrip(" \t\"'“”‘’([")
    return not before or before[-1] in ".!?:\n"


@lru_cache(maxsize=1 << 16)
def _day(word: str) -> str:
    """The day of the week or the month that a word names, however short."""
    return next((f"day {d}" for d in _CALENDAR if len(word) > 2 and d.startswith(word[:9])), "")


def _kind(told: str) -> _Kind:
    return "number" if told[0].isdigit() else "day" if told.startswith("day ") else "name"


def _compared(one: _Body, two: _Body) -> Copy | None:
    full, short = sorted((one, two), key=lambda b: (-len(b.words), b.id))
    size = len(short.words)
    if full.words == short.words:
        return Copy(a=full.id, b=short.id, likeness=1.0, kind="same text")
    held = _held(short, full)
    if size < _LEAST * len(full.words) or sum(held) < _ENOUGH * (size + _PRIOR):
        return None
    part = _held(full, short)
    whole = sum(part) >= _WHOLE * len(full.words)
    likeness = (sum(held) - _swapped(_own(short, held, full), _own(full, part, short), size)) / (
        size + _PRIOR
    )
    if likeness < _needed(whole, one.published, two.published):
        return None
    return Copy(a=full.id, b=short.id, likeness=likeness, kind="copy" if whole else "excerpt")


def _needed(whole: bool, one: date | None, two: date | None) -> float:
    """The likeness from which two texts are one report."""
    late = one is not None and two is not None and abs((one - two).days) > _NEAR
    return max(_ENOUGH if whole else _PART_ENOUGH, _LATE_ENOUGH if late else 0.0)


def _held(body: _Body, other: _Body) -> bytearray:
    """For each word whether it stands in a run that the other text has too."""
    held = bytearray(len(body.words))
    for k in range(len(held) - _RUN + 1):
        if body.words[k : k + _RUN] in other.runs:
            held[k : k + _RUN] = b"\1" * _RUN
    return held


def _own(body: _Body, held: bytearray, other: _Body) -> _Gaps:
    """Of each short gap whether it is in the lead, and what it tells that the other text nowhere does."""
    gaps = (found.span() for found in re.finditer(rb"\0+", held))
    return [
        (start < _LEAD, frozenset(body.tells[start:end]) - other.everything - {""})
        for start, end in gaps if end - start <= _GAP
    ]  # fmt: skip


def _swapped(one: _Gaps, two: _Gaps, size: int) -> float:
    """What it costs, in words, that one text names, dates or numbers where the other does so too, but not the same."""
    counts = [
        _counts(mine, frozenset().union(*(t for _, t in other)))
        for mine, other in ((one, two), (two, one))
    ]
    return sum(
        min(counts[0][place], counts[1][place]) * max(least, share * size)
        for place, (least, share) in _PRICES.items()
    )


def _counts(gaps: _Gaps, others: frozenset[str]) -> Counter[tuple[bool, _Kind]]:
    """In how many gaps of each place something of each kind is told that the other's gaps do not spell otherwise."""
    found: Counter[tuple[bool, _Kind]] = Counter()
    for lead, told in gaps:
        new = (t for t in told if t[0].isdigit() or not get_close_matches(t, others, 1, _ALIKE))
        found.update((lead, kind) for kind in {_kind(t) for t in new})
    return found
