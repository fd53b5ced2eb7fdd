"""Ours beside people's agreement on CAMEO: ``python benchmarks/rater_agreement.py [FOLDER]``.

FOLDER holds ``round_N__summary.csv`` of CAMEO_ConfliBERT's training of coders (github.com/javierosorio): one sentence a
row, up to five raters in numbered columns, up to four actions each with a root of CAMEO; the default is its nine rounds
in ``STANDOFF_DATA``, 1 to 7 over one hundred sentences and 8 to 10 over another. They were coded again and again until
people agreed, so the last rounds over a hundred say what practice can reach; a number need not be the same person
throughout. A rater takes part in a round that has a code of theirs, with the sentences that they completed; relevant
without a code is not completed.

Agreement is the Jaccard index of the two sets of roots of a sentence, averaged over all rounds: over the sentences that
both coded ("both": do they mean the same act?), and over those that either coded ("either": the other's silence counts
0). Sentences that neither coded are left out. "others" are the other raters, "ours" the roots of our events; "all
raters" pools every sentence of every rater. It is given with all roots and without 01 and 02, speech that PLOVER, and
so our events, lacks.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.matching import jaccard  # noqa: E402

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
DEFAULT = DATA / "events/rater_agreement"
SPEECH = frozenset({1, 2})
Roots = frozenset[int]
Pair = tuple[Roots, Roots]
_CODE = re.compile(r"\d+-(\d+) ")  # "4-17 Coerce": the class of five, then the root
_COLUMN = re.compile(r"Action\d+_CAMEO_(\d+)")
_ROUND = re.compile(r"round_(\d+)__summary")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a round, and the roots of each rater who completed it."""

    round: int
    text: str
    raters: Mapping[str, Roots]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    options = parser.parse_args(arguments)
    rows = read_rounds(options.folder)
    if not rows:
        print(
            f"no round_N__summary.csv in {options.folder}; set STANDOFF_DATA (benchmarks/README.md)",
            file=sys.stderr,
        )
        return 2
    ours = {text: coded(text) for text in dict.fromkeys(row.text for row in rows)}
    silent = sum(not roots for roots in ours.values())
    print(
        f"{len(ours)} sentences, {len({r.round for r in rows})} rounds; without an event of ours {silent}"
    )
    for name, left_out in (("all roots", frozenset[int]()), ("without 01 and 02", SPEECH)):
        for line in table(name, rows, ours, left_out):
            print(line)
    return 0


def read_rounds(folder: Path) -> list[Row]:
    """The rows of all rounds of a folder, in order; none where there is no such file."""
    found = ((_ROUND.fullmatch(file.stem), file) for file in folder.glob("*.csv"))
    files = sorted((int(name[1]), file) for name, file in found if name)
    return [row for number, file in files for row in _read(number, file)]


def _read(number: int, file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        cells = list(csv.DictReader(handle))
    columns = [(c, name[1]) for c in (cells[0] if cells else ()) if (name := _COLUMN.fullmatch(c))]
    raters = sorted({rater for column, rater in columns if any(row[column] for row in cells)})
    for row in cells:
        roots = {
            rater: frozenset(root for c, who in columns if who == rater for root in _roots(row[c]))
            for rater in raters
        }
        complete = {rater: each for rater, each in roots.items() if _complete(row, rater, each)}
        yield Row(number, " ".join(row["sentences"].split()), complete)


def _roots(cell: str) -> Iterator[int]:
    found = _CODE.match(cell)
    if found:
        yield int(found[1])


def _complete(row: Mapping[str, str], rater: str, roots: Roots) -> bool:
    done = row[f"anncomplete_{rater}"].lower() == "true"
    return done and (bool(roots) or row[f"1_Relevant_{rater}"].lower() != "true")


def coded(text: str) -> Roots:
    """The roots of our events of a sentence."""
    from standoff import read

    return frozenset(int(e.cameo[:2]) for e in read(text + "\n").events if e.cameo)


def agreement(pairs: Iterable[Pair]) -> tuple[float, float]:
    """Mean Jaccard index, in percent, where both and where either has a root; 0 where there is none."""
    some = [(bool(one) and bool(other), jaccard(one, other)) for one, other in pairs if one | other]
    both = [value for coded_by_both, value in some if coded_by_both]
    return _mean(both), _mean([value for _, value in some])


def _mean(values: Sequence[float]) -> float:
    return 100 * sum(values) / len(values) if values else 0.0


def with_others(rows: Iterable[Row], raters: Iterable[str], left_out: Roots) -> list[Pair]:
    """(a rater's roots, another's) of every sentence that two completed."""
    wanted = set(raters)
    return [
        (roots - left_out, others - left_out)
        for row in rows
        for rater, roots in row.raters.items()
        for other, others in row.raters.items()
        if rater in wanted and other != rater
    ]


def with_ours(
    rows: Iterable[Row], raters: Iterable[str], ours: Mapping[str, Roots], left_out: Roots
) -> list[Pair]:
    """(a rater's roots, ours) of every sentence."""
    wanted = set(raters)
    return [
        (roots - left_out, ours[row.text] - left_out)
        for row in rows
        for rater, roots in row.raters.items()
        if rater in wanted
    ]


def table(
    name: str, rows: Sequence[Row], ours: Mapping[str, Roots], left_out: Roots
) -> Iterator[str]:
    """The lines of one table: a rater each, all raters, then all raters of each round."""
    raters = sorted({rater for row in rows for rater in row.raters})
    parts = [(f"rater {rater}", rows, [rater]) for rater in raters]
    parts.append(("all raters", rows, raters))
    for number in sorted({row.round for row in rows}):
        parts.append((f"round {number}", [r for r in rows if r.round == number], raters))
    yield f"\n{name:<20}both: others  ours   either: others  ours   sentences"
    for part, some, wanted in parts:
        people = agreement(with_others(some, wanted, left_out))
        pairs = with_ours(some, wanted, ours, left_out)
        yield _line(part, people, agreement(pairs), len(pairs))


def _line(name: str, people: tuple[float, float], ours: tuple[float, float], count: int) -> str:
    return f"{name:<20}{people[0]:12.1f}{ours[0]:6.1f}{people[1]:16.1f}{ours[1]:6.1f}{count:12}"


if __name__ == "__main__":
    raise SystemExit(main())
