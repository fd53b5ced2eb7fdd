"""The record's commands: what they print, what they refuse, and their exit codes."""

import json

import pytest
from click.testing import CliRunner

from standoff.cli import main
from tests.recording import TEXTS

EVENTS = ("search", "--limit", 100, "--json")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with articles and a record of them, read by the command itself."""
    folder = tmp_path_factory.mktemp("desk")
    with (folder / "news.jsonl").open("w", encoding="utf-8") as file:
        for source, day, url, text in TEXTS:
            line = {
                "text": text,
                "source": source,
                "url": url,
                "published": day and day.isoformat(),
            }
            file.write(json.dumps(line) + "\n")
        file.write('{"text": ""}\n')
    result = invoke(folder, "add", folder / "news.jsonl")
    assert result.exit_code == 1
    assert "4 new, 0 known, 1 rejected" in result.output
    return folder


def invoke(folder, *arguments):
    env = {
        "STANDOFF_RECORD": str(folder / "standoff.db"),
        "STANDOFF_HOME": str(folder),
        "COLUMNS": "120",
    }
    return CliRunner().invoke(main, [str(a) for a in arguments], env=env)


@pytest.fixture
def run(folder):
    return lambda *arguments: invoke(folder, *arguments)


def records(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_adding_again_adds_nothing(run, folder):
    assert "0 new, 4 known, 1 rejected" in run("add", folder / "news.jsonl").output


def test_two_workers_make_the_same_record(run, folder, tmp_path):
    from standoff.record import Record
    from standoff.record.canonical import digest

    lines = (folder / "news.jsonl").read_text(encoding="utf-8").splitlines()
    shuffled = tmp_path / "shuffled.jsonl"
    shuffled.write_text("\n".join(reversed(lines)), encoding="utf-8")
    assert run("add", shuffled, "--workers", 2, "--record", tmp_path / "two.db").exit_code == 1
    with Record.open(tmp_path / "two.db") as two, Record.open(folder / "standoff.db") as one:
        assert digest(one) == digest(two)


def test_search_prints_the_words_and_the_id(run):
    found = records(run(*EVENTS, "talks"))
    assert found
    for each in found:
        assert "talks" in each["words"].lower()
        assert each["event"]["id"] in run("search", "talks").output.replace("\n", "")


@pytest.mark.parametrize("options", [
    ("--type", "REJECT"), ("--actor", "North Korea"), ("--dyad", "USA", "PRK"), ("--since", "2025-03-07"),
    ("--outlet", "Northgate"), ("--status", "negated"), ("--confidence", "0.7"), ("--sector", "GOV"),
    ("--words", "talks"),
])  # fmt: skip
def test_every_filter_finds_something_and_less_than_all(run, options):
    assert 0 < len(records(run(*EVENTS, *options))) < len(records(run(*EVENTS)))


def test_sourcing_looks_for_statements(run):
    assert {
        s["statement"]["sourcing"] for s in records(run(*EVENTS, "--sourcing", "anonymous"))
    } == {"anonymous"}


def test_articles_are_found_in_any_script(run):
    assert "Harbour Times" in run("search", "--in", "documents", "미사일").output


def test_show_draws_both_directions(run):
    result = run("show", "North Korea", "USA")
    assert result.exit_code == 0
    assert "PRK → USA" in result.output
    assert "USA → PRK" in result.output
    assert "acts a week" in result.output
    assert records(run("show", "PRK", "USA", "--json"))[0]["directions"][0]["happened"] >= 1


def test_why_looks_into_the_record(run):
    event = records(run(*EVENTS, "--type", "REJECT"))[0]["event"]
    result = run("why", event["id"])
    assert "lexicon:reject" in result.output
    assert "reject" in run("why", event["occurrence"]).output.lower()


def test_counts_and_actors(run):
    result = run("stats")
    assert "4, 2025-03-05 to 2025-03-07" in result.output
    assert "empty 1" in result.output
    assert "kim-jong-un" in run("actors", "list").output


def test_counts_are_of_what_fits(run):
    result = run("stats", "--outlet", "Northgate", "--type", "REJECT")
    assert "1, 2025-03-07 to 2025-03-07" in result.output
    assert "REJECT 1" in result.output
    assert "runs" not in result.output


@pytest.mark.parametrize("command", ["copies", "utterances", "occurrences", "narratives"])
def test_what_many_articles_tell_is_asked_of_the_record(run, folder, command):
    assert run(command, "--json").exit_code == 0
    assert run(command, "--since", "2031-01-01", "--json").stdout == ""
    refused = run(command, folder / "news.jsonl", "--actor", "USA")
    assert refused.exit_code == 2
    assert "filters are for the record" in refused.output


def test_a_correction_is_noted_shown_and_measured(run):
    event = records(run(*EVENTS, "--type", "SANCTION"))[0]["event"]["id"]
    assert (
        run(
            "correct", event, "--set", "status=historical", "--by", "ann", "--note", "last year"
        ).exit_code
        == 0
    )
    assert run("correct", event, "--right", "--by", "ben").exit_code == 0
    assert "status = historical" in run("log").output
    assert "last year" in run("why", event).output
    result = run("evaluate")
    assert "events: status" in result.output
    assert "Krippendorff" in result.output
    assert event not in run("queue", "--limit", 100).output


def test_gold_is_written(run, tmp_path):
    event = records(run(*EVENTS, "--type", "ACCUSE"))[0]["event"]["id"]
    run("correct", event, "--right", "--by", "ann")
    assert run("evaluate", "--gold", tmp_path / "gold.jsonl").exit_code == 0
    gold = [
        json.loads(line)
        for line in (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert any(e["type"] == "ACCUSE" for g in gold for e in g["events"])


def test_versions_show_what_changed(run, folder, tmp_path):
    source, _, url, text = TEXTS[0]
    line = {"text": text.replace("Tuesday", "Sunday"), "source": source, "url": url}
    (tmp_path / "again.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert run("add", tmp_path / "again.jsonl").exit_code == 0
    assert run("versions").output.strip() == url
    shown = run("versions", url).output
    assert "[-Tuesday.-]" in shown
    assert "{+Sunday.+}" in shown


def test_a_sound_record_passes_the_check(run):
    result = run("check")
    assert result.exit_code == 0
    assert "sound" in result.output


@pytest.mark.parametrize(("arguments", "said"), [
    (("search", "--type", "REFUSE"), "give one of"), (("search", "--actor", "Atlantis"), "no actor is called"),
    (("show", "USA", "USA"), "one side"), (("why", "nothing"), "no item"),
    (("versions", "https://no.example"), "no text of"),
    (("correct", "nothing:e1", "--wrong"), "no item"), (("correct", "x"), "say one of"),
    (("correct", "x", "--set", "status"), "FIELD=VALUE"), (("stats", "--record", "/no/where.db"), "standoff add"),
    (("search", "-x"), "No such option"),
])  # fmt: skip
def test_what_cannot_be_done_is_said(run, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output.replace("\n", " ")
