"""The scorer on tiny cases whose figures can be worked out by hand."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))

from benchmarks.marks import Done, Said, keys, predicted_events, predicted_statements
from benchmarks.matching import (
    match_events,
    match_statements,
    same_actors,
    same_channel,
    same_side,
    same_speaker,
    touching,
)
from benchmarks.scorer import add, figures, tally_events, tally_statements

from standoff.types import Actor, Coding, DateInterval, Document, Event, Mention, Span, Statement


def side(*codes: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(code.split()) for code in codes)


SAID = Said(
    content=frozenset(range(10, 20)), kind="direct", speaker=frozenset({"USA"}), judged=True,
    cue=(5, 9), channel=None, addressees=(), targets=side("PRK"), sourcing="institution",
    source_type="named-group", typed=True, venue=None, date=None,
)  # fmt: skip
DONE = Done(
    trigger=(10, 16), where=(0, 40), type="REJECT", mode="meet", contexts=frozenset({"diplomatic"}),
    source=side("PRK"), recipient=side("USA"), reciprocal=False, status="reported", cue=None,
    days=None, occurrence="o1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("actor", "key"),
    [
        (Actor(id="USA", name="United States", kind="state", country="USA"), "USA"),
        (Actor(id="kim-jong-un", name="Kim Jong Un", kind="person", country="PRK"), "PRK"),
        (Actor(id="kim-jong-un", name="Kim Jong Un", kind="person", country="PRK"), "kim-jong-un"),
        (Actor(id="european-union", name="EU", kind="organisation", country="EUR"), "eu"),
        (Actor(id="united-nations", name="UN", kind="organisation", country="UNO"), "un"),
        (Actor(id="antonio-guterres", name="A. Guterres", kind="person", country="UNO"), "un"),
        (Actor(id="text:7", name="Jonas Ek", kind="person"), "text"),
        (Actor(id="text:7", name="Jonas Ek", kind="person"), "jonas-ek"),
    ],
)
def test_an_actor_is_known_under(actor: Actor, key: str) -> None:
    assert key in keys(actor)


def test_an_international_code_is_no_state() -> None:
    assert "UNO" not in keys(Actor(id="iaea", name="IAEA", kind="organisation", country="UNO"))


def test_a_body_of_the_un_is_not_the_un() -> None:
    assert "un" not in keys(Actor(id="iaea", name="IAEA", kind="organisation", country="UNO"))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [((0, 3), (2, 5), True), ((0, 3), (3, 5), False), (None, None, True), (None, (0, 1), False)],
)
def test_touching(one: tuple[int, int] | None, other: tuple[int, int] | None, agree: bool) -> None:
    assert touching(one, other) is agree


@pytest.mark.parametrize(
    ("gold", "predicted", "agree"),
    [
        (side(), side(), True),
        (side("USA"), side("joe-biden USA"), True),
        (side("USA"), side("USA", "joe-biden USA"), True),
        (side("USA"), side("USA", "JPN"), False),
        (side("USA", "JPN"), side("USA"), False),
        (side("USA"), side(), False),
    ],
)
def test_same_side(
    gold: tuple[frozenset[str], ...], predicted: tuple[frozenset[str], ...], agree: bool
) -> None:
    assert same_side(gold, predicted) is agree


def test_a_statement_matches_at_half_of_the_letters() -> None:
    half = replace(SAID, content=frozenset(range(10, 15)))
    assert match_statements([SAID], [half]) == [(SAID, half)]


def test_a_statement_does_not_match_below_half() -> None:
    assert not match_statements([SAID], [replace(SAID, content=frozenset(range(10, 14)))])


def test_a_prediction_matches_one_statement_only() -> None:
    assert len(match_statements([SAID, SAID], [SAID])) == 1


def test_the_better_overlap_wins() -> None:
    worse = replace(SAID, content=frozenset(range(10, 17)))
    assert match_statements([SAID], [worse, SAID]) == [(SAID, SAID)]


def test_equal_contents_are_told_apart_by_their_cues() -> None:
    nested = replace(SAID, cue=(1, 4))
    assert match_statements([SAID, nested], [nested, SAID]) == [(SAID, SAID), (nested, nested)]


def test_nobody_is_the_right_speaker_of_a_statement_by_nobody() -> None:
    nobody = replace(SAID, speaker=None)
    assert same_speaker(nobody, nobody)


def test_somebody_is_the_wrong_speaker_of_a_statement_by_nobody() -> None:
    assert not same_speaker(replace(SAID, speaker=None), SAID)


def test_a_channel_without_an_id_is_compared_by_its_words() -> None:
    gold = replace(SAID, channel=(frozenset({"text"}), (0, 6)))
    assert same_channel(gold, replace(SAID, channel=(frozenset({"bbc"}), (3, 9))))


def test_a_channel_with_an_id_is_compared_by_it() -> None:
    gold = replace(SAID, channel=(frozenset({"bbc"}), (0, 6)))
    assert not same_channel(gold, replace(SAID, channel=(frozenset({"cnn"}), (0, 6))))


def test_an_event_matches_its_own_type_only() -> None:
    assert not match_events([DONE], [replace(DONE, type="ACCUSE")])


def test_an_event_matches_by_sentence_when_triggers_differ() -> None:
    light = replace(DONE, trigger=(30, 35))
    assert match_events([DONE], [light]) == [(DONE, light)]


def test_an_event_does_not_match_outside_its_sentence() -> None:
    assert not match_events([DONE], [replace(DONE, trigger=(40, 45))])


def test_the_trigger_goes_before_the_actors() -> None:
    other_words = replace(DONE, trigger=(30, 35))
    other_actors = replace(DONE, source=side("RUS"))
    assert match_events([DONE], [other_words, other_actors]) == [(DONE, other_actors)]


def test_direction_counts() -> None:
    turned = replace(DONE, source=DONE.recipient, recipient=DONE.source)
    assert not same_actors(DONE, turned)


def test_direction_does_not_count_in_a_reciprocal_act() -> None:
    turned = replace(DONE, source=DONE.recipient, recipient=DONE.source)
    assert same_actors(replace(DONE, reciprocal=True), turned)


def test_precision_recall_and_f() -> None:
    found = figures(tally_statements([SAID] * 4, [SAID] * 2))["statements"]
    assert found == pytest.approx(
        {"precision": 1.0, "recall": 0.5, "f": 2 / 3, "gold": 4, "predicted": 2}
    )


def test_a_kind_that_differs_is_a_miss_of_both_kinds() -> None:
    found = figures(tally_statements([SAID], [replace(SAID, kind="mixed")]))
    assert (found["statements, direct"]["recall"], found["statements, mixed"]["precision"]) == (
        0,
        0,
    )


def test_a_speaker_that_the_gold_leaves_open_is_not_judged() -> None:
    open_speaker = replace(SAID, judged=False)
    assert "speaker" not in figures(tally_statements([open_speaker], [SAID]))


def test_fields_are_judged_on_matched_pairs() -> None:
    wrong = replace(SAID, sourcing="named", content=frozenset(range(90, 99)))
    assert figures(tally_statements([SAID], [SAID, wrong]))["sourcing"] == {
        "accuracy": 1.0,
        "of": 1,
    }


def test_empty_targets_earn_nothing_among_named_targets() -> None:
    none = replace(SAID, targets=())
    found = figures(tally_statements([none, SAID], [none, replace(SAID, targets=side("JPN"))]))
    assert found["targets named"]["f"] == 0


def test_both_actors_are_needed_for_the_second_figure() -> None:
    found = figures(tally_events([DONE], [replace(DONE, recipient=side("JPN"))]))
    assert (found["events"]["f"], found["events, both actors"]["f"]) == (1.0, 0.0)


def test_status_has_its_own_precision_and_recall() -> None:
    later = replace(DONE, trigger=(20, 25), status="future")
    found = figures(tally_events([DONE, later], [DONE, replace(later, status="reported")]))
    assert found["status, reported"]["precision"] == 0.5
    assert found["status, future"]["recall"] == 0.0


def test_a_date_is_right_if_both_days_are() -> None:
    day = date(2024, 11, 21)
    gold = replace(DONE, days=(day, day))
    assert figures(tally_events([gold], [replace(DONE, days=(day, None))]))["date"]["accuracy"] == 0


def test_b_cubed_of_one_cluster_split_in_two() -> None:
    again = replace(DONE, trigger=(20, 25))
    found = figures(tally_events([DONE, again], [DONE, replace(again, occurrence="o2")]))
    assert found["occurrences"]["precision"] == 1.0
    assert found["occurrences"]["recall"] == 0.5


def test_counts_of_articles_add_up() -> None:
    whole = figures(add([tally_events([DONE], [DONE]), tally_events([DONE], [])]))["events"]
    assert (whole["precision"], whole["recall"]) == (1.0, 0.5)


def test_nothing_found_is_nought_and_no_error() -> None:
    assert figures(tally_events([DONE], []))["events"]["f"] == 0.0


TEXT = "Seoul said the gunmen fled."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(document="d", start=start, end=start + len(words))


def coded() -> Coding:
    seoul = Actor(id="KOR", name="South Korea", kind="state", country="KOR")
    gunmen = Actor(id="text:1", name="the gunmen", kind="group")
    statement = Statement(
        id="s1", span=span(TEXT), kind="indirect", speaker=Mention(span=span("Seoul"), actor=seoul),
        cue=span("said"), content=(span("the gunmen fled"),),
        targets=(Mention(span=span("the gunmen"), actor=gunmen),),
    )  # fmt: skip
    event = Event(
        id="e1", span=span(TEXT), trigger=span("fled"), type="RETREAT", mode=None, contexts=(),
        source=(Mention(span=span("the gunmen"), actor=gunmen),), recipient=(), cameo=None,
        quad="M-Coop", intensity=1.0, status="alleged", status_by="", attributed_to="s1",
        date=DateInterval(start=date(2024, 1, 1), end=date(2024, 1, 1)),
    )  # fmt: skip
    return Coding(document=Document(id="d", text=TEXT), statements=(statement,), events=(event,))


def test_spaces_are_no_content() -> None:
    assert len(predicted_statements(coded())[0].content) == len("thegunmenfled")


def test_a_side_without_state_or_name_is_as_good_as_none() -> None:
    assert predicted_statements(coded())[0].targets == ()
    assert predicted_events(coded())[0].source == ()


def test_a_date_without_words_is_no_date() -> None:
    assert predicted_events(coded())[0].days is None


def test_an_attributed_event_carries_the_cue_of_its_statement() -> None:
    assert predicted_events(coded())[0].cue == (6, 10)


def test_an_event_without_occurrence_is_its_own() -> None:
    assert predicted_events(coded())[0].occurrence == "e1"
