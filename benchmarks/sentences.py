"""Acts in sentences of our own: ``python benchmarks/sentences.py [--test] [--missed N]``.

``gold/sentences.tsv`` holds 1,960 sentences with one act each, balanced over PLOVER's types and modes, and 740 that a
careless coder would take for acts (sport, business, metaphor, daily life). Prints how many acts are found, with the
right type and status, and how many of the others are coded in vain. The event lexicon was widened from the
development part, so its figures there say little; nobody reads the test part. Where UD English GUM is in
``STANDOFF_DATA``, also how many events are coded in text that has none to speak of (biographies, travel guides,
academic prose).
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.treebank import pages  # noqa: E402

HERE = Path(__file__).parent
DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
GENRES = ("_bio_", "_voyage_", "_academic_")
SPLITS = ("train", "dev", "test")
NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the act that it tells (or ``NONE``), and where its trigger stands."""

    type: str
    status: str
    text: str
    trigger: tuple[int, int]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--test", action="store_true", help="the part that nobody reads")
    parser.add_argument(
        "--missed", type=int, default=0, help="show so many missed acts (not of --test)"
    )
    options = parser.parse_args(arguments)
    counts: Counter[tuple[str, str]] = Counter()
    missed = []
    for sentence in load("test" if options.test else "dev"):
        found = verdict(sentence)
        counts.update((sentence.type, word) for word in ("all", *found))
        if "found" not in found and sentence.type != NONE:
            missed.append(f"{sentence.type}: {sentence.text}")
    show(counts)
    if not options.test:
        print("\n".join(missed[: options.missed]))
    extra()
    return 0


def load(part: str) -> Iterator[Sentence]:
    """The sentences of a part."""
    with (HERE / "gold" / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        next(file)  # the remark
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["part"] == part:
                yield marked(row["type"], row["status"], row["sentence"])


def marked(kind: str, status: str, sentence: str) -> Sentence:
    """A sentence with its trigger between asterisks."""
    text, marks = "", []
    for char in sentence:
        if char == "*":
            marks.append(len(text))
        elif char not in "[]{}":
            text += char
    return Sentence(kind, status, text, (marks[0], marks[1]))


def verdict(sentence: Sentence) -> list[str]:
    """Which of "found", "type", "status" hold of the event on the trigger."""
    from standoff import read

    start, end = sentence.trigger
    events = [
        e for e in read(sentence.text + "\n", date="2025-06-10").events
        if e.trigger.start < end and start < e.trigger.end
    ]  # fmt: skip
    right = [e for e in events if e.type == sentence.type]
    held = [
        ("found", events),
        ("type", right),
        ("status", [e for e in right if e.status == sentence.status]),
    ]
    return [word for word, some in held if some]


def show(counts: Counter[tuple[str, str]]) -> None:
    """The table: acts by type, then what is coded in vain."""
    print(f"{'':<11}{'acts':>5}{'found':>7}{'type':>7}{'status':>8}   of all, per cent")
    types = sorted({name for name, _ in counts} - {NONE})
    for name in [*types, "all types"]:
        of = types if name == "all types" else [name]
        total, *right = (
            sum(counts[t, word] for t in of) for word in ("all", "found", "type", "status")
        )
        print(f"{name:<11}{total:>5}" + "".join(f"{100 * n / total:7.1f}" for n in right))
    vain, none = counts[NONE, "found"], counts[NONE, "all"]
    print(f"no act     {none:>5}, coded in vain {vain} ({100 * vain / none:.1f} %)")


def extra() -> None:
    """Events for 100 sentences of text without politics."""
    from standoff import read

    files = [DATA / "treebank/gum" / f"{split}.conllu" for split in SPLITS]
    if not all(file.is_file() for file in files):
        return
    texts = [p.text for file in files for p in pages(file) if any(g in p.name for g in GENRES)]
    from standoff.language import analyse

    sentences = sum(len(analyse(text).sentences) for text in texts)
    events = sum(len(read(text).events) for text in texts)
    print(f"GUM's bio, voyage, academic: {events} events in {sentences} sentences,"
          f" {100 * events / sentences:.1f} for 100 (goal: 2 at most)")  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
