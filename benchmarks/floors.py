"""Pinned floors under the figures of the gold: they may rise and never fall quietly.

``floors.json`` holds, per kind of processor and per part (dev, test), the least F or accuracy of each pinned figure,
and a digest of the gold files and of the language model that they were measured on. When one changes, the floors
are measured anew (``python benchmarks/gold.py --raise-floors``), in a change that says why and what fell
(docs/decisions/0008). Processors without dot products of bytes cut sums of two products to 16 bits, so that the int8
language model scores some words otherwise there: these have floors of their own (docs/decisions/0014).
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterator
from pathlib import Path

Figures = dict[str, dict[str, dict[str, float]]]
HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
CPUINFO = Path("/proc/cpuinfo")
GOLD = HERE.parent / "tests" / "gold"
MODEL = HERE.parent / "src/standoff/language/data/model/manifest.json"
PINNED = (
    "statements", "statements, direct", "statements, mixed", "statements, indirect", "speaker",
    "sourcing", "source type", "kind", "cue", "channel named", "targets named", "addressees named",
    "venue named", "date named", "events", "events, both actors", "events, actors, status", "source",
    "recipient", "status", "mode", "date", "attribution", "occurrences",
)  # fmt: skip
SLACK = 0.005  # processors of one kind still round floats differently: half a point is no fall


def digest() -> str:
    """A digest of what the floors were measured on: all gold files and the language model."""
    total = hashlib.sha256()
    for path in (*sorted(GOLD.rglob("*.json")), MODEL):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def processor() -> str:
    """ "exact" where products of bytes are summed in 32 bits, "saturating" where pairs of them are cut to 16."""
    if given := os.environ.get("STANDOFF_PROCESSOR"):  # an emulator does not change what /proc says
        return given
    if platform.machine().lower() in {"arm64", "aarch64"}:
        return "exact"
    try:
        flags = set(CPUINFO.read_text(encoding="utf-8").split())
    except OSError:
        return "saturating"
    return "exact" if flags & {"avx512_vnni", "avx_vnni"} else "saturating"


def value(figure: dict[str, float]) -> float:
    """The one number that is pinned: F where there is one, else accuracy."""
    return figure["f"] if "f" in figure else figure["accuracy"]


def falls(found: Figures) -> Iterator[str]:
    """What lies under its floor, in words; also a gold that the floors were not measured on."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    if pinned["measured on"] != digest():
        yield (
            "gold files or language model have changed since the floors were measured: "
            "run --raise-floors and say why"
        )
        return
    for part, floors in pinned["floors"].get(processor(), {}).items():
        for name, floor in floors.items():
            now = value(found[part][name])
            if now < floor - SLACK:
                yield f"{part}, {name}: {100 * now:.1f} is under its floor {100 * floor:.1f}"


def raise_floors(found: Figures) -> None:
    """Pin today's figures for this kind of processor; on unchanged gold and model a floor is never lowered."""
    before = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    kinds = before.get("floors", {}) if before.get("measured on") == digest() else {}
    old = kinds.get(processor(), {})
    floors = {
        part: {n: max(value(found[part][n]), old.get(part, {}).get(n, 0.0)) for n in PINNED if n in found[part]}
        for part in ("dev", "test")
    }  # fmt: skip
    pinned = {"measured on": digest(), "floors": kinds | {processor(): floors}}
    FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
