"""How a network does on the development sets, before it is exported: a minute on a GPU, to compare runs by."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from benchmarks.figures import f1

from standoff.language import Model
from standoff.language.sequence import stretches
from training import chains, corpora, documents, own
from training.batches import IGNORED, Batch, Encoding, Example, Labels, by_length, collate
from training.network import Network
from training.readers import NAMED
from training.sentence import Sentence
from training.stock import in_numbers

Chained = list[tuple[documents.Document, list[Example]]]


@dataclass(frozen=True, slots=True)
class Development:
    """The development sets in numbers."""

    ewt: list[Example]
    gum: list[Example]
    acts: list[Example]
    chains: Chained
    own_chains: Chained


def development(data: Path, encode: Encoding, model: Model) -> Development:
    """Read them."""
    gap = data / "coreference/gap/gap-validation.tsv"
    known = [*documents.from_gum(data, "dev"), *documents.from_gap(gap, model)]
    ours = documents.from_texts(model, held_back=True)
    return Development(
        ewt=_numbers(corpora.ewt(data, "dev"), encode), gum=_numbers(corpora.gum(data, "dev"), encode),
        acts=_numbers(own.held_back(model), encode),
        chains=in_numbers(known, encode), own_chains=in_numbers(ours, encode),
    )  # fmt: skip


def _numbers(sentences: Iterable[Sentence], encode: Encoding) -> list[Example]:
    return [e for s in sentences if (e := encode.example(s)) is not None]


@torch.no_grad()
def probe(known: Development, network: Network, labels: Labels, device: str) -> dict[str, float]:
    """LAS, names, arguments, acts, chains of the development sets, in per cent."""
    network.eval().to(device)
    ewt = _batches(known.ewt, labels)
    figures = {
        "EWT LAS": las(network, ewt, labels, device),
        "GUM LAS": las(network, _batches(known.gum, labels), labels, device),
    }
    figures |= _spans(network, ewt, labels, device)
    figures |= _acts(network, _batches(known.acts, labels), device)
    figures |= _chains(network, known.chains, labels, device)
    ours = _chains(network, known.own_chains, labels, device)
    return figures | {"own chains F": ours["chains F"]}


def _batches(examples: list[Example], labels: Labels) -> list[Batch]:
    return [collate(chunk, labels, 10**6, random.Random(0)) for chunk in by_length(examples, 4000)]


def las(network: Network, batches: list[Batch], labels: Labels, device: str) -> float:
    """Share of words with the right head and relation (best head of each word, no tree enforced)."""
    plain = [label.partition(":")[0] for label in labels.rel]
    number = {name: n for n, name in enumerate(sorted(set(plain)))}
    coarse = torch.tensor([number[name] for name in plain], device=device)
    right = words = 0
    for batch in (b.to(device) for b in batches):
        scores = network(*batch.inputs())
        heads = scores.arc.argmax(-1)
        rel = network.rel_at(scores, heads).argmax(-1)
        known = batch.heads != IGNORED
        same = coarse[rel] == coarse[batch.tags["rel"].clamp(min=0)]
        right += int(((heads == batch.heads) & same & known).sum())
        words += int(known.sum())
    return 100 * right / words


def _spans(network: Network, batches: list[Batch], labels: Labels, device: str) -> dict[str, float]:
    names: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for batch in (b.to(device) for b in batches):
        scores = network(*batch.inputs())
        marked = (batch.entity != IGNORED).any(-1)
        _count(names, scores.entity[marked], batch.entity[marked], labels.entity, NAMED)
        if len(batch.row):
            found = network.frames(scores.words, batch.wmask, batch.row, batch.at)
            _count(roles, found, batch.role, labels.role, None)
    return {
        name: f1(c["right"], c["gold"], c["ours"])
        for name, c in (("names F", names), ("arguments F", roles))
    }


def _acts(network: Network, batches: list[Batch], device: str) -> dict[str, float]:
    """Of our own sentences held back: right types of triggers, right statuses, words coded in vain."""
    counts: Counter[str] = Counter()
    for batch in (b.to(device) for b in batches):
        scores = network(*batch.inputs())
        for name in ("act", "status"):
            gold, best = batch.tags[name], getattr(scores, name).argmax(-1)
            known = (gold != IGNORED) & ((gold > 0) | (name == "status"))
            counts[name] += int((known & (gold == best)).sum())
            counts[f"all {name}"] += int(known.sum())
            if name == "act":
                none = ((gold == 0).sum(-1) > 1) & (gold <= 0).all(-1)
                counts["none"] += int(none.sum())
                counts["vain"] += int((none & ((best > 0) & (batch.wmask > 0)).any(-1)).sum())
    pairs = {
        "acts": ("act", "all act"),
        "status": ("status", "all status"),
        "vain": ("vain", "none"),
    }
    return {name: 100 * counts[a] / counts[b] for name, (a, b) in pairs.items()}


def _count(
    counts: Counter[str],
    scores: torch.Tensor,
    gold: torch.Tensor,
    labels: list[str],
    only: frozenset[str] | None,
) -> None:
    best = scores.argmax(-1).tolist()
    for ours, theirs in zip(best, gold.tolist(), strict=True):
        size = sum(t != IGNORED for t in theirs)
        a = {e for e in stretches(labels[n] for n in ours[:size]) if only is None or e[2] in only}
        b = set(stretches(labels[n] for n in theirs[:size]))
        counts.update(right=len(a & b), gold=len(b), ours=len(a))


def _chains(network: Network, known: Chained, labels: Labels, device: str) -> dict[str, float]:
    """F of going back at all to the right chain (OntoGUM), F of GAP's pairs."""
    back: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for document, examples in known:
        batch = collate(examples, labels, 0, random.Random(0)).to(device)
        link = chains.links([document]).to(device)
        scores = chains.scored(network.chains, network(*batch.inputs()).words, link)
        if document.same is not None:
            best, at = chains.table(link, scores, -1e4).max(1)
            same = chains.table(link, link.same, False)
            hit = same.gather(1, at[:, None])[:, 0]
            back.update(
                right=int((hit & (best > 0)).sum()),
                gold=int(same.any(1).sum()),
                ours=int((best > 0).sum()),
            )
        for n, right in zip(link.pair.tolist(), link.right.tolist(), strict=True):
            ours = float(scores[n]) > 0
            pairs.update(right=ours and bool(right), gold=bool(right), ours=ours)
    return {
        name: f1(c["right"], c["gold"], c["ours"])
        for name, c in (("chains F", back), ("GAP F", pairs))
    }


def shown(figures: dict[str, float]) -> str:
    """One line."""
    return ", ".join(f"{name} {value:.2f}" for name, value in figures.items())
