"""PLOVER and CAMEO: facts of the manuals, and that the tables hold together."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import DataError, InputError
from standoff.ontology import plover
from standoff.ontology.tables import data, rows

TYPES = [each.name for each in plover.event_types()]
CODES = [row["code"] for row in rows(data("cameo.tsv"))]
MODES = [(name, mode.name) for name in TYPES for mode in plover.modes(name)]


def test_there_are_sixteen_types_in_four_quads():
    assert len(TYPES) == 16
    assert {plover.quad(name) for name in TYPES} == set(plover.QUADS)


@pytest.mark.parametrize(
    ("name", "quad"),
    [
        ("AGREE", "verbal cooperation"),
        ("AID", "material cooperation"),
        ("RETREAT", "material cooperation"),
        ("REJECT", "verbal conflict"),
        ("REQUEST", "verbal conflict"),
        ("SANCTION", "material conflict"),
        ("ASSAULT", "material conflict"),
    ],
)
def test_quad(name, quad):
    assert plover.quad(name) == quad


@pytest.mark.parametrize(
    ("name", "mode", "score"),
    [
        ("ACCUSE", None, -3.0),
        ("ACCUSE", "disapprove", -2.0),
        ("AID", None, 10.0),
        ("RETREAT", "resign", 4.5),
        ("PROTEST", "vandalize", -5.0),
        ("ASSAULT", "unconventional", -10.0),
    ],
)
def test_intensity_is_the_modes_or_else_the_types(name, mode, score):
    assert plover.intensity(name, mode) == score


@pytest.mark.parametrize("name", TYPES)
def test_the_sign_of_a_score_is_that_of_its_quad(name):
    score = plover.intensity(name)
    assert score >= 0 if plover.quad(name).endswith("cooperation") else score <= 0


@pytest.mark.parametrize("context", ["military", "cbrn", "pro_democracy", "territory"])
def test_context(context):
    assert plover.is_context(context)


@pytest.mark.parametrize("word", ["humanitarian", "Military", ""])
def test_no_context(word):
    assert not plover.is_context(word)


def test_there_are_37_contexts_and_32_sectors():
    assert len(plover.contexts()) == 37
    assert len(plover.sectors()) == 32


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("125", ("REJECT", "meet", ("diplomatic",))),
        ("042", ("CONSULT", "visit", ())),
        ("0871", ("RETREAT", "ceasefire", ("military",))),
        ("163", ("SANCTION", "discontinue", ("economic",))),
        ("195", ("ASSAULT", "aerial", ("military",))),
        ("010", None),
        ("026", None),
    ],
)
def test_cameo_to_plover(code, expected):
    assert plover.cameo_to_plover(code) == expected


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (("REJECT", "meet", ["diplomatic"]), "125"),
        (("REJECT", None, []), "120"),
        (("COOPERATE", None, ["military"]), "062"),
        (("AID", None, ["military", "economic"]), "071"),
        (("AID", None, ["military"]), "072"),
        (("THREATEN", "violence", ["cbrn"]), "1385"),
        (("SANCTION", "discontinue", ["economic"]), "163"),
        (("SANCTION", "discontinue", []), "163"),
        (("CONSULT", None, ["diplomatic"]), "040"),
        (("MOBILIZE", "weapons", ["military"]), "150"),
        (("RETREAT", "withdraw", ["military", "territory"]), "0874"),
        (("ACCUSE", "allege", ["crime"]), "1121"),
    ],
)
def test_plover_to_cameo(event, code):
    assert plover.plover_to_cameo(*event) == code


@given(st.sampled_from(MODES), st.sets(st.sampled_from(plover.contexts())))
def test_the_way_to_cameo_ends_at_a_code_and_heeds_no_order(pair, contexts):
    code = plover.plover_to_cameo(*pair, sorted(contexts))
    assert code == plover.plover_to_cameo(*pair, sorted(contexts, reverse=True))
    assert plover.cameo(code).code == code


@pytest.mark.parametrize("pair", MODES)
def test_a_mode_goes_to_a_code_of_its_own_or_a_wider_kind(pair):
    code = plover.cameo(plover.plover_to_cameo(*pair))
    root = plover.event_type(pair[0]).cameo[:2]
    assert code.type == pair[0] or code.code[:2] == root


@pytest.mark.parametrize("code", [c for c in CODES if plover.cameo(c).mode])
def test_a_code_that_tells_a_mode_comes_back_with_that_type_and_no_other_mode(code):
    kind, mode, contexts = plover.cameo_to_plover(code)
    back = plover.cameo(plover.plover_to_cameo(kind, mode, contexts))
    assert back.type == kind
    assert back.mode in {mode, None}


@pytest.mark.parametrize(("code", "score"), [("190", -10.0), ("010", 0.0), ("1213", -4.0)])
def test_goldstein(code, score):
    assert plover.goldstein(code) == score


@pytest.mark.parametrize("code", CODES)
def test_goldstein_stays_in_its_range_and_every_code_has_a_gloss(code):
    assert -10 <= plover.goldstein(code) <= 10
    assert plover.cameo(code).gloss


def test_a_code_is_text():
    assert plover.goldstein("010") != plover.goldstein("10")


@pytest.mark.parametrize(
    ("ask", "found", "known"),
    [
        (lambda: plover.event_type("FIGHT"), "FIGHT", "ASSAULT"),
        (lambda: plover.intensity("REJECT", "visit"), "visit", "meet"),
        (lambda: plover.modes("reject"), "reject", "REJECT"),
        (lambda: plover.goldstein("999"), "999", "digits"),
    ],
)
def test_an_unknown_name_says_what_there_is(ask, found, known):
    with pytest.raises(InputError, match=found) as error:
        ask()
    assert known in str(error.value)


def test_a_table_with_a_short_row_names_file_line_and_column(tmp_path):
    path = tmp_path / "broken.tsv"
    path.write_text("# note\na\tb\tc\n1\t2\t3\n1\t2\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"broken\.tsv, line 4, column 'c': 2 cells .* 3"):
        rows(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no header"),
        (b"a\ta\n", "stands twice"),
        (b"a\t\n", "empty"),
        (b"a\tb\n", "no column 'needed'"),
        (b"needed\n\xff\n", "not UTF-8 at byte 7"),
        (b"needed\n\0\n", "NUL"),
    ],
)
def test_a_malformed_table_is_refused(tmp_path, content, message):
    path = tmp_path / "t.tsv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        rows(path, ("needed",))


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(DataError, match="no such table"):
        rows(tmp_path / "none.tsv")


def test_what_a_table_may_have(tmp_path):
    path = tmp_path / "t.tsv"
    path.write_bytes("\ufeff# note\r\n\r\nid\tnames(;)\r\ne\u0301\t a ; ;b \r\n".encode())
    (row,) = rows(path)
    assert row == {"id": "é", "names": "a ; ;b"}
    assert row.several("names") == ("a", "b")
    assert row.several("absent") == ()


CELL = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn")), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_cells_come_back_as_they_were_written(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("tables") / "t.tsv"
    kept = [p for p in pairs if any(p) and not p[0].startswith("#")]
    lines = ["x\ty", *("\t".join(pair) for pair in kept)]
    path.write_text("\n".join(lines), encoding="utf-8")
    normal = [[unicodedata.normalize("NFC", cell) for cell in pair] for pair in kept]
    assert [[row["x"], row["y"]] for row in rows(path)] == normal
