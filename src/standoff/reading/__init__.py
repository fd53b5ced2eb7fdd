"""Bytes become documents: files, folders, archives and standard input in, ``Document | Rejected`` out.

What cannot be read is a ``Rejected`` value with a reason and never stops the run. No socket is
opened, nothing is written, no clock is read.
"""

from standoff.reading.feeds import Entry, Feed, feed
from standoff.reading.identity import from_text
from standoff.reading.reader import Reader, documents, from_bytes

__all__ = ["Entry", "Feed", "Reader", "documents", "feed", "from_bytes", "from_text"]
