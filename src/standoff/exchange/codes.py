"""What data sets call countries, sectors and acts, beside what we call them. Tables in ``data/``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from standoff.errors import InputError
from standoff.ontology import Row, plover
from standoff.ontology import rows as table_rows
from standoff.types import INTERNATIONAL, Party

DATA = Path(__file__).parent / "data"
# CAMEO's roots by quad class, for the two that PLOVER drops (01 and 02: said in public, appeals).
_DROPPED = {"01": "verbal cooperation", "02": "verbal cooperation"}


class Act(NamedTuple):
    """What was done, in PLOVER's terms; None where nothing is known."""

    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: str | None = None
    intensity: float | None = None


def data_rows(name: str, *columns: str) -> list[Row]:
    """The rows of one of this room's tables."""
    return table_rows(DATA / name, columns)


@lru_cache(4096)
def act_of_cameo(code: str | None) -> Act:
    """PLOVER's reading of a CAMEO code and Goldstein's score; empty for what is no CAMEO code."""
    if not code:
        return Act()
    try:
        found = plover.cameo(code)
    except InputError:
        return Act()
    quad = plover.quad(found.type) if found.type else _DROPPED.get(code[:2])
    return Act(found.type, found.mode, found.contexts, quad, found.goldstein)


@lru_cache(4096)
def act_of_type(type: str | None, mode: str | None) -> Act:
    """Quad class and score of a PLOVER type and mode; what PLOVER does not have gets none."""
    try:
        quad = plover.quad(type or "")
    except InputError:
        return Act(type, mode)
    try:
        return Act(type, mode, (), quad, plover.intensity(type or "", mode))
    except InputError:
        return Act(type, mode, (), quad, plover.intensity(type or ""))


@lru_cache(4096)
def cameo_of(type: str | None, mode: str | None, contexts: tuple[str, ...]) -> str | None:
    """The CAMEO code nearest to a PLOVER act; None where PLOVER does not have it."""
    try:
        return plover.plover_to_cameo(type or "", mode, contexts)
    except InputError:
        return None


@lru_cache(4096)
def cameo_gloss(code: str | None) -> str:
    """What a CAMEO code means in a few words; nothing for what is no CAMEO code."""
    try:
        return plover.cameo(code or "").gloss
    except InputError:
        return ""


def quad_of_number(digit: str | None) -> str | None:
    """The quad class of GDELT's and PLOVER's numbers 1 to 4."""
    return plover.QUADS[int(digit) - 1] if digit in ("1", "2", "3", "4") else None


def number_of_quad(quad: str | None) -> str:
    """1 to 4, or nothing."""
    return str(plover.QUADS.index(quad) + 1) if quad in plover.QUADS else ""


@cache
def _countries() -> list[Row]:
    return data_rows("countries.tsv", "iso3", "icews", "other_names", "fips", "cameo")


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _countries():
        for name in (row["icews"], *row.several("other_names")):
            found.setdefault(name.casefold(), row["iso3"])
    return found


@cache
def _by_code(column: str) -> dict[str, str]:
    return {code: row["iso3"] for row in _countries() for code in row.several(column)}


@cache
def _first(column: str) -> dict[str, str]:
    return {row["iso3"]: codes[0] for row in _countries() if (codes := row.several(column))}


def country_of_name(name: str | None) -> str | None:
    """ISO 3166 alpha-3 of a country's name, or of the code itself."""
    if not name:
        return None
    return name if name in _first("icews") else _by_name().get(name.casefold())


def name_of_country(code: str | None) -> str:
    """The name that ICEWS writes for a country; nothing where there is none."""
    return _first("icews").get(code or "", "")


def country_of_fips(code: str | None) -> str | None:
    """ISO 3166 alpha-3 of a FIPS 10-4 code."""
    return _by_code("fips").get(code or "")


def fips_of_country(code: str | None) -> str:
    """The FIPS 10-4 code of a country; nothing where there is none."""
    return _first("fips").get(code or "", "")


def country_of_cameo(code: str | None) -> str | None:
    """ISO 3166 alpha-3 of CAMEO's three letters; None for its regions (``AFR``)."""
    return _by_code("cameo").get(code or "")


def cameo_of_country(code: str | None) -> str:
    """CAMEO's three letters for a country; nothing where there are none."""
    return _first("cameo").get(code or "", "")


class Names:
    """A table that pairs our codes with a data set's words: many words to a code, one word written for it."""

    def __init__(self, file: str, column: str) -> None:
        pairs = [(row["code"], row[column]) for row in data_rows(file, "code", column)]
        self.codes = {word: code for code, word in pairs}
        self.words = dict(reversed(pairs))
        self.order = {code: at for at, code in enumerate(dict.fromkeys(code for code, _ in pairs))}


def split_sectors(codes: Iterable[str], country: str | None) -> tuple[str | None, tuple[str, ...]]:
    """A country and the sectors; of somebody of no country an international code stands for it."""
    distinct = list(dict.fromkeys(codes))
    if country is None:
        country = next((code for code in distinct if code in INTERNATIONAL), None)
        if country:
            distinct.remove(country)
    return country, tuple(distinct)


def party(
    name: str | None,
    country: str | None,
    sectors: tuple[str, ...],
    id: str | None = None,
    *,
    generic: bool = False,
) -> tuple[Party, ...]:
    """One party and the side it counts for, or none where nothing is said of it.

    Rebels and armed people of no known side do not count for the country they fight in: they count for themselves, or,
    where the name is a ``generic`` one ("REBEL"), for the rebels of that country.
    """
    if not (name or country or sectors or id):
        return ()
    side: str | None
    armed = None if "PRM" in sectors else next((c for c in ("REB", "UAF") if c in sectors), None)
    if armed and country and country not in INTERNATIONAL:
        side = f"{country}/{armed}" if generic or not name else name
    elif country is None or country in INTERNATIONAL:
        side = name or id or country
    else:
        side = country
    return (Party(name=name, country=country, sectors=sectors, id=id, side=side),)
