"""Text to words with exact offsets, cut as UD English EWT cuts them.

Contractions fall apart (``do|n't``, ``Kim|'s``, ``can|not``), hyphens are words of their own
(``U.S.|-|led``) except after a prefix (``anti-government``), abbreviations and initials keep their
full stop, a row of the same mark is one word (``...``, ``***``). Every character that is not white
space belongs to exactly one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent / "data"
Piece = tuple[int, int]

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|@\w+|\#[^\W\d]\w*"
    r"|[A-Za-z][\w-]*(?:\.[\w-]+)*"
    r"\.(?:com|org|net|gov|edu|mil|info|pdf|docx?|xlsx?|html?|txt|jpe?g|png)(?!\w)"
    r"|(?<!\S)[:;]-?[()](?!\S)"
)
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"  # U.S., D.C., U.S.A
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|m|km|bn|k)?(?![^\W_])"  # 1,000.5  10:30  1990s
    r"|([.*=_~<>$?!-])\1+|[?!]{2,}|''(?!')|``"
    r"|(?i:anti|co|counter|cross|e|ex|mid|multi|non|over|post|pre|pro|re|semi|sub)-(?=[^\W\d_]{2})"
    r"[^\W\d_]+"
    r"|[^\W_]+(?:[^\W_]|[\u0300-\u036f]|[’'](?=[^\W\d_])|&(?=[^\W\d_])|_)*"
    r"|\w"
)  # fmt: skip
_CLITIC = re.compile(r"(?i)(?<=[^\W_])(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_BEFORE_NUMBERS = {"No", "Nos", "Fig"}
_NUMBER_AFTER = re.compile(r"\s*\d")
_JOINED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


@cache
def abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """(words that keep a full stop, those among them that hardly ever end a sentence)."""
    lines = (DATA / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.split() for line in lines if line and not line.startswith("#")]
    return frozenset(e[0] for e in entries), frozenset(e[0] for e in entries if len(e) > 1)


def words(text: str) -> list[Piece]:
    """(start, end) of every word, in order."""
    found: list[Piece] = []
    for start, end in _chunks(text):
        chunk = text[start:end]
        if "." in chunk:  # whether it belongs to the word may depend on what follows
            found += _cut(text, start, end)
        else:
            found += [(start + a, start + b) for a, b in _repeated(chunk)]
    return found


def _chunks(text: str) -> Iterator[Piece]:
    """What stands between white space, and between a name and the words glued to it ("ComradeKim Jong Unwho")."""
    seams = [k for name in _glued_names().finditer(text) for k in name.span()]
    end = 0
    for first, last in pairwise((0, *seams, len(text))):
        for chunk in text[first:last].split():
            start = text.index(chunk, max(first, end))
            end = start + len(chunk)
            yield start, end


@cache
def _glued_names() -> re.Pattern[str]:
    """The names of ``data/glued.txt`` where a letter stands right before or behind them."""
    lines = (DATA / "glued.txt").read_text(encoding="utf-8").splitlines()
    names = "|".join(map(re.escape, (line for line in lines if line and not line.startswith("#"))))
    return re.compile(rf"(?<=[a-z])(?:{names})|(?:{names})(?=[A-Za-z])")


@lru_cache(maxsize=100_000)
def _repeated(chunk: str) -> tuple[Piece, ...]:
    """The words of a chunk that is cut the same wherever it stands; news repeats its words."""
    return tuple(_cut(chunk, 0, len(chunk)))


def _cut(text: str, start: int, end: int) -> Iterator[Piece]:
    i = start
    while i < end:
        url = _URL.match(text, i, end)
        if url and (i == start or not text[i - 1].isalnum()):
            whole = url.group()
            stop = i + len(whole.rstrip(".,;:!?)’'\"]") or whole)  # ":)" is nothing but marks
            yield i, stop
            i = stop
            continue
        match = _WORD.match(text, i, end)
        if match is None:
            stop = _with_marks(text, i + 1, end)
            yield i, stop
            i = stop
            continue
        stop = _with_marks(text, match.end(), end)
        stop = _with_full_stop(text, i, stop, end)
        yield from _split_word(text, i, stop)
        i = stop


def _with_marks(text: str, stop: int, end: int) -> int:
    """Combining marks, joiners and variation selectors go with the character before them."""
    while stop < end and (unicodedata.category(text[stop]) in {"Mn", "Me", "Cf"}):
        stop += 1
    return stop


def _with_full_stop(text: str, start: int, stop: int, end: int) -> int:
    """The full stop of an abbreviation or an initial belongs to it."""
    if stop >= end or text[stop] != "." or text.startswith("..", stop):
        return stop
    word = text[start:stop]
    initial = len(word) == 1 and word.isupper() and stop + 1 < len(text)
    if word in _BEFORE_NUMBERS and not _NUMBER_AFTER.match(text, stop + 1):
        return stop
    return stop + 1 if initial or word in abbreviations()[0] else stop


def _split_word(text: str, start: int, stop: int) -> Iterator[Piece]:
    word = text[start:stop]
    at = _JOINED.get(word.lower())
    if at is not None:
        yield start, start + at
        yield start + at, stop
        return
    clitic = _CLITIC.search(word)
    if clitic is not None and clitic.start() > 0:
        yield start, start + clitic.start()
        yield start + clitic.start(), stop
        return
    yield start, stop
