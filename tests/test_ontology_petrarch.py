"""PETRARCH's dictionaries of actors and agents, read as they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import standoff
from standoff.errors import DataError
from standoff.ontology import load_actors
from standoff.ontology.actors import ActorTable

ACTORS = """<!-- our own -->
RURITANIA_ [ISL]      # another word for a state
+RURITANIAN_
JANE_Q._ROE_ [FRAGOV 010203-050607]
+MADAME_ROE_
\t[FRAELI >050607]
BLACK_LEGION [TCDINS]
FIELD_COURT ; a body
\t[IGOJUD]
PRINCE_OF_ROE_ [FRAGOV 010203-050607] [FRA]
TWO_SHORES_ [DNK/SWE]
ZAMBIA_ [NORMIL]
BOGEYMAN_ [---]
"""
AGENTS = """!WHO! = MAN, WOMAN
HARBOUR_MINISTRY {HARBOUR_MINISTRIES} [~GOV]
NEWS!WHO! [~MED]
SECURITY_OFFICIALS [~GOV]
STATE_PAPER {} [~GOVMED]
HARBOUR_GOAT [~XYZ]
"""


@pytest.fixture
def table(tmp_path: Path) -> ActorTable:
    (tmp_path / "my.actors.txt").write_text(ACTORS, "utf-8")
    (tmp_path / "my.agents.txt").write_text(AGENTS, "utf-8")
    return load_actors((tmp_path / "my.actors.txt", tmp_path / "my.agents.txt"))


def found(table: ActorTable, name: str) -> str | None:
    match = table.longest(name.split(), 0)
    return match[1][0].actor if match else None


def test_a_bare_country_makes_another_name_of_the_state(table: ActorTable) -> None:
    assert found(table, "Ruritania") == found(table, "Ruritanian") == "ISL"
    assert found(table, "Iceland") == "ISL"


@pytest.mark.parametrize(
    ("on", "sectors"), [(date(2003, 1, 1), ("GOV",)), (date(2010, 1, 1), ("ELI",))]
)
def test_codes_with_days_are_offices(table: ActorTable, on: date, sectors: tuple[str, ...]) -> None:
    assert found(table, "Madame Roe") == "jane-q-roe"
    actor = table.actor("jane-q-roe", on)
    assert (actor.country, actor.sectors) == ("FRA", sectors)


@pytest.mark.parametrize(
    ("on", "sectors"),
    [(date(2001, 2, 2), ()), (date(2001, 2, 3), ("GOV",)), (date(2005, 6, 7), ("GOV",)), (date(2005, 6, 8), ())],
)  # fmt: skip
def test_a_code_without_days_holds_on_all_others(
    table: ActorTable, on: date, sectors: tuple[str, ...]
) -> None:
    assert found(table, "Prince of Roe") == "prince-of-roe"
    actor = table.actor("prince-of-roe", on)
    assert (actor.country, actor.sectors) == ("FRA", sectors)


def test_a_code_of_several_stands_for_all_of_them(table: ActorTable) -> None:
    assert table.members("two-shores") == ("DNK", "SWE")


def test_a_name_means_whom_the_dictionary_says_and_nobody_else(table: ActorTable) -> None:
    match = table.longest(["Zambia"], 0)
    assert match is not None
    assert [name.actor for name in match[1]] == ["zambia"]
    assert found(table, "Bogeyman") is None


def test_other_codes_make_bodies_and_armed_groups(table: ActorTable) -> None:
    legion, court = table.actor("black-legion"), table.actor("field-court")
    assert (legion.kind, legion.country, legion.sectors) == ("armed-group", "TCD", ("REB",))
    assert (court.kind, court.country, court.sectors) == ("organisation", "IGO", ("JUD",))


def test_agents_with_their_sets(table: ActorTable) -> None:
    for words in (["harbour", "ministry"], ["newsman"], ["newswoman"]):
        assert table.agent(words, 0) is not None
    assert table.agent(["harbour", "ministry"], 0)[1].kind == "institution"


def test_a_user_s_agents_count_before_ours_and_in_the_singular_too(table: ActorTable) -> None:
    found = [table.agent(["security", word], 0) for word in ("official", "officials")]
    assert [match and match[1].sector for match in found] == ["GOV", "GOV"]
    ours = load_actors().agent(["security", "official"], 0)
    assert ours is not None
    assert ours[1].sector == "SPY"


def test_agents_have_all_their_sectors_and_the_plurals_of_the_file(table: ActorTable) -> None:
    def sectors(*words: str) -> tuple[int, tuple[str, ...]]:
        return table.sectors(words, words)

    assert sectors("harbour", "ministries") == (2, ("GOV",))
    assert sectors("state", "paper") == (2, ("GOV", "MED"))
    assert sectors("state", "papers") == (0, ())
    assert sectors("harbour", "goats") == (2, ())  # no sector of PLOVER's, but an agent
    assert sectors("soldiers") == (0, ())  # ours do not count beside a dictionary
    assert load_actors().sectors(["soldiers"], ["soldier"]) == (1, ("MIL",))


def test_they_code_articles(tmp_path: Path) -> None:
    file = tmp_path / "my.actors.txt"
    file.write_text(ACTORS, "utf-8")
    job = standoff.Job(actors=(file,))
    coding = standoff.read(
        "The Black Legion attacked Ruritania on Monday.\n", date="2025-05-20", job=job
    )
    assert [(e.source[0].actor.id, e.recipient[0].actor.id) for e in coding.events] == [
        ("black-legion", "ISL")
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+ROE_ [FRA]\nROE_ [FRA]\n", "line 1: '\\+ROE_ \\[FRA\\]' is a synonym or code before"),
        ("ROE_ [FRAGOV then-now]\n", "line 1: 'FRAGOV then-now' is a code whose days"),
        ("ROE_ [FRAGOV 019999-050607]\n", "line 1: '20019999' is no day"),
        ("MAYOR [~GOV]\nMAYORESS\n", "line 2: 'MAYORESS' is an agent without a code"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bad.txt"
    file.write_text(text, "utf-8")
    with pytest.raises(DataError, match=message):
        load_actors((file,))
