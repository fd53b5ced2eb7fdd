"""The roles in which statements cast sides: by the acts they tell and by the words they use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from standoff.ontology.tables import DATA, Row, rows

Role = Literal["aggressor", "victim", "partner", "provocateur"]


@dataclass(frozen=True, slots=True)
class ActRoles:
    """What an act makes of its two sides; None for nothing."""

    source: Role | None
    recipient: Role | None


@cache
def casting_acts() -> dict[str, ActRoles]:
    """Roles by PLOVER event type; a type that casts nobody is missing."""
    table = rows(DATA / "casting_acts.tsv", ("type", "source", "recipient"))
    return {row["type"]: ActRoles(_role(row, "source"), _role(row, "recipient")) for row in table}


@cache
def casting_words() -> dict[str, Role]:
    """Role by word in small letters."""
    found: dict[str, Role] = {}
    for row in rows(DATA / "casting_words.tsv", ("word", "role")):
        role = _role(row, "role")
        if role is not None:
            found[row["word"]] = role
    return found


def _role(row: Row, column: str) -> Role | None:
    name = row[column]
    if name and name not in get_args(Role):
        raise row.bad(column, f"no such role: {name}; there are {', '.join(get_args(Role))}")
    return cast("Role", name) if name else None
