"""Who does how much to whom: rows summed to a directed network of sides, for GraphML and GEXF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from standoff.exchange.base import Tally
from standoff.exchange.codes import name_of_country
from standoff.ontology.plover import QUADS
from standoff.types import EventRow, Party

# What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Edge:
    """What one side did to another: rows by quad class, their intensities summed, the reports they stand for."""

    source: str
    recipient: str
    quads: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    mentions: int = 0
    intensity: float = 0.0
    first: date | None = None
    last: date | None = None

    def add(self, row: EventRow) -> None:
        """Count a row."""
        self.rows += 1
        self.mentions += row.mentions
        self.intensity += row.intensity or 0.0
        self.quads[row.quad or ""] += 1
        for day in filter(None, (row.start, row.end)):
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    def values(self) -> dict[str, int | float | str | None]:
        """The attributes by name, in a fixed order."""
        quads = {quad.replace(" ", "_"): self.quads[quad] for quad in QUADS}
        return {
            "events": self.rows, **quads, "mentions": self.mentions,
            "intensity": round(self.intensity, 6),
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }  # fmt: skip


ATTRIBUTES = {
    "events": "integer", **{quad.replace(" ", "_"): "integer" for quad in QUADS},
    "mentions": "integer", "intensity": "double", "first": "string", "last": "string",
}  # fmt: skip


@dataclass(slots=True)
class Network:
    """Nodes (side to label) and edges, both sorted."""

    nodes: dict[str, str]
    edges: list[Edge]

    def days(self) -> dict[str, tuple[date, date]]:
        """First and last day of the acts in which a side has a part; sides without a day are not in it."""
        found: dict[str, tuple[date, date]] = {}
        for edge in self.edges:
            if edge.first and edge.last:
                for side in (edge.source, edge.recipient):
                    first, last = found.get(side, (edge.first, edge.last))
                    found[side] = min(first, edge.first), max(last, edge.last)
        return found


def network(rows: Iterable[EventRow], tally: Tally) -> Network:
    """Sum the rows; what has no direction, or only one side, is left out and counted."""
    nodes: dict[str, str] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for row in rows:
        found = list(_directions(row)) if row.directed else []
        if not found:
            tally.leave_out("no two sides" if row.directed else "no direction")
            continue
        for one, two in found:
            pair = _note(one, nodes), _note(two, nodes)
            edges.setdefault(pair, Edge(*pair)).add(row)
        tally.records += 1
    return Network(dict(sorted(nodes.items())), [edges[pair] for pair in sorted(edges)])


def _directions(row: EventRow) -> Iterator[tuple[Party, Party]]:
    """The pairs of different sides, each once a row."""
    seen = set()
    for one in row.source:
        for two in row.recipient:
            for a, b in ((one, two), (two, one)) if row.reciprocal else ((one, two),):
                pair = side(a), side(b)
                if all(pair) and pair[0] != pair[1] and pair not in seen:
                    seen.add(pair)
                    yield a, b


def side(party: Party) -> str | None:
    """What a party counts for; where the row does not say, its country, else itself.

    None for who is known from one text only ("text:government"): in another text the same words are somebody else.
    """
    found = party.side or party.country or party.name
    return None if found is None or found.startswith("text:") else found


def _note(party: Party, nodes: dict[str, str]) -> str:
    key = printable(side(party) or "")
    nodes.setdefault(key, name_of_country(key) or printable(party.name or key))
    return key


def printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
