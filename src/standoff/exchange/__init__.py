"""In and out: the formats of the field's data sets, read into rows and written from them.

``read`` tells a file's format by its content and streams its rows; ``write`` writes rows, or codings, in any format of
``FORMATS``; ``rows`` and ``occurrence_rows`` turn our own codings into rows; ``table`` gives them to pandas and polars.
What each format can hold is told in docs/formats.md.
"""

from __future__ import annotations

from standoff.exchange.arrow import statement_table, table
from standoff.exchange.base import Format, Written
from standoff.exchange.formats import FORMATS
from standoff.exchange.opening import read
from standoff.exchange.own import occurrence_rows, row, rows
from standoff.exchange.saving import write

__all__ = [
    "FORMATS",
    "Format",
    "Written",
    "occurrence_rows",
    "read",
    "row",
    "rows",
    "statement_table",
    "table",
    "write",
]
