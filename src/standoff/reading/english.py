"""Is a text English? Asked of its first characters, and in doubt the answer is yes.

Function words answer for almost every English text at once, however many foreign names or capital
letters it holds; the rest is put before py3langid, which is loaded only then.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from standoff.reading.tables import rows

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

JUDGED = 4000  # characters
SHORT = 40  # letters: shorter texts in Latin script say too little about their language
_SHARE = 0.10  # of the words are English function words: certainly English
_SURE = 0.5  # probability from which another language is believed
_ENGLISH = {"en", "pcm"}  # news of Nigeria in English is taken for Nigerian Pidgin
_WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """Return the language of a text that is not English, as ``Korean (ko)``; None if it is."""
    start = text[:JUDGED]
    letters = sum(char.isalpha() for char in start)
    latin = _is_latin(start, letters)
    if latin and (letters < SHORT or _has_english_words(start)):
        return None
    ranked = dict(_identifier().rank(start.lower() if _mostly_capitals(start) else start))
    code = max(ranked, key=lambda each: ranked[each])
    if code in _ENGLISH or (latin and not _is_sure(ranked, code)):
        return None
    return f"{_names().get(code, 'another language')} ({code})"


def _is_sure(ranked: dict[str, float], code: str) -> bool:
    """Tell whether the verdict is no guess on names: wide lists of them resemble many languages."""
    return ranked[code] >= _SURE and ranked["en"] < ranked[code] / 10


def _has_english_words(start: str) -> bool:
    words = _WORD.findall(start.lower())
    hits = [word for word in words if word in _function_words()]
    return len(hits) >= _SHARE * len(words) and len(set(hits)) >= 3


def _mostly_capitals(start: str) -> bool:
    upper = sum(char.isupper() for char in start)
    return upper > sum(char.islower() for char in start)


def _is_latin(start: str, letters: int) -> bool:
    latin = sum(char.isalpha() and _is_latin_letter(char) for char in start)
    return latin >= 0.5 * letters


@cache
def _is_latin_letter(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for (word,) in rows("english.tsv"))


@cache
def _names() -> dict[str, str]:
    return dict(rows("languages.tsv"))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import (
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
