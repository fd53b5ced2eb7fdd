"""Copies of one report: ``python benchmarks/copies.py [--test] [--mistakes]``.

``gold/copies.tsv`` has pairs of stories judged by hand (gold/README.md says how they were drawn). All of KCNA's
stories of 2024 and all of PolNeAR's articles (``STANDOFF_DATA``) are compared together; a pair counts as found if
both are in one group.

Printed: addresses, groups, documents a second of processor time. Then, over the judged pairs of a part, precision
(of those found, how many are copies) and recall (of the copies, how many are found); and "the year": the same
over KCNA's pairs, each counted as often as it stands for pairs in its band, so that the figures estimate those
over all pairs of addresses that share a tenth of their runs of three words. Copies that share less are outside of
both figures.

Since KCNA never edits what it posts again, edited copies are made of every story of 100 words or more, dev and
test by a hash of its text: for each kind of edit, all stories and their edited copies of 60 words or more are
compared together; "joined" is the share of edited copies that are in one group with their story; "apart" is the
share of groups that hold two different stories. Two kinds are no copies, but what a template would make of a
story of less than 150 words: another day's (every day, month and number is another, two at least) and another
person's (the name that its first sentence has first is another throughout). Of those the share is printed that is
joined in vain. The edits are rules of ours, and milder or harsher than those of a newsroom. The development half
by default; nobody tunes on the other.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import datetime
import gzip
import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.files import is_missing  # noqa: E402

from standoff.discourse import copies, copy_groups  # noqa: E402
from standoff.types import Document  # noqa: E402

GOLD = Path(__file__).parent / "gold" / "copies.tsv"
DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
KCNA = DATA / "news/kcna/kcna_2024.jsonl.gz"
POLNEAR = DATA / "quotes/polnear"
FEWEST, LEAST = 100, 60  # words of a story that edits are made of, and of an edited one
TEMPLATE = 150  # words; a template's story has fewer

Edit = Callable[[list[str]], list[str]]  # paragraphs to paragraphs


@dataclass(frozen=True, slots=True)
class Pair:
    """A judged pair; ``weight`` is how many pairs it stands for."""

    part: str
    band: str
    weight: float
    copy: bool
    ends: tuple[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--test", action="store_true", help="the half nobody tunes on")
    parser.add_argument("--mistakes", action="store_true", help="show pairs that went wrong")
    options = parser.parse_args(arguments)
    if is_missing(KCNA) or is_missing(POLNEAR / "metadata.tsv"):
        return 1
    part = "test" if options.test else "dev"
    documents = [*kcna(), *polnear()]
    started = time.process_time()
    groups = copy_groups(copies(documents))
    seconds = time.process_time() - started
    stories = len(documents) - sum(len(group) - 1 for group in groups)
    print(f"addresses {len(documents)}, stories {stories}, groups {len(groups)},"
          f" documents/s {len(documents) / seconds:.0f}")  # fmt: skip
    home = {id_: n for n, group in enumerate(groups) for id_ in group}
    pairs = [p for p in judged() if p.part == part]
    found = {p.ends for p in pairs if len({home.get(end, end) for end in p.ends}) == 1}
    _show("judged pairs", pairs, found, weighed=False)
    _show("the year", [p for p in pairs if p.band != "polnear"], found, weighed=True)
    if options.mistakes:
        _mistakes(pairs, found, documents)
    _made([d for d in _different(documents) if _part(d) == part])
    return 0


def judged() -> list[Pair]:
    """The judged pairs of both parts."""
    lines = (line for line in GOLD.open(encoding="utf-8") if not line.startswith("#"))
    return [
        Pair(row["part"], row["band"], float(row["stands_for"]), row["judgement"] == "copy",
             (row["a"], row["b"]))
        for row in csv.DictReader(lines, delimiter="\t")
    ]  # fmt: skip


def kcna() -> list[Document]:
    """KCNA's stories by address."""
    with gzip.open(KCNA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Document(id=row["url"], text=row["text"], title=row["title"], source="KCNA",
                 published=datetime.date.fromisoformat(row["published"]))
        for row in rows
    ]  # fmt: skip


