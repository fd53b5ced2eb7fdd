"""Across articles: renderings of one utterance joined, differences shown, castings and contested claims."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import standoff
from standoff.cli import main
from standoff.discourse import castings, contests, differences, join, narratives
from standoff.types import Coding

WHOLE = "“We will answer any blockade of the strait with fire from the shore,” Kim Jong Un said on Tuesday."
PART = "Any blockade of the strait would be met with “fire from the shore”, the North Korean leader said."
OTHER = (
    "“Our farmers will bring in the richest harvest of the decade,” Kim Jong Un said on Tuesday."
)


def coded(text: str, outlet: str, day: str = "2025-03-05") -> Coding:
    return standoff.read(text + "\n", source=outlet, date=day)


def groups(*codings: Coding) -> list[set[str]]:
    home = {s.id: c.document.source for c in codings for s in c.statements}
    return [{str(home[s]) for s in u.statements} for u in join(codings) if len(u.statements) > 1]


def test_a_quotation_and_its_paraphrase_are_one_utterance() -> None:
    assert groups(coded(WHOLE, "A"), coded(PART, "B"), coded(OTHER, "C")) == [{"A", "B"}]


def test_the_utterance_is_its_speaker_s_on_the_day_that_is_told() -> None:
    (utterance,) = (u for u in join([coded(WHOLE, "A"), coded(PART, "B")]) if len(u.statements) > 1)
    assert utterance.speaker is not None
    assert utterance.speaker.id == "kim-jong-un"
    assert str(utterance.date.start) == "2025-03-04"
    assert utterance.outlets == ("A", "B")


def test_the_same_words_weeks_later_are_another_utterance() -> None:
    assert groups(coded(PART, "A"), coded(PART, "B", "2025-04-20")) == []


def test_the_same_words_of_another_state_are_another_utterance() -> None:
    other = PART.replace("North Korean leader", "Russian president")
    assert groups(coded(PART, "A"), coded(other, "B")) == []


def test_every_statement_is_in_one_utterance_whatever_the_order() -> None:
    codings = [
        coded(WHOLE, "A"),
        coded(PART, "B"),
        coded(OTHER, "C"),
        coded(PART, "D", "2025-03-06"),
    ]
    forward, backward = join(codings), join(codings[::-1])
    ids = sorted(s for u in forward for s in u.statements)
    assert ids == sorted(s.id for c in codings for s in c.statements)
    assert {frozenset(u.statements) for u in forward} == {frozenset(u.statements) for u in backward}


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"])),
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"])),
)
def test_differences_hold_both_renderings(first: list[str], second: list[str]) -> None:
    pieces = differences(" ".join(first), " ".join(second))
    words = {
        kind: " ".join(p.text for p in pieces if p.kind != kind) for kind in ("put in", "left out")
    }
    assert words["put in"].split() == first
    assert words["left out"].split() == second


def test_differences_overlook_case_and_marks() -> None:
    assert [p.kind for p in differences("We will answer.", "we will “answer”")] == ["same"]


BLAME = (
    "Ethiopia's army said Eritrean troops had shelled two villages. "
    "Eritrea's army said Ethiopian troops had shelled Zalambessa."
)


def test_a_side_casts_the_doer_as_aggressor_and_itself_as_victim() -> None:
    coding = coded("Ukraine's president said Russian missiles had struck Ukraine's ports.", "A")
    assert {(c.by, c.cast, c.role) for c in castings(coding)} >= {("UKR", "RUS", "aggressor")}
    text = coding.document.text
    assert {text[c.words.start : c.words.end] for c in castings(coding)} == {"struck"}


def test_a_word_casts_too() -> None:
    coding = coded(
        "Seoul condemned Pyongyang's launch as a reckless provocation by North Korea.", "A"
    )
    assert ("KOR", "PRK", "provocateur") in {(c.by, c.cast, c.role) for c in castings(coding)}


def test_whom_one_has_hit_oneself_is_no_victim() -> None:
    coding = coded("Israel said its jets had struck Iran.", "A")
    assert "victim" not in {c.role for c in castings(coding)}


def test_each_blames_the_other() -> None:
    coding = coded(BLAME, "A")
    (contest,) = contests([coding])
    assert (contest.type, contest.on) == ("ASSAULT", "who")
    assert {side for side, _ in contest.claims} == {"ETH", "ERI"}
    assert {n.by for n in narratives([coding])} == {"ETH", "ERI"}


@pytest.fixture
def articles(tmp_path):
    for n, text in enumerate((WHOLE, PART, BLAME)):
        (tmp_path / f"{n}.md").write_text(
            f"---\ntitle: t\nsource: Outlet {n}\npublished: 2025-03-05\n---\n\n{text}\n", "utf-8"
        )
    return tmp_path


def test_the_command_shows_renderings_side_by_side(articles) -> None:
    shown = CliRunner().invoke(main, ["utterances", str(articles)])
    assert shown.exit_code == 0
    assert "Kim Jong Un" in shown.output
    assert "2 renderings in 2 articles" in " ".join(shown.output.split())
    lines = CliRunner().invoke(main, ["utterances", "--json", str(articles)]).output.splitlines()
    assert [sorted(json.loads(line)["utterance"]["outlets"]) for line in lines] == [
        ["Outlet 0", "Outlet 1"]
    ]


def test_the_command_shows_who_casts_whom(articles) -> None:
    shown = CliRunner().invoke(main, ["narratives", str(articles)])
    assert shown.exit_code == 0
    assert "aggressor" in shown.output
    assert "Claims against each other" in shown.output
    lines = CliRunner().invoke(main, ["narratives", "--json", str(articles)]).output.splitlines()
    assert {key for line in lines for key in json.loads(line)} == {"narrative", "contest"}


def test_a_bad_document_is_named_and_the_rest_is_shown(articles) -> None:
    (articles / "9.md").write_bytes(b"\x00\x01\x02")
    shown = CliRunner().invoke(main, ["utterances", str(articles)])
    assert shown.exit_code == 1
    assert "Kim Jong Un" in shown.output
    assert "rejected" in shown.output


def test_nothing_found_is_said(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(
        "The ferry leaves at nine every morning from the old harbour.\n"
    )
    for command in ("utterances", "narratives"):
        assert CliRunner().invoke(main, [command, str(tmp_path)]).exit_code == 0
