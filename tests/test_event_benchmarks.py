"""CASE 2021's snippets and the raters' rounds are read, and scored as the benchmarks say. All texts are our own."""

from __future__ import annotations

import csv

import pytest
from benchmarks import case2021, plover_pairs, rater_agreement
from benchmarks.case2021 import Label, best, in_main_clause, labels, snippets
from benchmarks.plover_pairs import Ours
from benchmarks.rater_agreement import agreement, coded, read_rounds

from standoff.language import analyse

SNIPPETS = """id\tEventSnippet\tSubType
1\tRussian troops shelled the Ukrainian town of Kupiansk on Monday.\tART_MISS_ATTACK
2\tTurkish police arrested two opposition leaders in Ankara.\tARREST
3\t"The bread was fresh," the baker's sister wrote.\tPEACE_PROTEST
4\tThe river rose after three days of rain.\tNATURAL_DISASTER
"""
RATED = "Iran arrested a British diplomat in Tehran."
SILENT = "The orchestra played until midnight."
COLUMNS = (
    "ids", "sentences",
    "anncomplete_1", "1_Relevant_1", "Action1_CAMEO_1", "Action2_CAMEO_1",
    "anncomplete_2", "1_Relevant_2", "Action1_CAMEO_2",
    "anncomplete_3", "1_Relevant_3", "Action1_CAMEO_3",
)  # fmt: skip
ROWS = (
    ("a", RATED, "True", "True", "4-17 Coerce", "0-1 Make Public Statement",
     "TRUE", "TRUE", "4-17 Coerce", "True", "True", ""),
    ("b", SILENT, "True", "False", "", "", "True", "True", "", "True", "False", ""),
)  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "snippets.tsv"
    path.write_text(SNIPPETS, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    for number in (10, 9):
        with (tmp_path / f"round_{number}__summary.csv").open("w", encoding="utf-8") as handle:
            csv.writer(handle).writerows([COLUMNS, *ROWS])
    return tmp_path


def test_every_label_of_the_table_is_plover_s():
    found = labels()
    assert len(found) == 30
    assert found["SUIC_BOMB"] == Label("SUIC_BOMB", "ASSAULT", ("suicide-attack",), ("terrorism",))
    assert {name for name, label in found.items() if label.type is None} == {
        "DIPLO", "MAN_MADE_DISASTER", "NATURAL_DISASTER", "ORG_CRIME", "OTHER",
    }  # fmt: skip


def test_quotation_marks_belong_to_a_snippet(file):
    assert snippets(file)[2].text.startswith('"The bread was fresh,"')


def test_a_main_clause_comes_first():
    text = "After Russia shelled Kupiansk, Ukraine arrested a Russian diplomat in Kyiv."
    event = best(text)
    assert event is not None
    assert event.type == "COERCE"


def test_what_is_reported_is_no_main_clause():
    text = "Police said that troops left."
    analysis = analyse(text)
    assert in_main_clause(analysis, text.index("said"))
    assert not in_main_clause(analysis, text.index("left"))


def test_snippets_are_scored(file, capsys):
    assert case2021.main([str(file), "--mistakes", "1"]) == 0
    out = capsys.readouterr().out
    assert "4 snippets, 3 whose label has a type; of these without an event of ours 1" in out
    assert "macro F 66.7 over 3 types  right 66.7 %, of those with an event 100.0 %" in out
    assert "mode 2 of 2, context 1 of 1" in out
    assert "NATURAL_DISASTER 0 of 1" in out
    assert "   1 PROTEST / no event" in out
    assert "PROTEST (PEACE_PROTEST) / None: " in out


def test_only_what_a_rater_completed_counts(folder):
    first, second, *_ = read_rounds(folder)
    assert first.raters == {"1": {17, 1}, "2": {17}}  # the third coded nothing in this round
    assert second.raters == {"1": frozenset()}  # the second found it relevant and gave no code


def test_rounds_stand_in_the_order_of_their_numbers(folder):
    assert [row.round for row in read_rounds(folder)] == [9, 9, 10, 10]


def test_agreement_where_both_and_where_either_coded():
    one, two, none = frozenset({17}), frozenset({17, 1}), frozenset[int]()
    assert agreement([(one, two), (one, none), (none, none)]) == (50.0, 25.0)
    assert agreement([(none, none)]) == (0.0, 0.0)


def test_ours_are_the_roots_of_our_events():
    assert coded(RATED) == {17}
    assert coded(SILENT) == frozenset()


def test_raters_are_compared_with_each_other_and_with_us(folder, capsys):
    assert rater_agreement.main([str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 sentences, 2 rounds; without an event of ours 1"
    raters = [line.split()[2:] for line in lines if line.startswith("rater 1")]
    assert raters == [[*["50.0"] * 4, "4"], [*["100.0"] * 4, "4"]]  # with 01 and without


@pytest.mark.parametrize("benchmark", [case2021, rater_agreement])
def test_missing_data_is_said(benchmark, tmp_path, capsys):
    assert benchmark.main([str(tmp_path / "nowhere")]) == 2
    assert "set STANDOFF_DATA" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Ours("CONSULT", "future", "visit", "042"), "AGREE"),
        (Ours("PROTEST", "future", "demo", "141"), "THREATEN"),
        (Ours("RETREAT", "negated", "release", "0841"), "REJECT"),
        (Ours("SANCTION", "reported", "convict", "116"), "ACCUSE"),
        (Ours("COERCE", "reported", "restrict", "1911"), "ASSAULT"),
        (Ours("COERCE", "reported", "arrest", "173"), "COERCE"),
        (Ours("CONCEDE", "reported"), "YIELD"),
    ],
)
def test_an_act_in_the_labels_of_the_pairs(ours, theirs):
    assert ours.theirs == theirs


def test_what_was_done_at_a_meeting_goes_before_it(tmp_path, capsys):
    file = tmp_path / "pairs.tsv"
    file.write_text(
        "marked_sentence\tsource\ttarget\tgold_root\n"
        "<s>The Kenyan premier</s> met <t>the Irish president</t> on Monday and accused him of delays.\t"
        "The Kenyan premier\tthe Irish president\tACCUSE\n",
        "utf-8",
    )
    assert plover_pairs.main([str(file)]) == 0
    assert "root     macro F 100.0" in capsys.readouterr().out
