"""Why something was coded: the sentence, what made it, the status, the actors."""

from __future__ import annotations

import pytest

import standoff
from standoff import Coding, explain
from standoff.types import Event, Statement

TEXT = "Russia accused Ukraine of shelling Belgorod on Monday. Kyiv rejected the accusation.\n"


@pytest.fixture(scope="module")
def coding() -> Coding:
    return standoff.read(TEXT, date="2024-11-22")


def test_every_item_of_a_coding_can_be_explained_by_its_id(coding: Coding) -> None:
    for item in (*coding.events, *coding.statements):
        (told,) = explain(coding, item.id)
        assert told.item is item
        text = coding.document.text
        if told.head is not None:
            assert told.sentence.start <= told.head.start < told.sentence.end
        for actor in told.actors:
            assert text[actor.mention.span.start : actor.mention.span.end] == actor.words


def test_words_of_the_trigger_find_the_event_and_its_row(coding: Coding) -> None:
    told = [x for x in explain(coding, "Accused") if isinstance(x.item, Event)]
    assert told[0].row is not None
    assert told[0].row.type == "ACCUSE"
    assert "accuse" in told[0].row.lemmas
    assert ("ARG0", "Russia") in told[0].frame
    assert [(a.part, a.mention.actor.id) for a in told[0].actors] == [
        ("source", "RUS"), ("recipient", "UKR"),
    ]  # fmt: skip


def test_a_statement_is_explained_with_its_speaker(coding: Coding) -> None:
    told = [x for x in explain(coding, "rejected") if isinstance(x.item, Statement)]
    assert ("speaker", "UKR") in [(a.part, a.mention.actor.id) for a in told[0].actors]


def test_nothing_is_said_of_words_that_made_nothing(coding: Coding) -> None:
    assert explain(coding, "Monday") == ()
    assert explain(coding, " ") == ()
