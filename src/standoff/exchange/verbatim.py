"""A record of a foreign format to a row and back without loss: what the nouns say of a record is not kept twice, what
they do not give back stays as it was read.

A format gives two functions: ``parse`` (record to row, without ``fields``) and ``render`` (row to record). ``keep``
compares what was read with what ``render`` would write and puts the difference into ``fields``; ``restore`` writes what
was kept, as long as it still says what the nouns say: a corrected row is written corrected. An empty value stands for
one that the record does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from standoff.exchange.values import Malformed
from standoff.types import EventRow

Record = dict[str, str]
Parse = Callable[[Mapping[str, str]], EventRow]
Render = Callable[[EventRow], Record]


class Cells(dict[str, str]):
    """A record in which a column that is not there is empty."""

    __slots__ = ()

    def __missing__(self, name: str) -> str:
        return ""


def keep(record: Mapping[str, str], parse: Parse, render: Render) -> EventRow:
    """The row of a record, with what the nouns do not give back in ``fields``.

    Raises ``Malformed`` where a value cannot be what its name says.
    """
    row = parse(Cells(record))
    written = render(row)
    kept = [(name, value) for name, value in record.items() if value != written.get(name, "")]
    kept += [(name, "") for name, value in written.items() if value and name not in record]
    # A row of thirty fields is dear to copy; this one is ours alone until it is returned.
    object.__setattr__(row, "fields", tuple(kept))
    return row


def restore(row: EventRow, parse: Parse, render: Render, *, own: bool) -> Record:
    """The record of a row; ``own`` says that the row came from this format and its fields are ours to write."""
    written = render(row)
    if not own or not row.fields:
        return written
    whole = written | dict(row.fields)
    if _parsed(whole, parse) == replace(row, fields=()):
        return whole
    says = _parsed(written, parse)
    for name, value in row.fields:
        trial = written | {name: value}
        if _parsed(trial, parse) == says:
            written = trial
    return written


def _parsed(record: Mapping[str, str], parse: Parse) -> EventRow | None:
    try:
        return parse(Cells(record))
    except Malformed:
        return None
