"""PolNeAR's format: articles as text, attributions as brat standoff (Newell et al. 2018)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Piece = tuple[int, int]
Pieces = tuple[Piece, ...]
_BOUND = re.compile(r"^T(\d+)\t(\S+) ([\d ;]+)\t")
_RELATION = re.compile(r"^E\d+\t(.+)$")
_MARKS = frozenset(" \xa0\t\r\n\"'“”‘’`.,;:!?()[]–—-…")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: pieces of the text for each role, edge marks and blanks left out."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass(frozen=True, slots=True)
class Article:
    """One article with the attributions of its first annotator."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def articles(folder: Path) -> Iterator[Article]:
    """All articles of a folder with ``text`` and ``attributions``, by name."""
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        annotated = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        if annotated:
            yield Article(path.stem, text, tuple(_read(annotated[0], text)))


def _read(path: Path, text: str) -> Iterator[Attribution]:
    bounds: dict[str, list[Piece]] = {}
    relations: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        bound, relation = _BOUND.match(line), _RELATION.match(line)
        if bound:
            pairs = (p.split() for p in bound.group(3).split(";"))
            bounds[f"T{bound.group(1)}"] = [(int(a), int(b)) for a, b in pairs]
        elif relation:
            relations.append(relation.group(1).split())
    for parts in relations:
        roles: dict[str, list[Piece]] = {}
        for part in parts[1:]:
            role, _, target = part.partition(":")
            roles.setdefault(role.rstrip("0123456789"), []).extend(bounds.get(target, []))
        content = trimmed(roles.get("Content", ()), text)
        if content:
            source, cue = (trimmed(roles.get(role, ()), text) for role in ("Source", "Cue"))
            yield Attribution(source, cue, content)


def trimmed(pieces: list[Piece] | Pieces, text: str) -> Pieces:
    """Pieces in order, joined where only blanks and marks lie between, edges cut to words."""
    out: list[Piece] = []
    for first, last in sorted(pieces):
        start, end = first, last
        while start < end and text[start] in _MARKS:
            start += 1
        while end > start and text[end - 1] in _MARKS:
            end -= 1
        if start >= end:
            continue
        if out and set(text[out[-1][1] : start]) <= _MARKS:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def size(pieces: Pieces) -> int:
    """Characters."""
    return sum(end - start for start, end in pieces)


def overlap(a: Pieces, b: Pieces) -> int:
    """Characters that both hold."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
