"""Lemmas from word form and part of speech (lemminflect), and our own list of exceptions."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
_INFLECTED = {"NOUN", "VERB", "AUX", "ADJ", "ADV"}


@lru_cache(maxsize=1)
def _exceptions() -> dict[tuple[str, str], str]:
    rows = (DATA / "lemmas.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith(("#", "word\t"))]
    return {(word, upos): lemma for word, upos, lemma in cells}


@lru_cache(maxsize=100_000)
def lemma(word: str, upos: str) -> str:
    """The dictionary form of a word; names keep their form, everything else is in lower case."""
    lower = word.lower().replace("’", "'")
    known = _exceptions().get((lower, upos)) or _exceptions().get((lower, ""))
    if known is not None:
        return known
    if upos in {"PROPN", "X"}:
        return word
    if upos not in _INFLECTED:
        return lower
    from lemminflect import getLemma

    found = getLemma(lower, upos=upos)
    return found[0] if found else lower
