"""Two renderings laid side by side, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: in both renderings, only in the first ("left out") or only in the second."""

    kind: Literal["same", "left out", "put in"]
    text: str


def differences(first: str, second: str) -> tuple[Piece, ...]:
    """How the second rendering differs from the first; case and marks at the edges of words do not count.

    The pieces that are "same" or "put in" joined by blanks give the second's words.
    """
    one, two = first.split(), second.split()
    match = SequenceMatcher(None, [*map(_bare, one)], [*map(_bare, two)], autojunk=False)
    out: list[Piece] = []
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            out.append(Piece("same", " ".join(two[c:d])))
            continue
        if a < b:
            out.append(Piece("left out", " ".join(one[a:b])))
        if c < d:
            out.append(Piece("put in", " ".join(two[c:d])))
    return tuple(out)


def _bare(word: str) -> str:
    return word.lower().strip(".,;:!?\"'“”‘’()[]…")
