"""Statements against PolNeAR: ``python benchmarks/statements.py DIR [--mistakes N] [--limit N] [--passes N]``.

DIR holds ``text/`` and ``attributions/`` as PolNeAR does (github.com/networkdynamics/PolNeAR); the default is its
dev split in ``STANDOFF_DATA``. Everything from raw text.

A gold attribution is matched to the statement that shares most characters of content with it, each used once. It
counts as found if the share of the gold content that is covered exceeds .3 (GenderGapTracker's measure, Asr et al.
2021; stricter: .8), or if characters shared over characters of either are at least .5 (Jaccard). The speaker is right
if the words of ours and of the gold source overlap. Exact F (CofeNet's measure, Wang et al. 2022): all pieces of
source, of cue or of content the same, in PolNeAR's conventions (``conventions.py``), edge punctuation and quotation
marks aside; of a role count those that have it (a statement without a speaker has no source, a floating quotation
no cue). PolNeAR annotates no statement inside another: ours that lie inside another's content are left out. Kinds
are told by quotation marks in the gold content: direct if they hold all of it, mixed some, indirect none. PolNeAR
also marks topics and attitudes ("discussed the bill", "supports Clinton"); ours are statements of the class
`discuss` or stances.

Speed is that of the first pass; where neighbours slow a machine down, ``--passes`` tells it also by the fastest of
several passes of each article.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks import faults  # noqa: E402
from benchmarks.conventions import Conventions  # noqa: E402
from benchmarks.figures import f1  # noqa: E402
from benchmarks.matching import greedy  # noqa: E402
from benchmarks.polnear import Article, Attribution, articles, overlap, size, trimmed  # noqa: E402

if TYPE_CHECKING:
    from standoff import Coding

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data"))
PEERS = """\
peers on PolNeAR test: GenderGapTracker's rules on CoreNLP trees: quotation F 53.9, with speaker 44.6,
recall indirect 23.8, exact source / cue / content 49.4 / 45.0 / 27.1; textacy 25.2 and 19.3;
CofeNet with BERT, trained on PolNeAR: exact 83.2 / 75.3 / 72.9"""


@dataclass(slots=True)
class Pair:
    """A gold attribution and the statement matched to it, if any."""

    article: Article
    gold: Attribution
    ours: Attribution | None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DATA / "quotes/polnear/dev")
    parser.add_argument("--mistakes", type=int, default=0, help="show so many of each kind")
    parser.add_argument("--limit", type=int, help="read so many articles only")
    parser.add_argument("--passes", type=int, default=1, help="read all so often, for the speed")
    options = parser.parse_args(arguments)
    found = list(articles(options.folder))[: options.limit]
    if not found:
        print(f"no articles in {options.folder}; set STANDOFF_DATA", file=sys.stderr)
        return 2
    codings, passes = timed(found, max(1, options.passes))
    coded = [(article, statements(coding)) for article, coding in zip(found, codings, strict=True)]
    pairs = [p for article, ours in coded for p in match(article, ours)]
    show(pairs, [s for _, ours in coded for s in ours])
    print(f"articles/s from raw text, one core        {len(found) / sum(passes[0]):.1f}")
    if len(passes) > 1:
        fastest = map(min, zip(*passes, strict=True))
        print(
            f"… by the fastest of {len(passes)} passes of each     {len(found) / sum(fastest):.1f}"
        )
    print(PEERS)
    used = {id(p.ours) for p in pairs}
    extra = [(a, s) for a, ours in coded for s in ours if id(s) not in used]
    faults.show(list(faults.faults(pairs, extra)), options.mistakes)
    return 0


def timed(found: Sequence[Article], passes: int) -> tuple[list[Coding], list[list[float]]]:
    """The codings, and the seconds of each article in each pass; later ones find words in caches, as a stream does."""
    from standoff import read
    from standoff.garbage import look_rarely

    look_rarely()  # as our commands do
    read("A sentence to warm up with.\n")
    codings: list[Coding] = []
    seconds: list[list[float]] = []
    for n in range(passes):
        seconds.append([])
        for article in found:
            start = time.perf_counter()
            coding = read(article.text)
            seconds[n].append(time.perf_counter() - start)
            codings += [coding] if n == 0 else []
    return codings, seconds


def statements(coding: Coding) -> list[Attribution]:
    """Our statements in PolNeAR's terms, without those inside another's content."""
    from standoff.language import analyse

    text = coding.document.text
    conventions = Conventions(analyse(text))
    found = []
    for s in coding.statements:
        content = [(x.start, x.end) for x in s.content]
        cue = (s.cue.start, s.cue.end) if s.cue else None
        source = (
            conventions.source((s.speaker.span.start, s.speaker.span.end), cue)
            if s.speaker
            else None
        )
        said = conventions.content(content, cue)
        shown = conventions.cue(cue, said) if cue else source and conventions.dash(source)
        roles = [source] if source else [], [shown] if shown else [], said
        pieces = [trimmed(spans, text) for spans in roles]
        if pieces[2]:
            found.append(Attribution(*pieces))
    return [a for a in found if not any(_inside(a, b) for b in found if b is not a)]


def _inside(a: Attribution, b: Attribution) -> bool:
    """Whether the end of the cue of a, or else its content, lies in the content of b."""
    what = ((a.cue[-1][1] - 1, a.cue[-1][1]),) if a.cue else a.content
    return size(a.content) < size(b.content) and overlap(what, b.content) == size(what)


def match(article: Article, ours: list[Attribution]) -> list[Pair]:
    """Each gold attribution with its statement; the largest overlaps are matched first."""
    gold = article.attributions
    scored = (
        (shared, n, k) for n, g in enumerate(gold) for k, o in enumerate(ours)
        if (shared := overlap(g.content, o.content))
    )  # fmt: skip
    found = greedy(sorted(scored, reverse=True), range(len(gold)), range(len(ours)))
    taken = dict(found)
    return [Pair(article, g, ours[taken[n]] if n in taken else None) for n, g in enumerate(gold)]


def is_covered(pair: Pair, share: float) -> bool:
    """Whether more than a share of the gold content is covered."""
    shared = overlap(pair.gold.content, pair.ours.content) if pair.ours else 0
    return shared > share * size(pair.gold.content)


def is_alike(pair: Pair) -> bool:
    """Jaccard of at least one half."""
    if pair.ours is None:
        return False
    shared = overlap(pair.gold.content, pair.ours.content)
    return 2 * shared >= size(pair.gold.content) + size(pair.ours.content) - shared


def speaker_right(pair: Pair) -> bool:
    """Whether the speakers' words overlap, or neither has any."""
    if pair.ours is None:
        return False
    if not pair.gold.source:
        return not pair.ours.source
    return overlap(pair.gold.source, pair.ours.source) > 0


