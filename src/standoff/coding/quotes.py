"""Where the quotation marks open and close: stretches of text that somebody else's words fill.

Handles curly, straight and typed (''…'') double quotes, guillemets, single curly quotes where a paragraph has no
double ones, straight single ones where they close in such a paragraph, marks of two kinds mixed up, quotations that
run on over paragraphs (each opens again, only the last closes), and marks that never close (the quotation ends with
its paragraph).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*|(?:\r\n|\r|\n)")
_TYPED = {"''", "``"}  # as archives and typesetters write double marks
_MARK = re.compile(r"''|``|[“«„\"‘']")
_CLOSERS = {  # where a mark may close; two places of '' may overlap
    "”": re.compile('(?=[”"“])'), '"': re.compile('(?=["”])'), "’": re.compile("(?=’)"),
    "'": re.compile("(?=')"), "»": re.compile("(?=»)"), "“": re.compile("(?=“)"), "''": re.compile("(?='')"),
}  # fmt: skip
_SMALL = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
_BEFORE_TITLE = re.compile(r"(?:\b(?:on|in)|['’]s) $")
_PAIRS = {"“": "”", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` are the quoted words, without their marks; ``outer`` includes the marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    continued: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text in order; nested ones belong to the outer one."""
    found: list[Quotation] = []
    start = 0
    open_before = False
    for end, following in _paragraphs(text):
        opened = _in_paragraph(text, start, end)
        if opened and open_before and opened[0].outer_start <= _first_ink(text, start):
            opened[0] = Quotation(
                opened[0].start,
                opened[0].end,
                opened[0].outer_start,
                opened[0].outer_end,
                continued=True,
            )
        open_before = bool(opened) and opened[-1].outer_end == opened[-1].end
        found += opened
        start = following
    return tuple(q for q in found if q.end > q.start)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """(end of a paragraph, start of the next)."""
    ends = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    return [*ends, (len(text), len(text))]


def _first_ink(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    out: list[Quotation] = []
    i = start
    while i < end:
        mark = _MARK.search(text, i, end)
        if mark is None:
            break
        i = mark.start()
        closer = _closer(text, i, start, end)
        if closer is None:
            i += 1
            continue
        inside = i + len(closer)
        close = _find_close(text, inside, end, closer)
        inner_end = _trim(text, inside, close)
        out.append(
            Quotation(
                _skip(text, inside, inner_end),
                inner_end,
                i,
                close + len(closer) if close < end else inner_end,
            )
        )
        i = close + len(closer)
    return out


def _closer(text: str, i: int, start: int, end: int) -> str | None:
    """The mark that would close a quotation opened at i, or None if none opens here."""
    mark = text[i]
    if text[i : i + 2] in _TYPED:
        return "''"
    if mark in _PAIRS:
        return _PAIRS[mark]
    if mark == '"':
        return '"'
    opens_word = (i == start or not text[i - 1].isalnum()) and i + 1 < end and text[i + 1].isalnum()
    if mark not in "‘'" or not opens_word or re.search(r'[“"]', text[start:end]):
        return None
    if mark == "‘":
        return "’"
    closes = _find_close(text, i + 1, end, "'") if text[i + 1].isalpha() else end
    return "'" if i + 2 < closes < end else None  # not "the '90s", "rock 'n' roll"


def _find_close(text: str, i: int, end: int, closer: str) -> int:
    for place in _CLOSERS[closer].finditer(text, i, end + len(closer) - 1):
        k = place.start()
        mixed = _closes_for(closer, text[k], text[k - 1 : k], text[k + 1 : k + 2])
        typed_later = closer == "''" and text[k + 2 : k + 3] == "'"
        if not mixed and (not text.startswith(closer, k) or typed_later):
            continue
        if closer in "’'" and k + 1 < len(text) and text[k + 1].isalnum():
            continue  # an apostrophe
        if closer == "'" and not _ends_words(text, k, end):
            continue
        return k
    return end


def _ends_words(text: str, k: int, end: int) -> bool:
    """Whether a straight single mark at k ends a quotation: not that of "the workers' union", where another follows."""
    if text[k - 1].isspace():
        return False
    owner = text[k - 1] == "s" and re.match(r"' [a-z]", text[k:end])
    return not owner or not re.search(r"[^\s]'(?!\w)", text[k + 1 : end])


def _closes_for(closer: str, mark: str, before: str, after: str) -> bool:
    """Whether another mark was typed in a closer's place: straight for curly or curly for straight, or “ for ”."""
    if closer == '"':
        return mark == "”"
    if closer == "”" and mark == "“":
        return not before.isspace() and (not after or after.isspace())
    return closer == "”" and mark == '"' and not after.isalnum()


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def is_title(text: str, quote: Quotation) -> bool:
    """Whether the quotation is the name of a programme or a work: "on NBC's “Meet the Press”", "in “War and Peace”"."""
    words = [w.strip(".,!?:") for w in text[quote.start : quote.end].split()]
    names = [w for w in words if w.lower() not in _SMALL]
    written = bool(names) and len(words) > 1 and all(w[:1].isupper() for w in names)
    return written and _BEFORE_TITLE.search(text, 0, quote.outer_start) is not None
