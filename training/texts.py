"""Short news texts of our own writing with marks in them: ``python -m training.texts`` checks and counts them.

A file's first line says what is marked ("# acts", "# names chains"); then texts, a blank line between two.
``{met|CONSULT}`` is a word that tells an act of that PLOVER type, ``{sign|AGREE future}`` one whose status is not
"reported"; ``[PER Kim Jong Un]`` is a name (PER, ORG, LOC), ``[1 the president]`` a mention of chain 1, ``[1:PER Kim]``
both. What is not marked is none of what its file marks. Brackets nest: ``[1 the leader of [2:LOC France]]``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from standoff.language.tokenize import words
from standoff.ontology.plover import event_types
from standoff.types import STATUSES

FOLDER = Path(__file__).with_name("texts")
KINDS = frozenset({"acts", "names", "chains"})
_NAMES = frozenset({"PER", "ORG", "LOC"})
_TOKEN = re.compile(
    r"\{([^{}|]+)\|([A-Z]+)(?: ([a-z]+))?\}|\[(?:(\d+)(?::([A-Z]+))?|([A-Z]+)) |\]|[{}|\[]"
)


@dataclass(slots=True)
class Text:
    """One text without its marks: ``acts`` (start, end, type, status), ``names`` (start, end, type) and
    ``mentions`` (start, end, chain) in code points.
    """

    where: str
    kinds: frozenset[str]
    text: str = ""
    acts: list[tuple[int, int, str, str]] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)


def texts(folder: Path = FOLDER) -> Iterator[Text]:
    """All texts. Raises ``ValueError`` where a mark is broken, with file and line."""
    for path in sorted(folder.glob("*.txt")):
        yield from of_file(path)


def of_file(path: Path) -> Iterator[Text]:
    """The texts of one file."""
    first, *lines = path.read_text(encoding="utf-8").split("\n")
    kinds = frozenset(first.removeprefix("#").split())
    if not kinds or not kinds <= KINDS:
        raise ValueError(
            f"{path.name}:1: {first!r} should say what is marked, such as '# names chains'"
        )
    for n, line in enumerate(lines, 2):
        if line.strip():
            yield _read(line.strip(), f"{path.name}:{n}", kinds)


def _read(line: str, where: str, kinds: frozenset[str]) -> Text:
    found = Text(where, kinds)
    opened: list[tuple[int, str, str]] = []
    at = 0
    for mark in _TOKEN.finditer(line):
        found.text += line[at : mark.start()]
        at, here = mark.end(), len(found.text)
        word, act, status, chain, kind, name = mark.groups()
        if word:
            found.text += word
            found.acts.append((here, len(found.text), act, status or "reported"))
        elif chain or name:
            opened.append((here, chain or "", kind or name or ""))
        elif mark.group() == "]" and opened:
            _close(found, *opened.pop())
        else:
            raise ValueError(f"{where}: {line[mark.start() :][:30]!r} is no mark")
    found.text += line[at:]
    if opened:
        raise ValueError(f"{where}: {found.text[opened[-1][0] :][:30]!r} is opened and not closed")
    _check(found)
    return found


def _close(found: Text, start: int, chain: str, kind: str) -> None:
    if kind:
        found.names.append((start, len(found.text), kind))
    if chain:
        found.mentions.append((start, len(found.text), int(chain)))


def _check(found: Text) -> None:
    """Marks begin and end with words, and are of known kinds."""
    edges = words(found.text)
    starts, ends = {a for a, _ in edges}, {b for _, b in edges}
    for start, end, *rest in (*found.acts, *found.names, *found.mentions):
        shown = found.text[start:end]
        if start not in starts or end not in ends:
            raise ValueError(f"{found.where}: {shown!r} does not begin and end with a word")
        if isinstance(rest[0], str) and len(rest) == 1 and rest[0] not in _NAMES:
            raise ValueError(
                f"{found.where}: {shown!r} is marked {rest[0]}; known are {sorted(_NAMES)}"
            )
        if len(rest) == 2 and (rest[0] not in _types() or rest[1] not in STATUSES):
            raise ValueError(f"{found.where}: {shown!r} is marked {rest[0]} {rest[1]}")


def _types() -> frozenset[str]:
    return frozenset(t.name for t in event_types())


def main() -> int:
    """Check all files; the first argument may be one file."""
    counts: Counter[str] = Counter()
    for path in [Path(a) for a in sys.argv[1:]] or sorted(FOLDER.glob("*.txt")):
        for text in of_file(path):
            counts.update(
                texts=1,
                words=len(words(text.text)),
                acts=len(text.acts),
                names=len(text.names),
                mentions=len(text.mentions),
                chains=len({m[2] for m in text.mentions}),
            )
            counts.update(f"{a[2]}" for a in text.acts)
            counts.update(f"{a[3]}" for a in text.acts)
            alone = Counter(m[2] for m in text.mentions)
            counts["chains of one mention"] += sum(n == 1 for n in alone.values())
    print("\n".join(f"{n:7,} {name}" for name, n in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except ValueError as error:
        raise SystemExit(f"training.texts: {error}") from error
