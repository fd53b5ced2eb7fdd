"""Events of UniversalPetrarch's validation records: ``python benchmarks/universal_petrarch.py [FILE] [--mistakes N]``.

FILE holds records of PETRARCH's validation format (a sentence with its date, the CAMEO code, source and target of each
event, or that there is none); the default is UniversalPetrarch's 78 in ``STANDOFF_DATA``. Compared are sets of triples
per record: CAMEO's root, the country of the source, that of the target (``---`` where an actor has none); an act of
ours that both sides do together counts in both directions, one that several do together ("X, Y and Z met") between
every two, as the records write it.

Two rules of that tradition are no matter of reading, so it is counted once as we code and once by them: an act told
in the phrase of another is none ("jailed a student for helping militants" is one act), and CAMEO has codes where PLOVER
has a status: an act of cooperation that is only wanted is an intention (03), one that is not done a refusal (12), a
material conflict that is only wanted a threat (13). What is announced ("will supply") is coded as done there, too.

The gold began as PETRARCH2's output: Canada's sanctions on Russia are no event there, a claim is coded for the act
that it claims, the place of a meeting is its target, Congress and whoever else its dictionaries do not know is nobody.
It says how far we are from that tradition rather than how well we read. ``--actors`` and ``--lexicon`` take
dictionaries of PETRARCH's, which the folder does not have. Peers, with theirs and finer codes: UniversalPetrarch 76.5,
PETRARCH2 74.8 (DESIGN).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.figures import f1  # noqa: E402

if TYPE_CHECKING:
    from standoff.types import Event, Mention

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
DEFAULT = DATA / "events/universal_petrarch/PETR2_GSR_validation.xml"
NOBODY = "---"
INTENTION, REFUSAL, THREAT = "03", "12", "13"
Triple = tuple[str, str, str]
_RECORD = re.compile(
    r"<Sentence (?P<about>[^>]*)/?>(?P<events>.*?)<Text>(?P<text>.*?)</Text>", re.DOTALL
)
_VALUE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence, its day, and the triples that its events make."""

    name: str
    text: str
    day: date | None
    triples: frozenset[Triple]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument(
        "--actors", action="append", default=[], type=Path, help="as of ``standoff``"
    )
    parser.add_argument(
        "--lexicon", action="append", default=[], type=Path, help="as of ``standoff``"
    )
    parser.add_argument("--mistakes", type=int, default=0, help="show so many records that differ")
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        print(f"no {options.file}; set STANDOFF_DATA", file=sys.stderr)
        return 2
    records = list(read_records(options.file))
    events = [coded(record, options.actors, options.lexicon) for record in records]
    ours = [triples(found) for found in events]
    theirs = [triples(_outermost(found), by_status=True) for found in events]
    for name, made in (("as we code", ours), ("counted as they count", theirs)):
        print(name)
        for line in figures(records, made):
            print(line)
    differing = [(r, o) for r, o in zip(records, theirs, strict=True) if r.triples != o]
    for record, found in differing[: options.mistakes]:
        print(
            f"{record.name}: {record.text}\n  gold {sorted(record.triples)}\n  ours {sorted(found)}"
        )
    return 0


def read_records(file: Path) -> Iterator[Record]:
    """The records of a file, in order."""
    from standoff.ontology import load_actors

    states = set(load_actors().entities)
    for found in _RECORD.finditer(file.read_text(encoding="utf-8")):
        about = dict(_VALUE.findall(found["about"]))
        events = [
            dict(_VALUE.findall(e)) for e in re.findall(r"<EventCoding[^>]*>", found["events"])
        ]
        triples = frozenset(
            (e["eventcode"][:2], _country(e.get("sourcecode", ""), states), _country(e.get("targetcode", ""), states))
            for e in events if "eventcode" in e
        )  # fmt: skip
        yield Record(
            about.get("id", "?"),
            " ".join(found["text"].split()),
            _day(about.get("date", "")),
            triples,
        )


def _day(digits: str) -> date | None:
    """``20080804`` or ``080804``; None for what is no day."""
    try:
        return datetime.strptime(digits, "%Y%m%d" if len(digits) == 8 else "%y%m%d").date()
    except ValueError:
        return None


def _country(code: str, states: set[str]) -> str:
    return code[:3] if code[:3] in states else NOBODY


def coded(record: Record, actors: Sequence[Path], lexicon: Sequence[Path]) -> tuple[Event, ...]:
    """Our events of a record."""
    from standoff import Job, read

    job = Job(actors=tuple(actors), lexicon=tuple(lexicon))
    return read(record.text + "\n", date=record.day, job=job).events if record.text else ()


def _outermost(events: Sequence[Event]) -> list[Event]:
    """Those that are not told in the phrase of another, behind its trigger."""
    return [e for e in events if not any(_is_inside(e, other) for other in events)]


def _is_inside(event: Event, other: Event) -> bool:
    return other.trigger.start < event.trigger.start < other.span.end


def triples(events: Iterable[Event], *, by_status: bool = False) -> frozenset[Triple]:
    """The triples of some events, their roots with what CAMEO's say of the status."""
    found = ((_root(e) if by_status else (e.cameo or "")[:2], e) for e in events)
    return frozenset(triple for root, event in found for triple in _triples(root, event))


def _root(event: Event) -> str:
    cooperation = event.quad.endswith("cooperation")
    if event.status == "negated" and cooperation:
        return REFUSAL
    if event.status == "hypothetical" and event.source:
        if cooperation:
            return INTENTION
        if event.quad.startswith("material"):
            return THREAT
    return (event.cameo or "")[:2]


def _triples(root: str, event: Event) -> Iterator[Triple]:
    for one in event.source or (None,):
        for other in event.recipient or (None,):
            yield root, _of(one), _of(other)
            if event.reciprocal:
                yield root, _of(other), _of(one)
    if _is_of_all(event):
        yield from ((root, _of(a), _of(b)) for a, b in permutations(event.recipient, 2))


def _is_of_all(event: Event) -> bool:
    """ "X, Y and Z met": an act that all do together, as all of them stand on one side of its word."""
    ends = [m.span.end <= event.trigger.start for m in (*event.source, *event.recipient)]
    return event.reciprocal and (all(ends) or not any(ends))


def _of(mention: Mention | None) -> str:
    from standoff.types import INTERNATIONAL

    country = mention.actor.country if mention else None
    return NOBODY if country is None or country in INTERNATIONAL else country


def figures(records: Sequence[Record], ours: Sequence[frozenset[Triple]]) -> Iterator[str]:
    """The table: triples, roots alone, and how much is made of the records."""
    for name, part in (("root, source, target", 3), ("root alone", 1)):
        pairs = [
            ({t[:part] for t in r.triples}, {t[:part] for t in o})
            for r, o in zip(records, ours, strict=True)
        ]
        right = sum(len(g & o) for g, o in pairs)
        gold, made = (sum(len(pair[n]) for pair in pairs) for n in (0, 1))
        yield (
            f"{name:<22} P {100 * right / max(made, 1):5.1f}  R {100 * right / max(gold, 1):5.1f}  "
            f"F {f1(right, gold, made):5.1f}   gold {gold}, ours {made}"
        )
    none = [o for r, o in zip(records, ours, strict=True) if not r.triples]
    yield f"{len(records)} records; {sum(map(bool, none))} of {len(none)} without an event are coded"


if __name__ == "__main__":
    raise SystemExit(main())
