"""Rows of other data sets in the record, and what comes out of it."""

import csv
import json
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.cli import main
from standoff.record import Filter, count, dyad, search
from standoff.transfer import Imported, codings, rows, statement_table, take
from standoff.types import EventRow, Party, Rejected
from tests.recording import NOW, RUN, filled
from tests.recording import codings as articles


def row(number, a="USA", b="PRK", day=date(2025, 3, 4), **more):
    parties = {"source": (Party(country=a, side=a),), "recipient": (Party(country=b, side=b),)}
    plover = {"type": "REJECT", "quad": "verbal conflict", "intensity": -2.0}
    return EventRow(
        dataset="icews", id=str(number), start=day, end=day, **(parties | plover | more)
    )


@pytest.fixture
def record(tmp_path):
    with filled(tmp_path / "standoff.db") as record:
        yield record


def taken(record, items):
    return list(take(record, items, RUN, now=lambda: NOW))


def test_imported_events_enter_the_dyad_and_are_marked(record):
    before = dyad(record, "USA", "PRK").directions[0].happened
    bad = Rejected(origin="x:3", reason="malformed", detail="it has 3 cells")
    assert taken(record, [row(1), bad, row(2)]) == [bad, Imported(new=2, known=0)]
    assert dyad(record, "USA", "PRK").directions[0].happened == before + 2
    assert count(record, Filter(dataset=("icews",))) == 2
    assert search(record, Filter(dataset=("icews",)))[0].item == row(2)


def test_the_same_rows_again_add_nothing(record):
    taken(record, [row(1)])
    assert taken(record, [row(1), row(2)]) == [Imported(new=1, known=1)]


def test_who_did_it_is_not_said_means_both_directions(record):
    taken(record, [row(1, "SDN", "TCD", directed=False)])
    assert [d.happened for d in dyad(record, "SDN", "TCD").directions] == [1, 1]


def test_a_quotation_without_an_act_is_kept_and_is_no_event(record):
    taken(record, [EventRow(dataset="gdelt-gkg", id="q", text="We shall see")])
    assert count(record, Filter(dataset=("gdelt-gkg",))) == 0
    assert [r.id for r in record.rows("gdelt-gkg")] == ["q"]


@settings(max_examples=10, deadline=None)
@given(numbers=st.lists(st.integers(0, 30), max_size=20))
def test_an_import_that_stops_is_done_again_from_the_start(tmp_path_factory, numbers):
    from standoff.record import digest

    folder = tmp_path_factory.mktemp("import")
    every = [row(n) for n in numbers]
    with filled(folder / "a.db") as one, filled(folder / "b.db") as two:
        taken(one, every[: len(every) // 2])
        taken(one, every)
        taken(two, every[::-1])
        assert digest(one) == digest(two)


def test_rows_come_out_for_events_and_for_acts(record):
    taken(record, [row(1)])
    events = list(rows(record, Filter()))
    assert len(events) == sum(len(c.events) for c in articles()) + 1
    acts = list(rows(record, Filter(), of_acts=True))
    assert sum(r.mentions for r in acts) == len(events)
    assert {r.dataset for r in acts} == {"standoff", "icews"}


def test_whole_articles_come_out_without_what_is_wrong(record):
    from tests.test_record_corrections import said

    wrong = articles()[0].events[0].id
    record.correct(said(wrong, "wrong"))
    out = {e.id for c in codings(record, Filter(outlet=("Lantern News",))) for e in c.events}
    assert out == {e.id for e in articles()[0].events} - {wrong}


def test_statements_are_a_table(record):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    table = statement_table(record, Filter())
    assert table.num_rows == sum(len(c.statements) for c in articles())


@pytest.mark.parametrize(("name", "options"), [
    ("a.csv", ()), ("a.csv", ("--acts",)), ("a.jsonl", ("--format", "plover")), ("a.graphml", ()), ("a.gexf", ()),
    ("a.tab", ("--format", "icews")), ("a.json", ("--format", "webannotation")), ("a", ("--format", "brat")),
])  # fmt: skip
def test_the_command_exports_what_fits(record, tmp_path, name, options):
    path = tmp_path / name
    arguments = ["export", str(path), "--record", str(record.path), "--actor", "PRK", *options]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert path.exists()
    assert not result.output.startswith("0 written")


def test_the_command_imports_what_it_exported(record, tmp_path):
    path = tmp_path / "ours.tab"
    options = ["--record", str(record.path), "--status", "reported"]
    assert (
        CliRunner().invoke(main, ["export", str(path), "--format", "icews", *options]).exit_code
        == 0
    )
    result = CliRunner().invoke(
        main,
        ["import", str(path), str(path), "--record", str(tmp_path / "b.db")],
        env={"COLUMNS": "300"},
    )
    assert result.exit_code == 0, result.output
    first, second = result.output.splitlines()
    assert (
        first.split(": ")[1].split(" new")[0] == second.split("new, ")[1].split(" known")[0] != "0"
    )


def test_the_command_names_bad_rows_and_goes_on(record, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps({"id": "1"}) + "\nno json\n", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["import", str(path), "--format", "plover", "--record", str(record.path)]
    )
    assert result.exit_code == 1
    assert "bad.jsonl:2" in result.output.replace("\n", "")


def test_corrections_are_in_the_export(record, tmp_path):
    from tests.test_record_corrections import rejection, said

    record.correct(said(rejection().id, field="type", value="THREATEN"))
    path = tmp_path / "a.csv"
    CliRunner().invoke(main, ["export", str(path), "--record", str(record.path)])
    with path.open(encoding="utf-8", newline="") as file:
        types = {line["id"]: line["type"] for line in csv.DictReader(file)}
    assert types[rejection().id] == "THREATEN"


def test_formats_are_listed():
    assert "polecat" in CliRunner().invoke(main, ["formats"]).output
