"""What the shipped model knows: ``python benchmarks/language.py [--test] [--model DIR] [--json FILE]``.

On one core, int8, from ``STANDOFF_DATA`` (default ``.data``): trees with gold words and from raw text, names,
arguments of predicates, factuality. The dev sets by default; with ``--test`` the test sets, which nobody tunes
on, beside the predecessor's figures, the goals and what others published (``language.tsv``). LAS is that of
the shared task of 2018: relations without subtypes; from raw text it is an F over words aligned by their
offsets, so it pays for wrong words and sentences too. Speeds are of this machine at this moment.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks import semantics  # noqa: E402
from benchmarks.figures import f1, write  # noqa: E402
from benchmarks.treebank import Arc, Offsets, Page, arcs, compare, pages  # noqa: E402

if TYPE_CHECKING:
    from standoff.language import Analysis, Model

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
_EWT = "treebank/ewt/en_ewt-ud-{}.conllu"
_GUM = ("treebank/gum/dev.conllu", "treebank/gum/test.conllu")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    if not (DATA / _EWT.format("dev")).is_file():
        print(f"no treebank in {DATA}; set STANDOFF_DATA", file=sys.stderr)
        return 2
    from standoff.language import Model, analyse, load_model

    model = Model(options.model) if options.model else load_model()
    analyse("A sentence to warm up with.", model)
    figures = measured("test" if options.test else "dev", model)
    _show(figures)
    if options.json:
        write(options.json, figures)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--test", action="store_true", help="the sets nobody tunes on")
    parser.add_argument("--model", type=Path, help="a folder with another model")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    return parser.parse_args(arguments)


def measured(split: str, model: Model) -> dict[str, float]:
    """All figures of a split, by name."""
    ewt = pages(DATA / _EWT.format(split))
    figures = _prefixed(f"EWT {split}", {**_gold(ewt, model), **_raw(ewt, model)})
    if split == "dev":
        figures |= _prefixed("GUM dev", _gold(pages(DATA / _GUM[0]), model))
    else:
        news = [p for path in _GUM for p in pages(DATA / path) if "_news_" in p.name]
        figures |= _prefixed("GUM news", _gold(news, model))
        pud = pages(DATA / "treebank/pud/en_pud-ud-test.conllu")
        figures |= _prefixed("PUD", _gold(pud, model))
    return figures | semantics.report(DATA, split, model)


def _prefixed(name: str, figures: dict[str, float]) -> dict[str, float]:
    return {f"{name}, {figure}": value for figure, value in figures.items()}


def _gold(found: Iterable[Page], model: Model) -> dict[str, float]:
    """Tags and trees of gold words."""
    sentences = [words for page in found for words in page.sentences]
    start = time.perf_counter()
    parsed = model.parse([[w.form for w in words] for words in sentences])
    spent = time.perf_counter() - start
    counts: Counter[str] = Counter()
    for words, ours in zip(sentences, parsed, strict=True):
        for w, upos, head, rel in zip(words, ours.upos, ours.heads, ours.rels, strict=True):
            right = w.head == head and w.rel.partition(":")[0] == rel.partition(":")[0]
            counts.update(words=1, upos=w.upos == upos, uas=w.head == head, las=right)
            if w.upos != "PUNCT":
                counts.update(plain=1, plain_las=right)
    return {
        "UPOS, gold words": 100 * counts["upos"] / counts["words"],
        "UAS, gold words": 100 * counts["uas"] / counts["words"],
        "LAS, gold words": 100 * counts["las"] / counts["words"],
        "LAS without punctuation, gold words": 100 * counts["plain_las"] / counts["plain"],
        "words/s, trees and entities": counts["words"] / spent,
    }


def _raw(found: Iterable[Page], model: Model) -> dict[str, float]:
    """Words, sentences and trees from raw text."""
    from standoff.language import analyse

    counts: Counter[str] = Counter()
    for page in found:
        counts += _counts(page, analyse(page.text, model))
    kinds = (("words F", "words", ""), ("sentences F", "sentences", " s"), ("LAS", "las", ""))
    return {
        f"{name}, raw text": f1(counts[right], counts[f"gold{of}"], counts[f"ours{of}"])
        for name, right, of in kinds
    }


def _counts(page: Page, analysis: Analysis) -> Counter[str]:
    """What is right of one document from raw text."""
    gold = {offsets: arc for words in page.sentences for offsets, arc in arcs(words).items()}
    counts = compare(gold, _arcs(analysis))
    theirs = {(words[0].start, words[-1].end) for words in page.sentences}
    ours = {
        (analysis.tokens[first].start, analysis.tokens[last - 1].end)
        for first, last in analysis.sentences
    }
    counts.update({"sentences": len(theirs & ours), "gold s": len(theirs), "ours s": len(ours)})
    return counts


def _arcs(analysis: Analysis) -> dict[Offsets, Arc]:
    tokens = analysis.tokens
    return {
        (t.start, t.end): Arc(
            (tokens[t.head].start, tokens[t.head].end) if t.head >= 0 else None,
            t.rel.partition(":")[0],
            t.upos,
        )
        for t in tokens
    }


def _show(figures: dict[str, float]) -> None:
    table = Path(__file__).with_name("language.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in table if line[0] != "#"), delimiter="\t")
    known = {row["figure"]: row for row in rows}
    print(f"{'':<52} {'ours':>8} {'proto':>6} {'goal':>6}  published")
    for name, value in figures.items():
        row = known.get(name, {})
        shown = f"{value:,.0f}" if "words/s" in name else f"{value:.1f}"
        prototype, goal, published = (row.get(k) or "" for k in ("prototype", "goal", "published"))
        print(f"{name:<52} {shown:>8} {prototype:>6} {goal:>6}  {published}".rstrip())


if __name__ == "__main__":
    raise SystemExit(main())
