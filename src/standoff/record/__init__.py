"""The record: a store of snapshots, codings and corrections in one file, searched, counted and checked.

>>> from standoff.record import Record
>>> with Record.open("standoff.db") as record:  # doctest: +SKIP
...     record.changed()
"""

from standoff.record.corrections import Correction, State
from standoff.record.filters import Filter
from standoff.record.store import Record

__all__ = ["Correction", "Filter", "Record", "State"]
