"""The head for chains: whether a later mention goes back to an earlier one, trained as in Lee et al. (2017) on
documents whose chains are known, and on single pairs (GAP). ``standoff.language.chains`` scores the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from standoff.language.chains import SIZES, features
from training.documents import Document


class Chains(nn.Module):
    """Word vectors of M candidates (M x H) and what is seen of Q pairs (Q x 5) to Q scores."""

    def __init__(self, width: int, inner: int = 128, dropout: float = 0.3) -> None:
        super().__init__()
        self.p = dropout
        self.own, self.named = nn.Linear(width, inner), nn.Linear(inner, 1)
        self.mention = nn.Linear(width, inner)
        self.later, self.earlier = nn.Linear(inner, inner), nn.Linear(inner, inner, bias=False)
        self.both = nn.Linear(inner, inner, bias=False)
        self.seen = nn.Linear(sum(SIZES), inner, bias=False)
        self.score = nn.Linear(inner, 1)
        nn.init.normal_(self.seen.weight, std=0.02)

    def forward(self, vectors: Tensor, later: Tensor, earlier: Tensor, seen: Tensor) -> Tensor:
        """``later`` and ``earlier``: the candidates of each pair."""
        x = F.dropout(vectors, self.p, self.training)
        named = self.named(F.dropout(F.relu(self.own(x)), self.p, self.training))[:, 0]
        u = F.dropout(self.mention(x), self.p, self.training)
        one_hot = torch.cat([F.one_hot(seen[:, n], size) for n, size in enumerate(SIZES)], 1)
        hidden = self.later(u)[later] + self.earlier(u)[earlier] + self.both(u[later] * u[earlier])
        hidden = hidden + self.seen(one_hot.to(u.dtype))
        pair = self.score(F.dropout(F.relu(hidden), self.p, self.training))[:, 0]
        return pair + named[later] + named[earlier]


@dataclass(slots=True)
class Links:
    """What is known of the chains of one batch: ``place`` M x 2 (row of the sentence, word); Q pairs of
    ``later`` and ``earlier`` candidates of one document with what is ``seen`` of them (Q x 5) and whether they
    are of one chain (``same``); ``asked``, the candidates whose chains are known; ``pair``, which of the Q are
    known alone, and whether they are ``right``.
    """

    place: Tensor
    later: Tensor
    earlier: Tensor
    seen: Tensor
    same: Tensor
    asked: Tensor
    pair: Tensor
    right: Tensor

    def to(self, device: str) -> Links:
        """The same on another device."""
        return Links(*(getattr(self, f.name).to(device) for f in fields(self)))


def links(documents: list[Document]) -> Links:
    """The links of documents whose sentences stand one after the other as rows of a batch."""
    parts: list[list[np.ndarray]] = [[], [], [], [], []]
    asked: list[int] = []
    alone: list[tuple[int, bool]] = []
    at = rows = pairs = 0
    for d in documents:
        size = len(d.places)
        later, earlier = np.tril_indices(size, -1)
        same = np.zeros(len(later), bool) if d.same is None else d.same[later, earlier]
        one = (
            d.places + np.array([rows, 0]),
            later + at,
            earlier + at,
            features(d.candidates, later, earlier).astype(np.uint8),
            same,
        )
        for part, array in zip(parts, one, strict=True):
            part.append(array)
        asked += range(at, at + size) if d.same is not None else ()
        for i, j, right in d.pairs:
            after, before = max(i, j), min(i, j)
            alone.append((pairs + after * (after - 1) // 2 + before, right))
        at, rows, pairs = at + size, rows + len(d.sentences), pairs + len(later)
    return Links(
        *(torch.from_numpy(np.concatenate(part)) for part in parts),
        asked=torch.tensor(asked, dtype=torch.long),
        pair=torch.tensor([n for n, _ in alone], dtype=torch.long),
        right=torch.tensor([float(right) for _, right in alone]),
    )


def scored(head: Chains, words: Tensor, known: Links) -> Tensor:
    """The score of each of the Q pairs."""
    vectors = words[known.place[:, 0], known.place[:, 1]]
    scores: Tensor = head(vectors, known.later, known.earlier, known.seen.long())
    return scores.float()


def table(known: Links, values: Tensor, empty: float) -> Tensor:
    """Values of the Q pairs as M x M, row the later and column the earlier candidate."""
    size = len(known.place)
    whole = values.new_full((size, size), empty)
    return whole.index_put((known.later, known.earlier), values)


def back(known: Links, scores: Tensor) -> Tensor:
    """Scores of going back to nothing (column 0) and to every earlier candidate, M x (M+1)."""
    shut = table(known, scores, -1e4)
    return torch.cat([shut.new_zeros(len(shut), 1), shut], 1)


def distance(known: Links, scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross entropy of what teachers think every candidate goes back to and of what we think."""
    each = -(wanted.float() * back(known, scores).log_softmax(1)).sum(1)
    return each.mean() * _PER_WORD


def loss(known: Links, scores: Tensor) -> Tensor:
    """Minus the log likelihood that every mention goes back to its chain, or else to nothing; and of the pairs."""
    total = scores.new_zeros(())
    if len(known.asked):
        whole = back(known, scores)
        same = table(known, known.same, False)
        right = torch.cat([~same.any(1, keepdim=True), same], 1)
        likely = whole.masked_fill(~right, -1e4).logsumexp(1) - whole.logsumexp(1)
        total = total - likely[known.asked].mean() * _PER_WORD
    if len(known.pair):
        total = total + F.binary_cross_entropy_with_logits(scores[known.pair], known.right)
    return total


_PER_WORD = 3.0  # most candidates go back to nothing and are soon learned
