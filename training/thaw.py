"""A shipped model back to weights, at the precision of its int8: a teacher, or a start, where no checkpoint is left."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor

from training import compact
from training.batches import Labels
from training.export import REL_RANK
from training.network import BENDS, Network, Sizes

GRAPHS = ("encoder.onnx", "frames.onnx")


def thawed(folder: Path) -> tuple[Network, Labels]:
    """The network of a model folder and its labels."""
    labels = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    graphs = [onnx.load(folder / name).graph for name in GRAPHS]
    found = _weights(graphs)
    network = Network(Sizes(
        **{name: len(getattr(labels, name)) for name in labels.names()},
        inner=len(found["encoder.layers.0.up.bias"]), bend=_bend(graphs[0]),
    ))  # fmt: skip
    with np.load(folder / "chains.npz") as kept:
        found |= {f"chains.{n}": torch.from_numpy(kept[n]).float() for n in kept.files}
    found["arcs"] = _product(found, "arcs")
    found["rels"] = _relations(_product(found, "rels_word"), _product(found, "rels_head"))
    network.load_state_dict(found)
    return network.eval(), labels


def write(folder: Path, out: Path) -> None:
    """The model of ``folder`` as the checkpoint of a run in ``out``."""
    network, labels = thawed(folder)
    out.mkdir(parents=True, exist_ok=True)
    version = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["version"]
    kept = {
        "average": compact.small(network.state_dict()), "labels": asdict(labels),
        "sizes": asdict(network.sizes), "config": {"shipped": version}, "epoch": 0, "step": 0,
        "seconds": 0.0, "teachers": 0, "before": [],
    }  # fmt: skip
    torch.save(kept, out / "checkpoint.pt")


def _bend(encoder: onnx.GraphProto) -> str:
    """What bends the inner neurons of the encoder's graph."""
    return next(n.op_type.lower() for n in encoder.node if n.op_type.lower() in BENDS)


def _weights(graphs: Iterable[onnx.GraphProto]) -> dict[str, Tensor]:
    """All weights of the graphs, which are kept under the network's names (``training.graph``)."""
    given: dict[str, NDArray[Any]] = {}
    for graph in graphs:
        given |= {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
    return {
        name: torch.from_numpy(_floats(given, name))
        for name in given
        if name.endswith((".weight", ".bias"))
    }


def _floats(given: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """A weight of PyTorch's shape: int8 is that of a linear layer, which stands transposed; uint8 is a table."""
    whole = given[name].astype(np.float32)
    if given[name].dtype == np.uint8:
        whole = (whole - np.float32(given[f"{name}.zero"])) * given[f"{name}.scale"]
    if given[name].dtype == np.int8:
        whole = (whole * given[f"{name}.scale"]).T
    return np.array(whole, np.float32)


def _product(found: dict[str, Tensor], name: str) -> Tensor:
    """A matrix that the graph has as a linear layer, and whose last row is that layer's bias."""
    return torch.cat([found.pop(f"{name}.weight").T, found.pop(f"{name}.bias")[None]])


def _relations(words: Tensor, heads: Tensor) -> Tensor:
    """The relations' matrices again, from what is kept of them."""
    words, heads = (f.unflatten(1, (REL_RANK, -1)) for f in (words, heads))
    return torch.einsum("ikr,jkr->rij", words, heads)
