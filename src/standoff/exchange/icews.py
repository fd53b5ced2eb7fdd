"""ICEWS: 20 columns separated by tabs, with a header and without quoting.

An Event ID stands for different events on different days: the row's id is ``ID:day``. Dates are 2018-06-01 or 6/1/2018
(2017's file). Sectors and countries are names; intensity is Goldstein's.
Source: a public sample of 2018, github.com/andybega/icews, commit 3746c72.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial

from standoff.exchange import tabbed
from standoff.exchange.base import Format, Row, Source
from standoff.exchange.codes import (
    Names,
    act_of_cameo,
    cameo_gloss,
    cameo_of,
    country_of_name,
    name_of_country,
    party,
    split_sectors,
)
from standoff.exchange.values import Malformed, day, degrees, iso, number, shown, text, whole
from standoff.exchange.verbatim import Record
from standoff.types import INTERNATIONAL, EventRow, Party, Site

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip


@cache
def _sectors() -> Names:
    return Names("icews_sectors.tsv", "sector")


@lru_cache(4096)
def _sector_codes(names: str) -> tuple[str, ...]:
    """PLOVER's codes of sector names, in the table's order: ICEWS gives them in none."""
    known = _sectors()
    found = {code for name in names.split(",") if (code := known.codes.get(name.strip()))}
    return tuple(sorted(found, key=known.order.__getitem__))


def _party(record: Mapping[str, str], side: str) -> tuple[Party, ...]:
    country, sectors = split_sectors(
        _sector_codes(text(record[f"{side} Sectors"]) or ""),
        country_of_name(text(record[f"{side} Country"])),
    )
    return party(text(record[f"{side} Name"]), country, sectors)


def _party_cells(parties: tuple[Party, ...], side: str) -> Record:
    if not parties:
        return {}
    one = parties[0]
    words = _sectors().words
    codes = [one.country] if one.country in INTERNATIONAL else []
    names = (
        words.get("IGO" if code in ("UNO", "EUR") else code) for code in (*codes, *one.sectors)
    )
    return {
        f"{side} Name": one.name or "",
        f"{side} Sectors": ",".join(filter(None, names)),
        f"{side} Country": name_of_country(one.country),
    }


def _site(record: Mapping[str, str]) -> Site | None:
    site = Site(
        city=text(record["City"]),
        district=text(record["District"]),
        province=text(record["Province"]),
        country=country_of_name(text(record["Country"])),
        latitude=degrees(record["Latitude"], "Latitude", 90),
        longitude=degrees(record["Longitude"], "Longitude", 180),
    )
    return None if site == Site() else site


def parse(record: Mapping[str, str]) -> EventRow:
    """A row of ICEWS. Raises ``Malformed`` without an id or a day, and for a number that is none."""
    id, start = text(record["Event ID"]), day(record["Event Date"], "Event Date")
    if not id or not start:
        raise Malformed("an event of ICEWS has an id and a day")
    code = text(record["CAMEO Code"])
    act = act_of_cameo(code)
    intensity = number(record["Intensity"], "Intensity")
    return EventRow(
        dataset="icews",
        id=f"{id}:{start}",
        start=start,
        end=start,
        source=_party(record, "Source"),
        recipient=_party(record, "Target"),
        type=act.type,
        mode=act.mode,
        contexts=act.contexts,
        cameo=code,
        quad=act.quad,
        intensity=act.intensity if intensity is None else intensity,
        site=_site(record),
        document=text(record["Story ID"]),
        sentence=whole(record["Sentence Number"], "Sentence Number"),
        publisher=text(record["Publisher"]),
    )


def render(row: EventRow) -> Record:
    """A record of ICEWS."""
    start = iso(row.start or row.published)
    site = row.site or Site()
    code = row.cameo or cameo_of(row.type, row.mode, row.contexts) or ""
    return {
        "Event ID": row.id.removesuffix(f":{start}"),
        "Event Date": start,
        **_party_cells(row.source, "Source"),
        "Event Text": cameo_gloss(code),
        "CAMEO Code": code,
        "Intensity": shown(
            act_of_cameo(code).intensity if row.intensity is None else row.intensity
        ),
        **_party_cells(row.recipient, "Target"),
        "Story ID": row.document or "",
        "Sentence Number": "" if row.sentence is None else str(row.sentence),
        "Publisher": row.publisher or "",
        "City": site.city or site.name or "",
        "District": site.district or "",
        "Province": site.province or "",
        "Country": name_of_country(site.country),
        "Latitude": shown(site.latitude),
        "Longitude": shown(site.longitude),
    }


SHAPE = tabbed.Shape(
    dataset="icews", family=("icews",), columns=COLUMNS, parse=parse, render=render, header=True
)


def _fits(line: str) -> bool:
    found = line.split("\t")
    return found[: len(COLUMNS)] == list(COLUMNS) or (
        len(found) == len(COLUMNS) and found[0].strip().isdigit() and found[6].strip().isdigit()
    )


def _read(source: Source) -> Iterator[Row]:
    return tabbed.read(source, SHAPE)


FORMAT = Format(
    name="icews",
    help="ICEWS events, 20 columns separated by tabs",
    suffixes=(".tab",),
    fits=_fits,
    read=_read,
    write_rows=partial(tabbed.write, shape=SHAPE),
)
