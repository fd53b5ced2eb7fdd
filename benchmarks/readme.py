"""Rewrite the figures in README.md from a run: ``python benchmarks/gold.py --json F && python benchmarks/readme.py F``.

No figure in the README is typed by hand: the block between ``<!-- figures -->`` and ``<!-- /figures -->``
is made here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"
OPEN, CLOSE = "<!-- figures -->", "<!-- /figures -->"
ROWS = (
    ("statements found (content overlap ≥ .5)", "statements"),
    ("… speaker resolved to the right actor", "speaker"),
    ("… sourcing class right", "sourcing"),
    ("… kind of source right (seven kinds)", "source type"),
    ("… channel right, or rightly none", "channel"),
    ("… addressees right, or rightly none", "addressees"),
    ("… targets right, or rightly none", "targets"),
    ("channel named", "channel named"),
    ("addressees named", "addressees named"),
    ("targets named", "targets named"),
    ("venue named", "venue named"),
    ("day of speaking named", "date named"),
    ("events found (trigger and PLOVER type)", "events"),
    ("… with both actors right", "events, both actors"),
    ("… with both actors and status right", "events, actors, status"),
    ("status right, of matched events", "status"),
    ("tellings joined to occurrences (B3)", "occurrences"),
)


def table(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    """The table of figures, in Markdown."""
    lines = ["| on our own gold | dev | test |", "|---|---|---|"]
    for label, name in ROWS:
        cells = " | ".join(_cell(figures[part][name]) for part in ("dev", "test"))
        lines.append(f"| {label} | {cells} |")
    return "\n".join(lines)


def _cell(figure: dict[str, float]) -> str:
    if "f" in figure:
        return f"F {100 * figure['f']:.1f} (P {100 * figure['precision']:.1f}, R {100 * figure['recall']:.1f})"
    return f"{100 * figure['accuracy']:.1f} % of {figure['of']:.0f}"


def rewrite(text: str, block: str) -> str:
    """The README's text with another block of figures."""
    head, rest = text.split(OPEN, 1)
    return f"{head}{OPEN}\n{block}\n{CLOSE}{rest.split(CLOSE, 1)[1]}"


def main() -> int:
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    README.write_text(rewrite(README.read_text(encoding="utf-8"), table(figures)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
