"""Where statements are lost on PolNeAR: faults by class with counts, and examples of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.polnear import Article, Attribution

from standoff.language import Analysis, analyse
from standoff.ontology.cues import load_cues

if TYPE_CHECKING:
    from benchmarks.statements import Pair

Fault = tuple[str, Article, Attribution, Attribution | None]
_POS = {"VERB": "V", "NOUN": "N", "ADJ": "A", "ADV": "R"}
_DENIED = {
    "not",
    "n't",
    "n’t",
    "never",
    "no",
    "without",
    "decline",
    "refuse",
    "avoid",
    "neither",
    "nor",
}


def faults(pairs: Sequence[Pair], extra: Sequence[tuple[Article, Attribution]]) -> Iterator[Fault]:
    """Every fault with its class: missed (why), in vain, speaker wrong, edges of source or content."""
    from benchmarks.statements import is_covered, speaker_right

    for p in pairs:
        if not is_covered(p, 0.3):
            yield f"missed: {_why(p.article, p.gold)}", p.article, p.gold, None
        elif p.ours and not speaker_right(p):
            yield "speaker wrong", p.article, p.gold, p.ours
        elif p.ours and p.ours.source != p.gold.source:
            yield "source has other edges", p.article, p.gold, p.ours
        if p.ours and is_covered(p, 0.3) and p.ours.content != p.gold.content:
            yield "content has other edges", p.article, p.gold, p.ours
    for article, ours in extra:
        yield "in vain", article, ours, None


def _why(article: Article, gold: Attribution) -> str:
    """What is known of the cue of a missed attribution."""
    if not gold.cue:
        return "no cue"
    analysis = _analysed(article.text)
    words = [t for t in analysis.tokens for s, e in gold.cue if s <= t.start < e]
    if any(t.text.lower() in _DENIED or t.lemma.lower() in _DENIED for t in words):
        return "denied or declined"
    cues = load_cues()
    known = any(cues.readings(t.lemma.lower(), _POS.get(t.upos, "")) for t in words)
    return "the cue is in the lexicon" if known else "the cue is not in the lexicon"


@lru_cache(maxsize=1)
def _analysed(text: str) -> Analysis:
    return analyse(text)


def show(found: Sequence[Fault], most: int) -> None:
    """Classes with counts, then so many examples of each, evenly over the articles."""
    print("faults")
    for name, n in Counter(name for name, *_ in found).most_common():
        print(f"  {name:<44}{n:>5}")
    for name in dict.fromkeys(name for name, *_ in found) if most else ():
        group = [fault for fault in found if fault[0] == name]
        print(f"\n== {name}: {len(group)}")
        for _, article, gold, ours in group[:: max(1, len(group) // most)][:most]:
            print(_told(article, gold) + (f"\n    OURS {_told(article, ours)}" if ours else ""))


def _told(article: Article, a: Attribution) -> str:
    def words(pieces: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(" ".join(article.text[s:e].split()) for s, e in pieces)[:200]

    return f"[{words(a.source)}] <{words(a.cue)}> {words(a.content)}"
