"""PETRARCH's actor and agent dictionaries as rows of our own tables, so that users may give them as they are.

An actors file names an actor a line, its synonyms on lines with ``+``, its codes in brackets on the same line or on
the lines below, each perhaps with the days on which it holds (``[USAGOV 090120-170120]``, ``<``, ``>``)::

    ABDULLAH_ABDULLAH_ [AFGGOV 011001-060320]
    +DR._ABDULLAH_
        [AFGELI >060320]

A bare country code makes the name another word for the state, a code with days a person with an office, any other a
body of the country. An agents file has ``FOREIGN_MINISTER {FOREIGN_MINISTERS} [~GOV]``; ``!PERSON! = MAN, WOMAN``
stands for each of its words. Role codes that PLOVER does not have are left out (Schrodt, Beieler and Idris 2014).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from standoff.errors import DataError
from standoff.ontology import plover
from standoff.ontology.tables import Row, text_of
from standoff.ontology.wordlists import word_list
from standoff.types import INTERNATIONAL

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"\[([^\]\[]*)\]")
_RANGE = re.compile(
    r"(?P<since>\d{6,8})-(?P<until>\d{6,8})|<(?P<before>\d{6,8})|>(?P<after>\d{6,8})"
)
_SET = re.compile(r"!(\w+)!\s*=\s*(.+)")
_USED = re.compile(r"!(\w+)!")
_INSTITUTIONS = word_list("institution")
_OLD_SECTORS = {"INS": "REB", "SEP": "REB", "RAD": "REB", "MOD": "OPP", "TOP": "ELI"}
_THIS_CENTURY = 50  # two-digit years below it are of the 2000s


@dataclass(slots=True)
class _Actor:
    """One entry: names, codes with their days, and the line that it begins on."""

    names: list[str]
    line: int
    codes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The first name in small letters with hyphens."""
        return re.sub(r"\W+", "-", self.names[0].lower()).strip("-")


def is_petrarch(path: Path) -> bool:
    """Whether a file looks like one of PETRARCH's: codes in brackets, no table's header."""
    text = _COMMENT.sub("", text_of(path))
    lines = [line for line in text.splitlines() if line.strip() and line[0] not in "#;"]
    return bool(lines) and "\t" not in lines[0].strip() and any(map(_CODE.search, lines[:50]))


