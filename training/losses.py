"""What each head is trained on. Words and sentences without a label of a kind have no say in it."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training import chains
from training.batches import IGNORED, Batch, Soft
from training.network import Network, Scores


def losses(network: Network, batch: Batch) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """The mean loss of every head on one batch, by what is known and by what teachers think."""
    scores = network(*batch.inputs())
    soft = batch.soft
    heads = batch.heads.clamp(min=0) if soft is None else soft.heads
    rel = network.rel_at(scores, heads)
    roles = None
    if len(batch.row):
        roles = network.frames(scores.words, batch.wmask, batch.row, batch.at)
    known = _known(scores, rel, roles, batch)
    thought = {} if soft is None else _thought(scores, rel, roles, batch, soft)
    if batch.links is not None:
        pairs = chains.scored(network.chains, scores.words, batch.links)
        known["chain"] = chains.loss(batch.links, pairs)
        if soft is not None and soft.chain is not None:
            thought["chain"] = chains.distance(batch.links, pairs, soft.chain)
    return known, thought


def _known(scores: Scores, rel: Tensor, roles: Tensor | None, batch: Batch) -> dict[str, Tensor]:
    found = {
        "arc": _cross(scores.arc, batch.heads),
        "rel": _cross(rel, batch.tags["rel"]),
        "upos": _cross(scores.upos, batch.tags["upos"]),
        "xpos": _cross(scores.xpos, batch.tags["xpos"]),
        "feats": _cross(scores.feats, batch.tags["feats"]),
        "act": _act(scores.act, batch.tags["act"]),
        "status": _cross(scores.status, batch.tags["status"]),
        "entity": _entity(scores.entity, batch),
        "predicate": _binary(scores.predicate, batch.predicate),
    }
    if roles is not None:
        found["role"] = _cross(roles, batch.role)
    if len(batch.fact):
        found["fact"] = _fact(scores.fact[batch.fact_row, batch.fact_at], batch.fact)
    return found


def _thought(
    scores: Scores, rel: Tensor, roles: Tensor | None, batch: Batch, soft: Soft
) -> dict[str, Tensor]:
    ours = {"arc": scores.arc, "rel": rel, "upos": scores.upos, "xpos": scores.xpos,
            "feats": scores.feats, "act": scores.act, "status": scores.status,
            "entity": scores.entity}  # fmt: skip
    found = {name: _distance(ours[name], p, batch.wmask) for name, p in soft.words.items()}
    both = F.binary_cross_entropy_with_logits(
        scores.predicate.float(), soft.predicate.float(), reduction="none"
    )
    found["predicate"] = (both * batch.wmask).sum() / batch.wmask.sum()
    if roles is not None:
        found["role"] = _distance(roles, soft.role, batch.wmask[batch.row])
    return found


def _distance(scores: Tensor, wanted: Tensor, mask: Tensor) -> Tensor:
    """Cross entropy of the teachers' probabilities and ours, over what is there."""
    each = -(wanted.float() * scores.float().log_softmax(-1)).sum(-1)
    return (each * mask).sum() / mask.sum()


def _cross(scores: Tensor, gold: Tensor) -> Tensor:
    known = (gold != IGNORED).sum().clamp(min=1)
    flat = scores.float().flatten(0, -2)
    return F.cross_entropy(flat, gold.flatten(), ignore_index=IGNORED, reduction="sum") / known


def _act(scores: Tensor, gold: Tensor) -> Tensor:
    """Words with an act and words without count alike, however few the former."""
    return 0.5 * (
        _cross(scores, gold.masked_fill(gold == 0, IGNORED))
        + _cross(scores, gold.masked_fill(gold > 0, IGNORED))
    )


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
