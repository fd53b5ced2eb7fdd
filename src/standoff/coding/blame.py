"""Targets that events tell: whom a speech act is done to, and whose hostile acts plain speech tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from standoff.coding.kinds import home, is_identified
from standoff.ontology.castings import casting_acts
from standoff.types import Event, Mention, Span, Statement

_HARM = {"aggressor", "provocateur"}
_DONE_TO = {"accuse", "demand", "justify", "praise", "reject", "support", "threaten", "warn"}


def blaming(statements: Iterable[Statement], events: Iterable[Event]) -> tuple[Statement, ...]:
    """The statements; those without targets with whom their acts are done to ("rejected the charge"), else the sides
    whose hostile acts they tell of ("said Indian troops had shelled a village").
    """
    told: dict[str, list[Event]] = defaultdict(list)
    acts: dict[Span, list[Event]] = defaultdict(list)
    for event in events:
        acts[event.trigger].append(event)
        if event.attributed_to is not None and event.status != "negated":
            told[event.attributed_to].append(event)
    return tuple(
        s if s.targets else _with_targets(s, _own_acts(s, acts), told[s.id]) for s in statements
    )


def _with_targets(statement: Statement, acts: list[Event], told: list[Event]) -> Statement:
    speaker = statement.speaker
    if speaker is None:
        return statement
    found = (*_done_to(acts), *_harming(told))
    others = {m.actor.id: m for m in found if home(m) != home(speaker)}
    return replace(statement, targets=tuple(others.values())) if others else statement


def _own_acts(statement: Statement, acts: Mapping[Span, list[Event]]) -> list[Event]:
    """The acts that the cue itself tells, where they are done to somebody by being said."""
    cue = statement.cue if statement.cue_class in _DONE_TO else None
    return acts.get(cue, []) if cue else []


def _done_to(acts: Iterable[Event]) -> Iterator[Mention]:
    """Whom the speech acts that the cue tells are done to."""
    return (m for act in acts for m in act.recipient if is_identified(m))


def _harming(told: Iterable[Event]) -> Iterator[Mention]:
    """Who does the hostile acts that are told."""
    roles = casting_acts()
    return (m for e in told if e.type in roles and roles[e.type].source in _HARM for m in e.source)
