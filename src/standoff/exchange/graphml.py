"""The network of sides as GraphML, for igraph, networkx, yEd, Cytoscape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from standoff.exchange.base import Format, Tally
from standoff.exchange.network import ATTRIBUTES, network
from standoff.types import EventRow

_KINDS = {"integer": "int", "double": "double", "string": "string"}


def write(rows: Iterator[EventRow], out: BinaryIO, tally: Tally) -> None:
    """Write one directed graph."""
    found = network(rows, tally)
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    _key(root, "label", "node", "string")
    for name, kind in ATTRIBUTES.items():
        _key(root, name, "edge", _KINDS[kind])
    graph = SubElement(root, "graph", id="standoff", edgedefault="directed")
    for id, label in found.nodes.items():
        SubElement(SubElement(graph, "node", id=id), "data", key="label").text = label
    for edge in found.edges:
        element = SubElement(graph, "edge", source=edge.source, target=edge.recipient)
        for name, value in edge.values().items():
            if value is not None:
                SubElement(element, "data", key=name).text = str(value)
    indent(root)
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)


def _key(root: Element, name: str, of: str, kind: str) -> None:
    SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})


FORMAT = Format(
    name="graphml",
    help="the directed network of sides, with counts by quad class",
    suffixes=(".graphml",),
    write_rows=write,
)
