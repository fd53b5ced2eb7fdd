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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
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
_FORMS = re.compile(r"\{([^{}]*)\}")
_USED = re.compile(r"!(\w+)!")
_INSTITUTIONS = word_list("institution")
_OLD_SECTORS = {"INS": "REB", "SEP": "REB", "RAD": "REB", "MOD": "OPP", "TOP": "ELI"}
_SMALL = {
    "of",
    "the",
    "and",
    "for",
    "in",
    "on",
    "de",
    "la",
    "al",
}  # without a capital inside a name
_SHORT = 3  # letters of an acronym
_NOBODY = re.compile(r"\W+")  # codes such as --- and +++
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
    if len(plain) == 1 and len(plain[0]) <= _SHORT:
        return plain[0]
    return " ".join(w.lower() if w.lower() in _SMALL else w.capitalize() for w in plain)


def _dated(path: Path, number: int, code: str) -> tuple[str, str, str]:
    """The code and the days from which and (exclusive) until which it holds."""
    letters, *when = code.split(maxsplit=1)
    if not when:
        return letters.upper(), "", ""
    found = _RANGE.search(when[0].replace(" ", ""))
    if found is None:
        why = "a code whose days cannot be read; write YYMMDD-YYMMDD, <YYMMDD or >YYMMDD"
        raise _bad(path, number, code, why)
    first = _day(path, number, found["since"] or found["after"], 0)
    return letters.upper(), first, _day(path, number, found["until"] or found["before"], 1)


def _day(path: Path, number: int, digits: str | None, later: int) -> str:
    """The day, or so many days later: the last day that a dictionary gives belongs to the time."""
    if not digits:
        return ""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < _THIS_CENTURY else "19") + digits
    try:
        day = date(int(digits[:4]), int(digits[4:6]) or 1, int(digits[6:]) or 1)
        return (day + timedelta(days=later)).isoformat()
    except ValueError:
        raise _bad(path, number, digits, "no day") from None


def _add(found: dict[str, list[Row]], path: Path, actor: _Actor, states: frozenset[str]) -> None:
    """Put an actor into the tables where it belongs."""
    codes = [code for code in actor.codes if not _NOBODY.fullmatch(code[0])]
    dated = [code for code in codes if code[1] or code[2]]
    default = next((code for code in reversed(codes) if not (code[1] or code[2])), None)
    if dated:
        _add_person(found, path, actor, [*dated, *([default] if default else [])], states)
    elif default is not None and "/" in default[0]:
        members = [c for part in default[0].split("/") if (c := _meaning(part, states)[0])]
        found["organisations"].append(_body(path, actor, "", (), members))
    elif default is not None:
        country, sectors = _meaning(default[0], states)
        if country in states and not sectors:
            found["seats"] += [
                Row({"name": name, "actor": country}, str(path), actor.line) for name in actor.names
            ]
        elif country or sectors:
            found["organisations"].append(_body(path, actor, country, sectors, []))


def _add_person(
    found: dict[str, list[Row]], path: Path, actor: _Actor,
    codes: list[tuple[str, str, str]], states: frozenset[str],
) -> None:  # fmt: skip
    """Somebody of whom codes hold on days; the one without days, at the end, holds on all others."""
    country, _ = _meaning(codes[-1][0], states)
    cells = {"id": actor.id, "name": actor.names[0], "other_names": ";".join(actor.names[1:]),
             "country": country, "sex": ""}  # fmt: skip
    found["people"].append(Row(cells, str(path), actor.line))
    for code, since, until in codes:
        of, held = _meaning(code, states)
        cells = {"person": actor.id, "title": f"{code} (PETRARCH)", "role": "other", "country": of,
                 "sectors": ";".join(held), "since": since, "until": until}  # fmt: skip
        found["offices"].append(Row(cells, str(path), actor.line))


def _body(
    path: Path, actor: _Actor, country: str, sectors: tuple[str, ...], members: list[str]
) -> Row:
    cells = {
        "id": actor.id, "name": actor.names[0], "other_names": ";".join(actor.names[1:]),
        "kind": "armed-group" if "REB" in sectors else "organisation", "country": country,
        "sectors": ";".join(sectors), "members": ";".join(members),
    }  # fmt: skip
    return Row(cells, str(path), actor.line)


def _meaning(code: str, states: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Country and sectors of a CAMEO actor code."""
    parts = _parts(code)
    country = parts[0] if parts and parts[0] in states | INTERNATIONAL else ""
    return country, _sectors(part for part in parts if part != country)


def _parts(code: str) -> list[str]:
    """A code's parts of three letters."""
    return [code[n : n + 3] for n in range(0, len(code), 3)]


def _sectors(parts: Iterable[str]) -> tuple[str, ...]:
    """Those of some parts that PLOVER has, each once."""
    roles = (_OLD_SECTORS.get(part, part) for part in parts)
    return tuple(dict.fromkeys(filter(plover.is_sector, roles)))


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
        sectors = _sectors(_parts(code[1].strip(" ~").upper()))
        forms = _FORMS.search(line)
        words = _FORMS.sub("", line[: code.start()]).strip()
        names = [words, *(forms[1].split() if forms else [f"{words}S"])]
        spelled = [w for name in names for w in _spelled(name, sets)]
        for word in (*spelled, *map(_singular, spelled)):  # we look up by lemma, too
            if word not in seen:
                seen.add(word)
                yield Row(_agent(word, sectors, word in spelled), str(path), number)


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


def _agent(word: str, sectors: tuple[str, ...], given: bool) -> dict[str, str]:
    """A row with all sectors where the file gives this very spelling.

    One without a sector that PLOVER has is still an agent, so that no other is found in its words.
    """
    institution = not _INSTITUTIONS.isdisjoint(word.split())
    return {
        "word": word, "sector": sectors[0] if sectors else "UNK", "kind": "institution" if institution else "person",
        "sourcing": "institution" if institution else "anonymous", "role": "",
        **({"sectors": ";".join(sectors)} if given else {}),
    }  # fmt: skip
