"""Learns the weights of ``coding/pronouns.py``: ``python -m training.pronouns``, minutes on one core.

A log-linear model over the candidates that the coder itself offers for a pronoun, and over "none of them"
(Denis and Baldridge 2008), on GAP's development set and OntoGUM's training documents. Only numpy is needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from standoff.coding.mentions import Mentions
from standoff.coding.pronouns import (
    PRONOUNS,
    Candidate,
    Discourse,
    Features,
    Question,
    none_features,
)
from standoff.coding.syntax import Syntax
from standoff.language import Analysis, Model, analyse
from standoff.language.chains import Links
from standoff.ontology.actors import ActorTable, load_actors
from standoff.types import Mention
from training.coreference import Ambiguous, Chained, gap, ontogum

HERE = Path(__file__).parent
DATA = Path(os.environ.get("STANDOFF_DATA", HERE.parent / ".data")) / "coreference"
TABLE = HERE.parent / "src/standoff/ontology/data/pronoun_weights.tsv"
_HEADER = """# What counts how much for the antecedent of a pronoun (coding/pronouns.py). Learned by
# training/pronouns.py from GAP's development set (Apache-2.0) and OntoGUM's open genres (CC BY, CC BY-SA).
feature\tweight
"""
_ROUNDS, _RATE, _RIDGE = 150, 0.5, 2e-3
# In news "they" and "it" are somebody more often than in GUM's genres (own dev gold).
_BASE = "base"
_LEANING = {"none:many": -1.0, "none:thing": -0.3}


@dataclass(frozen=True, slots=True)
class Case:
    """One question: what is seen of each choice, and which are right; the last choice is "none"."""

    seen: list[Features]
    right: list[bool]


class Watched(Discourse):
    """A discourse that keeps what it was asked and what it offered."""

    def __init__(self, links: Links | None) -> None:
        super().__init__(links)
        self.asked: list[tuple[Question, list[tuple[Candidate, Features]]]] = []

    def find(self, question: Question) -> tuple[Mention, float] | None:
        """As the coder finds it, kept for learning."""
        self.asked.append((question, self.offered(question)))
        return super().find(question)


def main() -> int:
    """Read, learn, write the table."""
    table = load_actors()
    base = fit([without_links(c) for c in cases("development", "train", table)])
    learned = stacked(base, list(cases("validation", "dev", table)))
    for name, leaning in _LEANING.items():
        learned[name] = learned.get(name, 0.0) + leaning
    lines = (f"{name}\t{weight:.3f}" for name, weight in sorted(learned.items()))
    TABLE.write_text(_HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(learned)} weights: {TABLE}")
    return 0


def cases(of_gap: str, of_ontogum: str, table: ActorTable) -> Iterator[Case]:
    """The questions of one part of GAP and of OntoGUM."""
    for case in gap(DATA / f"gap/gap-{of_gap}.tsv"):
        yield from from_gap(case, table)
    for doc in ontogum(DATA / "ontogum", of_ontogum):
        yield from from_ontogum(doc, table)


def without_links(case: Case) -> Case:
    """A case without what the language model thinks, which has learned from the same documents."""
    return Case(
        [{n: v for n, v in seen.items() if "link" not in n} for seen in case.seen], case.right
    )


def stacked(base: dict[str, float], unseen: list[Case]) -> dict[str, float]:
    """The base weights, times one factor, with weights for the links, from documents that the language
    model has not learned from.
    """
    few = []
    for case in unseen:
        rows = []
        for seen in case.seen:
            row = {n: v for n, v in seen.items() if "link" in n or n.startswith("none:")}
            rows.append(row | {_BASE: sum(base.get(n, 0.0) * v for n, v in seen.items())})
        few.append(Case(rows, case.right))
    over = fit(few)
    factor = over.pop(_BASE)
    scaled = {name: factor * weight for name, weight in base.items()}
    for name, weight in over.items():
        scaled[name] = scaled.get(name, 0.0) + weight
    return scaled


def watched(
    text: str, table: ActorTable, model: Model | None = None
) -> tuple[Analysis, Mentions, Watched]:
    """A text read by the coder with a watched discourse."""
    analysis = analyse(text, model)
    discourse = Watched(analysis.links)
    mentions = Mentions(Syntax(analysis), table, "training", None, frozenset(), discourse)
    return analysis, mentions, discourse


def actor_at(analysis: Analysis, mentions: Mentions, stretch: tuple[int, int]) -> str | None:
    """The id of the person that a stretch of the text names."""
    start, end = stretch
    for token in analysis.tokens:
        if token.start < end and token.end > start:
            found = mentions.who(token.index)
            if found is not None and found.actor.kind == "person":
                return found.actor.id
    return None


def from_gap(case: Ambiguous, table: ActorTable) -> Iterator[Case]:
    """The pronoun of a case, if its antecedent is among the candidates."""
    analysis, mentions, discourse = watched(case.text, table)
    at = analysis.token_at(case.pronoun[0])
    named = zip(case.names, case.right, strict=True)
    right = {actor_at(analysis, mentions, name) for name, is_right in named if is_right} - {None}
    for question, offered in discourse.asked:
        if question.token == at and question.word in PRONOUNS and right:
            hits = [c.mention.actor.id in right for c, _ in offered]
            if any(hits):
                yield _case(question, offered, hits)


def from_ontogum(doc: Chained, table: ActorTable) -> Iterator[Case]:
    """All pronouns of a document; those without antecedent among the candidates mean "none"."""
    text = " ".join(doc.words)
    starts = [0]
    for word in doc.words:
        starts.append(starts[-1] + len(word) + 1)
    word_at = {c: k for k, s in enumerate(starts[:-1]) for c in range(s, s + len(doc.words[k]))}
    chain: dict[int, int] = {}
    for first, last, n in sorted(doc.mentions, key=lambda m: m[0] - m[1]):
        chain.update(dict.fromkeys(range(first, last), n))  # the smallest mention comes last
    analysis, _, discourse = watched(text, table)

    def chain_of(token: int) -> int | None:
        return chain.get(word_at.get(analysis.tokens[token].start, -1))

    for question, offered in discourse.asked:
        if question.word in PRONOUNS and offered:
            own = chain_of(question.token)
            hits = [own is not None and chain_of(c.token) == own for c, _ in offered]
            yield _case(question, offered, hits)


def _case(question: Question, offered: list[tuple[Candidate, Features]], hits: list[bool]) -> Case:
    seen = [seen for _, seen in offered]
    return Case([*seen, none_features(question, offered)], [*hits, not any(hits)])


def fit(cases: list[Case]) -> dict[str, float]:
    """Weights that maximise the likelihood of the right choices, less a ridge (AdaGrad)."""
    names = sorted({name for case in cases for seen in case.seen for name in seen})
    place = {name: n for n, name in enumerate(names)}
    tables = [_table(case, place) for case in cases]
    w, squares = np.zeros(len(names)), np.full(len(names), 1e-8)
    for _ in range(_ROUNDS):
        gradient = -_RIDGE * len(cases) * w
        for x, right in tables:
            scores = x @ w
            p = np.exp(scores - scores.max())
            p /= p.sum()
            q = p * right
            gradient += (q / q.sum() - p) @ x
        squares += gradient**2
        w += _RATE * gradient / np.sqrt(squares)
    return {name: float(w[n]) for name, n in place.items() if abs(w[n]) >= 0.0005}


def _table(case: Case, place: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    x = np.zeros((len(case.seen), len(place)))
    for row, seen in enumerate(case.seen):
        for name, value in seen.items():
            x[row, place[name]] = value
    return x, np.array(case.right, float)


if __name__ == "__main__":
    raise SystemExit(main())