def kind(pair: Pair) -> str:
    """Direct, mixed or indirect, by the quotation marks of the gold content."""
    text = pair.article.text
    quoted = [
        text[s - 1 : s] in "\"“'‘" and text[e : e + 2].strip(".,!?;")[:1] in "\"”'’"
        for s, e in pair.gold.content if s
    ]  # fmt: skip
    inside = any(mark in text[s:e] for s, e in pair.gold.content for mark in '"“”')
    if quoted and all(quoted):
        return "direct"
    return "mixed" if inside or any(quoted) else "indirect"


def show(pairs: list[Pair], found: list[Attribution]) -> None:
    """The table."""
    gold, ours = len(pairs), len(found)
    lines = [
        ("quotation, coverage > .3", [is_covered(p, 0.3) for p in pairs]),
        ("quotation, coverage > .8", [is_covered(p, 0.8) for p in pairs]),
        ("quotation, Jaccard >= .5", [is_alike(p) for p in pairs]),
        ("and speaker right, coverage > .3", [is_covered(p, 0.3) and speaker_right(p) for p in pairs]),
    ]  # fmt: skip
    print(f"{'':<42}     P     R     F   gold {gold}, ours {ours}")
    for name, right in lines:
        n = sum(right)
        print(f"{name:<42} {100 * n / ours:5.1f} {100 * n / gold:5.1f} {f1(n, gold, ours):5.1f}")
    for role in ("source", "cue", "content"):
        has = [p for p in pairs if getattr(p.gold, role)]
        n = sum(p.ours is not None and getattr(p.ours, role) == getattr(p.gold, role) for p in has)
        marked = sum(bool(getattr(s, role)) for s in found)
        print(f"exact {role:<36}             {f1(n, len(has), marked):5.1f}")
    matched = [p for p in pairs if is_covered(p, 0.3)]
    share = sum(map(speaker_right, matched)) / len(matched)
    print(f"speaker right on matched quotations             {100 * share:5.1f}")
    kinds, recalled = Counter(map(kind, pairs)), Counter(map(kind, matched))
    for name, n in kinds.items():
        print(f"recall, {name:<34}       {100 * recalled[name] / n:5.1f}        gold {n}")


if __name__ == "__main__":
    raise SystemExit(main())
