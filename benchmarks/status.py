"""Whether it happened: ``python benchmarks/status.py [--wikinews]``.

Prints how far two independent readers agree on the status of the events of our gold (share, Cohen's kappa, and the
pairs that they disagree on), and how the coder does on the events that it finds: precision, recall and F per status,
their mean (macro F over the seven statuses), and the accuracy of "reported or ongoing" against the rest, for the
development and the test articles. The second reading is ``tests/gold/second_pass/status.json``: for each article the
statuses of its events, in the order of the gold.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.gold import TREEBANK, Scored, own, wikinews  # noqa: E402
from benchmarks.marks import gold_events, predicted_events  # noqa: E402
from benchmarks.matching import match_events  # noqa: E402
from benchmarks.wikinews import golds  # noqa: E402
from tests.gold import FOLDER, load_gold, names  # noqa: E402

from standoff.types import STATUSES  # noqa: E402

SECOND = FOLDER / "second_pass" / "status.json"
HAPPENING = {"reported", "ongoing"}
Pairs = Counter[tuple[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wikinews", action="store_true", help="our gold over Wikinews, too")
    options = parser.parse_args(arguments)
    show_agreement(agreement(options.wikinews))
    scored = [*own(), *(wikinews() if options.wikinews else ())]
    for part in ("dev", "test"):
        show_coder(part, coder(s for s in scored if s.part == part))
    return 0


def agreement(with_wikinews: bool) -> Pairs:
    """(first reader, second reader) of every event."""
    second = json.loads(SECOND.read_text(encoding="utf-8"))
    read = [(name, load_gold(name)) for name in names()]
    if with_wikinews:
        read += [(f"wikinews-{gold.article}", gold) for _, gold, _ in golds(TREEBANK)]
    pairs: Pairs = Counter()
    for name, gold in read:
        if gold.events:
            pairs.update(zip((e.status for e in gold.events), second[name], strict=True))
    return pairs


def coder(scored: Iterable[Scored]) -> Pairs:
    """(gold, ours) of every event that the coder finds."""
    matched = (
        match_events(gold_events(s.gold), predicted_events(s.coding)) for s in scored
    )  # fmt: skip
    return Counter((g.status, p.status) for pairs in matched for g, p in pairs)


def kappa(pairs: Pairs) -> float:
    """Cohen's kappa."""
    total = pairs.total()
    first, second = (Counter[str](), Counter[str]())
    for (a, b), n in pairs.items():
        first[a] += n
        second[b] += n
    chance = sum(first[s] * second[s] for s in STATUSES) / total**2
    return (_same(pairs) - chance) / (1 - chance)


def _same(pairs: Pairs) -> float:
    return sum(n for (a, b), n in pairs.items() if a == b) / pairs.total()


def happening(pairs: Pairs) -> float:
    """Share of events whose readers agree on "reported or ongoing" against the rest."""
    agreed = (n for (a, b), n in pairs.items() if (a in HAPPENING) == (b in HAPPENING))
    return sum(agreed) / pairs.total()


def rates(pairs: Pairs, status: str) -> tuple[float, float, float]:
    """Precision, recall and F of one status; zeros where there is nothing."""
    right = pairs[status, status]
    gold = sum(n for (a, _), n in pairs.items() if a == status)
    ours = sum(n for (_, b), n in pairs.items() if b == status)
    return right / (ours or 1), right / (gold or 1), 2 * right / ((gold + ours) or 1)


def show_agreement(pairs: Pairs) -> None:
    print(f"two readers, {pairs.total()} events: {100 * _same(pairs):.1f} % agree, kappa {kappa(pairs):.3f},"
          f" happening or not {100 * happening(pairs):.1f} %")  # fmt: skip
    apart = ((n, a, b) for (a, b), n in pairs.items() if a != b)
    for n, a, b in sorted(apart, reverse=True)[:5]:
        print(f"  {n:4} {a} / {b}")


def show_coder(part: str, pairs: Pairs) -> None:
    print(f"\n{part.upper()}, {pairs.total()} events found{'P':>12}{'R':>7}{'F':>7}{'gold':>7}")
    for status in STATUSES:
        figures = "".join(f"{100 * rate:7.1f}" for rate in rates(pairs, status))
        gold = sum(n for (a, _), n in pairs.items() if a == status)
        print(f"{status:<27}{figures}{gold:7}")
    macro = sum(rates(pairs, status)[2] for status in STATUSES) / len(STATUSES)
    print(f"macro F {100 * macro:.1f} (goal 80); right {100 * _same(pairs):.1f};"
          f" happening or not {100 * happening(pairs):.1f} (goal 92)")  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
