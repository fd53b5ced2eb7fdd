"""The documentation is true: its commands run, its pages are current, its links lead somewhere."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import standoff
from standoff.report.contract import record
from tests.gold import ARTICLES

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"]
FENCE = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_tutorial_runs(tmp_path):
    """All blocks in order, in one empty folder."""
    (tmp_path / "standoff").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m standoff "$@"\n')
    (tmp_path / "standoff").chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "STANDOFF_HOME": str(tmp_path / "home"),
    }
    blocks = FENCE.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    assert len(blocks) > 6
    for kind, body in blocks:
        commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        runs = (
            [["bash", "-c", c] for c in commands]
            if kind == "console"
            else [[sys.executable, "-c", body]]
        )
        for run in runs:
            done = subprocess.run(
                run, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{run[-1]}\n{done.stdout}\n{done.stderr}"


def test_the_readme_example_runs():
    blocks = FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    (python,) = [body for kind, body in blocks if kind == "python"]
    done = subprocess.run(
        [sys.executable, "-c", python], capture_output=True, text=True, check=True
    )
    assert "REJECT" in done.stdout


def test_the_command_line_page_is_current():
    made = runpy.run_path(str(ROOT / "docs" / "make_cli.py"))["page"]()
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == made, (
        "run python docs/make_cli.py"
    )


def keys(value):
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_every_key_of_the_record_is_documented():
    documented = set(
        re.findall(r"`(\w+)`", (ROOT / "docs" / "contract.md").read_text(encoding="utf-8"))
    )
    found = set(keys(record(standoff.read(ARTICLES / "taiwan-strait.md"))))
    assert found - documented == set()


@pytest.mark.parametrize(
    "room", ["coding", "discourse", "exchange", "fetching", "language", "reading", "record"]
)
def test_the_architecture_names_every_file_of_a_room(room):
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition(f"## Inside {room}\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+\.py)`", table))
    files = {p.name for p in (ROOT / "src" / "standoff" / room).glob("*.py")} - {"__init__.py"}
    assert named == files


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
