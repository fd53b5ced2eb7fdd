"""Who did it to whom: several states in one phrase, opponents at home, crowds, officials of bodies, groups."""

from __future__ import annotations

import pytest

import standoff
from standoff.types import Event


def acted(text: str, kind: str) -> Event:
    """The event of a type that a text tells."""
    coding = standoff.read(text + "\n", date="2025-05-20")
    return next(e for e in coding.events if e.type == kind)


def ids(event: Event) -> tuple[list[str], list[str]]:
    """Actors of both sides."""
    return [m.actor.id for m in event.source], [m.actor.id for m in event.recipient]


def test_adjectives_of_two_states_before_one_noun_are_two_sides() -> None:
    event = acted("Iranian and American envoys exchanged notes on Monday.", "CONSULT")
    assert ids(event) == (["IRN:GOV"], ["USA:GOV"])
    assert event.reciprocal
    assert [m.actor.name for m in event.recipient] == ["American envoys"]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Antonis Samaras accused the Greek government of appeasement.", ["GRC:GOV"]),
        ("Greece accused its ambassador of appeasement.", []),
    ],
)
def test_one_may_accuse_another_of_the_same_country_but_not_ones_own(
    text: str, recipient: list[str]
) -> None:
    assert ids(acted(text, "ACCUSE"))[1] == recipient


def test_a_crowd_is_of_the_country_of_the_place() -> None:
    event = acted("Crowds marched against India in Karachi on Sunday.", "PROTEST")
    assert ids(event) == (["PAK:CVL"], ["IND"])


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Taiwan is thought to have offered the Americans a chip plant.", "AGREE", ["TWN"]),
        ("Tehran denied arming the Houthis.", "AID", ["IRN"]),
    ],
)
def test_who_is_thought_to_have_done_it_or_denies_doing_it_is_the_doer(
    text: str, kind: str, source: list[str]
) -> None:
    assert ids(acted(text, kind))[0] == source


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Mark Rutte accused Russia of sabotage.", "nato"),
        ("M23 accused Rwanda of sabotage.", "m23"),
        ("Houthi leaders accused Israel of sabotage.", "houthis"),
        ("The Wagner Group accused Ukraine of sabotage.", "RUS"),
        ("Emmanuel Macron accused Russia of sabotage.", "FRA"),
    ],
)
def test_a_side_is_a_state_a_body_or_an_armed_group(text: str, side: str) -> None:
    assert [m.actor.side for m in acted(text, "ACCUSE").source] == [side]


def test_who_carries_arms_strikes_and_does_not_speak() -> None:
    def spoken(text: str) -> int:
        return len(standoff.read(text + "\n", date="2025-05-20").statements)

    assert not spoken("M23 attacked a Congolese convoy on Monday.")
    assert spoken("Marine Le Pen attacked the budget as a betrayal.")


def test_a_seat_that_is_also_a_surname_is_a_seat_where_it_is_a_place() -> None:
    assert ids(acted("Washington accused The Hague of spying.", "ACCUSE")) == (["USA"], ["NLD"])


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Iran has threatened to close all borders with Iraq.", "THREATEN", "IRQ"),
        ("Moscow agreed to lift its sanctions against Georgia.", "AGREE", "GEO"),
    ],
)
def test_what_is_promised_or_threatened_has_the_recipient(
    text: str, kind: str, recipient: str
) -> None:
    assert ids(acted(text, kind))[1] == [recipient]


def test_who_is_received_on_a_visit_is_the_visitor() -> None:
    coding = standoff.read(
        "Kim Jong Un received Sergei Shoigu on a visit to North Korea.\n", date="2025-05-20"
    )
    visit = coding.events[-1]
    assert ids(visit) == (["sergei-shoigu"], ["PRK"])


def test_an_office_in_capitals_is_no_surname() -> None:
    event = acted("The Algerian Prime Minister met Macron in Paris.", "CONSULT")
    assert ids(event)[0] == ["DZA:GOV"]


def test_an_official_of_no_country_counts_where_the_model_sees_the_act() -> None:
    event = acted("Interim President Manuel Merino resigned on Sunday.", "RETREAT")
    assert ids(event)[0] == ["text:manuel-merino"]


def test_an_act_without_a_known_side_counts_where_the_model_is_sure_of_it() -> None:
    assert ids(acted("Eleven rioters were beaten by guards on Monday.", "ASSAULT"))[1]
    assert not standoff.read("The cook beat eleven eggs for the guards on Monday.\n").events


def test_what_a_row_excepts_is_no_act_for_the_model_either() -> None:
    assert not standoff.read("The Kremlin declined to comment.\n", date="2025-06-10").events


def test_a_protest_that_only_the_lexicon_sees_is_of_the_people_where_it_is() -> None:
    event = acted("Protests against growing hardship erupted in Tripoli on Tuesday.", "PROTEST")
    assert ids(event)[0] == ["LBY"]
