"""From files as others publish them to ``Sentence``: CoNLL-U, IOB2, PropBank and factuality as JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.sentence import Frame, Sentence

MORPHOLOGY = ("Mood", "Number", "Person", "Tense", "VerbForm", "Voice")
NAMED = frozenset({"PER", "LOC", "ORG"})
_GUM_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
_RE3D_TYPES = {"Nationality": "NAT", "Weapon": "WEA", "MilitaryPlatform": "PLAT"}
_GUM_MARK = re.compile(
    r"\((\d+(?:\[\d+/\d+\])?)-([a-z]+)[^()]*?(\))?(?=\(|$|\)|\d+(?:\[\d+/\d+\])?\))"
    r"|(\d+(?:\[\d+/\d+\])?)\)"
)


def blocks(path: Path) -> Iterator[list[str]]:
    """Paragraphs of a file, as lists of their lines."""
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


# -- treebanks -------------------------------------------------------------------------------


def treebank(path: Path, *, entities: bool = False) -> list[Sentence]:
    """A file in CoNLL-U; ``entities`` reads GUM's own entity marks too."""
    return [_tree(block, entities=entities) for block in blocks(path)]


def _tree(block: list[str], *, entities: bool) -> Sentence:
    name = next((line[12:] for line in block if line.startswith("# sent_id = ")), "")
    rows = [line.split("\t") for line in block if line[0] != "#"]
    rows = [row for row in rows if row[0].isdigit()]
    sentence = Sentence(
        id=name,
        words=[row[1] for row in rows],
        heads=[int(row[6]) for row in rows],
        rels=[row[7] for row in rows],
        upos=[row[3] for row in rows],
        xpos=[row[4] for row in rows],
        feats=[morphology(row[5]) for row in rows],
    )
    if entities:
        sentence.entities, sentence.entity_types = _gum_entities(rows), NAMED
    return sentence


def morphology(feats: str) -> str:
    """The features that coding reads, as one label: tense, mood, voice, person, number, form."""
    pairs = dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
    return "|".join(f"{key}={pairs[key]}" for key in MORPHOLOGY if key in pairs) or "_"


def _gum_entities(rows: list[list[str]]) -> list[str | None]:
    """Names among GUM's mentions: the run of proper nouns round a proper-noun head."""
    tags: list[str | None] = ["O"] * len(rows)
    heads = [int(row[6]) - 1 for row in rows]
    proper = [row[3] == "PROPN" for row in rows]
    for first, last, kind in sorted(_gum_mentions(rows), key=lambda m: m[0] - m[1]):
        outside = [k for k in range(first, last + 1) if not first <= heads[k] <= last]
        if kind not in _GUM_TYPES or len(outside) != 1 or not proper[outside[0]]:
            continue
        a = b = outside[0]
        while a > first and proper[a - 1]:
            a -= 1
        while b < last and proper[b + 1]:
            b += 1
        if all(tags[k] == "O" for k in range(a, b + 1)):
            for k in range(a, b + 1):
                tags[k] = ("B-" if k == a else "I-") + _GUM_TYPES[kind]
    return tags


def _gum_mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """(first word, last word, type) of every mention; brackets open and close in the last column."""
    found: list[tuple[int, int, str]] = []
    opened: list[tuple[str, int, str]] = []
    for i, row in enumerate(rows):
        marks = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for mark in _GUM_MARK.finditer(marks):
            name, kind, closed, closing = mark.groups()
            if name and closed:
                found.append((i, i, kind))
            elif name:
                opened.append((name, i, kind))
            else:
                k = next((k for k in reversed(range(len(opened))) if opened[k][0] == closing), None)
                if k is not None:
                    _, first, kind = opened.pop(k)
                    found.append((first, i, kind))
    return found


# -- entities --------------------------------------------------------------------------------


def uner(path: Path) -> dict[str, list[str | None]]:
    """Entity labels by sentence id (person, location, organisation)."""
    found = {}
    for block in blocks(path):
        name = next((line[12:] for line in block if line.startswith("# sent_id = ")), "")
        tags = [line.split("\t")[2] for line in block if line[0] != "#"]
        found[name] = _bio(tag if tag[2:] in NAMED else "O" for tag in tags)
    return found


def wikigold(path: Path) -> list[Sentence]:
    """Names in Wikipedia; a name that follows another of its type is one name with it."""
    out = []
    for n, block in enumerate(blocks(path)):
        pairs = [line.rsplit(" ", 1) for line in block]
        tags = _bio(tag if tag[2:] in NAMED else "O" for _, tag in pairs)
        words = [word for word, _ in pairs]
        out.append(Sentence(f"wikigold-{n}", words, entities=tags, entity_types=NAMED))
    return out


def btc(folder: Path) -> list[Sentence]:
    """Names in tweets, one file per part."""
    out = []
    for path in sorted(folder.glob("*.conll")):
        for n, block in enumerate(blocks(path)):
            pairs = [line.split("\t") for line in block if "\t" in line]
            tags = _bio(tag if tag[2:] in NAMED else "O" for _, tag in pairs)
            words = [word for word, _ in pairs]
            if words:
                out.append(
                    Sentence(f"btc-{path.stem}-{n}", words, entities=tags, entity_types=NAMED)
                )
    return out


def re3d(path: Path) -> list[Sentence]:
    """Nationalities, weapons, military platforms in reports on a war. Its persons, places and
    organisations take in articles and titles, unlike the other sets', so their words stay unknown.
    """
    out = []
    for n, block in enumerate(blocks(path)):
        pairs = [line.split("\t") for line in block if "\t" in line]
        tags = [_re3d_tag(tag) for _, tag in pairs]
        words = [word for word, _ in pairs]
        types = frozenset(_RE3D_TYPES.values())
        if words:
            out.append(Sentence(f"re3d-{n}", words, entities=tags, entity_types=types))
    return out


def _re3d_tag(tag: str) -> str | None:
    mark, _, kind = tag.partition("-")
    if kind in _RE3D_TYPES:
        return f"{mark}-{_RE3D_TYPES[kind]}"
    return None if kind in {"Person", "Location", "Organisation"} else "O"


def _bio(tags: Iterable[str]) -> list[str | None]:
    """IOB1 or IOB2 to IOB2."""
    out: list[str | None] = []
    before = "O"
    for tag in tags:
        begins = tag[0] == "I" and before[2:] != tag[2:]
        out.append(f"B-{tag[2:]}" if begins else tag)
        before = tag
    return out


# -- frames and factuality -------------------------------------------------------------------


def propbank(path: Path) -> dict[str, tuple[list[str], list[Frame]]]:
    """Words and frames by sentence id; the predicate's own stretch is no argument."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        size = len(row["words"])
        frames = [Frame(p["i"], _roles(p["args"], size)) for p in row["preds"]]
        found[row["id"]] = (row["words"], frames)
    return found


def _roles(arguments: list[tuple[int, int, str]], size: int) -> list[str]:
    tags = ["O"] * size
    for first, last, role in arguments:
        if role not in {"V", "C-V"}:
            tags[first:last] = [f"B-{role}", *[f"I-{role}"] * (last - first - 1)]
    return tags


def factuality(path: Path) -> dict[str, dict[int, float]]:
    """Factuality (-3 to 3) by the sentence's words joined by blanks, then by word index."""
    found: dict[str, dict[int, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        facts = found.setdefault(row["text"], {})
        facts.update({t["span1"][0]: float(t["label"]) for t in row["targets"]})
    return found