def polnear() -> list[Document]:
    """PolNeAR's articles by name of file, which has outlet and day."""
    return [
        Document(id=file.stem, text=file.read_text(encoding="utf-8"), source=file.stem.split("_")[0],
                 published=datetime.date.fromisoformat(file.stem.split("_")[1]))
        for file in sorted(POLNEAR.glob("*/**/*.txt"))
    ]  # fmt: skip


def _show(name: str, pairs: list[Pair], found: set[tuple[str, str]], *, weighed: bool) -> None:
    total = lambda some: sum(p.weight if weighed else 1.0 for p in some)  # noqa: E731
    ours, gold = [p for p in pairs if p.ends in found], [p for p in pairs if p.copy]
    right = total(p for p in ours if p.copy)
    print(f"{name:<13} {len(pairs)}: copies {total(gold):.0f}, found {total(ours):.0f},"
          f" P {100 * right / (total(ours) or 1):.1f}  R {100 * right / (total(gold) or 1):.1f}")  # fmt: skip


def _mistakes(pairs: list[Pair], found: set[tuple[str, str]], documents: list[Document]) -> None:
    by_id = {d.id: d for d in documents}
    for pair in pairs:
        if pair.copy != (pair.ends in found):
            print("\nmissed" if pair.copy else "\nin vain", pair.band)
            for end in pair.ends:
                print(
                    f"  {by_id[end].published} {by_id[end].title or end}\n  {by_id[end].text[:300]!r}"
                )


def _different(documents: Iterable[Document]) -> list[Document]:
    """One of each group, so that every story stands once."""
    some = list(documents)
    again = {id_ for group in copy_groups(copies(some)) for id_ in group[1:]}
    return [d for d in some if d.id not in again]


def _part(document: Document) -> str:
    return "dev" if hashlib.sha256(document.text.encode()).digest()[0] % 2 == 0 else "test"


def _made(stories: list[Document]) -> None:
    """What becomes of edited copies of stories, kind by kind."""
    print(f"\nmade of {sum(_long(s) >= FEWEST for s in stories)} stories{'joined %':>22}  apart %")
    for name, edit in EDITS.items():
        made = [(s, _edited(s, edit)) for s in stories if _long(s) >= FEWEST]
        _joined(name, [(s, copy) for s, copy in made if _long(copy) >= LEAST])
    for name, other in TEMPLATES.items():
        made = [(s, _edited(s, other)) for s in stories if _long(s) < TEMPLATE]
        _joined(f"no copy: {name}", [pair for pair in made if _differ(*pair) >= 2])


def _long(story: Document) -> int:
    return len(story.text.split())


def _differ(story: Document, other: Document) -> int:
    """How many different words of a story another has not."""
    return len(set(story.text.split()) - set(other.text.split()) - set(story.text[:60].split()))


def _joined(name: str, made: list[tuple[Document, Document]]) -> None:
    """Show how many edited stories are in their story's group, and how many groups have two stories."""
    groups = copy_groups(copies([document for pair in made for document in pair]))
    home = {id_: n for n, group in enumerate(groups) for id_ in group}
    joined = sum(home.get(story.id) == home.get(other.id, -1) for story, other in made)
    apart = sum(len({id_.removeprefix("edited ") for id_ in group}) > 1 for group in groups)
    print(
        f"  {name:<26} {len(made):6d} {100 * joined / len(made):9.1f} {100 * apart / max(len(groups), 1):8.2f}"
    )


def _edited(story: Document, edit: Edit) -> Document:
    paragraphs = [p for p in story.text.split("\n") if p.strip()]
    return replace(story, id=f"edited {story.id}", text="\n".join(edit(paragraphs)))


_BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_HOUSE = [
    (re.compile(rf"\b{old}\b"), new)
    for old, new in (
        ("said", "stated"), ("says", "stresses"), ("the U\\.S\\.", "the United States"), ("percent", "per cent"),
        ("Sept\\.", "September"), ("Oct\\.", "October"), ("Aug\\.", "August"), ("on (\\w+day)", r"\1"),
        ("defence", "defense"), ("toward", "towards"), ("however", "but"), ("more than", "over"), ("also ", ""),
        ("chairman", "chair"), ("which", "that"), ("took place", "was held"), ("expressed", "voiced"),
    )
]  # fmt: skip
_DAYS, _MONTHS = list(calendar.day_name), list(calendar.month_name)[1:]
_NEXT = dict(zip(_DAYS, _DAYS[3:] + _DAYS[:3], strict=True)) | dict(
    zip(_MONTHS, _MONTHS[5:] + _MONTHS[:5], strict=True)
)
_NUMBER = re.compile(r"\b[1-9]\d{0,2}\b")
_DAY = re.compile(r"\b(" + "|".join([*_DAYS, *_MONTHS]) + r")\b")
_NAMED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_SPELLED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}")
_DATELINE = re.compile(r"\A[^\n]{0,60}\(KCNA\)\s*-*\s*")


