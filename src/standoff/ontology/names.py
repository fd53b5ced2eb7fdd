"""Names as they stand in news text: how a spelling is folded, and which name starts at a word.

Two spellings are the same if they agree after folding: NFC, accents off, curly apostrophes
straight, full stops dropped ("U.S." is "US"), and cut at spaces, hyphens, apostrophes and ``_``, so
that "Kim Jong-un", "Kim Jong Un" and the tokens ``Jong - un`` meet. Case still counts: a name
part with a capital needs one in the text, an acronym needs all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

Form = Literal["name", "adjective", "demonym", "metonym", "acronym", "surname", "place"]
T = TypeVar("T")

_PARTS = re.compile(r"[^\s,\-‐‑–'’‘ʼ`_]+|,")
_JOINTS = re.compile(r"[\-‐‑–'’‘ʼ`_]+")
# Letters that Unicode does not take apart into a base and an accent.
_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "þ": "th",
     "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "e", "Ə": "E", "ħ": "h", "Ħ": "H", ".": None}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A reading of some words: whom they name and in which form; ``text`` as the table has it."""

    actor: str
    form: Form
    text: str


def bare(text: str) -> str:
    """Take the article off: "the Kremlin" is found without it."""
    return text[4:] if text[:4] in {"the ", "The "} else text


def has_article(name: Name) -> bool:
    """Tell whether a name of one word has its article as part of it ("The Guardian")."""
    return name.text.startswith("The ") and " " not in name.text[4:]


def fold(text: str) -> str:
    """Take accents and full stops off; the case stays."""
    if text.isascii():
        return text.replace(".", "")
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in apart if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def parts(text: str) -> tuple[str, ...]:
    """Cut a name or a token into its folded parts, case kept; hyphens and apostrophes have none."""
    return tuple(_PARTS.findall(fold(text)))


@lru_cache(maxsize=1 << 16)
def key(text: str) -> tuple[str, ...]:
    """Return what two spellings of one name share."""
    return tuple(part.lower() for part in parts(text))


def is_acronym(text: str) -> bool:
    """Tell whether a name is one word in capitals ("US", "M23", "PKK")."""
    whole = fold(text)
    return len(whole) > 1 and whole.isupper() and " " not in whole


class Phrases(Generic[T]):
    """Phrases and what they stand for, to be found as the longest at a place; never changed."""

    __slots__ = ("_last", "_reach", "_small", "_values", "may_end_with", "may_start_with")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        values: dict[tuple[str, ...], list[tuple[tuple[str, ...], T]]] = {}
        reach: dict[str, int] = {}
        small: set[str] = set()  # first parts that are found without capitals
        for text, value in entries:
            shown, lowered = parts(bare(text)), key(bare(text))
            if not shown:
                continue
            values.setdefault(lowered, []).append((shown, value))
            if shown[0] == lowered[0]:
                small.add(lowered[0])
            if reach.get(lowered[0], 0) < len(lowered):
                reach[lowered[0]] = len(lowered)
        self._values = values
        self._reach = reach
        self._small = frozenset(small)
        self._last = frozenset(lowered[-1] for lowered in values)
        self.may_start_with = lru_cache(maxsize=1 << 16)(self._may_start_with)
        self.may_end_with = lru_cache(maxsize=1 << 16)(self._may_end_with)

    def __bool__(self) -> bool:
        return bool(self._values)

    def _may_start_with(self, word: str) -> bool:
        """Whether some phrase starts as a word does: a quick no for most words."""
        first = parts(word)[:1]
        return bool(first) and (
            first[0] in self._small
            or (first[0] != first[0].lower() and first[0].lower() in self._reach)
        )

    def _may_end_with(self, word: str) -> bool:
        """Whether some phrase ends as a word does: a quick no for most words."""
        last = key(word)
        return bool(last) and last[-1] in self._last

    def longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[T, ...]] | None:
        """Return the exclusive end of the longest phrase at ``words[at]`` and all it stands for.

        Hyphens and apostrophes between or inside words do not count, but a phrase starts and
        ends where a word does.
        """
        first = key(words[at])
        reach = self._reach.get(first[0]) if first else None
        if reach is None:
            return None
        shown, free, ends = _ahead(words, at, reach)
        lowered = tuple(map(str.lower, shown))
        for length in reversed(ends):
            known = self._values.get(lowered[:length])
            if known is None:
                continue
            fitting = [value for name, value in known if _case_fits(name, shown, free)]
            if fitting:
                return ends[length], tuple(dict.fromkeys(fitting))
        return None


def _ahead(
    words: Sequence[str], at: int, reach: int
) -> tuple[list[str], list[bool], dict[int, int]]:
    """Look up to ``reach`` parts ahead: the parts, whether each follows a hyphen, and at which
    number of parts a word ends (number of parts: exclusive end of the word).
    """
    shown: list[str] = []
    free: list[bool] = []
    ends: dict[int, int] = {}
    joined = False
    for place in range(at, len(words)):
        word = parts(words[place])
        if not word:
            if not _JOINTS.fullmatch(words[place]):
                break
            joined = True
            continue
        if len(shown) + len(word) > reach:
            break
        free += [joined, *([True] * (len(word) - 1))]
        shown += word
        ends[len(shown)] = place + 1
        joined = False
        if len(shown) == reach:
            break
    return shown, free, ends


def _case_fits(name: tuple[str, ...], shown: Sequence[str], free: Sequence[bool]) -> bool:
    """Hold the capitals of a name against those in the text.

    After a hyphen small letters will do ("Jong-un"). An acronym of four letters or more may have
    its first letter alone in capitals, as British papers write it ("Nato"); a short one of mixed
    case is as it is ("LeT" is not "Let").
    """
    for part, seen, loose in zip(name, shown, free, strict=False):
        if part == seen or part == part.lower():
            continue
        if len(part) > 1 and part.isupper():
            if len(part) < 4 or seen != part.capitalize():
                return False
        elif (seen == seen.lower() and not loose) or (
            len(part) < 4 and part[1:] != part[1:].lower()
        ):
            return False
    return True


def stands_alone(words: Sequence[str], at: int, end: int, *, may_start: bool) -> bool:
    """Tell whether ``words[at:end]`` is no part of a longer name ("WPK Congress"), and no ordinary
    word with the capital that starts a sentence, unless it ``may_start`` one or has "The" before.
    """
    if end < len(words) and words[end][:1].isupper():
        return False
    if _starts(words, at):
        return may_start
    before = words[at - 1]
    if before in {"the", "The"}:
        return at < 2 or words[at - 2].lower() != "of"
    return before.lower() != "of" and (not before[:1].isupper() or _starts(words, at - 1))


def _starts(words: Sequence[str], at: int) -> bool:
    return at == 0 or not words[at - 1][:1].isalnum()


def names_by_actor(names: Iterable[Name]) -> Mapping[str, tuple[Name, ...]]:
    """Group names by the actor that they name, in their order."""
    grouped: dict[str, list[Name]] = {}
    for name in names:
        grouped.setdefault(name.actor, []).append(name)
    return MappingProxyType({actor: tuple(own) for actor, own in grouped.items()})
