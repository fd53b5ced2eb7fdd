"""A text's signature: by it a copy of the text is found among millions without reading them. A law of the record.

MinHash (Broder 1997) over every four words in a row, and bands of it as keys of an index (Indyk and Motwani 1998;
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3). Signatures are stored, so version 1
gives the same bytes for the same text for ever, on any machine and with any version of Python and numpy: whoever
changes a constant or a step below gives it a new version (docs/decisions/0012-copies.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from standoff.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = 1
_SLOTS = 128  # minima of 32 bits
_ROWS = 2  # minima in a band
SIZE = 1 + 4 * _SLOTS  # bytes of a signature: the version, then the minima, little-endian
_SHINGLE = 4  # words
_SEED = 0x5374616E646F6666  # "Standoff"
_STEP, _MIX, _MIX2 = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB  # SplitMix64's
_ALL = (1 << 64) - 1
_CHUNK = 4096  # shingles at a time: 4 MB
_NOTHING = b"\xff" * (4 * _SLOTS)  # the minima of no shingle at all
WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text with compatibility forms of letters made plain (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def signature(text: str) -> bytes:
    """The signature of a text, ``SIZE`` bytes. Capitals, marks and spaces do not count."""
    import numpy as np

    shingles = _shingles(WORD.findall(plain(text).lower()))
    factors, terms = (np.array(c, dtype=np.uint64)[:, None] for c in _constants())
    minima = np.full(_SLOTS, 0xFFFFFFFF, dtype=np.uint64)
    for start in range(0, len(shingles), _CHUNK):
        hashed = (factors * shingles[start : start + _CHUNK] + terms) >> np.uint64(32)
        minima = np.minimum(minima, hashed.min(axis=1))
    return bytes([VERSION]) + minima.astype("<u4").tobytes()


def bands(signature: bytes) -> tuple[bytes, ...]:
    """Keys of an index of texts, 64 of ten bytes each: what shares none with another text is not looked at.

    Texts that share a fifth of their shingles meet in one key or more with a probability of .93, a third .9995, a
    twentieth .15. A text without words has no keys. Raises ``DataError`` for another version's signature.
    """
    minima = _minima(signature)
    if minima == _NOTHING:
        return ()
    width = 4 * _ROWS
    return tuple(
        bytes([VERSION, n]) + minima[width * n : width * (n + 1)] for n in range(_SLOTS // _ROWS)
    )


def resemblance(a: bytes, b: bytes) -> float:
    """The share of their shingles that two texts have in common (Jaccard), estimated, from 0 to 1.

    The standard error is .044 or less. Raises ``DataError`` for another version's signature.
    """
    one, two = _minima(a), _minima(b)
    if _NOTHING in (one, two):
        return 0.0
    same = sum(one[k : k + 4] == two[k : k + 4] for k in range(0, len(one), 4))
    return same / _SLOTS


def _minima(signature: bytes) -> bytes:
    if len(signature) != SIZE or signature[0] != VERSION:
        raise DataError(
            f"a signature of {len(signature)} bytes that begins with {signature[:1].hex() or 'nothing'}; "
            f"version {VERSION} has {SIZE} bytes: make signatures anew from the texts"
        )
    return signature[1:]


def _shingles(tokens: Sequence[str]) -> NDArray[np.uint64]:
    """A number for each different run of words; a text shorter than a shingle is one shingle."""
    import numpy as np

    hashed = np.array([_word(token) for token in tokens], dtype=np.uint64)
    width = min(_SHINGLE, len(hashed))
    total = np.zeros(max(len(hashed) - width + 1, 0) if width else 0, dtype=np.uint64)
    for k in range(width):
        total = total * np.uint64(_STEP) + hashed[k : k + len(total)]
    total = (total ^ (total >> np.uint64(30))) * np.uint64(_MIX)
    total = (total ^ (total >> np.uint64(27))) * np.uint64(_MIX2)
    return np.unique(total ^ (total >> np.uint64(31)))


@lru_cache(maxsize=1 << 16)
def _word(token: str) -> int:
    return int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def _constants() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """An odd factor and a term for each slot: h(x) = the upper half of factor * x + term, modulo 2**64."""
    numbers = _split_mix()
    drawn = [(next(numbers) | 1, next(numbers)) for _ in range(_SLOTS)]
    return tuple(a for a, _ in drawn), tuple(b for _, b in drawn)


def _split_mix() -> Iterator[int]:
    """SplitMix64 (Steele, Lea and Flood 2014) from our seed."""
    state = _SEED
    while True:
        state = (state + _STEP) & _ALL
        z = ((state ^ (state >> 30)) * _MIX) & _ALL
        z = ((z ^ (z >> 27)) * _MIX2) & _ALL
        yield z ^ (z >> 31)
