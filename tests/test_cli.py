"""The command line: what it prints, what it refuses, and its exit codes."""

import gc
import json
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from standoff.cli import main
from tests.gold import ARTICLES

NEWS = "Russia accused Ukraine of shelling Belgorod on Monday. Ukraine's army denied it."


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    runner = CliRunner()
    return lambda *arguments, stdin=None: runner.invoke(
        main, [str(a) for a in arguments], input=stdin
    )


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def commands(group=main, prefix=()):
    for name, command in group.commands.items():
        yield (*prefix, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*prefix, name))


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_command_has_help(run, command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert len(result.output) > 80


def test_read_shows_a_brief(run, news):
    result = run("read", news, "--date", "2024-11-22", "--source", "Some Wire")
    assert result.exit_code == 0
    assert "Some Wire" in result.output
    assert "ACCUSE" in result.output


def test_json_is_one_line_a_document_in_input_order(run, news):
    second = news.with_name("second.txt")
    second.write_text("Iran rejected the demand of the United States.", encoding="utf-8")
    result = run("read", "--json", second, news)
    found = [json.loads(line)["document"]["origin"] for line in result.stdout.splitlines()]
    assert found == [str(second), str(news)]


def test_a_command_looks_for_dead_cycles_rarely(run, news):
    usual = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        run("read", str(news))
        assert gc.get_threshold() == (100_000, 10, 10)
    finally:
        gc.set_threshold(*usual)


def test_standard_input(run):
    result = run("read", "--json", "-", stdin=NEWS)
    assert json.loads(result.stdout)["document"]["characters"] == len(NEWS)


def test_html_is_written(run, news, tmp_path):
    page = tmp_path / "page.html"
    assert run("read", news, "--html", page).exit_code == 0
    assert "<!doctype html>" in page.read_text(encoding="utf-8")


BAD = {
    "empty.txt": (b"", "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "PNG"),
    "page.html": (b"<html><body><nav>Home</nav></body></html>", "no article"),
    "korean.txt": (
        "북한은 월요일 미국과의 추가 협상을 거부했다고 국영 매체가 보도했다.".encode(),
        "Korean",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_the_rest_is_read(run, news, tmp_path, name):
    data, words = BAD[name]
    (tmp_path / name).write_bytes(data)
    result = run("read", "--json", tmp_path / name, news)
    assert result.exit_code == 1
    assert words in " ".join(result.stderr.split())
    assert name in result.stderr.replace("\n", "")
    assert len(result.stdout.splitlines()) == 1


def test_a_missing_path(run, news):
    result = run("read", "--json", "nowhere.txt", news)
    assert result.exit_code == 1
    assert "no such file" in result.stderr
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_other_encodings_are_read(run, tmp_path, encoding):
    path = tmp_path / "other.txt"
    path.write_bytes(f"The café owner left. {NEWS}".encode(encoding))
    result = run("read", "--json", path)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["events"]


def test_a_broken_line_in_the_middle(run, tmp_path):
    path = tmp_path / "three.jsonl"
    good = json.dumps({"id": "a", "text": NEWS})
    path.write_text(f"{good}\n{{broken\n{good}\n", encoding="utf-8")
    result = run("read", "--json", path)
    assert result.exit_code == 1
    assert "three.jsonl:2" in result.stderr.replace("\n", "")
    assert len(result.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    "arguments",
    [("read",), ("read", "x", "--date", "yesterday"), ("read", "x", "--workers", "0"), ("demo", "no-such"),
     ("actors", "show", "Nobody Atall"), ("actors", "remove", "none.tsv")],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_carried_out_exits_with_2(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error" in result.output


def test_a_page_that_cannot_be_written(run, news, tmp_path):
    result = run("read", news, "--html", tmp_path / "no" / "such" / "page.html")
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_actors_of_ones_own(run, news, tmp_path):
    table = tmp_path / "people.tsv"
    table.write_text(
        "id\tname\tother_names\tcountry\tsex\tkind\tsource\n"
        "jana-novak\tJana Novak\t\tCZE\tf\tperson\town\n",
        encoding="utf-8",
    )
    assert run("actors", "show", "Jana Novak").exit_code == 2
    assert run("actors", "add", table).exit_code == 0
    assert "CZE" in run("actors", "show", "Jana Novak").output
    assert "people.tsv" in run("actors", "tables").output
    assert run("actors", "remove", "people.tsv").exit_code == 0
    assert run("actors", "show", "Jana Novak").exit_code == 2


def test_a_bad_table_is_refused_by_file_and_line(run, tmp_path):
    table = tmp_path / "people.tsv"
    table.write_text("id\tname\tother_names\tcountry\tsex\tkind\tsource\nx\ty\n", encoding="utf-8")
    result = run("actors", "add", table)
    assert result.exit_code == 2
    assert "line 2" in result.output


def test_no_socket_is_opened(run, news, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    page = news.with_name("article.html")
    page.write_text(
        f"<html><body><article><p>{NEWS * 5}</p></article></body></html>", encoding="utf-8"
    )
    assert run("read", "--json", news, page).exit_code == 0


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m standoff read --json {ARTICLES} | head -c 10"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr


def test_why_shows_the_sentence_and_what_decided(run, news):
    result = run("why", "accused", news)
    assert result.exit_code == 0
    for words in ("lexicon:accuse", "status", "Russia accused Ukraine", "RUS", "by name"):
        assert words in result.output


def test_why_says_where_nothing_has_these_words(run, news):
    result = run("why", "nonsense", news)
    assert result.exit_code == 2
    assert "'nonsense'" in result.output
