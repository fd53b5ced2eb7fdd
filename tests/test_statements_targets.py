"""Whom a statement is about."""

from __future__ import annotations

import pytest

from tests.telling import said


def targets(text: str, cue: str) -> list[str]:
    return [m.actor.country or m.actor.name for m in said(text, cue).targets]


@pytest.mark.parametrize(
    ("text", "cue", "wanted"),
    [
        ("Tokyo accused Moscow of lying.", "accused", ["RUS"]),
        ("Tokyo urged Moscow to wait.", "urged", ["RUS"]),
        # of the same country, but somebody else
        (
            "The Greek opposition leader accused the Greek government of weakness.",
            "accused",
            ["GRC"],
        ),
        # whom the act is done to, though the clause does not name him
        ("Brazil offered to mediate, but the White House rejected the offer.", "rejected", ["BRA"]),
        # plain speech about hostile acts
        ("Tokyo said that Russian troops had shelled a village.", "said", ["RUS"]),
        # whose thing is doubted
        ("Tokyo doubts Moscow's sincerity.", "doubts", ["RUS"]),
        ("Tokyo did not mention Moscow.", "mention", ["RUS"]),
    ],
)
def test_whom_it_is_about(text: str, cue: str, wanted: list[str]) -> None:
    assert targets(text, cue) == wanted


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Asked whether Moscow would wait, Tokyo said no.", "Asked"),
        ("Tokyo promised to help Moscow.", "promised"),
        ("Aid workers fear that rain will close the road from Chad.", "fear"),
    ],
)
def test_nobody_is_its_target(text: str, cue: str) -> None:
    assert targets(text, cue) == []
