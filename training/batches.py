"""Sentences to tensors: labels to numbers, words to pieces, sentences of like length together."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

import torch
from torch import Tensor

from standoff.language.wordpiece import WordPiece, case
from training.chains import Links
from training.sentence import Frame, Sentence

IGNORED = -100
TAGS = ("rel", "upos", "xpos", "feats", "act", "status")
_LONGEST = 300  # pieces; longer sentences are left out of training


@dataclass(slots=True)
class Labels:
    """The names of every head's classes, in order."""

    rel: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    act: list[str]
    status: list[str]
    entity: list[str]
    role: list[str]

    @classmethod
    def of(cls, sentences: Iterable[Sentence], rarest_role: int) -> Labels:
        """All classes that occur; roles only from ``rarest_role`` occurrences on."""
        seen: dict[str, Counter[str]] = {name: Counter() for name in cls.names()}
        for s in sentences:
            for name in ("upos", "xpos", "feats"):
                seen[name].update(getattr(s, name) or ())
            seen["rel"].update(s.rels or ())
            seen["act"].update(t for t in s.acts or () if t)
            seen["status"].update(t for t in s.status or () if t)
            seen["entity"].update(t for t in s.entities or () if t)
            seen["role"].update(t for f in s.frames or () for t in f.roles)
        roles = {t[2:] for t, n in seen["role"].items() if t[0] == "B" and n >= rarest_role}
        seen["role"] = Counter(t for r in sorted(roles) for t in (f"B-{r}", f"I-{r}"))
        ordered = {name: sorted(found - Counter({"O": found["O"]})) for name, found in seen.items()}
        for name in ("entity", "role", "act"):
            ordered[name].insert(0, "O")
        return cls(**ordered)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The heads that have classes."""
        return tuple(f.name for f in fields(cls))


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence in numbers; lists of labels are as long as its words."""

    ids: list[int]
    cases: list[int]
    first: list[int]
    heads: list[int]
    tags: dict[str, list[int]]
    entities: list[int]
    entity_types: frozenset[str]
    frames: list[tuple[int, list[int]]]
    has_frames: bool
    facts: dict[int, float]


class Encoding:
    """Turns sentences into examples."""

    def __init__(self, wordpiece: WordPiece, labels: Labels) -> None:
        self.wordpiece, self.labels = wordpiece, labels
        self.number = {
            name: {label: n for n, label in enumerate(getattr(labels, name))}
            for name in labels.names()
        }

    def example(self, s: Sentence) -> Example | None:
        """The sentence in numbers; None if it is too long."""
        ids, cases, first = [self.wordpiece.start], [0], []
        for n, word in enumerate(s.words):
            pieces = self.wordpiece.pieces(word)
            first.append(len(ids))
            ids += pieces
            cases += [case(word, first=n == 0)] * len(pieces)
        if len(ids) >= _LONGEST:
            return None
        size = len(s.words)
        return Example(
            ids=[*ids, self.wordpiece.end], cases=[*cases, 0], first=first,
            heads=s.heads or [IGNORED] * size,
            tags={name: self._numbers(name, labels, size) for name, labels in
                  (("rel", s.rels), ("upos", s.upos), ("xpos", s.xpos), ("feats", s.feats),
                   ("act", s.acts), ("status", s.status))},
            entities=self._numbers("entity", s.entities, size), entity_types=s.entity_types,
            frames=[self._frame(f, size) for f in s.frames or ()], has_frames=s.frames is not None,
            facts=s.facts,
        )  # fmt: skip

    def _frame(self, frame: Frame, size: int) -> tuple[int, list[int]]:
        known = [t if t in self.number["role"] else "O" for t in frame.roles]
        return frame.predicate, self._numbers("role", known, size)

    def _numbers(
        self, name: str, labels: list[str | None] | list[str] | None, size: int
    ) -> list[int]:
        if labels is None:
            return [IGNORED] * size
        return [IGNORED if t is None else self.number[name].get(t, IGNORED) for t in labels]


@dataclass(slots=True)
class Soft:
    """What teachers think of a batch: probabilities of each head's classes; ``heads`` B x W, at which the
    relations are asked for; ``role`` P x W x roles of the batch's predicates; ``chain`` M x (M+1), what each
    candidate goes back to (column 0: nothing).
    """

    heads: Tensor
    words: dict[str, Tensor]
    predicate: Tensor
    role: Tensor
    chain: Tensor | None = None


