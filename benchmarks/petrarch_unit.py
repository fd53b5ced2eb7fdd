"""PETRARCH's unit records with PETRARCH's dictionaries: ``python benchmarks/petrarch_unit.py [FOLDER] [--mistakes N]``.

FOLDER holds the 284 records (a sentence, its date, source, target and code of each event) and the dictionaries of
actors, agents and verbs that they go with; the default is in ``STANDOFF_DATA``. The sentences are coded from their raw
text with the dictionaries given as a user gives them. A record is right if its triples are ours and no other.

Middle-earth has no ISO code and the verbs have codes of WEIS or of nobody. What counts is which entry is found, not
what it is called, so codes that we do not have are exchanged, one for one and in dictionaries and gold alike: actors'
first three letters for those of the state that the entry names ("KUWAIT [KUW]"), else for a state's that occur nowhere
in the files; events' codes for CAMEO's that do not. Roles that PLOVER does not have are left out of both. Counted once
with all that we code, once with acts of their verbs alone, as their program knows no others. Acts without a side count
only where a record says so (``require_dyad``); an act's status does not count.

Never right can be: records that test other options (commas, names of new actors), discard lists or faulty trees, those
that are marked as not implemented or whose text is not what they code, null codes as actors, trees that were changed by
hand, passives without "by", whose subject PETRARCH takes for the source; roles such as ``MOP`` are left out of both
sides. The rules for dictionaries (docs/decisions/0016) were made with these records at hand: a development set. Peers,
from the trees of the file, which PETRARCH was written with: PETRARCH 74.3, UniversalPetrarch 63.0 (DESIGN).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from standoff.types import INTERNATIONAL

ROOT = Path(__file__).resolve().parents[1]

if TYPE_CHECKING:
    from standoff.types import Event, Mention

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
DEFAULT = DATA / "events/petrarch_unit"
RECORDS = "PETR.UnitTest.records.xml"
ACTORS, AGENTS, VERBS = (f"PETR.Validate.{kind}.txt" for kind in ("actors", "agents", "verbs"))
Side = tuple[str, frozenset[str]]  # country and sectors
Triple = tuple[str, Side, Side]
NOBODY: Side = ("", frozenset())
SPARE = ("SUPPORT", "AID", "CONCEDE", "REJECT", "ACCUSE", "THREATEN", "COERCE", "ASSAULT")
_ITEM = re.compile(
    r'<Config option="require_dyad" value="(?P<dyad>\w+)"|<Sentence (?P<about>[^>]*)>(?P<body>.*?)</Sentence>',
    re.DOTALL,
)
_NOTE = re.compile(r"<!--.*?-->|<Parse>.*?</Parse>", re.DOTALL)
_EVENT = re.compile(r"<EventCoding ([^>]*)>")
_VALUE = re.compile(r"""(\w+)\s*=\s*["']([^>]*?)["'](?=\s|$|/)""")
_ENTRY = re.compile(r"^([A-Z_ ]+?)_?\s*\[([A-Z]{3})\]", re.MULTILINE)
_CODE = re.compile(r"\[([^\]\[]*)\]")
_MADE_BY = re.compile(r"lexicon:(\w+):(\d+) \(([^,]+),")


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence, its day, its triples in the file's codes, and whether acts without a side count."""

    name: str
    category: str
    text: str
    day: date | None
    triples: frozenset[tuple[str, str, str]]
    needs_both: bool


class Exchange:
    """Codes that we have for those that we do not, one for one."""

    def __init__(self, folder: Path, records: Iterable[Record]) -> None:
        gold = [t for record in records for t in record.triples]
        self.before = tuple(_prefixes(folder / AGENTS))
        actors = {self._split(c)[1][:3] for t in gold for c in t[1:]} | set(
            _letters(folder / ACTORS)
        )
        events = {t[0] for t in gold} | set(_events(folder / VERBS))
        own = dict(_own_names(folder / ACTORS))
        spare = sorted(_states() - INTERNATIONAL - actors - set(own.values()))
        self.actors = _pairs(actors - set(own), _states(), spare) | own
        self.events = _pairs(events, _with_type(), sorted(_with_type() - events, key=_rank))

    def actor(self, code: str) -> str:
        """An actor's code, its first three letters (of each part of ``FRO/BIL``) exchanged."""
        return "/".join(self.actors.get(c[:3], c[:3]) + c[3:] for c in code.upper().split("/"))

    def _split(self, code: str) -> tuple[str, str]:
        """The code of an agent that stands before an actor's (``NGO~``), and the actor's."""
        first = next((b for b in self.before if code.startswith(b) and code != b), "")
        return first, code[len(first) :]

    def event(self, code: str) -> str:
        """The code or codes of an event, exchanged."""
        return ":".join(self.events.get(part, part) for part in code.upper().split(":"))

    def side(self, code: str) -> Side:
        """What a code of the gold means with us."""
        from standoff.ontology import plover

        first, rest = self._split(code.upper())
        rest = self.actor(rest)
        parts = [rest[n : n + 3] for n in range(0, len(rest), 3)]
        country = parts[0] if parts[0] in _states() else ""
        parts += [first] if first else []
        return country, frozenset(p for p in parts if plover.is_sector(p) and p != country)

    def triples(self, record: Record) -> frozenset[Triple]:
        """The gold of a record in our codes."""
        return frozenset((self.event(e), self.side(s), self.side(t)) for e, s, t in record.triples)

    def written(self, folder: Path, out: Path) -> tuple[Path, Path, Path]:
        """The three dictionaries with exchanged codes, below ``out``."""
        for name in (ACTORS, AGENTS, VERBS):
            text = (folder / name).read_text(encoding="utf-8")
            change = {ACTORS: self.actor, VERBS: self.event}.get(name, str)
            text = _CODE.sub(lambda m, change=change: f"[{change(m[1])}]", text)  # type: ignore[misc]
            (out / name).write_text(text, encoding="utf-8")
        return out / ACTORS, out / AGENTS, out / VERBS


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--mistakes", type=int, default=0, help="show so many records that differ")
    options = parser.parse_args(arguments)
    if not (options.folder / RECORDS).is_file():
        print(f"no {options.folder / RECORDS}; set STANDOFF_DATA", file=sys.stderr)
        return 2
    records = list(read_records(options.folder / RECORDS))
    exchange = Exchange(options.folder, records)
    gold = [exchange.triples(record) for record in records]
    with TemporaryDirectory() as out:
        files = exchange.written(options.folder, Path(out))
        ours = [coded(record, files) for record in records]
    for line in figures(records, gold, ours):
        print(line)
    wrong = [x for x in zip(records, gold, ours, strict=True) if x[1] != x[2][1]]
    for record, right, (_, theirs) in wrong[: options.mistakes]:
        print(f"{record.name}: {record.text}\n  gold {_said(right)}\n  ours {_said(theirs)}")
    return 0


# -- records ---------------------------------------------------------------------------------


def read_records(file: Path) -> Iterator[Record]:
    """The records of a file, in order."""
    needs_both = True
    for found in _ITEM.finditer(file.read_text(encoding="utf-8")):
        if found["dyad"]:
            needs_both = found["dyad"].lower() == "true"
            continue
        about, body = dict(_VALUE.findall(found["about"])), _NOTE.sub("", found["body"])
        events = [dict(_VALUE.findall(said)) for said in _EVENT.findall(body)]
        yield Record(
            about.get("id", "?"), about.get("category", "?"),
            " ".join(unescape(body.partition("<Text>")[2].partition("</Text>")[0]).split()),
            _day(about.get("date", "")),
            frozenset((e["eventcode"], e["sourcecode"], e["targetcode"]) for e in events if "eventcode" in e),
            needs_both,
        )  # fmt: skip


def _day(digits: str) -> date | None:
    try:
        return datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None


# -- codes -----------------------------------------------------------------------------------


@cache
def _states() -> frozenset[str]:
    from standoff.ontology.tables import data, rows

    return frozenset(row["iso3"] for row in rows(data("states.tsv"))) | INTERNATIONAL


@cache
def _with_type() -> frozenset[str]:
    """CAMEO's codes that have a PLOVER type."""
    from standoff.ontology import plover
    from standoff.ontology.tables import data, rows

    codes = (row["code"] for row in rows(data("cameo.tsv")))
    return frozenset(code for code in codes if len(code) > 2 and plover.cameo(code).type)


def _rank(code: str) -> tuple[int, str]:
    """Spare codes of types that are done by one side to another first."""
    from standoff.ontology import plover

    kind = plover.cameo(code).type
    return (SPARE.index(kind) if kind in SPARE else len(SPARE)), code


def _letters(actors: Path) -> Iterator[str]:
    for code in _CODE.findall(actors.read_text(encoding="utf-8")):
        yield from (part.strip().upper()[:3] for part in code.split("/"))


def _prefixes(agents: Path) -> Iterator[str]:
    """Codes of agents that stand before an actor's."""
    for code in _CODE.findall(agents.read_text(encoding="utf-8")):
        if code.strip().endswith("~"):
            yield code.strip(" ~").upper()


def _own_names(actors: Path) -> Iterator[tuple[str, str]]:
    """Codes that are no state's on entries that name one, with that state's."""
    from standoff.ontology import load_actors

    table = load_actors()
    for name, code in _ENTRY.findall(actors.read_text(encoding="utf-8")):
        words = name.replace("_", " ").title().split()
        found = table.longest(words, 0)
        state = found[1][0].actor if found and found[0] == len(words) else ""
        if code not in _states() and state in _states():
            yield code, state


def _events(verbs: Path) -> Iterator[str]:
    for code in _CODE.findall(verbs.read_text(encoding="utf-8")):
        yield from code.strip().upper().split(":")


def _pairs(codes: set[str], known: frozenset[str], spare: Sequence[str]) -> dict[str, str]:
    """A spare code for each that is none of ours; ``---`` stays."""
    foreign = sorted(code for code in codes - known if code.isalnum())
    return dict(zip(foreign, spare, strict=False))


# -- coding ----------------------------------------------------------------------------------


def coded(
    record: Record, files: tuple[Path, Path, Path]
) -> tuple[frozenset[Triple], frozenset[Triple]]:
    """All triples of our coding of a record, and those of the dictionary's verbs."""
    from standoff import Job, read

    job = Job(actors=files[:2], lexicon=files[2:])
    events = read(record.text + "\n", date=record.day, job=job).events
    theirs = [event for event in events if _is_theirs(event, files[2])]
    return _triples(events, record.needs_both), _triples(theirs, record.needs_both)


def _is_theirs(event: Event, verbs: Path) -> bool:
    made = _MADE_BY.match(event.made_by)
    return made is not None and (int(made[2]), made[1]) in _rows(verbs)


@cache
def _rows(verbs: Path) -> frozenset[tuple[int, str]]:
    """Lines of the dictionary with the type that they give."""
    from standoff.ontology.petrarch_verbs import read_verbs

    found = ((row.line, row.meaning) for row in read_verbs(verbs).rows)
    return frozenset((line, str(m.type).lower()) for line, m in found if m is not None)


def _triples(events: Iterable[Event], needs_both: bool) -> frozenset[Triple]:
    found = set()
    for event in events:
        for one in event.source or (None,):
            for other in event.recipient or (None,):
                pair = _of(one), _of(other)
                for source, target in (pair, pair[::-1]) if event.reciprocal else (pair,):
                    if not needs_both or NOBODY not in pair:
                        found.add((event.cameo or "", source, target))
    return frozenset(found)


def _of(mention: Mention | None) -> Side:
    return (mention.actor.country or "", frozenset(mention.actor.sectors)) if mention else NOBODY


# -- figures ---------------------------------------------------------------------------------


def figures(
    records: Sequence[Record],
    gold: Sequence[frozenset[Triple]],
    ours: Sequence[tuple[frozenset[Triple], frozenset[Triple]]],
) -> Iterator[str]:
    """How many records are exactly right, and in which categories."""
    for n, name in enumerate(("all that we code", "acts of their verbs")):
        right = sum(g == o[n] for g, o in zip(gold, ours, strict=True))
        yield f"{name:<20} {right} of {len(records)} exactly right ({100 * right / len(records):.1f} %)"
    yield "peers                PETRARCH 74.3 %, UniversalPetrarch 63.0 %"
    of = Counter(record.category for record in records)
    got = Counter(r.category for r, g, o in zip(records, gold, ours, strict=True) if g == o[1])
    yield "their verbs, by category: " + ", ".join(f"{c} {got[c]}/{of[c]}" for c in sorted(of))
    for name, part in (("codes", 1), ("codes, source, target", 3)):
        hit = sum(len(_cut(g, part) & _cut(o[1], part)) for g, o in zip(gold, ours, strict=True))
        made = sum(len(_cut(o[1], part)) for o in ours)
        want = sum(len(_cut(g, part)) for g in gold)
        yield f"{name:<22} gold {want}, ours {made}, right {hit}"


def _cut(triples: Iterable[Triple], part: int) -> set[tuple[object, ...]]:
    return {t[:part] for t in triples}


def _said(triples: Iterable[Triple]) -> str:
    return "; ".join(
        sorted(" ".join((code, _name(one), _name(other))) for code, one, other in triples)
    )


def _name(side: Side) -> str:
    return (side[0] or "---") + "".join(sorted(side[1]))


if __name__ == "__main__":
    raise SystemExit(main())
