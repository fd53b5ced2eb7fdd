"""Who is meant: ``python benchmarks/coreference.py [--test] [--model DIR] [--json FILE]``.

GAP (Webster et al. 2018): F of "this name is what the pronoun means" over both names of every case, as GAP's
scorer counts. OntoGUM (Zhu et al. 2021), news and all open genres: the CoNLL score of chains, mentions matched by
their exact words; a mention of ours is the noun phrase of the tree. Of OntoGUM's chains twice: those of the language
model, and those of the coder, which follows actors alone (people, bodies, states), so that chains of things and events
count against it. The development sets by default (GAP's validation set); with ``--test`` the test sets. Published on
GAP's test set: string and syntax rules 66.9, with the page's title 70.6, in the paper of the data.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]  # so that it runs from anywhere

from benchmarks.chains import Chains, chains, conll  # noqa: E402
from benchmarks.figures import f1, write  # noqa: E402
from training.coreference import Ambiguous, Chained, gap, ontogum  # noqa: E402
from training.pronouns import Watched, actor_at, watched  # noqa: E402

if TYPE_CHECKING:
    from standoff.coding.mentions import Mentions
    from standoff.language import Analysis, Model, Token

Found = tuple[tuple[int, int], Hashable]
Find = Callable[[Chained], Iterable[Found]]
Read = Callable[[str], "tuple[Analysis, Mentions, Watched]"]
DATA = Path(os.environ.get("STANDOFF_DATA", ROOT / ".data")) / "coreference"
_APART = {"case", "cc", "conj", "punct", "mark", "parataxis", "advcl", "advmod",
          "cop", "nsubj", "discourse"}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--test", action="store_true", help="the test sets")
    parser.add_argument("--model", type=Path, help="a folder with another model")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args(arguments)
    if not (DATA / "gap").is_dir():
        print(f"no {DATA / 'gap'}; set STANDOFF_DATA", file=sys.stderr)
        return 2
    from standoff.language import Model, load_model

    figures = measured(
        "test" if options.test else "dev", Model(options.model) if options.model else load_model()
    )
    for name, value in figures.items():
        print(f"{name:<60} {value:5.1f}")
    if options.json:
        write(options.json, figures)
    return 0


def measured(split: str, model: Model) -> dict[str, float]:
    """All figures of a split, by name."""
    from standoff.ontology.actors import load_actors

    read = partial(watched, table=load_actors(), model=model)
    cases = DATA / f"gap/gap-{'test' if split == 'test' else 'validation'}.tsv"
    figures = {f"GAP {split}, pronouns F": pronouns(gap(cases), read)}
    documents = list(ontogum(DATA / "ontogum", split))
    news = [d for d in documents if "_news_" in d.name]
    for name, some in (("news", news), ("open genres", documents)):
        for by, find in (("", linked), (", actors by the coder", followed)):
            mean, parts = conll(*chained(some, partial(find, read=read)))
            figures[f"OntoGUM {split} {name}{by}, CoNLL F"] = mean
            for part, value in zip(("MUC", "B3", "CEAF-e"), parts, strict=True):
                figures[f"OntoGUM {split} {name}{by}, {part} F"] = value
    return figures


def pronouns(cases: Iterable[Ambiguous], read: Read) -> float:
    """F over the names of all cases, in per cent."""
    counts: Counter[str] = Counter()
    for case in cases:
        for ours, right in zip(_meant(case, read), case.right, strict=True):
            counts.update(right=ours and right, gold=right, ours=ours)
    return f1(counts["right"], counts["gold"], counts["ours"])


def _meant(case: Ambiguous, read: Read) -> tuple[bool, bool]:
    """Whether the coder takes the pronoun for each of the two names."""
    analysis, mentions, _ = read(case.text)
    at = analysis.token_at(case.pronoun[0])
    found = mentions.who(at) if at is not None else None
    first, second = (actor_at(analysis, mentions, name) for name in case.names)
    actor = found.actor.id if found is not None else None
    return actor is not None and actor == first, actor is not None and actor == second


def chained(documents: list[Chained], find: Find) -> tuple[Chains, Chains]:
    """The chains of gold and ours."""
    gold = chains(((d.name, a, b), (d.name, n)) for d in documents for a, b, n in d.mentions)
    ours = chains(((d.name, *words), (d.name, key)) for d in documents for words, key in find(d))
    return gold, ours


def followed(document: Chained, read: Read) -> Iterator[Found]:
    """Noun phrases with the actors that the coder takes them for."""
    analysis, mentions, _ = read(" ".join(document.words))
    words = _words(document)
    for token in analysis.tokens:
        mention = mentions.who(token.index)
        if mention is not None:
            yield words(analysis, token.index), mention.actor.id


def linked(document: Chained, read: Read) -> Iterator[Found]:
    """Noun phrases with the chain that the language model puts them in."""
    analysis, _, _ = read(" ".join(document.words))
    words = _words(document)
    for n, chain in enumerate(analysis.links.chains() if analysis.links else ()):
        for token in chain:
            yield words(analysis, token), n


def _words(document: Chained) -> Callable[[Analysis, int], tuple[int, int]]:
    """From the head of a noun phrase of ours to its (first, last exclusive) words of the document."""
    word_at: dict[int, int] = {}
    start = 0
    for k, word in enumerate(document.words):
        word_at.update(dict.fromkeys(range(start, start + len(word)), k))
        start += len(word) + 1

    def words(analysis: Analysis, head: int) -> tuple[int, int]:
        first, last = _phrase(analysis, head)
        return word_at[analysis.tokens[first].start], word_at[analysis.tokens[last].end - 1] + 1

    return words


def _phrase(analysis: Analysis, i: int) -> tuple[int, int]:
    """The first and last token of the noun phrase that i heads, with what is said of it after it and
    the sign of the possessive (as OntoNotes has it).
    """
    if analysis.tokens[i].upos == "PRON":
        return i, i
    out = {
        k for c in analysis.children[i] if _is_apart(analysis.tokens[c])
        for k in analysis.subtree(c)
    }  # fmt: skip
    kept = [k for k in analysis.subtree(i) if k not in out]
    return min(kept), max(kept)


def _is_apart(token: Token) -> bool:
    return token.rel.partition(":")[0] in _APART and token.xpos != "POS"


if __name__ == "__main__":
    raise SystemExit(main())
