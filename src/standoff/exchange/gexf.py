"""The network of sides as GEXF 1.3, for Gephi: an edge lasts from the first to the last day of its events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from standoff.exchange.base import Format, Tally
from standoff.exchange.network import ATTRIBUTES, Edge, network
from standoff.types import EventRow


def write(rows: Iterator[EventRow], out: BinaryIO, tally: Tally) -> None:
    """Write one directed graph that changes over time."""
    found = network(rows, tally)
    root = Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = SubElement(root, "graph", defaultedgetype="directed", mode="dynamic", timeformat="date")
    titles = SubElement(graph, "attributes", {"class": "edge", "mode": "static"})
    for name, kind in ATTRIBUTES.items():
        SubElement(titles, "attribute", id=name, title=name, type=kind)
    days = found.days()
    nodes = SubElement(graph, "nodes")
    for id, label in found.nodes.items():
        SubElement(nodes, "node", {"id": id, "label": label, **_days(*days.get(id, (None, None)))})
    edges = SubElement(graph, "edges")
    for number, edge in enumerate(found.edges):
        _edge(edges, number, edge)
    indent(root)
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)


def _edge(edges: Element, number: int, edge: Edge) -> None:
    ends = {"id": str(number), "source": edge.source, "target": edge.recipient}
    element = SubElement(
        edges, "edge", {**ends, "weight": str(edge.rows), **_days(edge.first, edge.last)}
    )
    values = SubElement(element, "attvalues")
    for name, value in edge.values().items():
        if value is not None:
            SubElement(values, "attvalue", {"for": name, "value": str(value)})


def _days(first: date | None, last: date | None) -> dict[str, str]:
    """The attributes of a time, both days inclusive; nothing where no day is known."""
    return {"start": first.isoformat(), "end": last.isoformat()} if first and last else {}


FORMAT = Format(
    name="gexf",
    help="the directed network of sides, with times, for Gephi",
    suffixes=(".gexf",),
    write_rows=write,
)
