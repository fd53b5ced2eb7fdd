"""Damaged files: every reader must answer with rows and rejections, never with an exception.

Many at once: ``PYTHONPATH=src python -m tests.exchange_fuzz 20000``.
"""

import gzip
import random
import sys
import zipfile
from collections import Counter
from io import BytesIO

from standoff import exchange
from standoff.types import EventRow, Rejected
from tests import exchange_samples as samples

_TOKENS = (b"\t", b"\n", b"\r", b'"', b"\0", b"\xff", b"#", b"|", b";", b",", b"{", b"[", b"]", b"}", b"-",
           b"9" * 5000, b"1e999", b"NaN", b"\xed\xa0\x80", b"\\ud800", b"[" * 3000, "😀".encode())  # fmt: skip


def seeds():
    """(format, bytes) of a sound file of each format, and of packed ones."""
    tables = [
        (name, samples.lines(samples.SHAPES[name], record, record))
        for name, record in (
            ("icews", samples.ICEWS), ("gdelt1", samples.GDELT2), ("gdelt2", samples.GDELT2), ("polecat", samples.POLECAT),
        )
    ]  # fmt: skip
    parquet = BytesIO()
    exchange.write(exchange.read(BytesIO(tables[0][1])), parquet, "parquet")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.tab", tables[0][1])
        archive.writestr("b.tsv", tables[3][1])
    import json

    return [
        *tables,
        ("acled", samples.acled(samples.ACLED, samples.ACLED)),
        ("gdelt-mentions", f"{samples.MENTION}\n{samples.MENTION}\n".encode()),
        ("gdelt-gkg", (samples.gkg("10|4|said|Yes.#99|5||No #1.") + "\n").encode()),
        ("plover", samples.plover_lines(samples.PLOVER, samples.PLOVER)),
        ("plover", json.dumps([samples.PLOVER] * 2, indent=1).encode()),
        ("parquet", parquet.getvalue()),
        (None, gzip.compress(tables[1][1])),
        (None, packed.getvalue()),
    ]


def damaged(data, rng):
    """The bytes with one to eight things done to them."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(found) + 1)
        match rng.randrange(5):
            case 0 if found:
                found[min(at, len(found) - 1)] = rng.randrange(256)
            case 1:
                found[at:at] = rng.choice(_TOKENS)
            case 2:
                del found[at : at + rng.randint(1, 40)]
            case 3:
                found[at:at] = found[at : at + rng.randint(1, 80)]
            case _:
                del found[at + rng.randint(0, 400) :]
    return bytes(found)


def attack(times, seed=0):
    """Read ``times`` damaged files of each format, told and named; how many rows and rejections there were."""
    rng = random.Random(seed)
    counts = Counter()
    for format, data in seeds():
        for _ in range(times):
            broken = damaged(data, rng)
            for named in {format, None}:
                for item in exchange.read(BytesIO(broken), named):
                    assert isinstance(item, EventRow | Rejected)
                    counts[type(item).__name__] += 1
                    if isinstance(item, EventRow):
                        exchange.write([item], BytesIO(), "plover")
    return counts


if __name__ == "__main__":
    print(dict(attack(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))
