"""Our own codings as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from standoff.types import (
    Coding,
    DateInterval,
    Document,
    Event,
    EventRow,
    Mention,
    Occurrence,
    Party,
    Place,
    Site,
)

DATASET = "standoff"
Told = tuple[Event, Document]


def rows(codings: Iterable[Coding]) -> Iterator[EventRow]:
    """Yield one row for every telling of an event; ``text`` is the clause that tells it.

    ``fields`` hold what only we know: ``span`` and ``trigger`` (start-end in code points), ``occurrence``,
    ``status_by`` and ``made_by``.
    """
    for coding in codings:
        for event in coding.events:
            yield row(event, coding.document)


def occurrence_rows(
    codings: Iterable[Coding], occurrences: Iterable[Occurrence] | None = None
) -> Iterator[EventRow]:
    """Yield one row for every act, however often it is told: ``mentions`` says how often.

    ``occurrences`` are those that were joined across the codings; None: each document's own, one document at a time.
    What a row says is taken from the telling that vouches most; ``fields`` list ``events``, ``documents`` and
    ``outlets``, separated by spaces and semicolons.
    """
    if occurrences is None:
        for coding in codings:
            yield from occurrence_rows([coding], coding.occurrences)
        return
    told = {event.id: (event, c.document) for c in codings for event in c.events}
    for occurrence in occurrences:
        tellings = [told[id] for id in occurrence.events if id in told]
        if tellings:
            yield _occurrence(occurrence, tellings)


def row(event: Event, document: Document) -> EventRow:
    """The row of one telling."""
    fields = {
        "span": f"{event.span.start}-{event.span.end}",
        "trigger": f"{event.trigger.start}-{event.trigger.end}",
        "occurrence": event.occurrence,
        "status_by": event.status_by,
        "made_by": event.made_by,
    }
    return EventRow(
        dataset=DATASET,
        id=event.id,
        start=event.date.start,
        end=event.date.end,
        source=_parties(event.source),
        recipient=_parties(event.recipient),
        reciprocal=event.reciprocal,
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        cameo=event.cameo,
        quad=event.quad,
        intensity=event.intensity,
        status=event.status,
        attributed_to=event.attributed_to,
        confidence=event.confidence,
        site=_site(event.place),
        text=document.text[event.span.start : event.span.end],
        document=document.id,
        publisher=document.source,
        url=document.url,
        published=document.published,
        fields=tuple((name, value) for name, value in fields.items() if value),
    )


def _occurrence(occurrence: Occurrence, tellings: list[Told]) -> EventRow:
    best = next((each for each in tellings if each[0].status == occurrence.status), tellings[0])
    events = [event for event, _ in (best, *tellings)]
    date = occurrence.date if occurrence.date != DateInterval() else best[0].date
    fields = {
        "events": " ".join(occurrence.events),
        "documents": " ".join(occurrence.documents),
        "outlets": "; ".join(occurrence.outlets),
    }
    return replace(
        row(*best),
        id=occurrence.id,
        start=date.start,
        end=date.end,
        source=_distinct((m for e in events for m in e.source), occurrence.source),
        recipient=_distinct((m for e in events for m in e.recipient), occurrence.recipient),
        status=occurrence.status,
        mentions=occurrence.mentions,
        fields=tuple((name, value) for name, value in fields.items() if value),
    )


def _parties(mentions: Iterable[Mention]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(_party(mention) for mention in mentions))


def _party(mention: Mention) -> Party:
    actor = mention.actor
    return Party(
        name=actor.name, country=actor.country, sectors=actor.sectors, id=actor.id, side=actor.side
    )


def _distinct(mentions: Iterable[Mention], sides: tuple[str, ...]) -> tuple[Party, ...]:
    """One party for each side of an act, as the first telling names it."""
    found: dict[str, Party] = {}
    for mention in mentions:
        found.setdefault(mention.actor.side, _party(mention))
    return tuple(found[side] for side in sides if side in found) or tuple(found.values())


def _site(place: Place | None) -> Site | None:
    if place is None:
        return None
    return Site(
        name=place.name,
        province=place.admin,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
    )
