"""The actor tables as rows: ours, with the user's files laid over them.

A user's file is one of our tables in the same columns, told by its header, or one of PETRARCH's
dictionaries of actors or agents. A row adds an actor or takes the place of ours with the same
first cell; a first cell with ``-`` before it takes ours away. Offices have no id of their own:
a user's come before ours, as do agents, and ``-person`` takes away all that we know of that person's; with a
person go the offices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from standoff.errors import DataError
from standoff.ontology.petrarch import is_petrarch, petrarch_rows
from standoff.ontology.tables import Row, data, rows

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states": ("iso3", "name", "other_names", "adjectives", "demonyms", "capital", "metonyms",
               "led_by"),
    "regions": ("name", "other_names", "country", "kind"),
    "people": ("id", "name", "other_names", "country", "sex"),
    "offices": ("person", "title", "role", "country", "sectors", "since", "until"),
    "organisations": ("id", "name", "other_names", "kind", "country", "sectors", "members"),
    "media": ("id", "name", "other_names", "country", "state", "medium"),
    "agents": ("word", "sector", "kind", "sourcing", "role"),
    "surnames": ("name_part", "place"),
    "seats": ("name", "actor"),
    "common_words": ("word", "alone"),
}  # fmt: skip

GIVEN = "given"  # every name in dictionaries of PETRARCH's, with the actor that it means there

Tables = dict[str, list[Row]]
_WITH_IDS = {"people", "organisations", "media"}
_FIRST = {"offices", "agents"}  # tables of which the first row that fits counts


def actor_rows(user_files: Sequence[Path] = ()) -> Tables:
    """Read our tables and lay the user's over them, in the order given.

    Raises ``DataError`` for a file whose header is none of ours and for a row that takes away
    what is not there.
    """
    tables = {name: rows(data(f"{name}.tsv"), columns) for name, columns in COLUMNS.items()}
    for path in user_files:
        if is_petrarch(path):
            _lay_petrarch_over(tables, path)
            continue
        found = rows(path)
        if found:
            name = _which(found[0])
            tables[name] = _laid_over(name, tables[name], found)
            gone = {row["id"][1:] for row in found if name == "people" and row["id"][:1] == "-"}
            tables["offices"] = [row for row in tables["offices"] if row["person"] not in gone]
    return tables


def _lay_petrarch_over(tables: Tables, path: Path) -> None:
    """A dictionary of PETRARCH's; where another table of ours has an id of it, ours gives way."""
    states = frozenset(row["iso3"] for row in tables["states"])
    theirs = petrarch_rows(path, states)
    tables[GIVEN] = [*tables.get(GIVEN, []), *_given(theirs)]
    for name, found in theirs.items():
        if name in _WITH_IDS:
            ids = {row["id"] for row in found}
            for other in _WITH_IDS - {name}:
                tables[other] = [row for row in tables[other] if row["id"] not in ids]
        tables[name] = _laid_over(name, tables[name], found)


def _given(tables: Tables) -> Iterator[Row]:
    for row in tables.get("seats", ()):
        yield Row({"name": row["name"], "actor": row["actor"]}, row.source, row.line)
    for row in (row for name in ("people", "organisations") for row in tables.get(name, ())):
        for each in (row["name"], *row.several("other_names")):
            yield Row({"name": each, "actor": row["id"]}, row.source, row.line)
    for row in tables.get("agents", ()):
        yield Row({"name": row["word"], "actor": ""}, row.source, row.line)  # nobody's name


def _which(row: Row) -> str:
    """Tell whose columns a row has; the table with the most of them, if all are there."""
    fitting = [name for name, columns in COLUMNS.items() if set(columns) <= set(row)]
    if not fitting:
        raise DataError(
            f"{row.source}: the header ({', '.join(row)}) is that of none of our tables; give one "
            f"the columns of {', '.join(f'{name}.tsv' for name in COLUMNS)}"
        )
    return max(fitting, key=lambda name: len(COLUMNS[name]))


def _laid_over(name: str, ours: list[Row], theirs: list[Row]) -> list[Row]:
    first = COLUMNS[name][0]
    repeats = first == "person"
    replaced: set[str] = set()
    known = {row[first] for row in ours}
    for row in theirs:
        if not row[first]:
            raise row.bad(first, "is empty; it says what the row is about")
        gone = row[first].removeprefix("-")
        if row[first] != gone and gone not in known:
            raise row.bad(first, f"{gone!r} is not in the table, so it cannot be taken away")
        if row[first] != gone or not repeats:
            replaced.add(gone)
    kept = [old for old in ours if old[first] not in replaced]
    added = [row for row in theirs if not row[first].startswith("-")]
    return [*added, *kept] if name in _FIRST else [*kept, *added]
