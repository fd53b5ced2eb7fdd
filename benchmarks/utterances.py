"""One utterance in many articles: ``python benchmarks/utterances.py [--test] [--mistakes]``.

``benchmarks/gold/utterances.jsonl`` (our own writing) holds utterances in three to six renderings each (whole and
partial quotations, paraphrases, other translations, headlines) and hard negatives (same speaker and topic, another
sentence or occasion; another speaker with the same words). Every text is coded as a user would code it, and all
of them are joined together. Two texts count as joined if statements of theirs are. Printed: precision, recall and F
over pairs of texts, B3, and the number of texts in which no statement was found. No peer does this. The development
half by default.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.chains import b_cubed  # noqa: E402
from benchmarks.figures import f1  # noqa: E402

from standoff.types import Coding  # noqa: E402

GOLD = Path(__file__).parent / "gold" / "utterances.jsonl"
Pairs = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Text:
    """One rendering as an article would have it."""

    article: str
    utterance: str
    outlet: str
    published: str
    text: str


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--test", action="store_true", help="the half nobody tunes on")
    parser.add_argument("--mistakes", action="store_true", help="show pairs that went wrong")
    options = parser.parse_args(arguments)
    from standoff.discourse import join

    texts = load("test" if options.test else "dev")
    codings = {t.article: coded(t) for t in texts}
    home = {s.id: article for article, c in codings.items() for s in c.statements}
    groups = [{home[s] for s in u.statements} for u in join(codings.values())]
    ours = {tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)}
    gold = pairs(texts)
    silent = sum(not c.statements for c in codings.values())
    _show(gold, ours, texts, groups)
    print(f"texts without a statement of ours {silent} of {len(texts)}")
    if options.mistakes:
        _mistakes(gold, ours, texts)
    return 0


def load(part: str) -> list[Text]:
    """The texts of a part: ids of utterances begin with u (dev) or t (test)."""
    rows = (json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())
    names = ("article", "utterance", "outlet", "published", "text")
    texts = [Text(*(row[name] for name in names)) for row in rows]
    return [t for t in texts if t.utterance[0] == ("t" if part == "test" else "u")]


def coded(text: Text) -> Coding:
    """The text as a user would have it coded."""
    from standoff.pipeline import read

    return read(text.text + "\n", date=text.published, source=text.outlet)


def pairs(texts: Iterable[Text]) -> Pairs:
    """Pairs of articles with one utterance."""
    chains: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        chains[text.utterance].append(text.article)
    return {pair for chain in chains.values() for pair in combinations(sorted(chain), 2)}


def _show(gold: Pairs, ours: Pairs, texts: list[Text], groups: list[set[str]]) -> None:
    right = len(gold & ours)
    chains: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        chains[text.utterance].add(text.article)
    true = [frozenset(c) for c in chains.values()]
    found = _chains(groups, {t.article for t in texts})
    recall, precision = b_cubed(true, found), b_cubed(found, true)
    print(f"texts {len(texts)}, utterances {len(chains)}, pairs {len(gold)}")
    print(f"pairs of texts  P {100 * right / max(len(ours), 1):5.1f}  R {100 * right / len(gold):5.1f}"
          f"  F {f1(right, len(gold), len(ours)):5.1f}")  # fmt: skip
    print(f"B3              P {100 * precision:5.1f}  R {100 * recall:5.1f}"
          f"  F {200 * precision * recall / (precision + recall):5.1f}")  # fmt: skip


def _chains(groups: list[set[str]], everything: set[str]) -> list[frozenset[str]]:
    """Groups that share a text made one, so that every text is in just one."""
    out: list[set[str]] = []
    for group in [*groups, *({text} for text in everything)]:
        touching = [chain for chain in out if chain & group]
        out = [chain for chain in out if not chain & group] + [group.union(*touching)]
    return [frozenset(chain) for chain in out]


def _mistakes(gold: Pairs, ours: Pairs, texts: list[Text]) -> None:
    by_article = {t.article: t for t in texts}
    for name, wrong in (("missed", gold - ours), ("in vain", ours - gold)):
        for pair in sorted(wrong):
            print(f"\n{name} {' '.join(by_article[a].utterance for a in pair)}")
            for article in pair:
                print(f"  {by_article[article].published} {by_article[article].text}")


if __name__ == "__main__":
    raise SystemExit(main())
