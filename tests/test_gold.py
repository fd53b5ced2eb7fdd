"""The gold files keep their own rules: what they name exists, and what they mark fits together."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import standoff
from standoff.types import STATUSES, Sourcing, StatementKind
from tests.gold import Gold, GoldEvent, GoldStatement, load_gold, names

DATA = Path(standoff.__file__).parent / "ontology" / "data"
GOLD = {name: load_gold(name) for name in names()}


def rows(table: str) -> Iterator[list[str]]:
    lines = (DATA / table).read_text(encoding="utf-8").splitlines()
    return csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")


MODES = {(row[0], row[1]) for row in rows("modes.tsv")}
TYPES = {row[0] for row in rows("event_types.tsv")}
CONTEXTS = {row[0] for row in rows("contexts.tsv")}

every_article = pytest.mark.parametrize("gold", GOLD.values(), ids=GOLD)


def words(gold: Gold, stretch: tuple[int, int]) -> str:
    return gold.text[stretch[0] : stretch[1]]


@every_article
def test_types_modes_and_contexts_are_plovers(gold: Gold) -> None:
    for event in gold.events:
        assert event.type in TYPES
        assert event.mode is None or (event.type, event.mode) in MODES, event
        assert set(event.contexts) <= CONTEXTS, event


@every_article
def test_labels_are_ours(gold: Gold) -> None:
    assert {e.status for e in gold.events} <= set(STATUSES)
    assert {s.kind for s in gold.statements} <= set(get_args(StatementKind))
    assert {s.sourcing for s in gold.statements} <= set(get_args(Sourcing))


@every_article
def test_the_kind_agrees_with_the_quotation_marks(gold: Gold) -> None:
    quoted = inside_quotation_marks(gold.text)
    for s in gold.statements:
        letters = [i for a, b in s.content for i in range(a, b) if gold.text[i].isalnum()]
        inside = [i in quoted for i in letters]
        kind = "direct" if all(inside) else "mixed" if any(inside) else "indirect"
        assert s.kind == kind, [words(gold, piece) for piece in s.content]


def inside_quotation_marks(text: str) -> set[int]:
    inside, found = False, set()
    for i, mark in enumerate(text):
        if mark in '"“”':
            inside = mark == "“" or (mark == '"' and not inside)
        elif inside:
            found.add(i)
    return found


@every_article
def test_an_attributed_event_stands_in_the_content_of_its_statement(gold: Gold) -> None:
    for event in gold.events:
        if event.attributed is not None:
            assert any(contains(s, event) for s in gold.statements), words(gold, event.trigger)


def contains(statement: GoldStatement, event: GoldEvent) -> bool:
    a, b = event.trigger
    return statement.cue == event.attributed and any(
        s <= a and b <= e for s, e in statement.content
    )


@every_article
def test_no_mark_is_made_twice(gold: Gold) -> None:
    assert len({(s.cue, s.content) for s in gold.statements}) == len(gold.statements)
    assert len({(e.trigger, e.type) for e in gold.events}) == len(gold.events)


@every_article
def test_every_event_has_a_side(gold: Gold) -> None:
    for event in gold.events:
        assert event.source or event.recipient, words(gold, event.trigger)


@every_article
def test_a_speaker_who_is_somebody_has_words(gold: Gold) -> None:
    for s in gold.statements:
        assert s.speaker_is is None or s.speaker is not None
