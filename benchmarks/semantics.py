"""Names, arguments of predicates and factuality of the shipped model, on gold words.

Entities: exact spans and types, micro F over person, place and organisation (UNER's EWT). Arguments: exact
spans and roles with the predicate given, micro F over all roles but the predicate's own (CoNLL-2005's
scorer; edge punctuation counts). Factuality: Pearson's r between the model's value and the annotators' mean.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import f1
from training import corpora
from training.readers import NAMED, factuality
from training.sentence import Sentence

from standoff.language.factuality import Grammar
from standoff.language.lemmas import lemma
from standoff.language.sequence import stretches

if TYPE_CHECKING:
    from standoff.language import Model


def entities(sentences: Sequence[Sentence], model: Model) -> float:
    """F of names, in per cent."""
    marked = [s for s in sentences if s.entities is not None]
    counts: Counter[str] = Counter()
    for s, ours in zip(marked, model.parse([s.words for s in marked]), strict=True):
        gold = set(stretches(s.entities or []))
        found = {e for e in ours.entities if e[2] in NAMED}
        counts.update(right=len(gold & found), gold=len(gold), ours=len(found))
    return f1(counts["right"], counts["gold"], counts["ours"])


def arguments(sentences: Sequence[Sentence], model: Model) -> tuple[float, float, float]:
    """F of arguments with predicates given, F of predicates found by the model, words a second with
    all heads, on one core.
    """
    framed = [s for s in sentences if s.frames is not None]
    words = [s.words for s in framed]
    given = [[f.predicate for f in s.frames or ()] for s in framed]
    roles: Counter[str] = Counter()
    for s, ours in zip(framed, model.parse(words, predicates=given), strict=True):
        gold = {(f.predicate, *a) for f in s.frames or () for a in stretches(f.roles)}
        found = {(f.predicate, *a) for f in ours.frames for a in f.arguments}
        roles.update(right=len(gold & found), gold=len(gold), ours=len(found))
    start = time.perf_counter()
    free = model.parse(words, frames=True)
    spent = time.perf_counter() - start
    heads: Counter[str] = Counter()
    for at, ours in zip(given, free, strict=True):
        found_at = {f.predicate for f in ours.frames}
        heads.update(right=len(found_at & set(at)), gold=len(at), ours=len(found_at))
    return (
        f1(roles["right"], roles["gold"], roles["ours"]),
        f1(heads["right"], heads["gold"], heads["ours"]),
        sum(map(len, words)) / spent,
    )


def facts(file: Path, model: Model) -> tuple[float, float]:
    """Pearson's r of the model's factuality and of grammar's (``told``) on a file of the unified
    format (Stanovsky et al. 2017).
    """
    known = factuality(file)
    given = [sorted(places) for places in known.values()]
    parsed = model.parse([text.split() for text in known], predicates=given)
    by_model, by_grammar = [], []
    for (text, places), ours in zip(known.items(), parsed, strict=True):
        words = text.split()
        lemmas = [lemma(word, upos) for word, upos in zip(words, ours.upos, strict=True)]
        grammar = Grammar(words, lemmas, ours.heads, ours.rels)
        for f in ours.frames:
            gold = places[f.predicate]
            by_model.append((gold, f.factuality))
            by_grammar.append((gold, grammar.told(f.predicate)))
    return pearson(by_model), pearson(by_grammar)


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """The correlation of two columns, in per cent."""
    n = len(pairs)
    mx, my = (sum(p[k] for p in pairs) / n for k in (0, 1))
    xy = sum((x - mx) * (y - my) for x, y in pairs)
    xx, yy = sum((x - mx) ** 2 for x, _ in pairs), sum((y - my) ** 2 for _, y in pairs)
    return 100 * xy / math.sqrt(xx * yy)


def report(data: Path, split: str, model: Model) -> dict[str, float]:
    """All figures of one split (dev or test)."""
    sentences = corpora.ewt(data, split)
    given, predicates, speed = arguments(sentences, model)
    uds, uds_told = facts(data / f"factuality/uds_ih2/{split}.jsonl", model)
    news, news_told = facts(data / f"factuality/meantime/{split}.jsonl", model)
    return {
        f"UNER-EWT {split}, entities F": entities(sentences, model),
        f"PropBank-EWT {split}, arguments F, predicate given": given,
        f"PropBank-EWT {split}, predicates F": predicates,
        f"UDS {split}, factuality r": uds,
        f"UDS {split}, factuality r, by grammar": uds_told,
        f"MEANTIME {split}, factuality r": news,
        f"MEANTIME {split}, factuality r, by grammar": news_told,
        f"EWT {split}, words/s, all heads": speed,
    }