def _half(paragraphs: list[str]) -> list[str]:
    """The first half of the words, to the end of a sentence."""
    return _first(paragraphs, 2)


def _third(paragraphs: list[str]) -> list[str]:
    return _first(paragraphs, 3)


def _first(paragraphs: list[str], nth: int) -> list[str]:
    sentences = [s for p in paragraphs for s in _BREAK.split(p)]
    least, kept = sum(len(s.split()) for s in sentences) / nth, list[str]()
    while sum(len(s.split()) for s in kept) < least:
        kept.append(sentences[len(kept)])
    return kept


def _thinned(paragraphs: list[str]) -> list[str]:
    """Without every third sentence."""
    sentences = [s for p in paragraphs for s in _BREAK.split(p)]
    return [s for n, s in enumerate(sentences) if n % 3 != 2 or len(sentences) < 3]


def _reheaded(paragraphs: list[str]) -> list[str]:
    """Another headline, dateline and credit, and a line for the reader at the end."""
    head = "Region watches as capital reports new developments\nBy a staff reporter\nSEOUL, South Korea (Dispatch) — "
    body = _DATELINE.sub("", "\n".join(paragraphs)).removesuffix("-0-")
    return [
        head + body,
        "Reporting by the Seoul desk; editing by our night desk",
        "Sign up for our morning letter.",
    ]


def _house(paragraphs: list[str]) -> list[str]:
    """The words of another house: a score of rules of usage."""
    out = "\n".join(paragraphs)
    for old, new in _HOUSE:
        out = old.sub(new, out)
    return out.split("\n")


def _corrected(paragraphs: list[str]) -> list[str]:
    """A number after the lead is one more, and the name that comes last is spelled in another way."""
    out = _NUMBER.sub(lambda m: str(int(m[0]) + 1), "\n".join(paragraphs[1:]), count=1)
    named = [name for name in _SPELLED.findall(out) if out.count(name) <= 2]
    if named:
        out = out.replace(named[-1], f"{named[-1]}h")
    return [paragraphs[0], *out.split("\n")]


def _updated(paragraphs: list[str]) -> list[str]:
    """A new lead of two paragraphs instead of the first."""
    lead = (
        "Officials met late into the night as new reports came in from several towns, and a second statement was"
        " promised for the morning.",
        "Nobody would say how long it might take, but two people who had been briefed spoke of days.",
    )
    sentences = [s for p in paragraphs for s in _BREAK.split(p)]
    return [*lead, *sentences[1:]]


def _rough(paragraphs: list[str]) -> list[str]:
    """Reheaded, thinned and in the words of another house."""
    return _reheaded(_house(_thinned(paragraphs)))


def _another_day(paragraphs: list[str]) -> list[str]:
    text = _DAY.sub(lambda m: _NEXT[m[0]], "\n".join(paragraphs))
    return _NUMBER.sub(lambda m: str(int(m[0]) % 28 + 3), text).split("\n")


def _another_person(paragraphs: list[str]) -> list[str]:
    text = _DATELINE.sub("", "\n".join(paragraphs))
    named = _NAMED.search(text)
    return (text.replace(named[0], "Orlan Veskari") if named else text).split("\n")


EDITS: dict[str, Edit] = {
    "first half": _half, "first third": _third, "without every third": _thinned, "reheaded": _reheaded,
    "another house's words": _house, "corrected": _corrected, "new lead": _updated,
    "thinned, reheaded, house": _rough,
}  # fmt: skip
TEMPLATES: dict[str, Edit] = {"another day": _another_day, "another person": _another_person}


if __name__ == "__main__":
    raise SystemExit(main())
