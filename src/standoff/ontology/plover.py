"""PLOVER's sixteen event types, their modes and contexts, and CAMEO, scores and the way between.

Everything is looked up in the tables of ``data/``; an unknown name is an ``InputError`` that
lists what there is. Scores are PLOVER's (-10 to 10, Draft 2.0 with its slips mended) and
Goldstein's for CAMEO. CAMEO codes are text: ``010`` and ``10`` are different codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from standoff.errors import InputError
from standoff.ontology.tables import Row, data, rows

QUADS = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's sixteen. ``cameo`` is the root code that stands nearest to it.

    ``recipient`` says whether PLOVER asks for one: ``yes``, ``no``, ``open`` or ``one-sided``.
    """

    name: str
    quad: str
    score: float
    recipient: str
    cameo: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A closer kind of an event type. ``score`` is the type's where PLOVER gives none."""

    type: str
    name: str
    score: float
    cameo: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code and what PLOVER makes of it; ``type`` None where PLOVER drops it."""

    code: str
    gloss: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float


def event_types() -> tuple[EventType, ...]:
    """Return all types, from cooperation to conflict."""
    return tuple(_types().values())


def event_type(name: str) -> EventType:
    """Return the type of this name, ``REJECT``."""
    found = _types().get(name)
    if found is None:
        raise InputError(f"{name!r} is no PLOVER event type; the types are {', '.join(_types())}")
    return found


def quad(name: str) -> str:
    """Return the quad class of a type: one of ``QUADS``."""
    return event_type(name).quad


def modes(name: str) -> tuple[Mode, ...]:
    """Return the modes of a type, in the manual's order; none for five of the sixteen."""
    event_type(name)
    return tuple(mode for (owner, _), mode in _modes().items() if owner == name)


def mode(name: str, of: str) -> Mode:
    """Return the mode ``name`` of the type ``of``."""
    found = _modes().get((of, name))
    if found is None:
        known = ", ".join(each.name for each in modes(of)) or "none"
        raise InputError(f"{name!r} is no mode of {of}; its modes are: {known}")
    return found


def intensity(type: str, mode_name: str | None = None) -> float:
    """Return PLOVER's score of the mode, or of the type where there is no mode (-10 to 10)."""
    return mode(mode_name, type).score if mode_name else event_type(type).score


def contexts() -> tuple[str, ...]:
    """Return all contexts, in the manual's order."""
    return tuple(_contexts())


def is_context(name: str) -> bool:
    """Say whether PLOVER has a context of this name."""
    return name in _contexts()


def sectors() -> dict[str, str]:
    """Return PLOVER's sector and country-field codes with their meaning."""
    return dict(_sectors())


def is_sector(code: str) -> bool:
    """Say whether PLOVER has a sector (or international code) like this."""
    return code in _sectors()


def cameo(code: str) -> Cameo:
    """Look up a CAMEO code, given as text (``010``, ``1053``)."""
    found = _cameo().get(code)
    if found is None:
        raise InputError(f"{code!r} is no CAMEO code; a code has 2 to 4 digits and stays text")
    return found


def cameo_to_plover(code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Return type, mode and contexts of a CAMEO code; None for 01 and 02, which PLOVER drops."""
    found = cameo(code)
    return (found.type, found.mode, found.contexts) if found.type else None


def goldstein(code: str) -> float:
    """Return Goldstein's score of a CAMEO code (-10 to 10)."""
    return cameo(code).goldstein


@cache
def _nearest(type: str, mode_name: str | None, wanted: frozenset[str]) -> str:
    base = mode(mode_name, type).cameo if mode_name else event_type(type).cameo
    best, best_rank = base, _overlap(cameo(base), wanted) + 0.5
    for each in _cameo().values():
        if each.type == type and each.mode == mode_name and len(each.code) > 2:
            rank = _overlap(each, wanted)
            if rank > best_rank and rank > 0:
                best, best_rank = each.code, rank
    return best


def _overlap(code: Cameo, wanted: frozenset[str]) -> float:
    """How well a code's contexts fit: those in common count, those too many weigh against it."""
    own = set(code.contexts)
    return 2 * len(own & wanted) - len(own - wanted)


def plover_to_cameo(
    type: str,
    mode: str | None = None,
    contexts: Iterable[str] = (),
) -> str:
    """Return the CAMEO code nearest to a PLOVER event: its mode's, narrowed by its contexts.

    The way back is no inverse: many codes share one type, and CAMEO knows no code for some
    modes (``MOBILIZE weapons``), which then get the code one level above.
    """
    return _nearest(type, mode or None, frozenset(contexts))


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        raise row.bad(column, f"{row[column]!r} is no number") from None


@cache
def _types() -> dict[str, EventType]:
    table = rows(data("event_types.tsv"), ("type", "quad", "score", "recipient", "cameo", "gloss"))
    for row in table:
        if row["quad"] not in QUADS:
            raise row.bad("quad", f"{row['quad']!r} is none of {', '.join(QUADS)}")
    return {
        row["type"]: EventType(
            row["type"],
            row["quad"],
            _number(row, "score"),
            row["recipient"],
            row["cameo"],
            row["gloss"],
        )
        for row in table
    }


@cache
def _modes() -> dict[tuple[str, str], Mode]:
    found: dict[tuple[str, str], Mode] = {}
    for row in rows(data("modes.tsv"), ("type", "mode", "score", "cameo", "gloss")):
        owner = _types().get(row["type"])
        if owner is None:
            raise row.bad("type", f"{row['type']!r} is no event type")
        score = _number(row, "score") if row["score"] else owner.score
        found[owner.name, row["mode"]] = Mode(
            owner.name, row["mode"], score, row["cameo"] or owner.cameo, row["gloss"]
        )
    return found


@cache
def _contexts() -> dict[str, str]:
    return {row["context"]: row["gloss"] for row in rows(data("contexts.tsv"), ("context",))}


@cache
def _sectors() -> dict[str, str]:
    return {row["code"]: row["meaning"] for row in rows(data("sectors.tsv"), ("code", "meaning"))}


@cache
def _cameo() -> dict[str, Cameo]:
    needed = ("code", "gloss", "type", "mode", "contexts", "goldstein")
    found = {}
    for row in rows(data("cameo.tsv"), needed):
        found[row["code"]] = Cameo(
            row["code"],
            row["gloss"],
            row["type"] or None,
            row["mode"] or None,
            row.several("contexts"),
            _number(row, "goldstein"),
        )
        _check(row)
    return found


def _check(row: Row) -> None:
    """Hold a row of CAMEO against PLOVER's tables.

    Raises ``DataError`` for a type, mode or context that PLOVER does not have.
    """
    if not row["type"]:
        return
    if row["type"] not in _types():
        raise row.bad("type", f"{row['type']!r} is no event type")
    if row["mode"] and (row["type"], row["mode"]) not in _modes():
        raise row.bad("mode", f"{row['mode']!r} is no mode of {row['type']}")
    for context in row.several("contexts"):
        if context not in _contexts():
            raise row.bad("contexts", f"{context!r} is no context")


__all__ = [
    "QUADS",
    "Cameo",
    "EventType",
    "Mode",
    "cameo",
    "cameo_to_plover",
    "contexts",
    "event_type",
    "event_types",
    "goldstein",
    "intensity",
    "is_context",
    "is_sector",
    "mode",
    "modes",
    "plover_to_cameo",
    "quad",
    "sectors",
]
