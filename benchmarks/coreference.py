"""Who is meant, by the coder: ``python benchmarks/coreference.py [--test]``.

GAP (Webster et al. 2018): F of "this name is what the pronoun means" over both names of every case, as GAP's
scorer counts. OntoGUM (Zhu et al. 2021), news and all open genres: the CoNLL score of chains, mentions matched by
their exact words; a mention of ours is the noun phrase of the tree. The coder follows actors (people, bodies,
states), so chains of things and events, which OntoGUM also marks, are missed by design and count against it. The
development sets by default (GAP's validation set); with ``--test`` the test sets. Published on GAP's test set:
string and syntax rules 66.9, with the page's title 70.6, in the paper of the data.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.chains import b_cubed, ceaf_e, chains, conll, muc  # noqa: E402
from benchmarks.treebank import f1  # noqa: E402
from training.coreference import Ambiguous, Chained, gap, ontogum  # noqa: E402
from training.pronouns import actor_at, watched  # noqa: E402

if TYPE_CHECKING:
    from standoff.language import Analysis
    from standoff.ontology.actors import ActorTable

DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data")) / "coreference"
_APART = {"case", "cc", "conj", "punct", "mark", "parataxis", "advcl", "cop", "nsubj", "discourse"}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--test", action="store_true", help="the test sets")
    test = parser.parse_args(arguments).test
    if not (DATA / "gap").is_dir():
        print(f"no {DATA / 'gap'}; set STANDOFF_DATA", file=sys.stderr)
        return 2
    from standoff.ontology.actors import load_actors

    table = load_actors()
    part = "test" if test else "validation"
    print(f"GAP {part}, F of antecedents: {pronouns(gap(DATA / f'gap/gap-{part}.tsv'), table):.1f}")
    documents = list(ontogum(DATA / "ontogum", "test" if test else "dev"))
    news = [d for d in documents if "_news_" in d.name]
    for name, some in (("news", news), ("open genres", documents)):
        print(
            f"OntoGUM {'test' if test else 'dev'}, {name}, {len(some)} texts: {_scores(some, table)}"
        )
    return 0


def pronouns(cases: Iterable[Ambiguous], table: ActorTable) -> float:
    """F over the names of all cases, in per cent."""
    counts: Counter[str] = Counter()
    for case in cases:
        for ours, right in zip(_meant(case, table), case.right, strict=True):
            counts.update(right=ours and right, gold=right, ours=ours)
    return f1(counts["right"], counts["gold"], counts["ours"])


def _meant(case: Ambiguous, table: ActorTable) -> tuple[bool, bool]:
    """Whether the coder takes the pronoun for each of the two names."""
    analysis, mentions, _ = watched(case.text, table)
    at = analysis.token_at(case.pronoun[0])
    found = mentions.who(at) if at is not None else None
    first, second = (actor_at(analysis, mentions, name) for name in case.names)
    actor = found.actor.id if found is not None else None
    return actor is not None and actor == first, actor is not None and actor == second


def _scores(documents: list[Chained], table: ActorTable) -> str:
    gold = chains(((d.name, a, b), (d.name, n)) for d in documents for a, b, n in d.mentions)
    ours = chains(
        ((d.name, *words), (d.name, actor)) for d in documents for words, actor in _found(d, table)
    )
    parts = (f"{100 * f:.1f}" for f in (_f1(muc, gold, ours), _f1(b_cubed, gold, ours)))
    return f"CoNLL {conll(gold, ours):.1f} (MUC, B3, CEAF-e: {', '.join(parts)}, {100 * ceaf_e(gold, ours):.1f})"


def _f1(recall, gold, ours) -> float:
    r, p = recall(gold, ours), recall(ours, gold)
    return 2 * p * r / (p + r) if p + r else 0.0


def _found(document: Chained, table: ActorTable) -> Iterable[tuple[tuple[int, int], str]]:
    """Noun phrases as (first, last exclusive) words of the document, with the actors they name."""
    word_at: dict[int, int] = {}
    start = 0
    for k, word in enumerate(document.words):
        word_at.update(dict.fromkeys(range(start, start + len(word)), k))
        start += len(word) + 1
    analysis, mentions, _ = watched(" ".join(document.words), table)
    for token in analysis.tokens:
        mention = mentions.who(token.index)
        if mention is not None:
            first, last = _phrase(analysis, token.index)
            a, b = analysis.tokens[first].start, analysis.tokens[last].end - 1
            yield (word_at[a], word_at[b] + 1), mention.actor.id


def _phrase(analysis: Analysis, i: int) -> tuple[int, int]:
    """The first and last token of the noun phrase that i heads, with what is said of it after it."""
    if analysis.tokens[i].upos == "PRON":
        return i, i
    out = {
        k for c in analysis.children[i] if analysis.tokens[c].rel.partition(":")[0] in _APART
        for k in analysis.subtree(c)
    }  # fmt: skip
    kept = [k for k in analysis.subtree(i) if k not in out]
    return min(kept), max(kept)


if __name__ == "__main__":
    raise SystemExit(main())
