"""Figures: F from counts, and files of named figures that several benchmarks write into."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


def f1(right: int, gold: int, ours: int) -> float:
    """F of what was found, in percent; 0 where there is nothing."""
    return 200 * right / (gold + ours) if gold + ours else 0.0


def write(file: Path, figures: Mapping[str, float]) -> None:
    """Add figures, rounded, to a file of JSON; those of the same name are replaced."""
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    kept |= {name: round(value, 4) for name, value in figures.items()}
    file.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
