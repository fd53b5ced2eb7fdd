"""POLECAT: 40 columns separated by tabs, with a header and without quoting; PLOVER's types, modes, contexts and scores.

Some files have a header with names too many ("Headline") or tabs too many; both are read. Several values in a cell are
separated by "; ", and "None" stands for nothing. There is no address and no text.
Source: public loaders, and andybeger.com/blog/2024-05-21-polecat-event-data for the malformed files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from standoff.exchange import tabbed
from standoff.exchange.base import Format, Row, Source
from standoff.exchange.codes import act_of_type, country_of_name, party
from standoff.exchange.values import Malformed, day, degrees, iso, number, shown, text
from standoff.exchange.verbatim import Record
from standoff.ontology import plover
from standoff.types import INTERNATIONAL, EventRow, Party, Site

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def _several(cell: str) -> tuple[str, ...]:
    parts = (text(part) for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _country(cell: str) -> str | None:
    found = text(cell)
    return found if found in INTERNATIONAL else country_of_name(found)


def _party(record: Mapping[str, str], side: str) -> tuple[Party, ...]:
    sectors = (*_several(record[f"Primary {side} Sector"]), *_several(record[f"{side} Sectors"]))
    return party(
        text(record[f"{side} Name"]) or text(record[f"{side} Name Raw"]),
        _country(record[f"{side} Country"]),
        tuple(code for code in dict.fromkeys(sectors) if plover.is_sector(code)),
        text(record[f"Wikipedia {side} ID"]),
    )


def _party_cells(parties: tuple[Party, ...], side: str) -> Record:
    if not parties:
        return {}
    one = parties[0]
    return {
        f"{side} Name": one.name or "",
        f"{side} Country": one.country or "",
        f"Primary {side} Sector": one.sectors[0] if one.sectors else "",
        f"{side} Sectors": "; ".join(one.sectors),
        f"Wikipedia {side} ID": one.id or "",
    }


def _site(record: Mapping[str, str]) -> Site | None:
    site = Site(
        name=text(record["Placename"]),
        city=text(record["City"]),
        district=text(record["District"]),
        province=text(record["Province"]),
        country=country_of_name(text(record["Country"])),
        latitude=degrees(record["Latitude"], "Latitude", 90),
        longitude=degrees(record["Longitude"], "Longitude", 180),
    )
    return None if site == Site() else site


def _quad(cell: str) -> str | None:
    found = (text(cell) or "").lower().replace("-", " ").replace("_", " ")
    return found if found in plover.QUADS else None


def parse(record: Mapping[str, str]) -> EventRow:
    """A row of POLECAT. Raises ``Malformed`` without an id or a day, and for a number that is none."""
    id, start = text(record["Event ID"]), day(record["Event Date"], "Event Date")
    if not id or not start:
        raise Malformed("an event of POLECAT has an id and a day")
    act = act_of_type(text(record["Event Type"]), text(record["Event Mode"]))
    intensity = number(record["Intensity"], "Intensity")
    return EventRow(
        dataset="polecat",
        id=id,
        start=start,
        end=start,
        source=_party(record, "Actor"),
        recipient=_party(record, "Recipient"),
        type=act.type,
        mode=act.mode,
        contexts=_several(record["Contexts"]),
        quad=_quad(record["Quad Code"]) or act.quad,
        intensity=act.intensity if intensity is None else intensity,
        site=_site(record),
        publisher=text(record["Source"]),
        published=day(record["Publication Date"], "Publication Date"),
    )


def render(row: EventRow) -> Record:
    """A record of POLECAT."""
    site = row.site or Site()
    score = act_of_type(row.type, row.mode).intensity if row.intensity is None else row.intensity
    return {
        "Event ID": row.id,
        "Event Date": iso(row.start or row.published),
        "Event Type": row.type or "",
        "Event Mode": row.mode or "",
        "Intensity": shown(score),
        "Quad Code": (row.quad or "").upper(),
        "Contexts": "; ".join(row.contexts),
        **_party_cells(row.source, "Actor"),
        **_party_cells(row.recipient, "Recipient"),
        "Placename": site.name or "",
        "City": site.city or "",
        "District": site.district or "",
        "Province": site.province or "",
        "Country": site.country or "",
        "Latitude": shown(site.latitude),
        "Longitude": shown(site.longitude),
        "Source": row.publisher or "",
        "Publication Date": iso(row.published),
    }


SHAPE = tabbed.Shape(
    dataset="polecat", family=("polecat",), columns=COLUMNS, parse=parse, render=render, header=True,
    aliases={"Event Intensity": "Intensity"},
)  # fmt: skip


def _fits(line: str) -> bool:
    found = line.split("\t")
    headed = {"Event ID", "Event Type", "Event Mode", "Actor Name"} <= set(found)
    return headed or (len(found) == len(COLUMNS) and found[2].isupper())


def _read(source: Source) -> Iterator[Row]:
    return tabbed.read(source, SHAPE)


FORMAT = Format(
    name="polecat",
    help="POLECAT events, 40 columns separated by tabs",
    suffixes=(".txt",),
    fits=_fits,
    read=_read,
    write_rows=partial(tabbed.write, shape=SHAPE),
)
