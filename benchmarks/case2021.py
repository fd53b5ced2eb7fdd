"""PLOVER types of CASE 2021's snippets: ``python benchmarks/case2021.py [FILE.tsv] [--mistakes N]``.

FILE has the columns ``id``, ``EventSnippet`` and ``SubType`` of the shared task's task 2 (Haneczok et al. 2021); the
default is its 1,019 snippets in ``STANDOFF_DATA``, which may not be passed on. ``case2021.tsv`` says what their labels
are in PLOVER. A snippet has one label and may tell several acts; ours is the type of the first event that happened
(reported or ongoing) and has its trigger in a main clause, else of the most confident event, of equals the first. A
trigger is in a main clause where no clausal relation stands between it and the root of its sentence: what a main clause
reports ("police said that ...") is not. Macro F is over the types that the labels have; no event counts as wrong. The
rule and the table were made before the first score. The task's systems chose among the labels after training on
ACLED: weighted F of the best 83.9 over 25 labels, 77.1 over all 30. No peer was scored on PLOVER's types.
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
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.files import is_missing  # noqa: E402
from benchmarks.plover_pairs import macro  # noqa: E402

from standoff.ontology import plover, tables  # noqa: E402
from standoff.summary import HAPPENED  # noqa: E402

if TYPE_CHECKING:
    from standoff.language import Analysis
    from standoff.types import Event

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
DEFAULT = DATA / "events/case2021_types/task2_test_dataset_test_set_final_release_with_labels.tsv"
TABLE = Path(__file__).with_suffix(".tsv")
_SUBORDINATE = {"ccomp", "advcl", "acl", "csubj", "parataxis"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label in PLOVER's terms: any of ``modes``, all of ``contexts``; ``type`` None where it has not one type."""

    name: str
    type: str | None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text, one or a few sentences, with its label."""

    text: str
    label: Label


Found = Sequence[tuple[Snippet, "Event | None"]]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--mistakes", type=int, default=0, help="show so many")
    options = parser.parse_args(arguments)
    if is_missing(options.file):
        return 2
    found = [(s, best(s.text)) for s in snippets(options.file)]
    for line in figures(found):
        print(line)
    wrong = [(s, e) for s, e in found if s.label.type and s.label.type != _type(e)]
    for snippet, event in wrong[: options.mistakes]:
        print(f"{snippet.label.type} ({snippet.label.name}) / {_type(event)}: {snippet.text}")
    return 0


def labels(table: Path = TABLE) -> dict[str, Label]:
    """The labels by name; raises ``InputError`` for a type, mode or context that PLOVER does not have."""
    needed = ("label", "type", "modes", "contexts")
    return {row["label"]: _label(row) for row in tables.rows(table, needed)}


def _label(row: tables.Row) -> Label:
    made = Label(row["label"], row["type"] or None, row.several("modes"), row.several("contexts"))
    if made.type:
        plover.event_type(made.type)
        for mode in made.modes:
            plover.mode(mode, made.type)
    for context in made.contexts:
        if not plover.is_context(context):
            raise row.bad("contexts", f"{context!r} is no context")
    return made


def snippets(file: Path) -> list[Snippet]:
    """The snippets of a file, in order; quotation marks belong to the text."""
    known = labels()
    with file.open(encoding="utf-8", newline="") as handle:
        table = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Snippet(row["EventSnippet"], known[row["SubType"]]) for row in table]


def best(text: str) -> Event | None:
    """The event that a text is taken to tell, by the rule above; None if there is none."""
    from standoff import read
    from standoff.language import analyse, load_model

    coding = read(text + "\n")
    analysis = analyse(coding.document.text, load_model())
    happened = (e for e in coding.events if e.status in HAPPENED)
    main = next((e for e in happened if in_main_clause(analysis, e.trigger.start)), None)
    return main or max(coding.events, key=lambda e: e.confidence, default=None)


def in_main_clause(analysis: Analysis, at: int) -> bool:
    """Whether no clausal relation stands between the word at an offset and the root of its sentence."""
    i = analysis.token_at(at)
    while i is not None and i >= 0:
        if analysis.tokens[i].rel.partition(":")[0] in _SUBORDINATE:
            return False
        i = analysis.tokens[i].head
    return i is not None


def figures(found: Found) -> Iterator[str]:
    """The lines to print."""
    typed = [(s.label, e) for s, e in found if s.label.type]
    pairs = [(label.type or "", _type(e)) for label, e in typed]
    silent = sum(ours is None for _, ours in pairs)
    yield f"{len(found)} snippets, {len(pairs)} whose label has a type; of these without an event of ours {silent}"
    if pairs:
        right, some = sum(a == b for a, b in pairs), max(len(pairs) - silent, 1)
        yield (
            f"macro F {100 * macro(pairs):.1f} over {len({a for a, _ in pairs})} types  "
            f"right {100 * right / len(pairs):.1f} %, of those with an event {100 * right / some:.1f} %"
        )
        yield from _by_type(pairs)
        yield _closer([(label, e) for label, e in typed if e is not None and e.type == label.type])
    yield from _untyped(found)
    yield "most often wrong (label / ours):"
    wrong = Counter((a, b or "no event") for a, b in pairs if a != b)
    for (a, b), n in wrong.most_common(5):
        yield f"  {n:4} {a} / {b}"


def _by_type(pairs: Sequence[tuple[str, str | None]]) -> Iterator[str]:
    gold, ours = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    right = Counter(a for a, b in pairs if a == b)
    for name, n in gold.most_common():
        yield f"  {name:<9} F {200 * right[name] / (n + ours[name]):5.1f}   gold {n:4}  ours {ours[name]:4}"


def _closer(right: Sequence[tuple[Label, Event]]) -> str:
    """Modes and contexts of the events whose type is right."""
    modes = [e.mode in label.modes for label, e in right if label.modes]
    contexts = [set(label.contexts) <= set(e.contexts) for label, e in right if label.contexts]
    return (
        f"where the type is right: mode {sum(modes)} of {len(modes)}, "
        f"context {sum(contexts)} of {len(contexts)}"
    )


def _untyped(found: Found) -> Iterator[str]:
    """How often we code an event where the label has no one type."""
    total = Counter(s.label.name for s, _ in found if not s.label.type)
    coded = Counter(s.label.name for s, e in found if not s.label.type and e)
    parts = ", ".join(f"{name} {coded[name]} of {n}" for name, n in total.most_common())
    if parts:
        yield f"labels without one type, with an event of ours: {parts}"


def _type(event: Event | None) -> str | None:
    return event.type if event else None


if __name__ == "__main__":
    raise SystemExit(main())
