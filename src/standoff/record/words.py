"""Full-text search in any script: what is indexed beside a text, and a person's query as FTS5 takes it. Pure.

FTS5's ``unicode61`` takes a run of Hangul, Han or Kana for one word, so that 미사일 is not found inside 미사일을: such
runs are also indexed as overlapping pairs of characters.
"""

from __future__ import annotations

import re
from itertools import pairwise

from standoff.errors import InputError

_UNSPACED = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


def bigrams(text: str) -> str:
    """The pairs of characters of every run of Hangul, Han or Kana, one run after the other."""
    return " | ".join(" ".join(_pairs(run)) for run in _RUN.findall(text))


def match(query: str) -> str:
    """A query as FTS5 takes it: all words, ``"a phrase"``, ``-without``, ``begin*``.

    Raises ``InputError`` where nothing is left to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _PART.findall(query.replace("\0", " ")):
        found = _expression(phrase or word)
        if found:
            (unwanted if minus else wanted).append(found)
    if not wanted:
        raise InputError(
            f"nothing to look for in {query!r}: give at least one word that must be there"
        )
    together = " AND ".join(wanted)
    return " NOT ".join([f"({together})", *unwanted])


def _pairs(run: str) -> list[str]:
    return [a + b for a, b in pairwise(run)] or [run]


def _expression(words: str) -> str:
    """One phrase as an expression; the unspaced runs in it are looked for as pairs."""
    parts = [
        _quoted(" ".join(_pairs(run)), "bigrams", prefix=len(run) == 1)
        for run in _RUN.findall(words)
    ]
    rest = _RUN.sub(" ", words)
    if any(c.isalnum() for c in rest):
        parts.append(_quoted(rest.strip().rstrip("*"), None, prefix=rest.rstrip().endswith("*")))
    return "(" + " AND ".join(parts) + ")" if len(parts) > 1 else "".join(parts)


def _quoted(words: str, column: str | None, *, prefix: bool) -> str:
    text = '"' + words.replace('"', '""') + '"' + ("*" if prefix else "")
    return f"{column} : {text}" if column else text
