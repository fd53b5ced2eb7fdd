"""PETRARCH's verb dictionaries, read as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

import standoff
from standoff.errors import DataError
from standoff.ontology.lexicon import Row, load_lexicon
from standoff.ontology.petrarch_verbs import is_verb_dictionary, read_verbs

VERBS = """<!-- our own -->
&BONDS
+LINKS
+NEIGHBOURLY BONDS
+NEIGHBOURLY TERMS
+&OTHERS

&OTHERS
+BRIDGES
+

&NEARBY
+ALONGSIDE
+NEAR

--- FROB [050] ---   # to praise
FROB {FROBBED FROBBING FROBS}
TWIRL_UP [112]
- * &BONDS WITH + [0872]
- * TO DISARM [0871]  # an infinitive
- {GUNMEN} * (FROM VALLEY) [194]
- TANKS * [190]
- * DUES [---]
- * OFF [195]
- * &NEARBY $ [060]
- * HINT [013]
- * &NOWHERE [061]
- * PENNANT [904]

--- MUDDLE [---] ---
MUDDLED
- * WITH [057:057]
- + * FROM $ [071]
- * SHIPS ^ ^ + [060]
- WILL NOT * [112]
- SAID WOULD * [130]
- * TO [042:043]

--- GLIMPSE [---] ---
GLIMPSE
- % * [040]

--- REJECT [---] ---
REJECT
REBUFF [020]
WIRE_+TAP [1711]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my.verbs.txt"
    path.write_text(VERBS, "utf-8")
    return path


def rows(file: Path, lemma: str, code: str | None) -> list[Row]:
    return [
        r for r in load_lexicon([file]).rows_for(lemma, "V") if r.cameo == code and not r.example
    ]


def patterns(file: Path, lemma: str, code: str | None) -> set[str]:
    return {str(row.pattern) for row in rows(file, lemma, code)}


def line_of(words: str) -> int:
    return VERBS[: VERBS.index(words)].count("\n") + 1


def events(file: Path, text: str) -> list[tuple[str | None, list[str], list[str]]]:
    coding = standoff.read(text + "\n", date="2025-05-20", job=standoff.Job(lexicon=(file,)))
    return [
        (e.cameo, [m.actor.id for m in e.source], [m.actor.id for m in e.recipient])
        for e in coding.events
    ]


def test_a_verb_has_its_own_code_or_that_of_its_block(file: Path) -> None:
    (row,) = rows(file, "frob", "050")
    assert (row.type, str(row.pattern), row.line) == ("SUPPORT", "*", line_of("FROB {"))
    (row,) = rows(file, "twirl", "112")
    assert (row.type, row.mode, str(row.pattern)) == ("ACCUSE", "disapprove", "*_up")


def test_verbs_of_a_block_share_its_patterns(file: Path) -> None:
    assert patterns(file, "frob", "0871") == {"* to disarm"}
    assert patterns(file, "twirl", "0871") == {"*_up to disarm"}


def test_a_verb_has_the_spellings_of_its_entry_and_is_found_by_lemma(file: Path) -> None:
    (row,) = rows(file, "muddle", "057")
    assert row.pattern is not None
    assert row.pattern.forms >= {"muddled"}
    (row,) = rows(file, "frob", "050")
    assert row.pattern is not None
    assert row.pattern.forms == {"frob", "frobbed", "frobbing", "frobs"}


def test_a_set_holds_the_phrases_of_the_sets_in_it(file: Path) -> None:
    (row,) = rows(file, "frob", "0872")
    assert row.pattern is not None
    assert row.pattern.after[0].phrases == {
        ("links",), ("neighbourly", "bonds"), ("neighbourly", "terms"), ("bridges",),
    }  # fmt: skip
    assert str(row.pattern) == "* bridges|… with +"


def test_longer_patterns_and_verbs_come_first(file: Path) -> None:
    found = [str(row.pattern) for row in load_lexicon([file]).rows_for("frob", "V") if row.pattern]
    assert found[-1] == "*"
    assert found.index("* bridges|… with +") < found.index("* to disarm") < found.index("* off")


def test_the_word_of_several_that_is_the_verb(file: Path) -> None:
    assert patterns(file, "tap", "1711") == {"wire_*"}


def test_a_code_said_twice_is_done_together_of_two_the_second_is_the_others(file: Path) -> None:
    (row,) = rows(file, "muddle", "057")
    assert (row.flags, row.back) == ({"reciprocal"}, None)
    (row,) = rows(file, "muddle", "042")
    assert (row.flags, row.back) == (set(), "043")


