"""Figures of Standoff on its own gold: ``python benchmarks/gold.py [--wikinews] [--mistakes] [--floors]``.

Codes the articles that have gold and prints one table for DEV, one for TEST and one for both. ``--wikinews`` takes
our gold over Wikinews instead, whose texts lie in ``STANDOFF_DATA``. ``--json`` writes the same figures;
``--mistakes`` lists what was missed and what was marked in vain, of DEV articles only: nobody tunes on TEST.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.floors import falls, raise_floors  # noqa: E402
from benchmarks.mistakes import mistakes  # noqa: E402
from benchmarks.scorer import Counts, Figure, add, figures, tally  # noqa: E402
from benchmarks.wikinews import golds  # noqa: E402
from tests.gold import Gold, article, load_gold, names, part  # noqa: E402

if TYPE_CHECKING:
    from standoff.types import Coding

PARTS = ("dev", "test", "all")
TREEBANK = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data")) / "treebank/gum"


@dataclass(frozen=True, slots=True)
class Scored:
    """An article of one part, its gold and what we make of it."""

    part: str
    gold: Gold
    coding: Coding


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        scored = list(wikinews() if options.wikinews else own())
    except (OSError, ValueError) as error:
        print(f"{error}; set STANDOFF_DATA (benchmarks/README.md)", file=sys.stderr)
        return 2
    found = figures_by_part(scored)
    for name in PARTS:
        show(name, found[name])
    if options.mistakes:
        for article_ in scored:
            if article_.part == "dev":
                print("\n".join(mistakes(article_.gold, article_.coding)))
    if options.raise_floors:
        raise_floors(found)
    if options.floors:
        return report(list(falls(found)))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def own() -> Iterator[Scored]:
    """The articles of our own, coded as a user would, from their files."""
    from standoff.pipeline import read

    for name in names():
        gold = load_gold(name)
        coding = read(article(name))
        if coding.document.text != gold.text:
            raise SystemExit(f"{name}: the text that was read is not the text of its gold")
        yield Scored(part(name), gold, coding)


def wikinews() -> Iterator[Scored]:
    """Our gold over Wikinews."""
    from standoff.pipeline import read

    for where, gold, published in golds(TREEBANK):
        yield Scored(where, gold, read(gold.text, date=published))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wikinews", action="store_true", help="our gold over Wikinews instead")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--floors", action="store_true", help="fail if a pinned figure has fallen")
    parser.add_argument("--raise-floors", action="store_true", help="pin today's figures")
    parser.add_argument("--mistakes", action="store_true", help="list the mistakes made on DEV")
    options = parser.parse_args(arguments)
    if options.wikinews and (options.floors or options.raise_floors):
        parser.error("floors are those of our own articles")
    return options


def report(fallen: list[str]) -> int:
    """Say which figures fell; the exit code says whether any did."""
    print("\n".join(fallen) or "\nEvery pinned figure is at its floor or above.")
    return 1 if fallen else 0


def figures_by_part(scored: Sequence[Scored]) -> dict[str, dict[str, Figure]]:
    """Sum the counts of the articles of each part and give the figures of the sums."""
    counts: dict[str, list[Counts]] = {name: [] for name in PARTS}
    for item in scored:
        counts[item.part].append(tally(item.gold, item.coding))
    counts["all"] = [*counts["dev"], *counts["test"]]
    return {
        name: {key: _round(figure) for key, figure in figures(add(some)).items()}
        for name, some in counts.items()
    }


def _round(figure: Figure) -> Figure:
    return {name: round(value, 4) for name, value in figure.items()}


def show(name_of_part: str, found: dict[str, Figure]) -> None:
    """Print one part's figures as plain text columns: found marks first, then judged fields."""
    print(f"\n{name_of_part.upper():<30}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}{'ours':>7}")
    for name, f in _of_kind(found, "f"):
        rates = "".join(f"{100 * f[key]:7.1f}" for key in ("precision", "recall", "f"))
        print(f"{name:<30}{rates}{f['gold']:7.0f}{f['predicted']:7.0f}")
    print(f"{'of matched marks':<30}{'right':>7}{'of':>7}")
    for name, f in _of_kind(found, "accuracy"):
        print(f"{name:<30}{100 * f['accuracy']:7.1f}{f['of']:7.0f}")


def _of_kind(found: dict[str, Figure], key: str) -> Iterator[tuple[str, Figure]]:
    return ((name, figure) for name, figure in found.items() if key in figure)


if __name__ == "__main__":
    raise SystemExit(main())