@dataclass(slots=True)
class Batch:
    """Tensors of one batch; padding is 0 in inputs and ``IGNORED`` in labels."""

    ids: Tensor
    case: Tensor
    mask: Tensor
    first: Tensor
    wmask: Tensor
    heads: Tensor
    tags: dict[str, Tensor]
    entity: Tensor
    entity_known: Tensor
    predicate: Tensor
    row: Tensor
    at: Tensor
    role: Tensor
    fact: Tensor
    fact_row: Tensor
    fact_at: Tensor
    links: Links | None = None
    soft: Soft | None = None

    def inputs(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """What the network's first half takes."""
        return self.ids, self.case, self.mask, self.first, self.wmask

    def to(self, device: str) -> Batch:
        """The batch on another device."""
        moved = {
            f.name: {k: v.to(device) for k, v in value.items()} if isinstance(value, dict)
            else value.to(device)
            for f in fields(self) if (value := getattr(self, f.name)) is not None
        }  # fmt: skip
        return Batch(**moved)


def collate(examples: list[Example], labels: Labels, most_frames: int, rng: random.Random) -> Batch:
    """One batch; of each sentence at most ``most_frames`` predicates, chosen by ``rng``."""
    pieces = max(len(e.ids) for e in examples)
    words = max(len(e.first) for e in examples)

    def table(rows: Iterable[list[int]], width: int, padding: int) -> Tensor:
        return torch.tensor([row + [padding] * (width - len(row)) for row in rows])

    chosen = [
        (r, at, tags) for r, e in enumerate(examples)
        for at, tags in (e.frames if len(e.frames) <= most_frames else rng.sample(e.frames, most_frames))
    ]  # fmt: skip
    facts = [(r, k, v) for r, e in enumerate(examples) for k, v in sorted(e.facts.items())]
    return Batch(
        ids=table((e.ids for e in examples), pieces, 0),
        case=table((e.cases for e in examples), pieces, 0),
        mask=table(([1] * len(e.ids) for e in examples), pieces, 0).float(),
        first=table((e.first for e in examples), words, 0),
        wmask=table(([1] * len(e.first) for e in examples), words, 0).float(),
        heads=table((e.heads for e in examples), words, IGNORED),
        tags={name: table((e.tags[name] for e in examples), words, IGNORED)
              for name in TAGS},
        entity=table((e.entities for e in examples), words, IGNORED),
        entity_known=torch.tensor([[t == "O" or t[2:] in e.entity_types for t in labels.entity]
                                   for e in examples]),
        predicate=table((_is_predicate(e) for e in examples), words, IGNORED),
        row=torch.tensor([r for r, _, _ in chosen], dtype=torch.long),
        at=torch.tensor([at for _, at, _ in chosen], dtype=torch.long),
        role=table((tags for _, _, tags in chosen), words, IGNORED) if chosen
        else torch.zeros(0, words, dtype=torch.long),
        fact=torch.tensor([v for _, _, v in facts]),
        fact_row=torch.tensor([r for r, _, _ in facts], dtype=torch.long),
        fact_at=torch.tensor([k for _, k, _ in facts], dtype=torch.long),
    )  # fmt: skip


def _is_predicate(e: Example) -> list[int]:
    if not e.has_frames:
        return [IGNORED] * len(e.first)
    predicates = {at for at, _ in e.frames}
    return [int(k in predicates) for k in range(len(e.first))]


def shuffled(examples: list[Example], pieces: int, rng: random.Random) -> Iterator[list[Example]]:
    """An epoch in random order, batches of at most ``pieces`` pieces with padding."""
    order = list(examples)
    rng.shuffle(order)
    batches: list[list[Example]] = []
    for n in range(0, len(order), 1600):
        batches += by_length(order[n : n + 1600], pieces)
    rng.shuffle(batches)
    yield from batches


def by_length(examples: list[Example], pieces: int) -> list[list[Example]]:
    """Batches of sentences of like length."""
    batches: list[list[Example]] = []
    for e in sorted(examples, key=lambda e: len(e.ids)):
        if batches and (len(batches[-1]) + 1) * len(e.ids) <= pieces:
            batches[-1].append(e)
        else:
            batches.append([e])
    return batches
