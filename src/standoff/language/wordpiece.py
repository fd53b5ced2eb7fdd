"""Words to the encoder's pieces: BERT's uncased WordPiece, and a feature that gives the case back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_PART = re.compile(r"\w+|[^\w\s]")
_MOST = 12
_KEPT = 100_000
_TYPED = {"''": '"', "``": '"'}  # the model knows one double mark


class WordPiece:
    """Cuts single words; results are kept, since news repeats its words."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self.ids = {line: n for n, line in enumerate(lines) if line}
        self.unknown, self.start, self.end = (
            self.ids[name] for name in ("[UNK]", "[CLS]", "[SEP]")
        )
        self.pieces = lru_cache(maxsize=_KEPT)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Ids of one word's pieces: at least one, at most twelve."""
        lower = unicodedata.normalize("NFD", _TYPED.get(word, word[:200]).lower())
        plain = "".join(c for c in lower if unicodedata.category(c) != "Mn")
        parts = _PART.findall(plain.replace("_", " _ "))
        ids = [n for part in parts for n in self._longest_first(part)]
        return tuple(ids[:_MOST]) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        out: list[int] = []
        i = 0
        while i < len(part):
            prefix = "##" if i else ""
            for j in range(len(part), i, -1):
                found = self.ids.get(prefix + part[i:j])
                if found is not None:
                    out.append(found)
                    i = j
                    break
            else:
                return [*out, self.unknown]
        return out


@lru_cache(maxsize=_KEPT)
def case(word: str, *, first: bool = False) -> int:
    """What the uncased pieces lose: 1 lower, 2 upper, 3 capitalised, 4 so at a sentence's start,
    5 digits, 6 mixed, 7 with a digit, 8 anything else (0 is for the frame).
    """
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 2
    if word[:1].isupper():
        return 4 if first else 3
    if word.isdigit():
        return 5
    if any(c.isupper() for c in word):
        return 6
    return 7 if any(c.isdigit() for c in word) else 8