def test_what_cannot_be_said_is_left_out_and_named(file: Path) -> None:
    left = dict(read_verbs(file).left_out)
    for words, why in [
        ("- * &NOWHERE", "&NOWHERE"), ("- * PENNANT", "'904'"), ("REBUFF [", "'020', which PLOVER drops"),
    ]:  # fmt: skip
        assert why in left[line_of(words)], words
    assert len(left) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France frobbed Germany.", [("050", ["FRA"], ["DEU"])]),
        ("France frobbed its links with Germany.", [("0872", ["FRA"], ["DEU"])]),
        ("France has frobbed a bridge with Germany.", [("050", ["FRA"], ["DEU"])]),
        ("French tanks frobbed Germany.", [("190", ["FRA"], ["DEU"])]),
        ("France frobbed Germany on Monday.", [("050", ["FRA"], ["DEU"])]),
        ("France and Italy frobbed Germany.", [("050", ["FRA", "ITA"], ["DEU"])]),
        ("Germany was frobbed by France.", [("050", ["FRA"], ["DEU"])]),
        ("France muddled with Italy and Germany.", [("057", ["FRA"], ["ITA", "DEU"])]),
        ("France and Italy glimpsed that rain would end.", [("040", ["FRA"], ["ITA"])]),
        ("France glimpsed that Italy would end.", []),
        ("France muddled the ships of Italy past Spain to Germany.", [("060", ["FRA"], ["DEU"])]),
        ("Germany muddled ships from France.", [("071", ["FRA"], ["DEU"])]),
        ("France will not muddle with Germany.", [("112", ["FRA"], ["DEU"])]),
        ("France said it would muddle with Germany.", [("130", ["FRA"], ["DEU"])]),
        ("France frobbed dues to Germany.", []),
        ("France frobbed a hint at Germany.", []),
        ("France rejected Germany.", []),
        ("France twirled up Germany.", [("112", ["FRA"], ["DEU"])]),
        ("France wire tapped Germany.", [("1711", ["FRA"], ["DEU"])]),
        ("France muddled to Spain.", [("042", ["FRA"], ["ESP"]), ("043", ["ESP"], ["FRA"])]),
    ],
)
def test_it_codes_sentences(
    file: Path, text: str, expected: list[tuple[str, list[str], list[str]]]
) -> None:
    assert events(file, text) == expected


def test_a_pattern_that_tells_a_refusal_tells_an_act(file: Path) -> None:
    text = "France will not muddle with Germany. France will muddle with Germany.\n"
    job = standoff.Job(lexicon=(file,))
    found = standoff.read(text, date="2025-05-20", job=job).events
    assert [(e.cameo, e.status) for e in found] == [("112", "reported"), ("057", "future")]


def test_what_a_dictionary_codes_makes_no_other_event(file: Path) -> None:
    text = "France frobbed Germany to attack Italy."
    assert [code for code, *_ in events(file, text)] == ["050"]


def test_the_verb_s_spelling_decides_between_entries(tmp_path: Path) -> None:
    path = tmp_path / "my.txt"
    path.write_text("LEAVE [050]\nLEFT [042]\n", "utf-8")
    for verb, code in (("left", "042"), ("leaves", "050")):
        assert [c for c, *_ in events(path, f"France {verb} Germany.")] == [code]


def test_codes_that_plover_drops_leave_a_verb_to_our_rows(file: Path) -> None:
    text = "France rebuffed Germany's offer."
    rebuffed, *_ = standoff.read(text + "\n", date="2025-05-20").events
    assert rebuffed.type == "REJECT"
    assert [code for code, *_ in events(file, text)] != []


def test_without_a_dictionary_the_verb_is_ours() -> None:
    assert standoff.read("France rejected Germany's offer.\n", date="2025-05-20").events


def test_tabaris_verbs_need_no_head(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text("GLIMP [050] ;AB 1 Jan 99\n- * BADGE [060] ;x\nFROB [112]\n", "utf-8")
    assert is_verb_dictionary(path)
    assert patterns(path, "frob", "112") == {"*"}
    assert patterns(path, "glimp", "060") == {"* badge"}
    assert rows(path, "frob", "060") == []


def test_our_own_tables_are_told_apart(file: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("lemma\tpos\nfrob\tV\n", "utf-8")
    assert is_verb_dictionary(file)
    assert not is_verb_dictionary(table)
    table.write_text("lemma pos example\nfrob V [Fiji] *frobbed* {Tonga}.\n", "utf-8")
    assert not is_verb_dictionary(table)
    (tmp_path / "empty.txt").write_text("# nothing\n", "utf-8")
    assert not is_verb_dictionary(tmp_path / "empty.txt")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("--- FROB [050] ---\n- * BADGE [060]\n", "line 2: '- \\* BADGE \\[060\\]' cannot be read"),
        ("--- FROB [050] ---\nFROB\n- * BADGE\n", "line 3: '- \\* BADGE' cannot be read"),
        ("--- FROB [050] ---\nFROB\n- BADGE [060]\n", "line 3: '- BADGE \\[060\\]' cannot be read"),
        ("--- FROB [050] ---\n{FROBS}\n", "line 2: '{FROBS}' cannot be read; write a verb"),
        ("--- FROB [def] ---\nFROB\n- * BADGE [904]\n", "line 2: 'DEF' is no CAMEO code, nor is"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=message):
        load_lexicon([path])


def test_sets_that_hold_each_other_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "round.txt"
    path.write_text("&A\n+&B\n&B\n+&A\nFROB [050]\n- * &A [060]\n", "utf-8")
    assert read_verbs(path).left_out == ((6, "&A, which the file does not define"),)
    assert patterns(path, "frob", "050") == {"*"}
