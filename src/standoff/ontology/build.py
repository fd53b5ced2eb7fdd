"""From the rows of the actor tables to what ``ActorTable`` looks up.

Every row becomes an entity and its names; a person also gets the surname.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeVar, cast

from standoff.ontology.names import (
    Form,
    Name,
    Phrases,
    bare,
    is_acronym,
    key,
    names_by_actor,
    parts,
)
from standoff.ontology.sources import COLUMNS, GIVEN, Tables
from standoff.ontology.surnames import NameParts, name_parts, surnames
from standoff.ontology.tables import Row
from standoff.ontology.terms import Term, term
from standoff.types import ActorKind

Key = TypeVar("Key", str, tuple[str, str])
AgentKind = Literal["person", "institution", "group", "force", "media"]
RegionKind = Literal["city", "region", "sea"]

_AGENT_KINDS = ("person", "institution", "group", "force", "media")
_SOURCINGS = ("institution", "anonymous", "named-if-name")
# Whom a shared surname means first: "Kim" is read as the leader before the envoy.
_RANKS = ("leader", "head-of-state", "head-of-government", "president-elect", "foreign-minister",
          "defence-minister", "group-leader", "organisation-head")  # fmt: skip
_ORGANISATION_KINDS = ("organisation", "armed-force", "armed-group", "group")
_REGION_KINDS = ("city", "region", "sea")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What the tables hold of one actor, whatever the day."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...] = ()
    sex: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place that is no state: ``country`` (ISO3) where it is undisputed or stands for one."""

    id: str
    name: str
    kind: RegionKind
    country: str | None


