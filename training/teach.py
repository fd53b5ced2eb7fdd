"""Teachers: several networks of one shape trained apart; what they think on average is what one network then
learns beside the labels (Hinton et al. 2015; for trees Kuncoro et al. 2016), also of sentences without labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from training import chains
from training.batches import IGNORED, Batch, Soft
from training.chains import Links
from training.network import Network, Scores


@torch.no_grad()
def taught(batch: Batch, teachers: Sequence[Network]) -> Batch:
    """The batch with what the teachers think of it; predicates that nobody has marked are theirs."""
    all_scores = [t(*batch.inputs()) for t in teachers]
    arc = _mean([s.arc for s in all_scores])
    heads = torch.where(batch.heads >= 0, batch.heads, arc.argmax(-1))
    rel = _mean([t.rel_at(s, heads) for t, s in zip(teachers, all_scores, strict=True)])
    words = {"arc": arc, "rel": rel}
    for name in ("upos", "xpos", "feats", "act", "status", "entity"):
        words[name] = _mean([getattr(s, name) for s in all_scores])
    predicate = torch.stack([s.predicate.float().sigmoid() for s in all_scores]).mean(0)
    batch = _with_predicates(batch, predicate)
    role = _roles(batch, teachers, all_scores)
    half = {name: p.half() for name, p in words.items()}
    chain = None if batch.links is None else _chains(batch.links, teachers, all_scores).half()
    return replace(batch, soft=Soft(heads, half, predicate.half(), role.half(), chain))


def _chains(links: Links, teachers: Sequence[Network], scores: Sequence[Scores]) -> Tensor:
    return _mean([
        chains.back(links, chains.scored(t.chains, s.words, links))
        for t, s in zip(teachers, scores, strict=True)
    ])  # fmt: skip


def _mean(scores: list[Tensor]) -> Tensor:
    return torch.stack([s.float().softmax(-1) for s in scores]).mean(0)


def _with_predicates(batch: Batch, predicate: Tensor) -> Batch:
    """Beside the marked predicates those that the teachers see where nothing is marked."""
    unmarked = (batch.predicate == IGNORED) & (batch.wmask > 0)
    row, at = torch.nonzero(unmarked & (predicate > 0.5), as_tuple=True)
    unknown = batch.role.new_full((len(row), batch.wmask.shape[1]), IGNORED)
    return replace(
        batch, row=torch.cat([batch.row, row]), at=torch.cat([batch.at, at]),
        role=torch.cat([batch.role, unknown]),
    )  # fmt: skip


def _roles(batch: Batch, teachers: Sequence[Network], scores: Sequence[Scores]) -> Tensor:
    if not len(batch.row):
        return batch.wmask.new_zeros(0, batch.wmask.shape[1], teachers[0].sizes.role)
    return _mean([
        t.frames(s.words, batch.wmask, batch.row, batch.at)
        for t, s in zip(teachers, scores, strict=True)
    ])  # fmt: skip
