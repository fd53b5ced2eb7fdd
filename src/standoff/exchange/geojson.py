"""The rows that have coordinates, as points of GeoJSON (RFC 7946: longitude first)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from standoff.exchange.base import Format, Tally
from standoff.exchange.columns import EVENTS
from standoff.types import EventRow, Site


def write(rows: Iterator[EventRow], out: BinaryIO, tally: Tally) -> None:
    """Write a FeatureCollection; rows without a place on the map are left out."""
    out.write(b'{"type": "FeatureCollection", "features": [')
    for row in rows:
        site = row.site
        if site is None or site.latitude is None or site.longitude is None:
            tally.leave_out("no coordinates")
            continue
        out.write(b",\n" if tally.records else b"\n")
        out.write(json.dumps(_feature(row, site), ensure_ascii=False).encode("utf-8", "replace"))
        tally.records += 1
    out.write(b"\n]}\n")


def _feature(row: EventRow, site: Site) -> dict[str, Any]:
    properties = {
        c.name: _json(c.get(row)) for c in EVENTS if c.name not in ("latitude", "longitude")
    }
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": {"type": "Point", "coordinates": [site.longitude, site.latitude]},
        "properties": {
            name: value for name, value in properties.items() if value not in (None, [], {})
        },
    }


def _json(value: Any) -> Any:  # noqa: ANN401 - a cell of any column
    return value.isoformat() if isinstance(value, date) else value


FORMAT = Format(
    name="geojson",
    help="points of the rows that have coordinates",
    suffixes=(".geojson",),
    write_rows=write,
    holds_status=True,
)
