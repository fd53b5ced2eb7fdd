"""Treebanks in CoNLL-U to documents with character offsets, and what is right of an analysis.

A document's text is made from its words and their ``SpaceAfter``: a paragraph begins after a blank line,
a sentence after a space. Words are compared by their offsets and relations without their subtypes
(``nsubj:pass`` counts as ``nsubj``), as the shared task of 2018 did (Zeman et al.).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training.readers import blocks

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the treebank: where it stands in its document, its tags, its governor.

    ``head`` counts from 1 within the sentence, 0 is the root.
    """

    start: int
    end: int
    form: str
    upos: str
    head: int
    rel: str


@dataclass(slots=True)
class Page:
    """One document of a treebank: its name, its text and its sentences."""

    name: str = ""
    text: str = ""
    sentences: list[list[Word]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arc:
    """What is compared of a word: its governor's offsets (None for the root), relation and tag."""

    head: Offsets | None
    rel: str
    upos: str


def pages(path: Path) -> list[Page]:
    """The documents of a CoNLL-U file, in order."""
    found: list[Page] = []
    for block in blocks(path):
        if not found or any(line.startswith("# newdoc") for line in block):
            found.append(
                Page(next((ln[14:] for ln in block if ln.startswith("# newdoc id = ")), ""))
            )
        page = found[-1]
        if page.text and any(line.startswith("# newpar") for line in block):
            page.text = page.text.rstrip() + "\n\n"
        _read(block, page)
    return found


def _read(block: Iterable[str], page: Page) -> None:
    """Add a sentence to a document, with the offsets of its words."""
    words: list[Word] = []
    parts: list[Offsets] = []  # what is left of a surface word that stands for several
    last = 0
    for cells in (line.split("\t") for line in block if line[:1].isdigit()):
        number, form = cells[0], cells[1]
        if "." in number:  # an empty node of the enhanced graph is no word
            continue
        start = len(page.text)
        if "-" in number or int(number) > last:
            page.text += form + ("" if "SpaceAfter=No" in cells[9] else " ")
        if "-" in number:
            last = int(number.partition("-")[2])
            parts = [(start, start + len(form))]
            continue
        here = (start, start + len(form))
        if int(number) <= last:
            here = _part(page.text, parts, form)
        words.append(Word(*here, form, cells[3], int(cells[6]), cells[7]))
    page.sentences.append(words)


def _part(text: str, parts: list[Offsets], form: str) -> Offsets:
    """Where a word stands in the surface word that it is a part of (``do|n't``)."""
    start, end = parts[-1]
    stop = start + len(form)
    if text[start:stop] != form:
        return start, end
    parts.append((stop, end))
    return start, stop


def arcs(words: Sequence[Word]) -> dict[Offsets, Arc]:
    """The tree of one sentence of the treebank, by offsets."""
    return {
        (w.start, w.end): Arc(
            (words[w.head - 1].start, words[w.head - 1].end) if w.head else None,
            w.rel.partition(":")[0],
            w.upos,
        )
        for w in words
    }


def compare(gold: dict[Offsets, Arc], ours: dict[Offsets, Arc]) -> Counter[str]:
    """Counts of words that are there, and of those with the right tag, governor and relation."""
    counts = Counter(gold=len(gold), ours=len(ours))
    for offsets, arc in gold.items():
        other = ours.get(offsets)
        if other is None:
            continue
        hit = arc.head == other.head
        counts.update(words=1, upos=arc.upos == other.upos, uas=hit)
        counts["las"] += hit and arc.rel == other.rel
        if arc.upos != "PUNCT":
            counts.update(plain=1, plain_las=hit and arc.rel == other.rel)
    return counts
