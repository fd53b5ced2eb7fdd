"""Files that are not ours to ship."""

from __future__ import annotations

import sys
from pathlib import Path


def is_missing(file: Path) -> bool:
    """Whether a file that a benchmark reads is not there; then says so."""
    if file.is_file():
        return False
    print(f"{file} is not there; set STANDOFF_DATA (benchmarks/README.md)", file=sys.stderr)
    return True