Regions = list[tuple[Row, Region]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A common noun that makes a person or body part of a country.

    ``sourcing`` is that of a statement by it when no name is given. ``role`` is the office that
    the noun names, if it names one. ``sectors`` are all of its sectors where a dictionary of PETRARCH's gives it,
    None for an agent of ours.
    """

    word: str
    sector: str
    kind: AgentKind
    sourcing: Literal["institution", "anonymous", "named-if-name"]
    role: str
    sectors: tuple[str, ...] | None = None


def build(tables: Tables) -> dict[str, Any]:
    """Return the fields of an ``ActorTable``; raise ``DataError`` for a cell that cannot be."""
    _once(tables)
    regions = [(row, _region(row)) for row in tables["regions"]]
    names = [*_seats(tables["seats"]), *_state_names(tables["states"]), *_region_names(regions)]
    names += _listed_names(tables["organisations"]) + _listed_names(tables["media"])
    terms = [term(row) for row in tables["offices"]]
    people = _by_rank(tables["people"], terms)
    names += _person_names(people, name_parts(tables["surnames"]))
    names = _without_shadowed(names, tables.get(GIVEN, []))
    return {
        "phrases": Phrases((name.text, name) for name in names),
        "given": frozenset(key(bare(row["name"])) for row in tables.get(GIVEN, []) if row["actor"]),
        "agents": Phrases(_agents(tables["agents"])),
        "given_agents": Phrases(_agents([r for r in tables["agents"] if "sectors" in r])),
        "entities": MappingProxyType({entity.id: entity for entity in _entities(tables, regions)}),
        "names": names_by_actor(names),
        "terms": _grouped((t.person, t) for t in terms),
        "terms_of_role": _grouped(((t.office.country or "", t.role), t) for t in terms),
        "led_by": MappingProxyType(
            {r["iso3"]: r["led_by"] for r in tables["states"] if r["led_by"]}
        ),
        "regions": MappingProxyType(_places(regions, tables["states"])),
        "common_words": MappingProxyType(
            {key(row["word"]): row["alone"] == "yes" for row in tables["common_words"]}
        ),
        "state_media": frozenset(r["id"] for r in tables["media"] if r["state"] == "yes"),
    }  # fmt: skip


def _once(tables: Tables) -> None:
    """Raise ``DataError`` for an id that two rows share, or for an office or a seat of nobody."""
    seen: dict[str, Row] = {}
    for table in ("states", "people", "organisations", "media"):
        column = COLUMNS[table][0]
        for row in tables[table]:
            first = seen.setdefault(row[column], row)
            if first is not row:
                raise row.bad(
                    column, f"{row[column]!r} is also in {first.source}, line {first.line}"
                )
    for row in tables["offices"]:
        if row["person"] not in seen:
            raise row.bad("person", f"{row['person']!r} has no row in people.tsv; add one first")
    for row in tables["seats"]:
        if row["actor"] not in seen:
            raise row.bad("actor", f"{row['actor']!r} is no actor of the other tables")


# -- names -----------------------------------------------------------------------------------


def _named(actor: str, texts: Iterable[str], form: Form) -> Iterator[Name]:
    for text in texts:
        shown = text.removeprefix("the ")
        yield Name(actor, "acronym" if form == "name" and is_acronym(shown) else form, shown)


def _without_doubles(names: Iterable[Name]) -> list[Name]:
    """Keep one form and spelling of a name per actor, the first ("US" is "U.S.")."""
    kept: dict[tuple[str, tuple[str, ...]], Name] = {}
    for name in names:
        kept.setdefault((name.actor, parts(bare(name.text))), name)
    return list(kept.values())


def _seats(seats: list[Row]) -> list[Name]:
    found: list[Name] = []
    for row in seats:
        found += _named(row["actor"], (row["name"],), "metonym")
    return found


def _state_names(states: list[Row]) -> list[Name]:
    found: list[Name] = []
    for row in states:
        code = row["iso3"]
        found += _named(code, (row["name"], *row.several("other_names")), "name")
        found += _named(code, row.several("adjectives"), "adjective")
        found += _named(code, row.several("demonyms"), "demonym")
        found += _named(code, (*row.several("capital"), *row.several("metonyms")), "metonym")
    return _without_doubles(found)


def _region_names(regions: Regions) -> list[Name]:
    found: list[Name] = []
    for row, region in regions:
        found += _named(region.id, (row["name"], *row.several("other_names")), "place")
    return _without_doubles(found)


def _listed_names(table: list[Row]) -> list[Name]:
    found: list[Name] = []
    for row in table:
        found += _named(row["id"], (row["name"], *row.several("other_names")), "name")
    return _without_doubles(found)


def _by_rank(people: list[Row], terms: list[Term]) -> list[Row]:
    """Put those who hold or held the higher posts first, else as the table has them."""
    ranks: dict[str, int] = {}
    for each in terms:
        rank = _RANKS.index(each.role) if each.role in _RANKS else len(_RANKS)
        ended = each.office.until is not None
        ranks[each.person] = min(ranks.get(each.person, 99), 2 * rank + ended)
    return sorted(people, key=lambda row: ranks.get(row["id"], 99))


def _person_names(people: list[Row], known: NameParts) -> list[Name]:
    found: list[Name] = []
    for row in people:
        id, name = row["id"], row["name"]
        others = row.several("other_names")
        found += _named(id, (name, *others), "name")
        own = set(key(name))
        spellings = (name, *(text for text in others if own & set(key(text))))
        for text in spellings:
            found += _named(id, surnames(text, row["country"], known), "surname")
    return _without_doubles(found)


def _without_shadowed(names: list[Name], given: list[Row]) -> list[Name]:
    """Leave out what a dictionary of the user's gives to somebody else: there "Zimbabwe" is whom it says."""
    if not given:
        return names
    theirs: dict[tuple[str, ...], set[str]] = {}
    for row in given:
        theirs.setdefault(key(bare(row["name"])), set()).add(row["actor"])
    return [n for n in names if n.actor in theirs.get(key(bare(n.text)), {n.actor})]


# -- entities --------------------------------------------------------------------------------


def _entities(tables: Tables, regions: Regions) -> Iterator[Entity]:
    for row in tables["states"]:
        yield Entity(id=row["iso3"], name=row["name"], kind="state", country=row["iso3"])
    for _, place in regions:
        yield Entity(id=place.id, name=place.name, kind="place", country=place.country)
    for row in tables["people"]:
        yield Entity(
            id=row["id"], name=row["name"], kind="person", country=row["country"] or None,
            sectors=row.several("sectors"), sex=row["sex"],
        )  # fmt: skip
    for row in tables["organisations"]:
        yield _organisation(row)
    for row in tables["media"]:
        yield Entity(
            id=row["id"], name=row["name"], kind="media", country=row["country"] or None,
            sectors=("JRN",),
        )  # fmt: skip


def _organisation(row: Row) -> Entity:
    return Entity(
        id=row["id"],
        name=row["name"],
        kind=cast("ActorKind", _one_of(row, "kind", _ORGANISATION_KINDS)),
        country=row["country"] or None,
        sectors=row.several("sectors"),
        members=row.several("members"),
    )


def _region(row: Row) -> Region:
    kind = cast("RegionKind", _one_of(row, "kind", _REGION_KINDS))
    return Region(
        id=_place_id(row["name"]), name=row["name"], kind=kind, country=row["country"] or None
    )


def _places(regions: Regions, states: list[Row]) -> dict[tuple[str, ...], Region]:
    found: dict[tuple[str, ...], Region] = {}
    for row, region in regions:
        for name in (row["name"], *row.several("other_names")):
            found.setdefault(key(bare(name)), region)
    for row in states:
        for name in row.several("capital"):
            capital = Region(id=_place_id(name), name=name, kind="city", country=row["iso3"])
            found.setdefault(key(name), capital)
    return found


def _place_id(name: str) -> str:
    return "place:" + "-".join(key(name))


def _agents(table: list[Row]) -> Iterator[tuple[str, Agent]]:
    for row in table:
        words = row.several("word")
        agent = Agent(
            word=words[0],
            sector=row["sector"],
            kind=cast("AgentKind", _one_of(row, "kind", _AGENT_KINDS)),
            sourcing=cast("Any", _one_of(row, "sourcing", _SOURCINGS)),
            role=row["role"],
            sectors=row.several("sectors") if "sectors" in row else None,
        )
        for word in words:
            yield word, agent


def _one_of(row: Row, column: str, allowed: tuple[str, ...]) -> str:
    if row[column] not in allowed:
        raise row.bad(column, f"{row[column]!r} is none of {', '.join(allowed)}")
    return row[column]


def _grouped(pairs: Iterable[tuple[Key, Term]]) -> MappingProxyType[Key, tuple[Term, ...]]:
    groups: dict[Key, list[Term]] = {}
    for group, each in pairs:
        groups.setdefault(group, []).append(each)
    return MappingProxyType({group: tuple(terms) for group, terms in groups.items()})
