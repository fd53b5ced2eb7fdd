"""What each head is trained on. Words and sentences without a label of a kind have no say in it."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import IGNORED, Batch
from training.network import Network, Scores


def losses(network: Network, scores: Scores, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of every head on one batch."""
    heads = batch.heads
    found = {
        "arc": _cross(scores.arc, heads),
        "rel": _cross(network.rel_at(scores, heads.clamp(min=0)), batch.tags["rel"]),
        "upos": _cross(scores.upos, batch.tags["upos"]),
        "xpos": _cross(scores.xpos, batch.tags["xpos"]),
        "feats": _cross(scores.feats, batch.tags["feats"]),
        "entity": _entity(scores.entity, batch),
        "predicate": _binary(scores.predicate, batch.predicate),
    }
    if len(batch.row):
        roles = network.frames(scores.words, batch.wmask, batch.row, batch.at)
        found["role"] = _cross(roles, batch.role)
    if len(batch.fact):
        found["fact"] = _fact(scores.fact[batch.fact_row, batch.fact_at], batch.fact)
    return found


def _cross(scores: Tensor, gold: Tensor) -> Tensor:
    known = (gold != IGNORED).sum().clamp(min=1)
    flat = scores.float().flatten(0, -2)
    return F.cross_entropy(flat, gold.flatten(), ignore_index=IGNORED, reduction="sum") / known


def _binary(scores: Tensor, gold: Tensor) -> Tensor:
    known = gold != IGNORED
    loss = F.binary_cross_entropy_with_logits(
        scores.float(), gold.clamp(min=0).float(), reduction="none"
    )
    return (loss * known).sum() / known.sum().clamp(min=1)


def _entity(scores: Tensor, batch: Batch) -> Tensor:
    """Types that a sentence's source does not mark are out of the running on its words."""
    unknown = ~batch.entity_known[:, None, :].to(scores.device)
    return _cross(scores.float().masked_fill(unknown, -1e4), batch.entity)


def _fact(scores: Tensor, gold: Tensor) -> Tensor:
    """Negative log likelihood of a normal distribution: the mean is the factuality, and the variance
    says how certain it is (Kendall and Gal 2017).
    """
    mean, log_variance = scores.float().unbind(-1)
    spread = log_variance.clamp(-4, 4)
    return 0.5 * ((gold - mean) ** 2 * torch.exp(-spread) + spread).mean()
