"""The training and development sentences: each treebank joined with what others say of its words."""

from __future__ import annotations

from pathlib import Path

from standoff.language import Model
from training import own
from training.readers import NAMED, btc, factuality, propbank, re3d, treebank, uner, wikigold
from training.sentence import Sentence


def ewt(data: Path, split: str) -> list[Sentence]:
    """EWT with its entities, frames and factuality; ``split`` is train, dev or test."""
    sentences = treebank(data / f"treebank/ewt/en_ewt-ud-{split}.conllu")
    names = uner(data / f"entities/uner_ewt/en_ewt-ud-{split}.iob2")
    frames = propbank(data / f"treebank/propbank_ewt/{split}.jsonl")
    facts = factuality(data / f"factuality/uds_ih2/{split}.jsonl")
    for s in sentences:
        tags = names.get(s.id)
        if tags is not None and len(tags) == len(s.words):
            s.entities, s.entity_types = tags, NAMED
        known = frames.get(s.id)
        if known is not None and known[0] == s.words:
            s.frames = known[1]
        s.facts = facts.get(" ".join(s.words), {})
    return sentences


def gum(data: Path, split: str) -> list[Sentence]:
    """GUM's open genres with their names; in academic prose and travel guides nothing is an act."""
    sentences = treebank(data / f"treebank/gum/{split}.conllu", entities=True)
    for s in sentences:
        if "_academic_" in s.id or "_voyage_" in s.id:
            s.acts = ["O"] * len(s.words)
    return sentences


def is_news(sentence: Sentence) -> bool:
    """Whether a sentence of GUM is news or an interview."""
    return "_news_" in sentence.id or "_interview_" in sentence.id


def pud(data: Path) -> list[Sentence]:
    """PUD: a test set, never trained or tuned on."""
    return treebank(data / "treebank/pud/en_pud-ud-test.conllu")


def training(
    data: Path, model: Model, *, news_times: int, re3d_times: int, own_times: int
) -> list[Sentence]:
    """All that the model learns from; news ``news_times``, re3d ``re3d_times``, our own
    sentences ``own_times`` over, with trees of ``model``.
    """
    from_gum = gum(data, "train")
    news = [s for s in from_gum if is_news(s)] * (news_times - 1)
    reports = re3d(data / "entities/re3d/re3d-open-noBBC.conll") * re3d_times
    names = wikigold(data / "entities/wikigold/wikigold.conll.txt")
    tweets = btc(data / "entities/btc")
    acts = own.training(model) * own_times
    return [*ewt(data, "train"), *from_gum, *news, *names, *tweets, *reports, *acts]
