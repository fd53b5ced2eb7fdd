"""All formats, in the order in which they are tried on a file: one line each."""

from __future__ import annotations

from standoff.exchange import (
    acled,
    annotation,
    arrow,
    brat,
    csvtable,
    gdelt,
    gdelt_more,
    geojson,
    gexf,
    graphml,
    icews,
    package,
    plover_json,
    polecat,
)
from standoff.exchange.base import Format

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        icews.FORMAT,
        polecat.FORMAT,
        gdelt.FORMAT_1,
        gdelt.FORMAT_2,
        gdelt_more.MENTIONS_FORMAT,
        gdelt_more.GKG_FORMAT,
        acled.FORMAT,
        plover_json.FORMAT,
        csvtable.FORMAT,
        arrow.FORMAT,
        geojson.FORMAT,
        graphml.FORMAT,
        gexf.FORMAT,
        brat.FORMAT,
        annotation.FORMAT,
        package.FORMAT,
    )
}
