"""Speed and memory of the whole way: ``python benchmarks/throughput.py [PATH ...] [--most N] [--all]``.

Reads documents on one core, from raw text to Coding, and prints words and documents a second, the
share of each stage, peak memory, and how many inputs were rejected or failed. Without paths it takes
the articles of PolNeAR and the stories of KCNA from ``STANDOFF_DATA`` (default ``.data``), or the bundled
articles where these are not there. Figures of a noisy machine: compare only within one run.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from standoff.coding import Knowledge, code
from standoff.garbage import look_rarely
from standoff.language import analyse, load_model
from standoff.ontology.actors import load_actors
from standoff.ontology.cues import load_cues
from standoff.ontology.lexicon import load_lexicon
from standoff.reading import documents
from standoff.types import Document, Rejected

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        paths = options.paths or _defaults(Path(folder))
        return measure(paths, None if options.all else options.most)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument(
        "--most", type=int, default=100, help="documents of each path (default 100)"
    )
    parser.add_argument("--all", action="store_true", help="all documents of each path")
    return parser.parse_args()


def _defaults(folder: Path) -> list[Path]:
    found = [DATA / "quotes" / "polnear" / "train" / "text"]
    stories = DATA / "news" / "kcna" / "kcna_2024.jsonl.gz"
    if stories.exists():
        unpacked = folder / "kcna.jsonl"
        unpacked.write_bytes(gzip.decompress(stories.read_bytes()))
        found.append(unpacked)
    there = [p for p in found if p.exists()]
    return there or [ROOT / "src" / "standoff" / "articles"]


def measure(paths: list[Path], most: int | None) -> int:
    look_rarely()
    model = load_model()
    knowledge = Knowledge(actors=load_actors(), events=load_lexicon(), cues=load_cues())
    analyse("A sentence to warm up with.", model)
    crashed = 0
    for path in paths:
        crashed += _measure_one(path, most, model, knowledge)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB")
    return 1 if crashed else 0


def _measure_one(path: Path, most: int | None, model: object, knowledge: Knowledge) -> int:
    spent: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for document in _timed(path, most, spent):
        if isinstance(document, Rejected):
            counts[f"rejected: {document.reason}"] += 1
            continue
        counts["documents"] += 1
        _code(document, model, knowledge, spent, counts)
    total = sum(spent.values())
    shares = ", ".join(f"{stage} {100 * t / total:.0f} %" for stage, t in spent.items())
    print(f"{path.name}: {counts['documents']} documents, {counts['words']} words")
    print(
        f"  {counts['words'] / total:.0f} words/s, {counts['documents'] / total:.1f} documents/s on one core ({shares})"
    )
    print(f"  coding alone {counts['sentences'] / spent['coding']:.0f} sentences/s")
    print(
        f"  {counts['statements']} statements, {counts['events']} events; crashed {counts['crashed']}"
    )
    print(
        "".join(
            f"  {name} {n}\n" for name, n in sorted(counts.items()) if name.startswith("rejected")
        ),
        end="",
    )
    return counts["crashed"]


def _timed(path: Path, most: int | None, spent: Counter[str]) -> Iterator[Document | Rejected]:
    found = documents([path])
    n = 0
    while most is None or n < most:
        start = time.perf_counter()
        item = next(found, None)
        spent["reading"] += time.perf_counter() - start  # type: ignore[assignment]  # seconds
        if item is None:
            return
        n += 1
        yield item


def _code(
    document: Document,
    model: object,
    knowledge: Knowledge,
    spent: Counter[str],
    counts: Counter[str],
) -> None:
    start = time.perf_counter()
    analysis = analyse(document.text, model)  # type: ignore[arg-type]
    middle = time.perf_counter()
    try:
        coding = code(document, analysis, knowledge)
        counts.update(statements=len(coding.statements), events=len(coding.events))
    except Exception as error:  # a crash is what this command is to find
        print(f"  {document.origin}: {type(error).__name__}: {error}", file=sys.stderr)
        counts["crashed"] += 1
    spent["language"] += middle - start  # type: ignore[assignment]
    spent["coding"] += time.perf_counter() - middle  # type: ignore[assignment]
    counts.update(words=len(analysis.tokens), sentences=len(analysis.sentences))


if __name__ == "__main__":
    raise SystemExit(main())
