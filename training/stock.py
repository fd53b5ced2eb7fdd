"""All that a run learns from, cut into batches once: a run goes through the same few cuts of the data over and
over, so that batches can stay on the device, with what teachers think of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from standoff.language import Model, load_model
from training import corpora, documents
from training.batches import Batch, Encoding, Example, Labels, collate, shuffled
from training.chains import links
from training.configuration import Configuration
from training.documents import Document


@dataclass(slots=True)
class Material:
    """Labels, single sentences and documents with known chains, in numbers."""

    labels: Labels
    examples: list[Example]
    documents: list[tuple[Document, list[Example]]]


def material(data: Path, encoding: Callable[[Labels], Encoding], config: Configuration) -> Material:
    """Read everything; GAP's texts get the trees of the model that is shipped now."""
    model = load_model()
    sentences = corpora.training(
        data,
        model,
        news_times=config.news_times,
        re3d_times=config.re3d_times,
        own_times=config.own_times,
    )
    labels = Labels.of(sentences, config.rarest_role)
    encode = encoding(labels)
    found = [e for s in sentences if (e := encode.example(s)) is not None]
    chained = in_numbers(known_chains(data, model), encode)
    return Material(labels, found, chained)


def known_chains(data: Path, model: Model) -> list[Document]:
    """OntoGUM's training documents, GAP's development set, texts of our own."""
    gap = data / "coreference/gap/gap-development.tsv"
    return [
        *documents.from_gum(data, "train"),
        *documents.from_gap(gap, model),
        *documents.from_texts(model),
    ]


def in_numbers(some: Iterable[Document], encode: Encoding) -> list[tuple[Document, list[Example]]]:
    """Documents with their sentences in numbers; those with a sentence too long are left out."""
    out = []
    for document in some:
        examples = [e for s in document.sentences if (e := encode.example(s)) is not None]
        if len(examples) == len(document.sentences):
            out.append((document, examples))
    return out


def cuts(material: Material, config: Configuration) -> list[list[Batch]]:
    """``config.cuts`` ways to cut the data into batches."""
    return [
        _cut(material, config, random.Random(f"{config.seed}:{n}"), chained=n < config.chain_cuts)
        for n in range(config.cuts)
    ]


def _cut(
    material: Material, config: Configuration, rng: random.Random, *, chained: bool
) -> list[Batch]:
    labels = material.labels
    batches = [
        collate(chunk, labels, config.most_frames, rng)
        for chunk in shuffled(material.examples, config.pieces, rng)
    ]
    for some in _together(material.documents if chained else [], config.pieces, rng):
        examples = [e for _, of in some for e in of]
        batch = collate(examples, labels, config.most_frames, rng)
        batch.links = links([document for document, _ in some])
        batches.append(batch)
    return batches


def _together(
    some: list[tuple[Document, list[Example]]], pieces: int, rng: random.Random
) -> list[list[tuple[Document, list[Example]]]]:
    """Documents in groups of about so many pieces; a long one stands alone."""
    order = list(some)
    rng.shuffle(order)
    groups: list[list[tuple[Document, list[Example]]]] = []
    for singles in (
        [d for d in order if d[0].same is not None],
        [d for d in order if d[0].same is None],
    ):
        size = pieces
        for one in singles:
            own = sum(len(e.ids) for e in one[1])
            if size + own > pieces // 2:
                groups.append([])
                size = 0
            groups[-1].append(one)
            size += own
    return groups
