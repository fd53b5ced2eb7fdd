"""One act in many articles: ``python benchmarks/occurrences.py [--test] [--mistakes]``.

Our own set (``gold/occurrences.jsonl``): short articles in clusters with wire copies, rewritings, follow-ups that
retell, and hard negatives (two strikes on one day, the mirror act, rounds of talks). Gold mentions are matched to the
coder's events by trigger; what the coder does not find stands alone. Prints how many mentions are found, and of the
chains over all gold mentions and over those that are found B3 (Bagga and Baldwin 1998), CEAF-e (Luo 2005) and the
pairs of mentions in two articles that are joined rightly. The development half by default; nobody tunes on the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.chains import b_cubed, ceaf_e  # noqa: E402
from benchmarks.figures import f1  # noqa: E402

if TYPE_CHECKING:
    from standoff.types import Coding

GOLD = Path(__file__).parent / "gold" / "occurrences.jsonl"
Chains = list[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Article:
    """A short article, what we make of it, and its gold: occurrence by mention, event id by found mention."""

    name: str
    coding: Coding
    gold: dict[str, str]
    found: dict[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--test", action="store_true", help="the half nobody tunes on")
    parser.add_argument("--mistakes", action="store_true", help="show pairs that went wrong")
    options = parser.parse_args(arguments)
    from standoff.discourse import join_acts

    articles = load("test" if options.test else "dev")
    groups = [set(o.events) for o in join_acts(a.coding for a in articles)]
    ours = {e: n for n, group in enumerate(groups) for e in group}
    gold = {m: o for a in articles for m, o in a.gold.items()}
    events = {m: e for a in articles for m, e in a.found.items()}
    print(f"articles {len(articles)}, mentions {len(gold)}, occurrences {len(set(gold.values()))},"
          f" mentions found {100 * len(events) / len(gold):.1f} %")  # fmt: skip
    labels: dict[str, Hashable] = {m: ours[events[m]] if m in events else m for m in gold}
    show("all mentions", gold, labels)
    show("found mentions", {m: gold[m] for m in events}, {m: labels[m] for m in events})
    if options.mistakes:
        mistakes(articles, gold, labels)
    return 0


def load(part: str) -> list[Article]:
    """The articles of a part, coded as a user would have them coded."""
    rows = (json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())
    return [_article(row) for row in rows if row["part"] == part]


def _article(row: dict[str, Any]) -> Article:
    from standoff.pipeline import read

    coding = read(
        row["text"] + "\n", date=row["published"], source=row["source"], title=row["title"]
    )
    gold, found = {}, {}
    for number, mention in enumerate(row["events"]):
        name = f"{row['id']}:{number}"
        gold[name] = mention["occurrence"]
        start, end = place(coding.document.text, mention["trigger"])
        same = (e for e in coding.events if e.trigger.start < end and start < e.trigger.end)
        event = next((e for e in same if e.type == mention["type"]), None)
        if event is not None and event.id not in found.values():
            found[name] = event.id
    return Article(row["id"], coding, gold, found)


def place(text: str, trigger: str) -> tuple[int, int]:
    """Where a trigger stands; ``word#2`` is the second place."""
    word, mark, number = trigger.partition("#")
    at = -1
    for _ in range(int(number) if mark else 1):
        at = text.index(word, at + 1)
    return at, at + len(word)


def chains(labels: dict[str, Hashable]) -> Chains:
    """Sets of mentions with one label."""
    out: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, label in labels.items():
        out[label].add(mention)
    return [frozenset(chain) for chain in out.values()]


def joined(labels: dict[str, Hashable]) -> set[tuple[str, str]]:
    """Pairs of mentions of two articles with one label."""
    return {
        (a, b) for chain in chains(labels) for a, b in combinations(sorted(map(str, chain)), 2)
        if a.partition(":")[0] != b.partition(":")[0]
    }  # fmt: skip


def show(name: str, gold: dict[str, str], ours: dict[str, Hashable]) -> None:
    true, found = chains(dict(gold)), chains(ours)
    recall, precision = b_cubed(true, found), b_cubed(found, true)
    right, wanted, made = _pairs(gold, ours)
    print(f"{name:<16} B3 P {100 * precision:.1f} R {100 * recall:.1f}"
          f" F {200 * precision * recall / (precision + recall):.1f}  CEAF-e F {100 * ceaf_e(true, found):.1f}"
          f"  pairs P {100 * right / max(made, 1):.1f} R {100 * right / max(wanted, 1):.1f}"
          f" F {f1(right, wanted, made):.1f}")  # fmt: skip


def _pairs(gold: dict[str, str], ours: dict[str, Hashable]) -> tuple[int, int, int]:
    wanted, made = joined(dict(gold)), joined(ours)
    return len(wanted & made), len(wanted), len(made)


def mistakes(articles: Iterable[Article], gold: dict[str, str], ours: dict[str, Hashable]) -> None:
    """Pairs of found mentions that are missed or joined in vain."""
    clause = {
        m: (a.coding.document.published, a.coding.document.text[e.span.start : e.span.end])
        for a in articles for m, id_ in a.found.items() for e in a.coding.events if e.id == id_
    }  # fmt: skip
    wanted, made = joined(dict(gold)), joined(ours)
    for name, wrong in (("missed", wanted - made), ("in vain", made - wanted)):
        for a, b in sorted(wrong):
            if a in clause and b in clause:
                print(f"\n{name} {gold[a]} / {gold[b]}\n  {clause[a]}\n  {clause[b]}")


if __name__ == "__main__":
    raise SystemExit(main())
