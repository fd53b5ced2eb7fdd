"""Everything that a run needs in one folder of some 40 MB, for a machine without the data: ``fit --packed``."""

from __future__ import annotations

import lzma
import pickle
from pathlib import Path
from typing import Any

import torch

from standoff.language import load_model
from standoff.language.wordpiece import WordPiece
from training import compact, probe, thaw
from training.batches import Encoding, Labels
from training.configuration import Configuration
from training.network import published
from training.stock import Material, material


def pack(data: Path, weights: Path, shipped: Path, out: Path, config: Configuration) -> None:
    """Write ``out``: the sentences in numbers, the development sets, the published weights, the shipped model
    as a run (``out/shipped``, for ``--teachers`` and ``--start``).
    """
    out.mkdir(parents=True, exist_ok=True)
    wordpiece = WordPiece(weights / "vocab.txt")

    def encoding(labels: Labels) -> Encoding:
        return Encoding(wordpiece, labels)

    found = material(data, encoding, config)
    _write(out / "material", found)
    _write(out / "development", probe.development(data, encoding(found.labels), load_model()))
    state = published(weights / "model.safetensors")
    torch.save(compact.small(state), out / "weights.pt")
    thaw.write(shipped, out / "shipped")


def packed_material(folder: Path) -> Material:
    """What ``pack`` wrote of the training sentences."""
    found: Material = _read(folder / "material")
    return found


def packed_development(folder: Path) -> probe.Development:
    """What ``pack`` wrote of the development sets."""
    found: probe.Development = _read(folder / "development")
    return found


def _write(path: Path, what: object) -> None:
    with lzma.open(path.with_suffix(".xz"), "wb", preset=2) as file:
        pickle.dump(what, file)


def _read(path: Path) -> Any:  # noqa: ANN401  whatever was written
    with lzma.open(path.with_suffix(".xz"), "rb") as file:
        return pickle.load(file)  # noqa: S301  our own file