def petrarch_rows(path: Path, states: frozenset[str]) -> dict[str, list[Row]]:
    """The rows, by table. Raises ``DataError`` for a line that is neither entry nor synonym nor code."""
    lines = list(_lines(path))
    if any("[~" in line for _, line in lines):
        return {"agents": list(_agents(path, lines))}
    found: dict[str, list[Row]] = {
        name: [] for name in ("seats", "people", "offices", "organisations")
    }
    seen: set[str] = set()
    for actor in _actors(path, lines):
        if actor.id not in seen:
            seen.add(actor.id)
            _add(found, path, actor, states)
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that say something, without comments."""
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text_of(path))
    for number, line in enumerate(text.splitlines(), 1):
        said = re.split(r"[#;]", line, maxsplit=1)[0].rstrip()
        if said.strip():
            yield number, said


# -- actors ----------------------------------------------------------------------------------


def _actors(path: Path, lines: list[tuple[int, str]]) -> Iterator[_Actor]:
    actor: _Actor | None = None
    for number, line in lines:
        names = _CODE.sub("", line).strip()
        if line[0] == "+" or not names:
            if actor is None:
                raise _bad(path, number, line, "a synonym or code before the first actor")
            actor.names += [_name(names[1:])] if names[1:] else []
        else:
            if actor is not None:
                yield actor
            actor = _Actor([_name(names)], number)
        actor.codes += [_dated(path, number, code) for code in _CODE.findall(line)]
    if actor is not None:
        yield actor


def _bad(path: Path, number: int, line: str, why: str) -> DataError:
    return DataError(f"{path}, line {number}: {line.strip()!r} is {why} (PETRARCH dictionary)")


def _name(words: str) -> str:
    """ "ABDULLAH_ABDULLAH_" as people write it."""
    plain = words.replace("_", " ").split()
    return " ".join(w if len(w) <= 3 and len(plain) == 1 else w.capitalize() for w in plain)


def _dated(path: Path, number: int, code: str) -> tuple[str, str, str]:
    """The code and the days from which and (exclusive) until which it holds."""
    letters, *when = code.split(maxsplit=1)
    if not when:
        return letters.upper(), "", ""
    found = _RANGE.search(when[0].replace(" ", ""))
    if found is None:
        why = "a code whose days cannot be read; write YYMMDD-YYMMDD, <YYMMDD or >YYMMDD"
        raise _bad(path, number, code, why)
    days = [_day(path, number, found[n]) for n in ("since", "until", "before", "after")]
    return letters.upper(), days[0] or days[3], days[1] or days[2]


def _day(path: Path, number: int, digits: str | None) -> str:
    if not digits:
        return ""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < _THIS_CENTURY else "19") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]) or 1, int(digits[6:]) or 1).isoformat()
    except ValueError:
        raise _bad(path, number, digits, "no day") from None


def _add(found: dict[str, list[Row]], path: Path, actor: _Actor, states: frozenset[str]) -> None:
    """Put an actor into the tables where it belongs."""
    country, sectors = _meaning(actor.codes[-1][0] if actor.codes else "", states)

    def row(**cells: str) -> Row:
        return Row(cells, str(path), actor.line)

    dated = [code for code in actor.codes if code[1] or code[2]]
    others = ";".join(actor.names[1:])
    if country in states and not sectors and not dated:
        found["seats"] += [row(name=name, actor=country) for name in actor.names]
    elif dated:
        found["people"].append(
            row(id=actor.id, name=actor.names[0], other_names=others, country=country, sex="")
        )
        for code, since, until in dated:
            of, held = _meaning(code, states)
            found["offices"].append(
                row(person=actor.id, title=f"{code} (PETRARCH)", role="other", country=of,
                    sectors=";".join(held), since=since, until=until)
            )  # fmt: skip
    elif country or sectors:
        kind = "armed-group" if "REB" in sectors else "organisation"
        found["organisations"].append(
            row(id=actor.id, name=actor.names[0], other_names=others, kind=kind,
                country=country, sectors=";".join(sectors), members="")
        )  # fmt: skip


def _meaning(code: str, states: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Country and sectors of a CAMEO actor code; parts of three letters."""
    parts = [code[n : n + 3] for n in range(0, len(code), 3)]
    country = parts[0] if parts and parts[0] in states | INTERNATIONAL else ""
    roles = (_OLD_SECTORS.get(part, part) for part in parts)
    known = (r for r in roles if plover.is_sector(r) and r != country)
    return country, tuple(dict.fromkeys(known))


# -- agents ----------------------------------------------------------------------------------


def _agents(path: Path, lines: list[tuple[int, str]]) -> Iterator[Row]:
    sets: dict[str, list[str]] = {}
    seen: set[str] = set()
    for number, line in lines:
        if (given := _SET.match(line)) is not None:
            sets[given[1]] = [word.strip() for word in given[2].split(",")]
            continue
        code = _CODE.search(line)
        if code is None:
            raise _bad(path, number, line, "an agent without a code in brackets")
        sectors = _meaning(code[1].strip(" ~").upper(), frozenset())[1]
        words = re.sub(r"\{.*?\}", "", line[: code.start()]).strip()
        for word in (w for name in _spelled(words, sets) for w in (name, _singular(name))):
            if sectors and word not in seen:
                seen.add(word)
                yield Row(_agent(word, sectors[0]), str(path), number)


def _spelled(words: str, sets: dict[str, list[str]]) -> Iterator[str]:
    used = _USED.search(words)
    if used is None:
        yield words.replace("_", " ").lower().strip()
        return
    for word in sets.get(used[1], []):
        yield from _spelled(words[: used.start()] + word + words[used.end() :], sets)


def _singular(word: str) -> str:
    """ "Security officials", which are looked up by lemma."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _agent(word: str, sector: str) -> dict[str, str]:
    institution = not _INSTITUTIONS.isdisjoint(word.split())
    return {
        "word": word, "sector": sector, "kind": "institution" if institution else "person",
        "sourcing": "institution" if institution else "anonymous", "role": "",
    }  # fmt: skip
