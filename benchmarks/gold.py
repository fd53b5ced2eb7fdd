"""Figures of Standoff on its own gold: ``python benchmarks/gold.py [--json FILE] [--mistakes] [--floors]``.

Codes the bundled articles, and those of which only the statements are marked, and prints one table for DEV, one for
TEST and one for both. ``--json`` writes the same figures for the floors that the tests hold; ``--mistakes`` lists
what was missed and what was marked in vain, of DEV articles only: nobody tunes on TEST.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.floors import falls, raise_floors  # noqa: E402
from benchmarks.mistakes import mistakes  # noqa: E402
from benchmarks.scorer import Counts, Figure, add, figures, tally  # noqa: E402
from tests.gold import Gold, article, load_gold, names, part  # noqa: E402

if TYPE_CHECKING:
    from standoff.types import Coding

PARTS = ("dev", "test", "all")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    scored = [(gold, code(gold)) for gold in map(load_gold, names())]
    found = figures_by_part({gold.article: tally(gold, coding) for gold, coding in scored})
    for part in PARTS:
        show(part, found[part])
    if options.mistakes:
        for gold, coding in scored:
            if part(gold.article) == "dev":
                print("\n".join(mistakes(gold, coding)))
    if options.raise_floors:
        raise_floors(found)
    if options.floors:
        return report(list(falls(found)))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--floors", action="store_true", help="fail if a pinned figure has fallen")
    parser.add_argument("--raise-floors", action="store_true", help="pin today's figures")
    parser.add_argument("--mistakes", action="store_true", help="list the mistakes made on DEV")
    return parser.parse_args(arguments)


def report(fallen: list[str]) -> int:
    """Say which figures fell; the exit code says whether any did."""
    print("\n".join(fallen) or "\nEvery pinned figure is at its floor or above.")
    return 1 if fallen else 0


def code(gold: Gold) -> Coding:
    """Code the gold's article as a user would, from its file."""
    from standoff.pipeline import read

    coding = read(article(gold.article))
    if coding.document.text != gold.text:
        raise SystemExit(f"{gold.article}: the text that was read is not the text of its gold")
    return coding


def figures_by_part(counts: dict[str, Counts]) -> dict[str, dict[str, Figure]]:
    """Sum the counts of the articles of each part and give the figures of the sums."""
    test = [counts[name] for name in counts if part(name) == "test"]
    dev = [counts[name] for name in counts if part(name) == "dev"]
    sums = zip(PARTS, (dev, test, [*dev, *test]), strict=True)
    return {part: {name: _round(f) for name, f in figures(add(s)).items()} for part, s in sums}


def _round(figure: Figure) -> Figure:
    return {name: round(value, 4) for name, value in figure.items()}


def show(part: str, found: dict[str, Figure]) -> None:
    """Print one part's figures as plain text columns: found marks first, then judged fields."""
    print(f"\n{part.upper():<30}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}{'ours':>7}")
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
