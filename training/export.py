"""Averaged weights to what ships: two ONNX graphs in int8 per channel, labels, vocabulary, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from standoff.language.encoder import FORMAT
from training.batches import Labels
from training.network import Network

OPSET = 17
REL_RANK = 12
"""Directions that are kept of each relation's matrix of 129 x 129: LAS as with all (docs/decisions/0006)."""

ENCODER_INPUTS = ("ids", "case", "mask", "first", "wmask")
ENCODER_OUTPUTS = (
    "arc", "rel_word", "rel_head", "upos", "xpos", "feats", "entity", "act", "status", "fact", "predicate",
    "words",
)  # fmt: skip
FRAME_INPUTS = ("words", "wmask", "row", "at")


class Trees(nn.Module):
    """The first half as run time wants it: best labels where one is enough, scores elsewhere; of
    relations, which depend on the tree that run time decodes, the vectors that give the scores.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        words, heads = network.rel_factors(REL_RANK)
        self.rels_word, self.rels_head = nn.Parameter(words), nn.Parameter(heads)

    def forward(
        self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor, wmask: Tensor
    ) -> tuple[Tensor, ...]:
        """Everything of ``ENCODER_OUTPUTS``, in that order."""
        s = self.network(ids, case, mask, first, wmask)
        best = [t.argmax(-1).to(torch.uint8) for t in (s.upos, s.xpos, s.feats)]
        return (
            s.arc,
            s.rel_word @ self.rels_word,
            s.rel_head @ self.rels_head,
            *best,
            s.entity,
            s.act,
            s.status,
            s.fact,
            s.predicate,
            s.words,
        )

    def rels(self) -> Tensor:
        """The relations' matrices again, from what is kept of them."""
        words, heads = (
            f.detach().unflatten(1, (REL_RANK, -1)) for f in (self.rels_word, self.rels_head)
        )
        return torch.einsum("ikr,jkr->rij", words, heads)


@dataclass(frozen=True, slots=True)
class Graph:
    """One file of the shipped model: a module, inputs to trace it with, names and open axes."""

    file: str
    module: nn.Module
    sample: tuple[Tensor, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    axes: dict[str, dict[int, str]]

    def write(self, file: Path) -> None:
        """As it is, in fp32."""
        torch.onnx.export(
            self.module, self.sample, str(file), input_names=list(self.inputs),
            output_names=list(self.outputs), dynamic_axes=self.axes, opset_version=OPSET,
            dynamo=False,
        )  # fmt: skip


def graphs(network: Network) -> tuple[Graph, Graph]:
    """The two graphs of a network."""
    network.eval()
    batch, pieces, words = {0: "sentences"}, {1: "pieces"}, {1: "words"}
    axes = {
        **dict.fromkeys(("ids", "case", "mask"), batch | pieces),
        **dict.fromkeys(("first", "wmask", *ENCODER_OUTPUTS), batch | words),
    }
    axes["arc"], axes["rel_head"] = axes["arc"] | {2: "nodes"}, batch | {1: "nodes"}
    ids = torch.randint(200, 20000, (3, 20))
    ones, first = torch.ones(3, 20), torch.arange(1, 16).repeat(3, 1)
    sample = (ids, torch.ones_like(ids), ones, first, ones[:, :15].clone())
    trees = Graph("encoder.onnx", Trees(network), sample, ENCODER_INPUTS, ENCODER_OUTPUTS, axes)
    vectors, where = torch.randn(3, 15, 384), torch.tensor([0, 1, 1, 2])
    axes = {
        "words": batch | words, "wmask": batch | words, "row": {0: "predicates"},
        "at": {0: "predicates"}, "role": {0: "predicates", 1: "words"},
    }  # fmt: skip
    sample = (vectors, ones[:, :15].clone(), where, torch.tensor([2, 3, 9, 14]))
    return trees, Graph("frames.onnx", network.frames, sample, FRAME_INPUTS, ("role",), axes)


def export(network: Network, labels: Labels, vocabulary: Path, out: Path, version: str) -> None:
    """Write the model folder that ``standoff.language`` loads."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    for graph in graphs(network):
        with tempfile.TemporaryDirectory() as folder:
            whole = Path(folder) / "whole.onnx"
            graph.write(whole)
            quantize_dynamic(
                whole, out / graph.file, weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            )  # fmt: skip
    kept = {name: value.half().numpy() for name, value in network.chains.state_dict().items()}
    np.savez(out / "chains.npz", **kept)
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=0) + "\n", "utf-8")
    shutil.copyfile(vocabulary, out / "vocab.txt")
    _manifest(out, version)


def _manifest(out: Path, version: str) -> None:
    files = ("encoder.onnx", "frames.onnx", "chains.npz", "labels.json", "vocab.txt")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    manifest = {"format": FORMAT, "version": version, "sha256": digests}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
