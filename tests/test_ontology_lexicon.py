"""The event lexicon: every row can be used, and its example shows what it says."""

import re
from collections import Counter
from pathlib import Path

import pytest

from standoff.errors import DataError
from standoff.ontology import plover
from standoff.ontology.lexicon import COLUMNS, Row, load_lexicon

LEXICON = load_lexicon()
ROWS = LEXICON.rows
UPOS = {"V": "VERB", "N": "NOUN", "A": "ADJ"}
MARKS = re.compile(r"\[[^][{}]+\]|\{[^][{}]+\}|\*[^*]+\*|[^][{}*]")

GOOD = {
    "lemma": "snark_at",
    "pos": "V",
    "needs": "obj=@talks",
    "source": "",
    "recipient": "obj.with",
    "type": "REJECT",
    "mode": "meet",
    "contexts": "diplomatic",
    "cameo": "125",
    "flags": "speech",
    "example": "[Fiji] *snarked at* talks with {Tonga}.",
}


def name(row: Row) -> str:
    return f"line {row.line}"


def table(tmp_path: Path, **cells: str) -> Path:
    file = tmp_path / "mine.tsv"
    file.write_text("\t".join(COLUMNS) + "\n" + "\t".join((GOOD | cells).values()) + "\n")
    return file


def lemmas_of(phrase: str, pos: str) -> set[str]:
    """What the words of a trigger may be forms of, a particle joined to its verb."""
    from lemminflect import getAllLemmas, getLemma

    head, *particles = phrase.lower().split()
    kind = UPOS[pos]
    heads = {head, *getAllLemmas(head, upos=kind).get(kind, ()), *getLemma(head, kind)}
    prefix, hyphen, last = head.rpartition("-")
    if hyphen:
        heads |= {prefix + hyphen + each for each in lemmas_of(last, pos)}
    return {"_".join([each, *particles]) for each in heads}


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_an_example_marks_one_trigger_and_pairs_its_brackets(row):
    assert row.example.count("*") == 2
    assert "".join(MARKS.findall(row.example)) == row.example
    assert row.example.endswith(".")


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_the_trigger_of_an_example_is_a_form_of_a_lemma_of_its_row(row):
    trigger = re.search(r"\*(.+?)\*", row.example)
    assert trigger
    assert lemmas_of(trigger[1], row.pos) & row.lemmas


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_an_example_names_somebody(row):
    assert "[" in row.example or "{" in row.example


@pytest.mark.parametrize("row", [r for r in ROWS if r.recipient == ("-",)], ids=name)
def test_a_row_that_has_no_recipient_shows_none(row):
    assert "{" not in row.example


@pytest.mark.parametrize("row", [r for r in ROWS if r.cameo], ids=name)
def test_the_cameo_code_of_a_row_lies_in_the_right_quarter(row):
    """PLOVER and CAMEO draw some lines differently, but cooperation and conflict stay apart."""
    there = plover.cameo_to_plover(row.cameo)
    assert there
    assert ("coop" in plover.quad(there[0])) == ("coop" in plover.quad(row.type))


def test_no_two_rows_ask_for_the_same():
    asked = Counter((lemma, r.pos, frozenset(r.needs)) for r in ROWS for lemma in r.lemmas)
    assert [key for key, times in asked.items() if times > 1] == []


def test_all_types_and_modes_have_words():
    have = {(row.type, row.mode) for row in ROWS}
    types = [kind.name for kind in plover.event_types()]
    assert {(kind, mode.name) for kind in types for mode in plover.modes(kind)} <= have
    assert set(types) == {row.type for row in ROWS}


def test_every_class_is_used():
    tables = (Path(plover.__file__).parent / "data" / "events").glob("*.tsv")
    text = "".join(table.read_text("utf-8") for table in tables)
    assert set(LEXICON.classes) == set(re.findall(r"@(\w+)", text))


def test_examples_are_all_different():
    assert len({row.example for row in ROWS}) == len(ROWS)


def test_examples_come_from_many_countries():
    names = Counter(re.findall(r"[\[{](?:The )?([A-Z]\w+)", " ".join(row.example for row in ROWS)))
    assert len(names) > 150
    assert names.most_common(1)[0][1] < len(ROWS) / 10


def test_the_closest_row_comes_first():
    first, *_, last = LEXICON.rows_for("reject", "V")
    assert len(first.needs) > 1
    assert last.needs == ()


def test_named_words_count_more_than_anything_at_all():
    rows = LEXICON.rows_for("refuse", "V")
    meet = next(i for i, row in enumerate(rows) if row.mode == "meet")
    whatever = next(i for i, row in enumerate(rows) if any("*" in n.words for n in row.needs))
    assert meet < whatever


def test_classes_are_expanded_in_conditions():
    assert all(not word.startswith("@") for r in ROWS for n in r.needs for word in n.words)


def test_an_unknown_word_has_no_rows():
    assert LEXICON.rows_for("picnic", "V") == ()


def test_verb_and_noun_are_kept_apart():
    assert all(row.pos == "N" for row in LEXICON.rows_for("strike", "N"))


@pytest.mark.parametrize(
    ("word", "context"),
    [("missile", "military"), ("uranium", "cbrn"), ("tariff", "economic"), ("hacker", "cyber"),
     ("refugee", "migration"), ("ballot", "election"), ("peacekeeper", "peacekeeping")],
)  # fmt: skip
def test_topic_words_give_contexts(word, context):
    assert context in LEXICON.context_of(word)


def test_other_words_give_no_context():
    assert LEXICON.context_of("the") == ()


def test_the_lexicon_without_user_files_is_made_once():
    assert load_lexicon() is load_lexicon()


def test_a_users_row_is_tried_before_ours(tmp_path):
    mine = load_lexicon([table(tmp_path, lemma="reject", needs="", type="ACCUSE", mode="allege")])
    assert mine.rows_for("reject", "V")[0].type == "ACCUSE"
    assert LEXICON.rows_for("reject", "V")[0].type == "REJECT"


def test_a_users_row_may_use_our_classes(tmp_path):
    (row,) = load_lexicon([table(tmp_path)]).rows_for("snark_at", "V")
    assert "summit" in row.needs[0].words


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("type", "MAKE_PEACE", "REQUEST"),
        ("mode", "violence", "yield"),
        ("contexts", "diplomatic;weather", "weather"),
        ("cameo", "999", "999"),
        ("pos", "X", "'X'"),
        ("flags", "loud", "reciprocal"),
        ("lemma", "Snark", "lower case"),
        ("lemma", "snark at", "particles"),
        ("needs", "obj", "role=word"),
        ("needs", "obj=", "role=word"),
        ("needs", "wiht=actor", "wiht"),
        ("needs", "obj=@picnic", "picnic"),
        ("source", "obj.wiht", "wiht"),
        ("recipient", "whom", "whom"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(tmp_path, column, cell, says):
    with pytest.raises(DataError) as error:
        load_lexicon([table(tmp_path, **{column: cell})])
    assert f"mine.tsv, line 2, column '{column}'" in str(error.value)
    assert says in str(error.value)
