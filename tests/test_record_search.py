"""Questions to the record, in any script, and what they count."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import InputError
from standoff.record import Filter
from standoff.record.dyads import dyad
from standoff.record.filters import actor_id
from standoff.record.queries import actors, count, item, search
from standoff.record.words import bigrams, match
from standoff.summary import dyads
from tests.recording import codings, filled


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with filled(tmp_path_factory.mktemp("record") / "standoff.db") as record:
        yield record


@pytest.mark.parametrize(("query", "articles"), [
    ("talks", 2), ("TALKS", 2), ('"talks with"', 2), ('"with talks"', 0), ("missil*", 2), ("missile -officials", 1),
    ("미사일", 1), ("평양", 1), ("양", 0), ("평", 1), ("미사일을", 1), ("사일을", 1), ("belgorod", 1), ("sanctions", 1),
])  # fmt: skip
def test_words_are_found_in_any_script(record, query, articles):
    assert count(record, Filter(words=query), "documents") == articles


@pytest.mark.parametrize(
    "query", ['"', "''", "-only", "* OR 1", "NEAR(", "a:b", "(((", 'x" OR "y', "; DROP TABLE x"]
)
def test_no_query_breaks_the_search(record, query):
    if any(c.isalnum() for c in query) and query != "-only":
        assert len(search(record, Filter(words=query), "documents")) <= len(codings())
    else:
        with pytest.raises(InputError, match="nothing to look for"):
            search(record, Filter(words=query), "documents")


@settings(max_examples=60, deadline=None)
@given(query=st.text(max_size=20))
def test_any_query_is_a_search_or_an_error_of_ours(record, query):
    try:
        expression = match(query)
    except InputError:
        return
    assert expression
    assert len(search(record, Filter(words=query), "events", limit=3)) <= 3


@given(run=st.text(alphabet="미사일을평양北京", min_size=2, max_size=9))
def test_every_pair_of_an_unspaced_run_is_indexed(run):
    assert all(run[n : n + 2] in bigrams(f"x {run} y").split() for n in range(len(run) - 1))


def test_filters_narrow(record):
    everything = count(record, Filter())
    assert everything == sum(len(c.events) for c in codings())
    for asked in (
        Filter(type=("REJECT",)), Filter(status=("hypothetical",)), Filter(actor=("RUS",)),
        Filter(outlet=("Northgate",)),
        Filter(since=date(2025, 3, 6)), Filter(until=date(2025, 3, 6)), Filter(confidence=0.8), Filter(sector=("GOV",)),
        Filter(dyad=("USA", "North Korea")), Filter(quad=("verbal conflict",)), Filter(dataset=("standoff",)),
    ):  # fmt: skip
        found = search(record, asked, "events", limit=100)
        assert 0 < len(found) == count(record, asked) <= everything
    assert count(record, Filter(dataset=("icews",))) == 0


def test_a_filter_keeps_what_it_says(record):
    for found in search(record, Filter(type=("REJECT",), actor=("kim-jong-un",)), limit=50):
        assert found.item.type == "REJECT"
        assert "kim-jong-un" in {m.actor.id for m in (*found.item.source, *found.item.recipient)}


def test_sourcing_finds_statements_only(record):
    asked = Filter(sourcing=("anonymous",))
    assert count(record, asked, "events") == 0
    assert {f.item.sourcing for f in search(record, asked, "statements")} == {"anonymous"}


def test_the_newest_come_first_and_pages_follow_each_other(record):
    days = [
        f.item.date.start or f.coding.document.published
        for f in search(record, Filter(since=date(2025, 1, 1)))
    ]
    assert days == sorted(days, reverse=True)
    whole = [f.item.id for f in search(record, Filter(), limit=100)]
    pages = [
        f.item.id for skip in range(0, 100, 3) for f in search(record, Filter(), limit=3, skip=skip)
    ]
    assert pages == whole


def test_an_item_is_found_by_its_id(record):
    event = codings()[0].events[0]
    assert item(record, event.id).item == event
    with pytest.raises(InputError, match="no item"):
        item(record, "nothing:e1")


def test_a_dyad_counts_what_the_summary_counts(record):
    expected = {(d.source, d.recipient): d for d in dyads(codings())}
    assert len(expected) >= 4
    for (source, recipient), counted in expected.items():
        direction = dyad(record, source, recipient).directions[0]
        assert direction.happened == counted.happened
        assert direction.quads == counted.quads
        assert sum(n for _, n in direction.others) == counted.other


def test_weeks_run_without_gaps_and_count_every_dated_act(record):
    seen = dyad(record, "PRK", "USA")
    for direction in seen.directions:
        starts = [w.start for w in direction.weeks]
        assert all((b - a).days == 7 for a, b in pairwise(starts))
        assert all(day.weekday() == 0 for day in starts)
        assert sum(w.acts for w in direction.weeks) == direction.happened


@pytest.mark.parametrize(("name", "id"), [
    ("USA", "USA"), ("usa", "USA"), ("North Korea", "PRK"), ("kim-jong-un", "kim-jong-un"),
    ("Kim Jong Un", "kim-jong-un"),
])  # fmt: skip
def test_actors_are_called_by_id_code_or_name(record, name, id):
    assert actor_id(name, record.actors) == id


@pytest.mark.parametrize("asked", [
    Filter(type=("REFUSE",)), Filter(status=("maybe",)), Filter(quad=("war",)), Filter(sourcing=("rumour",)),
    Filter(actor=("Nobody Known",)), Filter(sector=("XYZ",)), Filter(dyad=("USA", "Atlantis")),
    Filter(since=date(2025, 2, 1), until=date(2025, 1, 1)),
])  # fmt: skip
def test_what_nothing_can_have_is_an_error(record, asked):
    with pytest.raises(InputError):
        search(record, asked)


def test_a_person_stands_for_the_side_and_only_his_acts_count(record):
    his, all_of = dyad(record, "Kim Jong Un", "USA"), dyad(record, "PRK", "USA")
    assert his.sides == all_of.sides == ("PRK", "USA")
    assert 0 < his.directions[0].happened <= all_of.directions[0].happened
    for act in his.acts:
        named = {m.actor.id for m in (*act.telling.item.source, *act.telling.item.recipient)}
        assert "kim-jong-un" in named


def test_one_side_alone_is_no_dyad(record):
    with pytest.raises(InputError, match="one side"):
        dyad(record, "USA", "United States")


def test_actors_are_counted_by_what_they_do(record):
    rows = {row.id: row for row in actors(record, Filter())}
    sources = [m.actor.id for c in codings() for e in c.events for m in e.source]
    assert rows["kim-jong-un"].source == sources.count("kim-jong-un") > 0


def test_a_filter_goes_into_a_web_address_and_says_all():
    asked = Filter(
        words="war", dyad=("USA", "PRK"), type=("REJECT", "ACCUSE"), since=date(2025, 1, 1)
    )
    assert asked.parameters() == (
        ("words", "war"), ("dyad", "USA"), ("dyad", "PRK"), ("type", "REJECT"), ("type", "ACCUSE"),
        ("since", "2025-01-01"),
    )  # fmt: skip
