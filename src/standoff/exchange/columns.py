"""The long tables: one row an event, a statement, a document. Declared once for CSV, Arrow, GeoJSON, data packages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from standoff.types import Document, EventRow, Mention, Party, Site, Span, Statement

Kind = Literal["string", "number", "integer", "boolean", "date", "strings", "map"]
T = TypeVar("T")
Told = tuple[Statement, Document]


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its name, what is in a cell, what it means, and how it is got."""

    name: str
    kind: Kind
    help: str
    get: Callable[[T], Any]


def _parties(of: Literal["source", "recipient"]) -> tuple[Column[EventRow], ...]:
    def several(get: Callable[[Party], str | None]) -> Callable[[EventRow], list[str | None]]:
        return lambda row: [get(party) for party in getattr(row, of)]

    who = "who acts" if of == "source" else "who is acted upon"
    return (
        Column(f"{of}_name", "strings", f"{who}: names, one for each party", several(lambda p: p.name)),
        Column(f"{of}_country", "strings", f"{who}: ISO 3166 alpha-3 or PLOVER's international codes", several(lambda p: p.country)),
        Column(f"{of}_sectors", "strings", f"{who}: PLOVER's sectors of each party, separated by spaces", several(lambda p: " ".join(p.sectors) or None)),
        Column(f"{of}_id", "strings", f"{who}: the data set's own ids", several(lambda p: p.id)),
        Column(f"{of}_side", "strings", f"{who}: what each party counts for", several(lambda p: p.side)),
    )  # fmt: skip


def _site(get: Callable[[Site], Any]) -> Callable[[EventRow], Any]:
    return lambda row: get(row.site) if row.site else None


EVENTS: tuple[Column[EventRow], ...] = (
    Column("dataset", "string", "where the row comes from", lambda r: r.dataset),
    Column("id", "string", "unique in the data set", lambda r: r.id),
    Column("start", "date", "first day", lambda r: r.start),
    Column("end", "date", "last day, inclusive", lambda r: r.end),
    *_parties("source"),
    *_parties("recipient"),
    Column("directed", "boolean", "whether the data set says who did it to whom", lambda r: r.directed),
    Column("reciprocal", "boolean", "whether it holds in both directions", lambda r: r.reciprocal),
    Column("type", "string", "PLOVER's event type", lambda r: r.type),
    Column("mode", "string", "PLOVER's mode", lambda r: r.mode),
    Column("contexts", "strings", "PLOVER's contexts", lambda r: list(r.contexts)),
    Column("cameo", "string", "CAMEO code, text", lambda r: r.cameo),
    Column("quad", "string", "verbal or material, cooperation or conflict", lambda r: r.quad),
    Column("intensity", "number", "-10 to 10: Goldstein's where CAMEO is coded, else PLOVER's", lambda r: r.intensity),
    Column("status", "string", "what the text vouches for", lambda r: r.status),
    Column("attributed_to", "string", "id of the statement that tells it", lambda r: r.attributed_to),
    Column("confidence", "number", "0 to 1", lambda r: r.confidence),
    Column("place", "string", "where: as it is named", _site(lambda s: s.name)),
    Column("city", "string", "where: town", _site(lambda s: s.city)),
    Column("district", "string", "where: district", _site(lambda s: s.district)),
    Column("province", "string", "where: province", _site(lambda s: s.province)),
    Column("country", "string", "where: ISO 3166 alpha-3", _site(lambda s: s.country)),
    Column("latitude", "number", "degrees", _site(lambda s: s.latitude)),
    Column("longitude", "number", "degrees", _site(lambda s: s.longitude)),
    Column("text", "string", "the words that tell it", lambda r: r.text),
    Column("document", "string", "id of the document or story", lambda r: r.document),
    Column("sentence", "integer", "number of the sentence", lambda r: r.sentence),
    Column("publisher", "string", "who published it", lambda r: r.publisher),
    Column("url", "string", "where it was published", lambda r: r.url),
    Column("published", "date", "day of publication", lambda r: r.published),
    Column("mentions", "integer", "how many reports the row stands for", lambda r: r.mentions),
    Column("fields", "map", "columns of the data set's own format that the others do not give back", lambda r: dict(r.fields)),
)  # fmt: skip


def _words(get: Callable[[Statement], Span | None]) -> Callable[[Told], str | None]:
    def words(told: Told) -> str | None:
        span = get(told[0])
        return told[1].text[span.start : span.end] if span else None

    return words


def _who(get: Callable[[Mention], Any]) -> Callable[[Told], Any]:
    return lambda told: get(told[0].speaker) if told[0].speaker else None


def _when(of: Literal["start", "end"]) -> Callable[[Told], date | None]:
    return lambda told: getattr(told[0].date, of) if told[0].date else None


STATEMENTS: tuple[Column[Told], ...] = (
    Column("id", "string", "unique", lambda t: t[0].id),
    Column("document", "string", "id of the document", lambda t: t[1].id),
    Column("kind", "string", "direct, indirect or mixed", lambda t: t[0].kind),
    Column("speaker", "string", "name of the speaker", _who(lambda m: m.actor.name)),
    Column("speaker_words", "string", "the words that name the speaker", _words(lambda s: s.speaker.span if s.speaker else None)),
    Column("speaker_country", "string", "ISO 3166 alpha-3 or PLOVER's international code", _who(lambda m: m.actor.country)),
    Column("speaker_sectors", "strings", "PLOVER's sectors", lambda t: list(t[0].speaker.actor.sectors) if t[0].speaker else []),
    Column("speaker_id", "string", "id of the speaker", _who(lambda m: m.actor.id)),
    Column("speaker_side", "string", "what the speaker counts for", _who(lambda m: m.actor.side)),
    Column("cue", "string", "the words that say that something was said", _words(lambda s: s.cue)),
    Column("cue_class", "string", "class of the cue", lambda t: t[0].cue_class),
    Column("content", "strings", "the words that were said, piece by piece", lambda t: [t[1].text[c.start : c.end] for c in t[0].content]),
    Column("channel", "string", "through whom or what", lambda t: t[0].channel.actor.name if t[0].channel else None),
    Column("addressees", "strings", "to whom", lambda t: [m.actor.name for m in t[0].addressees]),
    Column("targets", "strings", "about whom", lambda t: [m.actor.name for m in t[0].targets]),
    Column("sourcing", "string", "named, institution, anonymous or none", lambda t: t[0].sourcing),
    Column("source_type", "string", "kind of source", lambda t: t[0].source_type),
    Column("venue", "string", "where it was said", lambda t: t[0].venue.name if t[0].venue else None),
    Column("start", "date", "first day", _when("start")),
    Column("end", "date", "last day, inclusive", _when("end")),
    Column("span_start", "integer", "where it begins in the document, in code points", lambda t: t[0].span.start),
    Column("span_end", "integer", "where it ends, exclusive", lambda t: t[0].span.end),
    Column("publisher", "string", "who published it", lambda t: t[1].source),
    Column("published", "date", "day of publication", lambda t: t[1].published),
)  # fmt: skip

DOCUMENTS: tuple[Column[Document], ...] = (
    Column("id", "string", "hash of what identifies the document", lambda d: d.id),
    Column("title", "string", "headline", lambda d: d.title),
    Column("publisher", "string", "who published it", lambda d: d.source),
    Column("byline", "string", "who wrote it", lambda d: d.byline),
    Column("url", "string", "where it was published", lambda d: d.url),
    Column("language", "string", "language", lambda d: d.language),
    Column("published", "date", "day of publication", lambda d: d.published),
    Column("characters", "integer", "length of the text in code points", lambda d: len(d.text)),
)
