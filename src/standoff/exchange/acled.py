"""ACLED: CSV with a header (31 columns; fewer in older files); read only, its terms forbid passing the data on.

ACLED does not say who did it to whom: ``actor1`` is the row's source and ``actor2`` its recipient by place only, and
``directed`` is False. Every column is kept in ``fields`` as it was read, but the notes, which are the row's ``text``.
Source: ACLED's codebook, and a public CSV fixture for the columns.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache

from standoff.exchange.base import Format, Row, Source
from standoff.exchange.codes import Act, act_of_type, country_of_name, data_rows, party
from standoff.exchange.values import Malformed, day, degrees, text
from standoff.types import EventRow, Party, Site

_NEEDED = ("event_id_cnty", "event_date", "event_type", "actor1")
_FIRST = re.compile(r'^"?(?:event_id_cnty|data_id|iso)"?[,;\t]')
# "Military Forces of Iraq (2014-)", "Civilians (Iraq)": whose they are.
_FORCES = re.compile(r"(?:Forces|Government|Police) of (?:the )?(.+?)(?: \(|$)")
_BRACKETS = re.compile(r"\(([^()0-9]+)\)")


@cache
def _types() -> dict[tuple[str, str], tuple[str, str | None]]:
    table = data_rows("acled_types.tsv", "event_type", "sub_event_type", "type", "mode")
    return {(r["event_type"], r["sub_event_type"]): (r["type"], r["mode"] or None) for r in table}


@cache
def _sectors() -> dict[str, str]:
    table = data_rows("acled_actors.tsv", "inter", "name", "sector")
    return {word: row["sector"] for row in table for word in (row["inter"], row["name"])}


def _act(record: Mapping[str, str]) -> Act:
    event = text(record.get("event_type")) or ""
    found = _types().get((event, text(record.get("sub_event_type")) or "")) or _types().get(
        (event, "")
    )
    return act_of_type(*found) if found else Act()


def _party(record: Mapping[str, str], number: int) -> tuple[Party, ...]:
    name = text(record.get(f"actor{number}"))
    if not name:
        return ()
    match = _FORCES.search(name) or _BRACKETS.search(name)
    sector = _sectors().get(text(record.get(f"inter{number}")) or "")
    sector = "COP" if sector == "MIL" and name.startswith("Police") else sector
    return party(name, country_of_name(match[1]) if match else None, (sector,) if sector else ())


def _site(record: Mapping[str, str]) -> Site:
    return Site(
        name=text(record.get("location")),
        district=text(record.get("admin2")),
        province=text(record.get("admin1")),
        country=country_of_name(text(record.get("country"))),
        latitude=degrees(record.get("latitude"), "latitude", 90),
        longitude=degrees(record.get("longitude"), "longitude", 180),
    )


def parse(record: Mapping[str, str]) -> EventRow:
    """A row of ACLED. Raises ``Malformed`` without an id or a day, and for a coordinate that is none."""
    id, start = text(record["event_id_cnty"]), day(record["event_date"], "event_date")
    if not id or not start:
        raise Malformed("an event of ACLED has an id and a day")
    act, site = _act(record), _site(record)
    return EventRow(
        dataset="acled",
        id=id,
        start=start,
        end=start,
        source=_party(record, 1),
        recipient=_party(record, 2),
        directed=False,
        type=act.type,
        mode=act.mode,
        quad=act.quad,
        intensity=act.intensity,
        site=None if site == Site() else site,
        text=text(record.get("notes")),
        publisher=text(record.get("source")),
        fields=tuple((name, cell) for name, cell in record.items() if cell and name != "notes"),
    )


class _Texts:
    """The lines of a file as texts, and the number of the last one that was taken."""

    def __init__(self, source: Source) -> None:
        self._lines = source.lines(blank=True)
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.number = line.number
            if line.cut:
                yield "\ufffd\n"  # a row that is told as too short
            else:
                yield line.data.decode("utf-8", "surrogateescape").replace("\0", "\ufffd") + "\n"


def read(source: Source) -> Iterator[Row]:
    """Yield a row for every record, or its rejection with the line on which it ends."""
    opening = source.opening().decode("utf-8", "replace")
    mark = next((mark for mark in (";", "\t") if opening.count(mark) > opening.count(",")), ",")
    texts = _Texts(source)
    records = csv.reader(texts, delimiter=mark)
    columns: list[str] = []
    while True:
        try:
            values = next(records)
            if not columns:
                columns = _header(values)
            elif values:
                yield parse(_record(values, columns))
        except StopIteration:
            return
        except (Malformed, csv.Error) as error:
            yield source.rejected("malformed", str(error), texts.number)
            if not columns:
                return


def _header(values: list[str]) -> list[str]:
    names = [name.strip().lower() for name in values]
    if missing := [name for name in _NEEDED if name not in names]:
        raise Malformed(
            f"the header lacks {', '.join(map(repr, missing))}; export it from ACLED anew"
        )
    return names


def _record(values: list[str], columns: list[str]) -> dict[str, str]:
    if len(values) != len(columns):
        raise Malformed(f"{len(values)} cells where the header has {len(columns)}")
    if any("\udc80" <= char <= "\udcff" for char in "".join(values)):
        raise Malformed("a byte that is no UTF-8; save the file as UTF-8")
    return dict(zip(columns, values, strict=True))


FORMAT = Format(
    name="acled",
    help="ACLED events, CSV with a header (read only: its terms forbid passing the data on)",
    suffixes=(".csv",),
    fits=lambda line: bool(_FIRST.match(line)) and "event_id_cnty" in line,
    read=read,
)
