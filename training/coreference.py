"""Pronouns whose antecedents are known: GAP (one pronoun, two names) and OntoGUM's open genres."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """One case of GAP: where the pronoun and two names stand, and whether it means them."""

    text: str
    pronoun: tuple[int, int]
    names: tuple[tuple[int, int], tuple[int, int]]
    right: tuple[bool, bool]


def gap(path: Path) -> Iterator[Ambiguous]:
    """The cases of a file of GAP (Webster et al. 2018); offsets are code points."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):

            def at(column: str, row: dict[str, str] = row) -> tuple[int, int]:
                start = int(row[f"{column}-offset"])
                return start, start + len(row[column])

            yield Ambiguous(
                text=row["Text"], pronoun=at("Pronoun"), names=(at("A"), at("B")),
                right=(row["A-coref"].upper() == "TRUE", row["B-coref"].upper() == "TRUE"),
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chained:
    """One document: words and the mentions of each chain, (first, last exclusive, chain)."""

    name: str
    words: list[str]
    mentions: list[tuple[int, int, int]]


def ontogum(folder: Path, split: str) -> Iterator[Chained]:
    """The documents of a split (train, dev or test) as GUM divides them."""
    listed = (folder / "splits.md").read_text(encoding="utf-8")
    part: dict[str, str] = {}
    heading = ""
    for line in listed.splitlines():
        heading = line[3:].strip() if line.startswith("## ") else heading
        if line.strip().startswith("* "):
            part[line.strip()[2:]] = heading
    for path in sorted(folder.glob("GUM_*.conll")):
        if part.get(path.stem, "train") == split:
            yield _chained(path)


def _chained(path: Path) -> Chained:
    words: list[str] = []
    mentions: list[tuple[int, int, int]] = []
    opened: dict[int, list[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 3:
            continue
        k = len(words)
        words.append(cells[1])
        for whole, opening, closing in _MARK.findall(cells[-1]):
            if whole:
                mentions.append((k, k + 1, int(whole)))
            elif opening:
                opened.setdefault(int(opening), []).append(k)
            elif opened.get(int(closing)):
                mentions.append((opened[int(closing)].pop(), k + 1, int(closing)))
    return Chained(path.stem, words, mentions)
