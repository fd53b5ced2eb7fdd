"""GDELT's mentions (16 columns) and the quotations of its GKG 2.1 (column 23 of 27): read only.

A mention becomes a row without an act: which event (``GLOBALEVENTID`` in ``fields``) was told where and when. A
quotation becomes a row whose ``text`` are the words; GDELT says no speaker. Verb, offset and length stay in ``fields``.
Source: the codebooks of GDELT 2.0 and GKG 2.1, as restated by public loaders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standoff.exchange.base import Format, Row, Source
from standoff.exchange.gdelt import wide
from standoff.exchange.tabbed import cells
from standoff.exchange.values import Malformed, day, number, text, whole
from standoff.types import EventRow

MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
_HELD = {"MentionSourceName", "MentionIdentifier", "SentenceID"}
_GKG_WIDTH = 27
_GKG_QUOTATIONS = 22
# A quotation may itself hold "#" and "|": only one that a new offset|length|verb| follows parts two quotations.
_BETWEEN = re.compile(r"#(?=\d+\|\d+\|[^|#]*\|)")


def _url(identifier: str | None) -> str | None:
    return identifier if identifier and identifier.startswith(("http://", "https://")) else None


def _mention(values: list[str]) -> EventRow:
    if not len(MENTIONS) - 1 <= len(values) <= len(MENTIONS):  # Extras is empty and may be missing
        raise Malformed(f"{len(values)} cells where gdelt-mentions has {len(MENTIONS)}")
    record = dict(zip(MENTIONS, values, strict=False))
    event, told = text(record["GLOBALEVENTID"]), text(record["MentionIdentifier"])
    start = day(record["EventTimeDate"], "EventTimeDate")
    if not event or not told or not start:
        raise Malformed("a mention has an event, a day and an identifier")
    confidence = number(record["Confidence"], "Confidence")
    sentence = whole(record["SentenceID"], "SentenceID")
    return EventRow(
        dataset="gdelt-mentions",
        id=f"{event}:{told}" + ("" if sentence is None else f":{sentence}"),
        start=start,
        end=start,
        confidence=None if confidence is None else confidence / 100,
        document=told,
        sentence=sentence,
        publisher=text(record["MentionSourceName"]),
        url=_url(told),
        published=day(record["MentionTimeDate"], "MentionTimeDate"),
        fields=tuple((name, cell) for name, cell in record.items() if cell and name not in _HELD),
    )


def _quotations(values: list[str]) -> Iterator[EventRow]:
    """The quotations of one document. Raises ``Malformed`` for a record that is none of GKG's."""
    if len(values) != _GKG_WIDTH:
        raise Malformed(f"{len(values)} cells where gdelt-gkg has {_GKG_WIDTH}")
    id, published, told = text(values[0]), day(values[1], "DATE"), text(values[4])
    if not id:
        raise Malformed("a record of GKG has an id")
    for at, piece in enumerate(filter(None, _BETWEEN.split(values[_GKG_QUOTATIONS]))):
        parts = piece.split("|", 3)
        if len(parts) != 4:
            raise Malformed(f"quotation {at + 1} is not offset|length|verb|quote: {piece[:40]!r}")
        offset, length, verb, quote = parts
        yield EventRow(
            dataset="gdelt-gkg",
            id=f"{id}#{at + 1}",
            text=text(quote),
            document=told,
            publisher=text(values[3]),
            url=_url(told),
            published=published,
            fields=tuple(
                (name, value)
                for name, value in (("offset", offset), ("length", length), ("verb", verb))
                if value
            ),
        )


def read_mentions(source: Source) -> Iterator[Row]:
    """Yield a row for each mention."""
    for line in source.lines():
        if line.data.startswith(b"GLOBALEVENTID"):
            continue
        try:
            yield _mention(cells(line))
        except Malformed as error:
            yield source.rejected("malformed", str(error), line.number)


def read_quotations(source: Source) -> Iterator[Row]:
    """Yield a row for each quotation; a document without any gives none."""
    for line in source.lines():
        if line.data.startswith(b"GKGRECORDID"):
            continue
        try:
            yield from _quotations(cells(line))
        except Malformed as error:
            yield source.rejected("malformed", str(error), line.number)


def _fits_gkg(line: str) -> bool:
    found = line.split("\t")
    return len(found) == _GKG_WIDTH and (found[0] == "GKGRECORDID" or found[1][:14].isdigit())


MENTIONS_FORMAT = Format(
    name="gdelt-mentions",
    help="GDELT 2.0 mentions, 16 columns separated by tabs, no header",
    suffixes=(".mentions.csv",),
    fits=wide(len(MENTIONS) - 1, len(MENTIONS)),
    read=read_mentions,
)
GKG_FORMAT = Format(
    name="gdelt-gkg",
    help="Quotations of GDELT's GKG 2.1, 27 columns separated by tabs, no header",
    suffixes=(".gkg.csv",),
    fits=_fits_gkg,
    read=read_quotations,
)
