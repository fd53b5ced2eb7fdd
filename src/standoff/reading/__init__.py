"""Bytes become documents: files, folders and standard input in, ``Document | Rejected`` out.

What cannot be read is a ``Rejected`` value with a reason and never stops the run. No socket is
opened, nothing is written, no clock is read.
"""

from standoff.reading.identity import from_text
from standoff.reading.reader import documents

__all__ = ["documents", "from_text"]
