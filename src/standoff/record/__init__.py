"""The record: a store of snapshots, codings and corrections in one file, searched, counted and checked.

>>> from standoff.record import Filter, Record, search
>>> with Record.open("standoff.db") as record:  # doctest: +SKIP
...     for found in search(record, Filter(dyad=("USA", "PRK"), status=("reported",))):
...         print(found.item.type)

``standoff.pipeline.add`` reads into a record, ``standoff.pipeline.link`` joins what belongs together in it.
"""

from standoff.record.audit import audit
from standoff.record.canonical import digest, lines
from standoff.record.corrections import Correction, State
from standoff.record.dyads import Act, Direction, View, Week, acts, dyad
from standoff.record.filters import Filter
from standoff.record.links import Links
from standoff.record.queries import ActorCount, Found, actors, count, every, item, search, tellings
from standoff.record.review import Agreement, Score, agreement, evaluate, judged, queue
from standoff.record.stats import Stats, stats
from standoff.record.store import Record

__all__ = [
    "Act",
    "ActorCount",
    "Agreement",
    "Correction",
    "Direction",
    "Filter",
    "Found", "Links",
    "Record",
    "Score",
    "State",
    "Stats",
    "View",
    "Week",
    "actors",
    "acts",
    "agreement",
    "audit",
    "count",
    "digest",
    "dyad",
    "evaluate",
    "every",
    "item",
    "judged",
    "lines",
    "queue",
    "search",
    "stats",
    "tellings",
]  # fmt: skip
