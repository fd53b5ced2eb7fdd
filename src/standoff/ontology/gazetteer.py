"""Where a town lies: country, province, coordinates of all towns with 1,000 inhabitants or more.

From GeoNames (CC BY 4.0, geonames.org), made by ``python -m training.gazetteer``. One line is one name of a town:
the name in small plain letters, the town, its country (ISO 3166-1 alpha-3), province, latitude and longitude in
degrees, inhabitants. The lines are sorted and searched as they are; nothing is parsed that nobody asks for.
"""

from __future__ import annotations

import gzip
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "gazetteer.tsv.gz"


@dataclass(frozen=True, slots=True)
class Town:
    """A town. ``country`` is a three-letter code, ``admin`` the province, empty where it is not known."""

    name: str
    country: str
    admin: str
    latitude: float
    longitude: float
    population: int


def towns(name: str) -> tuple[Town, ...]:
    """All towns of this name, the largest first; accents, hyphens and capitals do not count."""
    return _towns(folded(name))


@cache
def _towns(key: str) -> tuple[Town, ...]:
    text, found = _text(), []
    at = _first(text, f"{key}\t")
    while text.startswith(f"{key}\t", at):
        end = text.index("\n", at) + 1
        found.append(_town(text[at:end]))
        at = end
    return tuple(sorted(found, key=lambda town: -town.population))


def _first(text: str, start: str) -> int:
    """Where the first line stands that is not before ``start``."""
    low, high = 0, len(text)
    while low < high:
        line = text.rfind("\n", low, (low + high) // 2) + 1 or low
        end = text.index("\n", line) + 1
        if text[line:end] < start:
            low = end
        else:
            high = line
    return low


def _town(line: str) -> Town:
    _, name, country, admin, latitude, longitude, population = line.rstrip("\n").split("\t")
    return Town(name, country, admin, float(latitude), float(longitude), int(population))


def folded(name: str) -> str:
    """A name in small letters without accents and marks, words parted by one blank."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " if c in " -–/" else "" for c in plain)
    return " ".join(kept.split())


@cache
def _text() -> str:
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        return file.read()
