"""``kill -9`` at random moments of ``standoff add``: ``python benchmarks/kill.py [--times 200] [--seed 1]``.

Six short articles are added by one uninterrupted run, whose canonical export is the measure. Then, so many times: a new
record, the same command, killed at a moment drawn evenly between its start (every second time: when the first
article is written) and the time that the whole run took; the same command again, to its end; and the canonical export
compared, and the record audited. Prints how many are equal, and at which stage the kills fell (before the first article
was written, between articles, while joining, after the end).
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere
_ARTICLES = 6


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), options.times, random.Random(options.seed))


def run(folder: Path, times: int, chance: random.Random) -> int:
    news = written(folder / "news.jsonl")
    started = time.perf_counter()
    process = add(news, folder / "whole.db")
    opening = begun(process, folder / "whole.db") - started
    process.wait()
    seconds = time.perf_counter() - started
    whole = exported(folder / "whole.db")
    equal, stages = 0, Counter[str]()
    for n in range(times):
        path = folder / f"{n}.db"
        process = add(news, path)
        if n % 2:
            begun(process, path)
            time.sleep(chance.uniform(0, seconds - opening))
        else:
            time.sleep(chance.uniform(0, seconds))
        ended = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        process.wait()
        stages[stage(path, ended=ended)] += 1
        if add(news, path).wait() != 0:
            print(f"{n}: the run that resumed failed")
        equal += exported(path) == whole
        for file in folder.glob(f"{n}.db*"):
            file.unlink()
    print(f"{equal} of {times} equal to the uninterrupted run ({seconds:.1f} s)")
    print("killed", ", ".join(f"{name} {count}" for name, count in stages.most_common()))
    return 0 if equal == times else 1


def begun(process: subprocess.Popen[bytes], path: Path) -> float:
    """Wait until a run has written its first article; the time."""
    while process.poll() is None and not articles(path):
        time.sleep(0.005)
    return time.perf_counter()


def articles(path: Path) -> int | None:
    """How many articles a record holds; None where there is no record yet."""
    from standoff.errors import RecordError
    from standoff.record import Record

    try:
        with Record.open(path) as record:
            return int(record.db.execute("SELECT count(*) FROM documents").fetchone()[0])
    except RecordError:
        return None


def written(path: Path) -> Path:
    """The first articles of the bundled ones, one paragraph each, so that a run is short."""
    from standoff.cli import ARTICLES

    with path.open("w", encoding="utf-8") as file:
        for article in sorted(ARTICLES.glob("*.md"))[:_ARTICLES]:
            body = article.read_text(encoding="utf-8").split("---\n", 2)[2].strip()
            text = "\n\n".join(body.split("\n\n")[:2])
            file.write(
                json.dumps({"text": text, "source": article.stem, "published": "2025-03-05"}) + "\n"
            )
    return path


def add(news: Path, record: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "standoff", "add", str(news), "--record", str(record)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def stage(path: Path, *, ended: bool) -> str:
    """How far a run had come."""
    if ended:
        return "after the end"
    written = articles(path)
    if written is None:
        return "before there was a record"
    if written == _ARTICLES:
        return "while joining"
    return "between articles" if written else "before the first article"


def exported(path: Path) -> str:
    """The digest of the canonical export of a sound record; what is wrong with another."""
    from standoff.record import Record
    from standoff.record.audit import audit
    from standoff.record.canonical import digest

    with Record.open(path) as record:
        return "; ".join(audit(record)) or digest(record)


if __name__ == "__main__":
    sys.exit(main())
