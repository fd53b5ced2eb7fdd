"""The same input gives the same record: any order, any number of workers, any hash seed."""

import os
import random
import subprocess
import sys

from standoff.pipeline import read_all
from standoff.report.contract import dumps
from tests.gold import ARTICLES

PATHS = sorted(ARTICLES.glob("*.md"))[:4]


def records(paths, workers=1):
    return {c.document.origin: dumps(c) for c in read_all(paths, workers=workers)}


def test_order_does_not_matter():
    shuffled = PATHS.copy()
    random.Random(7).shuffle(shuffled)
    assert shuffled != PATHS
    assert records(PATHS) == records(shuffled)


def test_two_workers_give_what_one_gives_in_the_same_order():
    one = [dumps(c) for c in read_all(PATHS)]
    two = [dumps(c) for c in read_all(PATHS, workers=2)]
    assert one == two


def test_hash_seeds_do_not_matter():
    command = [sys.executable, "-m", "standoff", "read", "--json", str(PATHS[0])]
    outputs = {
        subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
