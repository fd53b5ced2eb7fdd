"""Damages valid samples of every format and reads them: ``python -m tests.fuzz --inputs 100000``.

No input may raise anything, and none may take more than five seconds of processor time. What does is written to a
file and told with the seed that makes it again.
"""

import argparse
import gzip
import random
import signal
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from standoff.reading import Reader
from standoff.settings import Settings
from standoff.types import Document, Rejected
from tests.samples import ENVOYS, RSS, SAMPLES, TALKS, response, tarred, zipped

SECONDS = 5.0  # of processor time, in this process; the HTML worker is held to as much
SETTINGS = Settings(max_seconds=SECONDS, max_bytes=5_000_000)
TOKENS = (
    b"\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06",
    b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"ustar", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"-1",
    b"\r\n\r\n", b"<![CDATA[", b"]]>", b"<!--", b"&#0;", b"&a;", b"<!DOCTYPE a [<!ENTITY a 'b'>]>", b"<item>", b"</",
    b'"', b"{", b"[" * 2000, b"<a>" * 300, b"\\ud800", b"\xef\xbb\xbf", b"\xff\xfe", b"9" * 5000, b"1e999", b"---\n",
    b"30 path=x\n", b"\xe2\x80\xae", b"\x1b[31m",
)  # fmt: skip


class HangError(Exception):
    """An input took too much processor time."""


def small_samples() -> dict[str, bytes]:
    """Return the samples with a page that is quickly read, for a page is most of the time."""
    page = f"<html><head><title>T</title></head><body><article><p>{TALKS}</p><p>{ENVOYS}</p></article></body></html>"
    warc = (
        response(page.encode()) + response(TALKS.encode(), "text/plain") + response(RSS, "text/xml")
    )
    files = {
        "a.txt": TALKS.encode(),
        "b.html": page.encode(),
        "c.rss": RSS,
        "d.json": SAMPLES["q.json"],
    }
    return SAMPLES | {
        "b.html": page.encode(), "i.warc": warc, "j.warc.gz": gzip.compress(warc, mtime=0), "k.zip": zipped(files),
        "l.tar": tarred(files), "m.tar.gz": tarred(files, "w:gz"), "n.tar.bz2": tarred(files, "w:bz2"),
        "o.tar.xz": tarred(files, "w:xz"), "r.zip": zipped(files, zipfile.ZIP_STORED),
    }  # fmt: skip


def mutated(sample: bytes, draw: random.Random) -> bytes:
    """Return the sample with one to eight damages."""
    data = bytearray(sample)
    for _ in range(draw.choice((1, 1, 2, 3, 8))):
        at = draw.randrange(len(data) + 1)
        end = min(len(data), at + draw.choice((1, 2, 4, 16, 200)))
        kind = draw.randrange(7)
        if kind == 0:
            data[at:end] = draw.randbytes(end - at)
        elif kind == 1:
            del data[at:end]
        elif kind == 2:
            data[at:at] = draw.choice(TOKENS)
        elif kind == 3:
            data[at:end] = draw.choice(TOKENS)[: end - at]
        elif kind == 4:
            data[at:at] = data[at:end] * draw.choice((1, 2, 50))
        elif kind == 5 and at < len(data):
            data[at] ^= 1 << draw.randrange(8)
        elif kind == 6:
            del data[at : None if draw.random() < 0.3 else end]
    return bytes(data)


def inputs(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and damaged samples, the same for the same seed; some under the name of another format."""
    samples = small_samples()
    names = sorted(samples)
    for number in range(count):
        draw = random.Random(f"{seed}-{number}")
        name = names[number % len(names)]
        data = mutated(samples[name], draw)
        yield (draw.choice(names) if draw.random() < 0.05 else name), data


@contextmanager
def held_to(seconds: float) -> Iterator[None]:
    """Raise ``HangError`` when what is done inside takes more processor time."""

    def stop(_signal: int, _frame: object) -> None:
        raise HangError(f"over {seconds:g} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run(count: int, seed: int, folder: Path) -> tuple[Counter[str], list[str]]:
    """Read damaged samples; return how they ended, and what went wrong over which."""
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    with Reader(settings=SETTINGS) as reader:
        for number, (name, data) in enumerate(inputs(count, seed)):
            path = folder / name
            path.write_bytes(data)
            try:
                with held_to(SECONDS):
                    found = list(reader.path(path))
                assert found
                assert all(isinstance(each, Document | Rejected) for each in found)
                ends.update(each.reason if isinstance(each, Rejected) else "read" for each in found)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                kept = folder / f"wrong-{seed}-{number}-{name}"
                kept.write_bytes(data)
                wrong.append(f"{kept}: {type(error).__name__}: {error}")
    return ends, wrong


def main() -> int:
    """Run from the command line; the exit code says whether anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="standoff-fuzz-"))
    ends, wrong = run(given.inputs, given.seed, folder)
    print(f"{given.inputs:,} inputs, seed {given.seed}: {dict(ends.most_common())}")
    print("\n".join(wrong) or "nothing went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
