"""Averaged weights to what ships: two ONNX graphs in int8 per channel, labels, vocabulary, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from standoff.language.encoder import FORMAT
from training.batches import Labels
from training.network import Network

OPSET = 17
ENCODER_INPUTS = ("ids", "case", "mask", "first", "wmask")
ENCODER_OUTPUTS = (
    "arc", "rel_word", "rel_head", "upos", "xpos", "feats", "entity", "act", "status", "fact", "predicate",
    "words",
)  # fmt: skip
FRAME_INPUTS = ("words", "wmask", "row", "at")


class _Trees(nn.Module):
    """The first half as run time wants it: best labels where one is enough, scores elsewhere; of
    relations, which depend on the tree that run time decodes, the vectors that give the scores.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor, wmask: Tensor
    ) -> tuple[Tensor, ...]:
        s = self.network(ids, case, mask, first, wmask)
        rel_word = self.network.rel_words(s)
        best = [t.argmax(-1).to(torch.uint8) for t in (s.upos, s.xpos, s.feats)]
        return (
            s.arc,
            rel_word,
            s.rel_head,
            *best,
            s.entity,
            s.act,
            s.status,
            s.fact,
            s.predicate,
            s.words,
        )


def export(network: Network, labels: Labels, vocabulary: Path, out: Path, version: str) -> None:
    """Write the model folder that ``standoff.language`` loads."""
    out.mkdir(parents=True, exist_ok=True)
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
    _write(_Trees(network), sample, out / "encoder.onnx", (ENCODER_INPUTS, ENCODER_OUTPUTS), axes)
    vectors, where = torch.randn(3, 15, 384), torch.tensor([0, 1, 1, 2])
    axes = {
        "words": batch | words, "wmask": batch | words, "row": {0: "predicates"},
        "at": {0: "predicates"}, "role": {0: "predicates", 1: "words"},
    }  # fmt: skip
    sample = (vectors, ones[:, :15].clone(), where, torch.tensor([2, 3, 9, 14]))
    _write(network.frames, sample, out / "frames.onnx", (FRAME_INPUTS, ("role",)), axes)
    kept = {name: value.half().numpy() for name, value in network.chains.state_dict().items()}
    np.savez(out / "chains.npz", **kept)
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=0) + "\n", "utf-8")
    shutil.copyfile(vocabulary, out / "vocab.txt")
    _manifest(out, version)


def _write(
    module: nn.Module, sample: tuple[Tensor, ...], file: Path,
    names: tuple[tuple[str, ...], tuple[str, ...]], axes: dict[str, dict[int, str]],
) -> None:  # fmt: skip
    """One graph, exported and then quantised."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            module, sample, str(whole), input_names=list(names[0]), output_names=list(names[1]),
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, file, weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )  # fmt: skip


def _manifest(out: Path, version: str) -> None:
    files = ("encoder.onnx", "frames.onnx", "chains.npz", "labels.json", "vocab.txt")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    manifest = {"format": FORMAT, "version": version, "sha256": digests}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
