"""A shipped model back to weights, at the precision of its int8: a teacher, or a start, where no checkpoint is left."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training import compact
from training.batches import Labels
from training.export import Graph, Trees, graphs
from training.network import Network, Sizes


def thawed(folder: Path) -> tuple[Network, Labels]:
    """The network of a model folder and its labels."""
    labels = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    network = Network(Sizes(**{name: len(getattr(labels, name)) for name in labels.names()}))
    _make_distinct(network)
    for graph in graphs(network):
        _take(graph, folder / graph.file)
        if isinstance(graph.module, Trees):
            network.rels.data = graph.module.rels()
    with np.load(folder / "chains.npz") as kept:
        network.chains.load_state_dict({n: torch.from_numpy(kept[n]).float() for n in kept.files})
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


def _make_distinct(network: Network) -> None:
    """Other values in every weight, so that each is known again in a graph."""
    for weight in network.parameters():
        torch.nn.init.normal_(weight)


def _take(graph: Graph, shipped: Path) -> None:
    """Weights are known by their place in the graph that the same module is exported to."""
    import onnx

    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx"
        graph.write(whole)
        places = {i.name: onnx.numpy_helper.to_array(i) for i in onnx.load(whole).graph.initializer}
    given = {i.name: onnx.numpy_helper.to_array(i) for i in onnx.load(shipped).graph.initializer}
    found: dict[str, Tensor] = {}
    for name, value in places.items():
        if value.dtype == np.float32 and value.ndim:
            weight, shape = _known(graph.module, value)
            found[weight] = shape(torch.from_numpy(_floats(given, name)))
    graph.module.load_state_dict(graph.module.state_dict() | found)


def _known(module: nn.Module, value: NDArray[np.float32]) -> tuple[str, Callable[[Tensor], Tensor]]:
    """The weight that stands in a graph as this, and how to turn the one into the other."""
    there = torch.from_numpy(value.copy())
    for name, weight in module.state_dict().items():
        if weight.shape == there.shape and torch.equal(weight, there):
            return name, lambda x: x
        if weight.ndim == 2 and torch.equal(weight.T, there):
            return name, lambda x: x.T.contiguous()
    raise ValueError(f"a weight of shape {list(value.shape)} is none of the module's")


def _floats(given: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """A weight of the shipped graph, from int8 where it is quantised."""
    if name in given:
        return given[name].astype(np.float32)
    whole = given[f"{name}_quantized"].astype(np.float32)
    scale, zero = given[f"{name}_scale"], given[f"{name}_zero_point"].astype(np.float32)
    return ((whole - zero) * scale).astype(np.float32)
