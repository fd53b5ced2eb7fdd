"""PETRARCH's verb dictionaries, read as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

import standoff
from standoff.errors import DataError
from standoff.ontology.lexicon import PREPOSITIONS, Need, Row, load_lexicon
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
- SAID * [061]
- WILL NOT * [061]
- * GIFT IF [061]
- * &NOWHERE [061]
- % * [040]
- * PENNANT [904]

--- MUDDLE [---] ---
MUDDLED
- * THROUGH [057:057]
- + * FROM $ [071]

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


def needs(file: Path, lemma: str, code: str | None) -> set[str]:
    """Conditions of the rows, as a table writes them."""
    return {" ".join(map(said, row.needs)) for row in rows(file, lemma, code)}


def said(need: Need) -> str:
    return f"{need.role}={'|'.join(sorted(need.words))}"


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
    assert (row.type, row.needs, row.line) == ("SUPPORT", (), line_of("FROB {"))
    (row,) = rows(file, "twirl_up", "112")
    assert (row.type, row.mode) == ("ACCUSE", "disapprove")


def test_verbs_of_a_block_share_its_patterns(file: Path) -> None:
    assert needs(file, "frob", "0871") == needs(file, "twirl_up", "0871")
    assert needs(file, "frob", "0871") == {"to=disarm", "xcomp=disarm"}


def test_inflected_verbs_are_found_by_lemma(file: Path) -> None:
    assert needs(file, "muddle", "057") == {"through=*"}
    assert rows(file, "muddled", "057") == []


def test_single_words_of_sets_stay_together_phrases_become_rows(file: Path) -> None:
    found = needs(file, "frob", "0872")
    assert {"obj=bridges|links with=*", "obj=bridges|links obj.with=*"} <= found
    assert "obj=bonds|terms obj.mod=neighbourly with=*" in found


def test_symbols_name_the_sides(file: Path) -> None:
    assert {row.recipient for row in rows(file, "frob", "0872")} == {("with",), ("obj.with",)}
    assert {row.source for row in rows(file, "frob", "060")} == {("alongside",), ("near",)}
    (row,) = rows(file, "muddle", "071")
    assert (row.source, row.recipient) == (("from",), ("obj", "subj"))


def test_words_before_the_verb_are_its_subject_or_the_object_of_a_passive(file: Path) -> None:
    assert needs(file, "frob", "190") == {"subj=tanks", "obj=tanks"}
    assert "subj=gunmen from=valley" in needs(file, "frob", "194")


def test_an_adjective_may_stand_for_its_noun_phrase(tmp_path: Path) -> None:
    path = tmp_path / "my.txt"
    path.write_text("FROB [050]\n- * MEMOS_ON_ECONOMIC [060]\n", "utf-8")
    found = needs(path, "frob", "060")
    assert {"obj=memos on=economic", "obj=memos obj.on.mod=economic"} <= found


def test_a_particle_joins_its_verb(file: Path) -> None:
    assert needs(file, "frob_off", "195") == {""}


def test_a_code_said_twice_is_done_together(file: Path) -> None:
    flags = [row.flags for row in rows(file, "muddle", "057") + rows(file, "muddle_through", "057")]
    assert flags == [{"reciprocal"}] * 2


def test_what_cannot_be_said_is_left_out_and_named(file: Path) -> None:
    left = dict(read_verbs(file, PREPOSITIONS).left_out)
    for words, why in [
        ("- SAID", "further up"), ("- WILL NOT", "negation"), ("- * GIFT IF", "negation"),
        ("- * &NOWHERE", "&NOWHERE"), ("- % *", "without a word"), ("- * PENNANT", "'904'"),
        ("WIRE_", "not the first"), ("REBUFF [", "'020', which PLOVER drops"),
    ]:  # fmt: skip
        assert why in left[line_of(words)], words
    assert "particle" in left[line_of("- * OFF")]  # for the second verb, which has one
    assert len(left) == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France frobbed Germany.", [("050", ["FRA"], ["DEU"])]),
        ("France has frobbed links with Germany.", [("0872", ["FRA"], ["DEU"])]),
        ("French tanks frobbed Germany.", [("190", ["FRA"], ["DEU"])]),
        ("France frobbed Germany on Monday.", [("050", ["FRA"], ["DEU"])]),
        ("France frobbed dues to Germany.", []),
        ("France frobbed a hint at Germany.", []),
        ("France rejected Germany.", []),
    ],
)
def test_it_codes_sentences(
    file: Path, text: str, expected: list[tuple[str, list[str], list[str]]]
) -> None:
    assert events(file, text) == expected


def test_codes_that_plover_drops_leave_a_verb_to_our_rows(file: Path) -> None:
    text = "France rebuffed Germany's offer."
    assert [e.type for e in standoff.read(text + "\n", date="2025-05-20").events] == ["REJECT"]
    assert [code for code, *_ in events(file, text)] != []


def test_without_a_dictionary_the_verb_is_ours() -> None:
    assert standoff.read("France rejected Germany's offer.\n", date="2025-05-20").events


def test_tabaris_verbs_need_no_head(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text("GLIMP [050] ;AB 1 Jan 99\n- * BADGE [060] ;x\nFROB [112]\n", "utf-8")
    assert is_verb_dictionary(path)
    assert needs(path, "frob", "112") == {""}
    assert "obj=badge" in needs(path, "glimp", "060")
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
    assert read_verbs(path, PREPOSITIONS).left_out == ((6, "&A, which the file does not define"),)
    assert needs(path, "frob", "050") == {""}


@pytest.mark.parametrize(
    "pattern", ["* &A FROM &A", "* &A FROM &A WITH &A TO &A", "* &A FROM X TO Y"]
)
def test_too_many_readings_are_left_out(tmp_path: Path, pattern: str) -> None:
    path = tmp_path / "many.txt"
    members = "".join(f"+V{n} W{n}\n" for n in range(150))
    path.write_text(f"&A\n{members}FROB [050]\n- {pattern} [060]\n", "utf-8")
    ((_, why),) = read_verbs(path, PREPOSITIONS).left_out
    assert "ways" in why
