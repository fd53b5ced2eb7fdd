"""The same record whatever the order: ``python benchmarks/order.py [--documents 400] [--workers 4] [--seed 1]``.

KCNA's stories of 2024 (``news/kcna``; the first so many, all with ``--documents 1841``) are read into a record by one
worker in the order of the file, and into another by several workers in an order that is drawn. Prints the seconds of
both, and whether the canonical exports (codings, acts, utterances, copies) are equal.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.files import is_missing  # noqa: E402

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
STORIES = DATA / "news" / "kcna" / "kcna_2024.jsonl.gz"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if is_missing(STORIES):
        return 2
    lines = gzip.decompress(STORIES.read_bytes()).splitlines()[: options.documents]
    shuffled = list(lines)
    random.Random(options.seed).shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        one = read(Path(folder), "one", lines, workers=1)
        several = read(Path(folder), "several", shuffled, workers=options.workers)
    print("equal" if one == several else f"different: {one} and {several}")
    return int(one != several)


def read(folder: Path, name: str, lines: list[bytes], *, workers: int) -> str:
    """Make a record of the stories and return the digest of its canonical export."""
    from standoff.pipeline import add, link
    from standoff.reading import documents
    from standoff.record import Record, digest

    (folder / f"{name}.jsonl").write_bytes(b"\n".join(lines))
    started = time.perf_counter()
    with Record.open(folder / f"{name}.db", write=True) as record:
        found = documents([folder / f"{name}.jsonl"])
        kept = sum(1 for _ in add(record, found, now=lambda: datetime.now(UTC), workers=workers))
        coded = time.perf_counter()
        link(record)
        joined = time.perf_counter()
        print(
            f"{workers} workers: {kept} stories, {coded - started:.0f} s, joined in {joined - coded:.1f} s"
        )
        return digest(record)


if __name__ == "__main__":
    sys.exit(main())
