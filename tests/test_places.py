"""Where things happen: the gazetteer, and towns in the text."""

from __future__ import annotations

import pytest

from standoff import read
from standoff.ontology import gazetteer
from standoff.ontology.gazetteer import towns


@pytest.mark.parametrize(
    ("name", "country", "town"),
    [
        ("Nyala", "SDN", "Nyala"),
        ("Kiev", "UKR", "Kyiv"),
        ("ODESSA", "UKR", "Odesa"),
        ("Zürich", "CHE", "Zürich"),
        ("Port au Prince", "HTI", "Port-au-Prince"),
        ("Goma", "COD", "Goma"),
    ],
)
def test_the_largest_town_of_a_name_comes_first(name: str, country: str, town: str) -> None:
    first = towns(name)[0]
    assert (first.country, first.name) == (country, town)
    assert -90 <= first.latitude <= 90
    assert -180 <= first.longitude <= 180


def test_every_line_is_found_by_its_key() -> None:
    lines = gazetteer._text().splitlines()
    assert lines == sorted(lines)
    for line in (lines[0], lines[-1], *lines[:: len(lines) // 200]):
        key, name = line.split("\t")[:2]
        assert any(town.name == name for town in towns(key)), line


@pytest.mark.parametrize("name", ["", "zzzz", "~", "No Such Town"])
def test_what_is_no_town_is_none(name: str) -> None:
    assert towns(name) == ()


def _places(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(e.place.name, e.place.country, e.place.admin) for e in read(text).events if e.place]


def test_a_strike_on_a_town_is_one_on_its_state() -> None:
    coding = read("Russian drones struck a depot in Kupiansk on 3 May, Ukraine said.")
    event = next(e for e in coding.events if e.type == "ASSAULT")
    assert [m.actor.country for m in event.source] == ["RUS"]
    assert [m.actor.country for m in event.recipient] == ["UKR"]
    assert event.place is not None
    assert (event.place.country, event.place.admin) == ("UKR", "Kharkiv")
    assert event.place.latitude == pytest.approx(49.7, abs=0.1)
    start, end = event.place.span.start, event.place.span.end
    assert coding.document.text[start:end] == "Kupiansk"


def test_of_towns_with_one_name_the_text_decides() -> None:
    there = "Ukrainian forces shelled a warehouse in {} on Monday, {} said."
    assert _places(there.format("Donetsk", "Ukraine"))[0][1] == "UKR"
    assert _places("Rebels attacked a convoy in Goma, in eastern Congo, on Monday.")[0][1] == "COD"


def test_a_meeting_in_a_town_is_none_with_its_state() -> None:
    coding = read("Russian and Ukrainian envoys met in Geneva, Switzerland, on Monday.")
    sides = {m.actor.country for e in coding.events for m in (*e.source, *e.recipient)}
    assert sides == {"RUS", "UKR"}


def test_a_venue_lies_where_its_town_lies() -> None:
    coding = read('"We will never yield," Kim Jong Un said at a military parade in Wonsan.')
    venue = coding.statements[0].venue
    assert venue is not None
    assert (venue.country, venue.latitude) == ("PRK", pytest.approx(39.15, abs=0.1))


def test_who_is_hit_at_a_place_is_of_its_people_where_the_model_sees_it_too() -> None:
    coding = read(
        "Two people were killed and 13 wounded when a bomb exploded near Quetta, Pakistan."
    )
    hit = {m.actor.country for e in coding.events if e.type == "ASSAULT" for m in e.recipient}
    assert hit == {"PAK"}


def test_an_accident_at_a_place_is_no_act() -> None:
    assert read("Two people were killed when a bus overturned near Quetta, Pakistan.").events == ()


def test_an_office_without_a_name_is_of_the_state_that_the_text_is_about() -> None:
    coding = read("Teachers in Lima downed tools. The finance minister rejected their demands.")
    event = next(e for e in coding.events if e.type == "REJECT")
    assert [m.actor.country for m in event.source] == ["PER"]


def test_people_protest_against_their_own_government() -> None:
    event = read("Georgians rallied against the government.").events[0]
    assert [m.actor.country for m in (*event.source, *event.recipient)] == ["GEO", "GEO"]


def test_what_is_hit_itself_is_the_place() -> None:
    assert _places("Iran shelled Basra, Iraq, on Monday.") == [
        ("Basra", "IRQ", "Basra Governorate")
    ]


def test_police_act_where_they_are_whatever_state_was_spoken_of() -> None:
    coding = read("Iran shelled Basra, Iraq. Police arrested ten people in Nyala, Sudan.")
    event = next(e for e in coding.events if e.type == "COERCE")
    assert [m.actor.id for m in event.source] == ["SDN:COP"]
