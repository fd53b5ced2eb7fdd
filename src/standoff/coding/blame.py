"""Targets of plain speech: "said Indian troops had shelled a village" blames India without a word of blame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from standoff.ontology.castings import casting_acts
from standoff.types import Event, Mention, Statement

_HARM = {"aggressor", "provocateur"}


def blaming(statements: Iterable[Statement], events: Iterable[Event]) -> tuple[Statement, ...]:
    """The statements, those that tell of another side's hostile acts with that side as their target.

    Statements that have targets keep them.
    """
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.attributed_to is not None and event.status != "negated":
            told[event.attributed_to].append(event)
    return tuple(s if s.targets else _with_targets(s, told[s.id]) for s in statements)


def _with_targets(statement: Statement, events: list[Event]) -> Statement:
    speaker = statement.speaker
    if speaker is None:
        return statement
    own = speaker.actor.country or speaker.actor.id
    found: dict[str, Mention] = {}
    for event in events:
        roles = casting_acts().get(event.type)
        if roles is None or roles.source not in _HARM:
            continue
        for mention in event.source:
            if (mention.actor.country or mention.actor.id) != own:
                found.setdefault(mention.actor.id, mention)
    return replace(statement, targets=tuple(found.values())) if found else statement
