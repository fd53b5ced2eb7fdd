"""The licences of everything that goes into the model, checked before anything is read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class LicenceError(Exception):
    """A source that may not be used, or that does not state the licence we think it has."""


@dataclass(frozen=True, slots=True)
class Source:
    """One set of data: where it lies, under which licences, and what it gives the model."""

    name: str
    folder: Path
    licences: tuple[str, ...]
    gives: str


def checked(table: Path, data: Path) -> tuple[Source, ...]:
    """All sources of the table. Raises ``LicenceError`` at the first that may not be used."""
    read = tomllib.loads(table.read_text(encoding="utf-8"))
    return tuple(_source(entry, set(read["allowed"]), data) for entry in read["source"])


def _source(entry: dict[str, Any], allowed: set[str], data: Path) -> Source:
    name, folder = entry["name"], data / entry["folder"]
    refused = [licence for licence in entry["licences"] if licence not in allowed]
    if refused:
        raise LicenceError(f"{name}: licence {', '.join(refused)} is not on the allow-list")
    file = folder / entry["states"]["file"]
    if not file.is_file():
        raise LicenceError(f"{name}: {file} is missing, so its licence cannot be checked")
    if entry["states"]["words"] not in file.read_text(encoding="utf-8"):
        raise LicenceError(f"{name}: {file} does not say {entry['states']['words']!r}")
    return Source(name, folder, tuple(entry["licences"]), entry["gives"])
