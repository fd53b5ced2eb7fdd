"""GDELT's events, 1.0 (58 columns; 57 before April 2013) and 2.0 (61), separated by tabs, without header or quoting.

Countries are FIPS 10-4 in the Geo columns and CAMEO's three letters in the actors' columns. The place is the action's;
``published`` is the day on which GDELT added the event. Intensity is Goldstein's.
Source: the GDELT event database's codebooks, 1.0 and 2.0, as restated by public loaders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from standoff.exchange import tabbed
from standoff.exchange.base import Format, Row, Source
from standoff.exchange.codes import (
    Names,
    act_of_cameo,
    cameo_of,
    cameo_of_country,
    country_of_cameo,
    country_of_fips,
    fips_of_country,
    name_of_country,
    number_of_quad,
    party,
    quad_of_number,
    split_sectors,
)
from standoff.exchange.values import Malformed, day, degrees, number, plain, shown, text, whole
from standoff.exchange.verbatim import Record
from standoff.types import INTERNATIONAL, EventRow, Party, Site

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
          "Religion2Code", "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_GROUPS = {"UNO": "UNO", "EEC": "EUR"}
_GROUP_OF = {code: group for group, code in _GROUPS.items()}


def _columns(*, adm2: bool) -> tuple[str, ...]:
    geo = [name for name in _GEO if adm2 or name != "ADM2Code"]
    return (
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
        "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
        *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in geo),
        "DATEADDED", "SOURCEURL",
    )  # fmt: skip


@cache
def _roles() -> Names:
    return Names("cameo_roles.tsv", "role")


def _party(record: Mapping[str, str], actor: str) -> tuple[Party, ...]:
    words = (text(record[f"{actor}Type{n}Code"]) for n in (1, 2, 3))
    codes = [code for word in words if word and (code := _roles().codes.get(word))]
    country = country_of_cameo(text(record[f"{actor}CountryCode"]))
    country = country or _GROUPS.get(record[f"{actor}KnownGroupCode"].strip())
    return party(text(record[f"{actor}Name"]), *split_sectors(codes, country), generic=True)


def _party_cells(parties: tuple[Party, ...], actor: str) -> Record:
    if not parties:
        return {}
    one = parties[0]
    country, group = cameo_of_country(one.country), _GROUP_OF.get(one.country or "", "")
    codes = [one.country] if one.country in INTERNATIONAL and not group else []
    words = [word for code in (*codes, *one.sectors) if (word := _roles().words.get(code))][:3]
    types = {f"{actor}Type{n}Code": word for n, word in enumerate(words, 1)}
    return {
        f"{actor}Code": country + group + "".join(words),
        f"{actor}Name": one.name or "",
        f"{actor}CountryCode": country,
        f"{actor}KnownGroupCode": group,
        **types,
    }


def _site(record: Mapping[str, str]) -> Site | None:
    site = Site(
        name=text(record["ActionGeo_FullName"]),
        country=country_of_fips(record["ActionGeo_CountryCode"].strip()),
        latitude=degrees(record["ActionGeo_Lat"], "ActionGeo_Lat", 90),
        longitude=degrees(record["ActionGeo_Long"], "ActionGeo_Long", 180),
    )
    return None if site == Site() else site


def _site_cells(site: Site | None) -> Record:
    if site is None:
        return {}
    parts = (site.city, site.province, name_of_country(site.country))
    whole_name = site.name or ", ".join(part for part in parts if part and site.city) or ""
    world_or_us = "3" if site.country == "USA" else "4"
    return {
        "ActionGeo_Type": world_or_us if site.name or site.city else "1",
        "ActionGeo_FullName": whole_name,
        "ActionGeo_CountryCode": fips_of_country(site.country),
        "ActionGeo_Lat": shown(site.latitude),
        "ActionGeo_Long": shown(site.longitude),
    }


def parse(record: Mapping[str, str], *, dataset: str) -> EventRow:
    """A row of GDELT. Raises ``Malformed`` without an id or a day, and for a number that is none."""
    id, start = text(record["GLOBALEVENTID"]), day(record["SQLDATE"], "SQLDATE")
    if not id or not start:
        raise Malformed("an event of GDELT has an id and a day")
    code = text(record["EventCode"])
    act = act_of_cameo(code)
    intensity = number(record["GoldsteinScale"], "GoldsteinScale")
    mentions = whole(record["NumMentions"], "NumMentions")
    return EventRow(
        dataset=dataset,
        id=id,
        start=start,
        end=start,
        source=_party(record, "Actor1"),
        recipient=_party(record, "Actor2"),
        type=act.type,
        mode=act.mode,
        contexts=act.contexts,
        cameo=code,
        quad=quad_of_number(text(record["QuadClass"])) or act.quad,
        intensity=act.intensity if intensity is None else intensity,
        site=_site(record),
        url=text(record.get("SOURCEURL")),
        published=day(record["DATEADDED"], "DATEADDED"),
        mentions=1 if mentions is None else mentions,
    )


def render(row: EventRow, *, clock: str) -> Record:
    """A record of GDELT; ``clock`` is the time of day that DATEADDED ends with (none in 1.0)."""
    start = row.start or row.published
    code = row.cameo or cameo_of(row.type, row.mode, row.contexts) or ""
    days = plain(start)
    return {
        "GLOBALEVENTID": row.id,
        "SQLDATE": days,
        "MonthYear": days[:6],
        "Year": days[:4],
        "FractionDate": f"{start.year + ((start.month - 1) * 30 + start.day) / 365:.4f}"
        if start
        else "",
        **_party_cells(row.source, "Actor1"),
        **_party_cells(row.recipient, "Actor2"),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": number_of_quad(row.quad),
        "GoldsteinScale": shown(
            act_of_cameo(code).intensity if row.intensity is None else row.intensity
        ),
        "NumMentions": str(row.mentions),
        **_site_cells(row.site),
        "DATEADDED": plain(row.published) + clock if row.published else "",
        "SOURCEURL": row.url or "",
    }


def _shape(dataset: str, *, adm2: bool, clock: str, optional: int = 0) -> tabbed.Shape:
    return tabbed.Shape(
        dataset=dataset,
        family=("gdelt1", "gdelt2"),
        columns=_columns(adm2=adm2),
        parse=partial(parse, dataset=dataset),
        render=partial(render, clock=clock),
        header=False,
        optional=optional,
    )


SHAPE_1 = _shape("gdelt1", adm2=False, clock="", optional=1)
SHAPE_2 = _shape("gdelt2", adm2=True, clock="000000")


def wide(*widths: int) -> Callable[[str], bool]:
    """Whether a line has so many cells and a day second, or GDELT's first header."""

    def fits(line: str) -> bool:
        found = line.split("\t")
        return len(found) in widths and (found[0] == "GLOBALEVENTID" or found[1].isdigit())

    return fits


def _reader(shape: tabbed.Shape) -> Callable[[Source], Iterator[Row]]:
    return lambda source: tabbed.read(source, shape)


FORMAT_1 = Format(
    name="gdelt1",
    help="GDELT 1.0 events, 58 columns separated by tabs, no header",
    suffixes=(".export.csv",),
    fits=wide(57, 58),
    read=_reader(SHAPE_1),
    write_rows=partial(tabbed.write, shape=SHAPE_1),
)
FORMAT_2 = Format(
    name="gdelt2",
    help="GDELT 2.0 events, 61 columns separated by tabs, no header",
    suffixes=(".export.csv",),
    fits=wide(61),
    read=_reader(SHAPE_2),
    write_rows=partial(tabbed.write, shape=SHAPE_2),
)
