"""Trees, words and sentences of the shipped model: ``python benchmarks/language.py [--test]``.

On one core, int8, from ``STANDOFF_DATA`` (default ``.data``): EWT dev with gold words, EWT and GUM dev from
raw text; with ``--test`` also EWT test and PUD, which nobody tunes on. Figures are those of the shared
task of 2018: LAS from raw text is an F over words aligned by their offsets, so it pays for wrong words
and sentences too. Published figures of others stand below ours.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.treebank import Arc, Offsets, Page, arcs, compare, f1, pages  # noqa: E402

if TYPE_CHECKING:
    from standoff.language import Analysis, Model

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data")) / "treebank"
DEV = {"EWT dev": "ewt/en_ewt-ud-dev.conllu", "GUM dev": "gum/dev.conllu"}
TEST = {"EWT test": "ewt/en_ewt-ud-test.conllu", "PUD": "pud/en_pud-ud-test.conllu"}
PUBLISHED = """
published, EWT test LAS: gold words UDPipe 2.17 92.4; raw text UDPipe 2.17 89.9, Trankit large 89.4,
Trankit base 88.0, Stanza 83.6 (each on its own release of EWT)"""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    files = {name: DATA / path for name, path in {**DEV, **(TEST if options.test else {})}.items()}
    missing = [str(path) for path in files.values() if not path.is_file()]
    if missing:
        print(f"no treebank in {', '.join(missing)}; set STANDOFF_DATA", file=sys.stderr)
        return 2
    from standoff.language import analyse, load_model

    model = load_model()
    analyse("A sentence to warm up with.", model)
    for name, path in files.items():
        found = pages(path)
        _show_gold(f"{name}, gold words", found, model)
        _show_raw(f"{name}, raw text", found, model)
    print(PUBLISHED)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--test", action="store_true", help="also the sets nobody tunes on")
    return parser.parse_args(arguments)


def _show_gold(name: str, found: list[Page], model: Model) -> None:
    counts: Counter[str] = Counter()
    spent = 0.0
    for page in found:
        start = time.perf_counter()
        parsed = model.parse([[w.form for w in words] for words in page.sentences])
        spent += time.perf_counter() - start
        for words, ours in zip(page.sentences, parsed, strict=True):
            for w, upos, head, rel in zip(words, ours.upos, ours.heads, ours.rels, strict=True):
                counts.update(words=1, upos=w.upos == upos, uas=w.head == head)
                right = w.head == head and w.rel.partition(":")[0] == rel.partition(":")[0]
                counts.update(las=right, full=w.head == head and w.rel == rel)
                if w.upos != "PUNCT":
                    counts.update(plain=1, plain_las=right)
    shares = {k: 100 * counts[k] / counts["words"] for k in ("upos", "uas", "las", "full")}
    plain = 100 * counts["plain_las"] / counts["plain"]
    print(
        f"{name:<22} UPOS {shares['upos']:.1f}  UAS {shares['uas']:.1f}  LAS {shares['las']:.1f}"
        f" (with subtypes {shares['full']:.1f}, without punctuation {plain:.1f})"
        f"  {counts['words'] / spent:,.0f} words/s"
    )


def _show_raw(name: str, found: list[Page], model: Model) -> None:
    from standoff.language import analyse

    counts: Counter[str] = Counter()
    spent = 0.0
    for page in found:
        start = time.perf_counter()
        analysis = analyse(page.text, model)
        spent += time.perf_counter() - start
        counts += _counts(page, analysis)
    words, sentences, las = (
        f1(counts[right], counts[f"gold{of}"], counts[f"ours{of}"])
        for right, of in (("words", ""), ("sentences", " s"), ("las", ""))
    )
    print(
        f"{name:<22} words F {words:.2f}  sentences F {sentences:.2f}  LAS F {las:.1f}"
        f"  {counts['ours'] / spent:,.0f} words/s"
    )


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


if __name__ == "__main__":
    raise SystemExit(main())
