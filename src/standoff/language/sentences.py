"""Words to sentences: full stops, quotations, abbreviations, headlines, wrapped lines.

A closing quotation mark stays with the sentence that it ends; a quotation followed by a lower-case
word ("…," he said) is no end. A blank line always ends a sentence. A single line break ends one
unless the text is wrapped at a fixed width and the line before is a full one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from standoff.language.tokenize import DATA, Piece, abbreviations

_END = {".", "!", "?", "…", "...", "?!", "!!"}
_CLOSING = {'"', "”", "’", "'", ")", "]", "»", "''"}
_LAST = {mark[-1] for mark in (*_END, *_CLOSING)}
_OPENING = {'"', "“", "‘", "'", "''", "``", "(", "[", "«"}
_BREAK = re.compile(r"(?:\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85)")
_PLACE = r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,3}"
_DATELINE = re.compile(
    rf"^{_PLACE}(?:[,/] ?[\w. ]{{2,24}}){{0,3}}(?: ?\([^()\n]{{2,40}}\))?(?<![a-z]) ?(?:--|[-–—])(?= )"
    rf"|^{_PLACE}(?:, ?[\w. ]{{2,24}}){{0,3}} ?\([^()\n]{{2,40}}\) ?(?:--|[–—]|-(?= ))"
    rf"|^{_PLACE}, ?(?=[\w. ]*\d)[\w. ]{{2,24}} ?\([^()\n]{{2,40}}\)(?= [A-Z])",
    re.MULTILINE,
)
_MAX_WORDS = 200
_WRAP = (55, 100)


def sentences(text: str, words: Sequence[Piece]) -> list[tuple[int, int]]:
    """(first, last-exclusive) word of every sentence; together they cover all words."""
    wrapped = _is_wrapped(text)
    out: list[tuple[int, int]] = []
    first = 0
    datelines = {k for k in _datelines(text, words) if k + 1 < len(words)}
    for i in range(len(words)):
        if i + 1 == len(words) or i in datelines or _ends_after(text, words, i, first, wrapped):
            out += _cut_long(text, words, first, i + 1)
            first = i + 1
    return out


def _datelines(text: str, words: Sequence[Piece]) -> set[int]:
    """Last words of datelines ("SEOUL, Nov 22 (Agency) -"), each a line of its own to the parser."""
    ends = {match.end() for match in _DATELINE.finditer(text)}
    return {i for i, (_, end) in enumerate(words) if end in ends}


def _is_wrapped(text: str) -> bool:
    """Whether lines are cut at a fixed width: many of like length that stop in mid-sentence."""
    lines = [line.rstrip() for line in _BREAK.split(text) if line.strip()]
    if len(lines) < 4:
        return False
    longest = max(len(line) for line in lines)
    middle = sum(1 for line in lines if line[-1].isalnum() or line[-1] == ",")
    return _WRAP[0] <= longest <= _WRAP[1] and middle >= len(lines) * 0.5


def _ends_after(text: str, words: Sequence[Piece], i: int, first: int, wrapped: bool) -> bool:
    gap = text[words[i][1] : words[i + 1][0]]
    breaks = len(_BREAK.findall(gap)) if gap not in {"", " "} else 0
    if breaks > 1 or (breaks == 1 and not wrapped):
        return True
    if breaks == 1 and _starts_item(text, words[i + 1]):
        return True
    return _is_end(text, words, i, first) and _may_start(text, words, i)


def _starts_item(text: str, word: Piece) -> bool:
    return text[word[0] : word[1]] in {"-", "*", "•", "–"}


def _word(text: str, words: Sequence[Piece], i: int) -> str:
    return text[words[i][0] : words[i][1]] if 0 <= i < len(words) else ""


def _is_end(text: str, words: Sequence[Piece], i: int, first: int) -> bool:
    """Whether word i is a final mark, or a closing mark right after one."""
    if text[words[i][1] - 1] not in _LAST:
        return False
    k = i
    while k > first and _word(text, words, k) in _CLOSING and words[k - 1][1] == words[k][0]:
        k -= 1
    last = _word(text, words, k)
    if last in _END or set(last) <= {".", "!", "?", "…"}:
        return not (last == "." and k > first and _is_initial(text, words, k))
    return k == i and last.endswith(".") and len(last) > 1 and _abbreviation_may_end(last)


def _is_initial(text: str, words: Sequence[Piece], k: int) -> bool:
    before = _word(text, words, k - 1)
    return len(before) == 1 and before.isupper() and words[k - 1][1] == words[k][0]


def _abbreviation_may_end(word: str) -> bool:
    body = word[:-1]
    return body not in abbreviations()[1] and len(body) > 1


def _may_start(text: str, words: Sequence[Piece], i: int) -> bool:
    """Whether the words after word i look like the beginning of a sentence."""
    following = _word(text, words, i + 1)
    gap = text[words[i][1] : words[i + 1][0]]
    if following in _CLOSING and not gap:
        return False
    if not gap and following not in _OPENING:
        return False
    k = i + 1
    while _word(text, words, k) in _OPENING and k + 1 < len(words):
        k += 1
    start = _word(text, words, k)
    after_abbreviation = _word(text, words, i).endswith(".") and len(_word(text, words, i)) > 1
    if after_abbreviation:
        return start[:1].isupper() and start in _starters()
    if following in _CLOSING and gap and following not in _OPENING:
        return False
    return start[:1].isupper() or not start[:1].isalpha() or not start[:1].islower()


# After "U.S." only a word that hardly ever continues a name is taken for a new beginning.
@cache
def _starters() -> frozenset[str]:
    lines = (DATA / "starters.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _cut_long(text: str, words: Sequence[Piece], first: int, last: int) -> list[tuple[int, int]]:
    """Cut what is no real sentence any more (lists, tables) at commas or, failing these, anywhere."""
    out = []
    while last - first > _MAX_WORDS:
        window = range(first + _MAX_WORDS, first + _MAX_WORDS // 2, -1)
        at = next(
            (k for k in window if _word(text, words, k - 1) in {";", ":", ",", "-"}),
            first + _MAX_WORDS,
        )
        out.append((first, at))
        first = at
    out.append((first, last))
    return out
