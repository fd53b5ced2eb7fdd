"""Deeds of leaders who lead no more: "Obama imposed sanctions" is no news of today, though no day is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from standoff.ontology import ActorTable
from standoff.types import Actor, Event

_WITH_POWER = {"AID", "COERCE", "CONCEDE", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION"}


def by_retired_leaders(
    table: ActorTable, on: date | None, events: Iterable[Event]
) -> Iterator[Event]:
    """The events; what only those did who hold no office on the day, and have led a state, is historical where it takes
    power to do it.
    """
    for event in events:
        told = event.status == "reported" and event.type in _WITH_POWER and event.date.text is None
        doers = [m.actor for m in event.source]
        gone = on is not None and doers and all(_has_retired(table, on, actor) for actor in doers)
        done = replace(event, status="historical", status_by="its doer leads no more")
        yield done if told and gone else event


def _has_retired(table: ActorTable, on: date, actor: Actor) -> bool:
    known = actor.kind == "person" and actor.id in table.entities
    return known and table.has_led(actor.id) and table.office(actor.id, on) is None
