"""A record of a million events: ``python benchmarks/record.py [--events 1000000] [--keep FILE]``.

Events are drawn: sides by Zipf's law over all states of the table, so that the busiest dyad has some hundredth of all
and most have few; types evenly; days over ten years; three words each of a vocabulary by that law. They are imported
as rows, as ICEWS would be. Then 100 questions of each kind, sides and words drawn as the events are, so that busy ones
come often. Prints rows a second of the import, the size of the file, and the median, 95th percentile and maximum in
milliseconds of each question, and of SQLite's bare count of all events as a yardstick for the machine.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

if TYPE_CHECKING:
    from standoff.record import Record
    from standoff.types import EventRow

_FIRST, _DAYS = date(2015, 1, 1), 3650
_VOCABULARY = 5000
_QUESTIONS = 100


class Draw:
    """Draws by Zipf's law from lists that are made once."""

    def __init__(self, seed: int) -> None:
        from standoff.ontology.actors import load_actors

        self.chance = random.Random(seed)
        entities = load_actors().entities
        self.states = sorted(id for id, entity in entities.items() if entity.kind == "state")
        self.words = [f"word{n}" for n in range(_VOCABULARY)]
        self._weights = {
            n: list(accumulate(1 / (k + 1) for k in range(n)))
            for n in (len(self.states), _VOCABULARY)
        }

    def some(self, values: list[str], count: int) -> list[str]:
        """Values, the first ones often."""
        return self.chance.choices(values, cum_weights=self._weights[len(values)], k=count)

    def pair(self) -> tuple[str, str]:
        """Two sides."""
        a, b = self.some(self.states, 2)
        return (a, b) if a != b else self.pair()

    def day(self) -> date:
        """A day."""
        return _FIRST + timedelta(days=self.chance.randrange(_DAYS))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument(
        "--keep", type=Path, help="make the record here, or use the one that is here"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "million.db"
        if not path.exists():
            fill(path, options.events)
        return ask(path)


def fill(path: Path, events: int) -> None:
    from standoff.record import Record
    from standoff.types import Run

    with Record.open(path, write=True) as record:
        now = datetime.now(UTC)
        run = record.begin(
            Run(command="benchmark", started=now, code="", model="", ontology="", settings="{}")
        )
        started = time.perf_counter()
        record.put_rows(rows(Draw(7), events), run)
        seconds = time.perf_counter() - started
    print(
        f"{events:,} events imported, {events / seconds:,.0f} rows a second, {path.stat().st_size / 1e6:,.0f} MB"
    )


def rows(draw: Draw, events: int) -> Iterator[EventRow]:
    from standoff.ontology import plover
    from standoff.types import STATUSES, EventRow, Party

    types = plover.event_types()
    for n in range(events):
        (a, b), day, kind = draw.pair(), draw.day(), draw.chance.choice(types)
        yield EventRow(
            dataset="drawn", id=str(n), start=day, end=day, source=(Party(name=a, country=a, id=a, sectors=("GOV",)),),
            recipient=(Party(name=b, country=b, id=b),), type=kind.name, quad=kind.quad, intensity=kind.score,
            status=draw.chance.choice(STATUSES), text=" ".join(draw.some(draw.words, 3)),
            publisher=f"outlet {draw.chance.randrange(50)}",
        )  # fmt: skip


def ask(path: Path) -> int:
    from standoff.record import Record

    with Record.open(path) as record:
        slow = 0
        for name, question in questions(record, Draw(8)).items():
            times = sorted(timed(question) for _ in range(_QUESTIONS))
            middle, late, last = times[len(times) // 2], times[int(0.95 * len(times))], times[-1]
            print(
                f"{name:<32} median {middle:6.1f} ms, 95 % {late:6.1f} ms, at most {last:6.1f} ms"
            )
            slow += late > 300
    return 1 if slow else 0


def questions(record: Record, draw: Draw) -> dict[str, Callable[[], object]]:
    from standoff.record import Filter, actors, dyad, search

    def year() -> Filter:
        return Filter(since=(day := draw.day()), until=day + timedelta(days=365))

    return {
        "bare count of all events": lambda: record.db.execute(
            "SELECT count(*) FROM events"
        ).fetchone(),
        "view of a dyad, weeks and acts": lambda: dyad(record, *draw.pair()),
        "the same of one type": lambda: dyad(record, *draw.pair(), Filter(type=("THREATEN",))),
        "search: one word": lambda: search(record, Filter(words=draw.some(draw.words, 1)[0])),
        "search: two words": lambda: search(
            record, Filter(words=" ".join(draw.some(draw.words, 2)))
        ),
        "search: a word of a dyad": lambda: search(
            record, Filter(words=draw.some(draw.words, 1)[0], dyad=draw.pair())
        ),
        "search: an actor": lambda: search(record, Filter(actor=tuple(draw.some(draw.states, 1)))),
        "search: a type in a year": lambda: search(
            record,
            Filter(
                type=("REJECT",),
                status=("alleged",),
                since=(day := draw.day()),
                until=day + timedelta(365),
            ),
        ),
        "actors of a year": lambda: actors(record, year()),
    }


def timed(question: Callable[[], object]) -> float:
    """Milliseconds that an answer takes."""
    started = time.perf_counter()
    question()
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    sys.exit(main())
