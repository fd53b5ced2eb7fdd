"""PLOVER's JSON: one record a line, a list of records, or one record; written one a line.

Kept of a record in ``fields`` are the top-level values that the nouns do not give back, as JSON.
Source: PLOVER manual (openeventdata/PLOVER, commit 5e0c24f), whose chapter on data fields is "under development".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from standoff.exchange.base import Format, Row, Source, Tally
from standoff.exchange.codes import (
    act_of_type,
    country_of_name,
    number_of_quad,
    party,
    quad_of_number,
)
from standoff.exchange.jsonvalues import values
from standoff.exchange.tabbed import moved, unfit
from standoff.exchange.values import Malformed, day, degrees, iso, number, shown, text, whole
from standoff.exchange.verbatim import Record, keep, restore
from standoff.ontology import plover
from standoff.types import INTERNATIONAL, EventRow, Party, Site

Json = dict[str, Any]


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _value(record: Mapping[str, str], name: str) -> Any:  # noqa: ANN401 - JSON may be anything
    return json.loads(record[name]) if record.get(name) else None


def _words(value: object) -> str | None:
    """A text or a number as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return text(str(value))


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[Any]:
    """A list as it is, one value as a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _several(value: object) -> tuple[str, ...]:
    return tuple(word for each in _listed(value) if (word := _words(each)))


def _parties(value: object) -> tuple[Party, ...]:
    found: list[Party] = []
    for entity in map(_object, _listed(value)):
        code = _words(entity.get("code"))
        found += party(
            _words(entity.get("entity_text")),
            code if code in INTERNATIONAL else country_of_name(code),
            tuple(word for word in _several(entity.get("sector")) if plover.is_sector(word)),
            _words(entity.get("identifier_id")),
        )
    return tuple(found)


def _entity(one: Party) -> Json:
    sectors: object = one.sectors[0] if len(one.sectors) == 1 else list(one.sectors)
    entity = {
        "code": one.country, "sector": sectors, "entity_text": one.name, "identifier_id": one.id,
    }  # fmt: skip
    return {name: value for name, value in entity.items() if value}


def _site(value: object) -> Site | None:
    loc = _object(value)
    site = Site(
        name=_words(loc.get("resolved_place")),
        city=_words(loc.get("city")),
        district=_words(loc.get("district")),
        province=_words(loc.get("province")),
        country=country_of_name(_words(loc.get("country_code"))),
        latitude=degrees(_words(loc.get("lat")), "lat", 90),
        longitude=degrees(_words(loc.get("lon")), "lon", 180),
    )
    return None if site == Site() else site


def _loc(site: Site | None) -> Json:
    if site is None:
        return {}
    loc = {
        "resolved_place": site.name, "city": site.city, "district": site.district,
        "province": site.province, "country_code": site.country,
    }  # fmt: skip
    found: Json = {name: value for name, value in loc.items() if value}
    for name, value in (("lat", site.latitude), ("lon", site.longitude)):
        if value is not None:
            found[name] = json.loads(shown(value))
    return found


def parse(record: Mapping[str, str]) -> EventRow:
    """A row of PLOVER's JSON. Raises ``Malformed`` without an id or a date, and for a number that is none."""
    id, start = _words(_value(record, "id")), day(_words(_value(record, "date")), "date")
    if not id or not start:
        found = ", ".join(map(repr, list(record)[:5])) or "nothing"
        raise Malformed(f"a record of PLOVER has an id and a date; this one has {found}")
    types, modes = _several(_value(record, "event")), _several(_value(record, "mode"))
    act = act_of_type(types[0] if types else None, modes[0] if modes else None)
    quad = quad_of_number(_words(_value(record, "quad_code"))) or act.quad
    scale = number(_words(_value(record, "event_scale")), "event_scale")
    cited, place_in_text = (
        _object(_value(record, "cite_info")),
        _object(_value(record, "text_info")),
    )
    return EventRow(
        dataset="plover",
        id=id,
        start=start,
        end=day(_words(_value(record, "enddate")), "enddate") or start,
        source=_parties(_value(record, "actor")),
        recipient=_parties(_value(record, "recipient")),
        type=act.type,
        mode=act.mode,
        contexts=_several(_value(record, "context")),
        quad=quad,
        intensity=act.intensity if scale is None else scale,
        site=_site(_value(record, "event_loc")),
        text=_words(_value(record, "text")),
        document=_words(cited.get("citation")),
        sentence=whole(_words(place_in_text.get("sequence")), "sequence"),
        publisher=_words(cited.get("publication")),
        url=_words(cited.get("url")),
    )


def render(row: EventRow) -> Record:
    """A record of PLOVER's JSON, each value as JSON; what is None or empty is not in it."""
    start = row.start or row.published
    quad = number_of_quad(row.quad)
    cited = {"citation": row.document, "url": row.url, "publication": row.publisher}
    record: Json = {
        "id": row.id,
        "date": iso(start),
        "enddate": iso(row.end) if row.end != start else None,
        "actor": [_entity(one) for one in row.source],
        "recipient": [_entity(one) for one in row.recipient],
        "event": [row.type] if row.type else [],
        "event_loc": _loc(row.site),
        "quad_code": int(quad) if quad else None,
        "mode": [row.mode] if row.mode else [],
        "context": list(row.contexts),
        "text": row.text,
        "cite_info": {name: value for name, value in cited.items() if value},
    }
    score = act_of_type(row.type, row.mode).intensity if row.intensity is None else row.intensity
    if score is not None:
        record["event_scale"] = json.loads(shown(score))
    if row.sentence is not None:
        record["text_info"] = {"sequence": row.sentence}
    return {
        name: _dumps(value) for name, value in record.items() if value not in (None, "", [], {})
    }


def read(source: Source) -> Iterator[Row]:
    """Yield a row for every record, or its rejection."""
    for line, value in values(source):
        try:
            if isinstance(value, Malformed):
                raise value
            yield keep(_record(value), parse, render)
        except Malformed as error:
            yield source.rejected("malformed", str(error), line)


def _record(value: object) -> Record:
    if not isinstance(value, dict):
        raise Malformed("a record of PLOVER is a JSON object")
    try:
        record = {
            name: json.dumps(each, ensure_ascii=False, allow_nan=False)
            for name, each in sorted(value.items())
        }
        "".join((*record, *record.values())).encode()
    except UnicodeEncodeError:
        raise Malformed("half a surrogate pair stands in it, which is no character") from None
    except (ValueError, RecursionError) as error:
        raise Malformed(f"it cannot be written again: {error}") from None
    return record


def write(rows: Iterator[EventRow], out: BinaryIO, tally: Tally) -> None:
    """Write one record a line."""
    for row in rows:
        own = row.dataset == "plover"
        if why := unfit(row, own=own):
            tally.leave_out(why)
            continue
        record = restore(moved(row, "plover", own=own), parse, render, own=own)
        value = {name: json.loads(each) for name, each in record.items() if each}
        out.write(_dumps(value).encode("utf-8", "replace") + b"\n")
        tally.records += 1


def _fits(line: str) -> bool:
    return line.lstrip().startswith(("{", "["))


FORMAT = Format(
    name="plover",
    help="PLOVER JSON: one record a line, a list, or one record",
    suffixes=(".jsonl", ".json"),
    fits=_fits,
    read=read,
    write_rows=write,
)
