"""Our own codings as rows."""

from dataclasses import replace
from datetime import date

from standoff import exchange
from standoff.types import DateInterval, Occurrence, Party
from tests import exchange_samples as samples


def rows():
    return list(exchange.rows([samples.coding()]))


def test_there_is_a_row_for_every_telling():
    assert [(row.dataset, row.id, row.status) for row in rows()] == [
        ("standoff", "e1", "reported"), ("standoff", "e2", "negated"), ("standoff", "e3", "reported"),
    ]  # fmt: skip


def test_a_row_has_the_words_and_where_they_stand():
    first = rows()[0]
    assert first.text == "Norway 🛳 rejected the plan on Friday"
    assert dict(first.fields)["span"] == "0-36"
    start, end = map(int, dict(first.fields)["trigger"].split("-"))
    assert samples.TEXT[start:end] == "rejected"


def test_a_row_says_who_told_it_and_where_it_was_published():
    row = rows()[1]
    assert (row.attributed_to, row.document, row.publisher) == ("s1", "d1", "Fjord Post")
    assert (row.url, row.published, row.confidence) == (
        "https://example.org/f",
        date(2024, 5, 4),
        1.0,
    )


def test_a_party_keeps_the_side_that_its_actor_counts_for():
    sides = [party.side for party in rows()[2].recipient]
    assert sides == ["SWE", "fjord-front"]


def test_a_place_becomes_a_site():
    site = rows()[0].site
    assert (site.name, site.country, site.latitude) == ("Oslo", "NOR", 59.91)


def test_an_act_told_twice_is_one_row_with_two_mentions():
    found = list(exchange.occurrence_rows([samples.coding()]))
    assert [(row.id, row.mentions, row.status) for row in found] == [
        ("o1", 2, "reported"),
        ("o2", 1, "negated"),
    ]
    assert found[0].source == (Party(name="Norway", country="NOR", id="NOR", side="NOR"),)
    assert dict(found[0].fields) == {"events": "e1 e3", "documents": "d1", "outlets": "Fjord Post"}


def test_acts_across_documents_are_given_from_outside():
    one, two = samples.coding(), samples.coding()
    other = tuple(replace(event, id=f"x{event.id}") for event in two.events)
    two = replace(two, document=replace(two.document, id="d2"), events=other)
    act = Occurrence(
        id="o9", events=("e2", "xe1"), type="REJECT", source=("NOR",), recipient=("SWE",), status="reported",
        date=DateInterval(), documents=("d1", "d2"), outlets=("Fjord Post",),
    )  # fmt: skip
    (row,) = exchange.occurrence_rows([one, two], [act])
    assert (row.id, row.mentions, row.document, row.type) == ("o9", 2, "d2", "REJECT")
    assert row.start == date(2024, 5, 3)
