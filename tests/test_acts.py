"""One act in many articles: what is joined, and what must stay apart."""

from __future__ import annotations

import datetime
import itertools

import standoff


def acts(*articles: tuple[str, str]) -> list[tuple[str, int]]:
    """(type, number of articles) of every occurrence; articles are (day, text)."""
    codings = [
        standoff.read(text + "\n", date=day, source=f"Outlet {n}")
        for n, (day, text) in enumerate(articles)
    ]
    return [(o.type, len(o.documents)) for o in standoff.occurrences(codings)]


SHELLED = "Russian forces shelled a market in Kupiansk on Monday, the mayor said."


def test_a_copy_and_a_rewriting_tell_one_act() -> None:
    rewritten = "On Monday Moscow's troops shelled the market of Kupiansk in Ukraine."
    assert acts(("2025-03-04", SHELLED), ("2025-03-04", rewritten)) == [("ASSAULT", 2)]


def test_another_town_on_the_same_day_is_another_act() -> None:
    other = "Russian forces shelled a depot in Poltava on Monday."
    assert acts(("2025-03-04", SHELLED), ("2025-03-04", other)) == [("ASSAULT", 1)] * 2


def test_the_same_act_a_week_later_is_another() -> None:
    assert acts(("2025-03-04", SHELLED), ("2025-03-11", SHELLED)) == [("ASSAULT", 1)] * 2


def test_the_mirror_act_is_another() -> None:
    mirror = "Pakistan shelled Indian posts in Uri on Monday."
    act = "India shelled Pakistani posts in Uri on Monday."
    assert acts(("2025-03-04", act), ("2025-03-04", mirror)) == [("ASSAULT", 1)] * 2


def test_two_acts_of_one_article_are_not_joined_by_another() -> None:
    one = "Russian forces shelled a depot in Kupiansk on Monday."
    two = f"{one} Russian forces shelled a market in Poltava on Monday."
    assert sorted(acts(("2025-03-04", two), ("2025-03-04", one))) == [
        ("ASSAULT", 1),
        ("ASSAULT", 2),
    ]


def test_sides_in_the_texts_own_words_do_not_keep_one_scene_apart() -> None:
    """Neither telling names a side that the other names; type, place and day are one."""
    ours = "Our jets destroyed a Cambodian headquarters at Preah Vihear on Thursday."
    theirs = "Thai warplanes bombed our soldiers near Preah Vihear on Thursday."
    assert acts(("2025-07-25", ours), ("2025-07-25", theirs)) == [("ASSAULT", 2)]


def test_another_named_doer_at_one_place_is_another_act() -> None:
    one = "Thai warplanes bombed our soldiers near Preah Vihear on Thursday."
    two = "Vietnamese warplanes bombed our soldiers near Preah Vihear on Thursday."
    assert acts(("2025-07-25", one), ("2025-07-25", two)) == [("ASSAULT", 1)] * 2


def test_what_came_of_a_strike_is_the_strike() -> None:
    text = "Russian forces shelled a market in Kupiansk on Monday, killing four Ukrainian soldiers."
    assert acts(("2025-03-04", text)) == [("ASSAULT", 1)]


def test_two_towns_in_one_article_are_two_acts() -> None:
    text = "Russian jets bombed Kupiansk on Monday. Earlier that day a Russian missile hit Poltava."
    assert acts(("2025-03-04", text)) == [("ASSAULT", 1)] * 2


def test_an_offer_that_is_turned_down_was_made() -> None:
    found = acts(("2025-03-04", "Thailand turned down Malaysia's offer of mediation."))
    assert sorted(found) == [("AGREE", 1), ("REJECT", 1)]


def test_one_abduction_in_366_reports_is_one_occurrence() -> None:
    """A public feed counted so many kidnappings; it was one."""
    first = datetime.date(2025, 4, 14)
    texts = [
        ((first + datetime.timedelta(days=1 + n % 5)).isoformat(),
         f"Boko Haram gunmen {('abducted', 'kidnapped')[n % 2]} schoolgirls in Chibok, Nigeria, on April 14."
         f" Report number {n} follows.")
        for n in range(366)
    ]  # fmt: skip
    assert acts(*texts) == [("ASSAULT", 366)]


def test_the_order_of_articles_does_not_matter() -> None:
    """The undated telling is as like to Sunday's as to Monday's, and can be one with only one of them."""
    texts = (
        "Russian forces shelled a market in Kupiansk on Monday.",
        "Russian forces shelled a market in Kupiansk on Sunday.",
        "Russian forces shelled a market in Kupiansk.",
        "Putin said on Tuesday that Russia would not leave Kupiansk under any circumstances.",
        "Russia will not leave Kupiansk, its president said.",
    )
    codings = [
        standoff.read(text + "\n", date="2025-03-04", source=f"Outlet {n}")
        for n, text in enumerate(texts)
    ]
    acts_of, utterances_of = standoff.occurrences(codings), standoff.utterances(codings)
    for order in itertools.permutations(codings):
        assert standoff.occurrences(order) == acts_of
        assert standoff.utterances(order) == utterances_of
