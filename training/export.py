"""Averaged weights to what ships: two ONNX graphs in int8 per column, labels, vocabulary, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from standoff.language.encoder import FORMAT
from training.batches import Labels
from training.graph import Axes, Graph, Quantised
from training.network import FAR, FRAME_HEADS, HEADS, LAYERS, H, Network

REL_RANK = 12
"""Directions that are kept of each relation's matrix of 129 x 129: LAS as with all (docs/decisions/0006)."""

Weights = Mapping[str, NDArray[np.float32]]
_BEST, _SCORES = ("upos", "xpos", "feats"), ("entity", "act", "status", "fact")


def export(network: Network, labels: Labels, vocabulary: Path, out: Path, version: str) -> None:
    """Write the model folder that ``standoff.language`` loads."""
    out.mkdir(parents=True, exist_ok=True)
    kept = weights(network)
    onnx.save(encoder(kept, network.sizes.bend), out / "encoder.onnx")
    onnx.save(frames(kept), out / "frames.onnx")
    pairs = {name: value.half().numpy() for name, value in network.chains.state_dict().items()}
    np.savez(out / "chains.npz", **pairs)
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=0) + "\n", "utf-8")
    shutil.copyfile(vocabulary, out / "vocab.txt")
    _manifest(out, version)


def weights(network: Network) -> dict[str, NDArray[np.float32]]:
    """The network's weights as the graphs name them: products with a vector that ends in a one are linear layers,
    and of relations, which depend on the tree that run time decodes, there are the factors.
    """
    found = {name: w.detach().float().numpy() for name, w in network.state_dict().items()}
    words, heads = (f.detach().numpy() for f in network.rel_factors(REL_RANK))
    for name, w in (("arcs", found["arcs"]), ("rels_word", words), ("rels_head", heads)):
        found |= {f"{name}.weight": w[:-1].T, f"{name}.bias": w[-1]}
    return found


def encoder(kept: Weights, bend: str) -> onnx.ModelProto:
    """The first half as run time wants it. ``ids`` and ``case`` are S x B, ``mask`` is B x S, ``nodes`` B x (W + 1):
    where the first pieces of the sentence (the root) and of its words stand among all S * B. Best labels where one is
    enough, scores elsewhere; of relations the vectors that give the scores. Of words, padding is not hidden.
    """
    g = Graph(kept)
    x, hidden = _pieces(g), g.hidden("mask")
    for n in range(LAYERS):
        x = g.layer(x, hidden, f"encoder.layers.{n}", HEADS, bend)
    nodes = g.node("Gather", g.node("Reshape", x, g.whole(-1, H)), "nodes")
    words = g.sliced(nodes, 1, 1, g.size("nodes", 1), out="words")
    _trees(g, g.quantised(nodes), g.quantised(words))
    return g.model(
        {
            "ids": ("int64", ["pieces", "sentences"]), "case": ("int64", ["pieces", "sentences"]),
            "mask": ("float", ["sentences", "pieces"]), "nodes": ("int64", ["sentences", "nodes"]),
        },
        _outputs(kept),
    )  # fmt: skip


def frames(kept: Weights) -> onnx.ModelProto:
    """The arguments of P predicates: ``words`` B x W x H, ``wmask`` B x W and ``row`` and ``at``, P each, to P x W x
    roles.
    """
    g = Graph(kept)
    words = g.node("Transpose", "words", perm=[1, 0, 2])
    place = [g.node("Unsqueeze", name, g.whole(1)) for name in ("at", "row")]
    chosen = g.node(
        "GatherND", g.linear(words, "frames.predicate"), g.node("Concat", *place, axis=1)
    )
    own = g.node("Gather", g.linear(words, "frames.word"), "row", axis=1)
    x = g.node("Add", g.node("Add", own, chosen), _distances(g, words))
    x, hidden = g.norm(x, "frames.norm", 1e-5), g.hidden(g.node("Gather", "wmask", "row"))
    for n in range(sum(name.endswith(".up.bias") for name in kept if name.startswith("frames."))):
        x = g.layer(x, hidden, f"frames.layers.{n}", FRAME_HEADS)
    g.node("Transpose", g.linear(x, "frames.role"), perm=[1, 0, 2], out="role")
    return g.model(
        {
            "words": ("float", ["sentences", "words", H]), "wmask": ("float", ["sentences", "words"]),
            "row": ("int64", ["predicates"]), "at": ("int64", ["predicates"]),
        },
        {"role": ("float", ["predicates", "words", len(kept["frames.role.bias"])])},
    )  # fmt: skip


def _pieces(g: Graph) -> str:
    """What the layers start from, S x B x H: pieces, their case and their place."""
    case = g.node("Gather", g.weight("encoder.case.weight"), "case")
    place = g.sliced(g.weight("encoder.position.weight"), 0, 0, g.size("ids", 0))
    place = g.node("Unsqueeze", place, g.whole(1))
    x = g.node("Add", g.node("Add", g.rows("encoder.piece.weight", "ids"), case), place)
    return g.norm(x, "encoder.norm")


def _trees(g: Graph, nodes: Quantised, words: Quantised) -> None:
    """All that is said of words and of pairs of them."""
    arcs = g.linear(_bent(g, words, "arc_word"), "arcs")
    g.node("FusedMatMul", arcs, _bent(g, nodes, "arc_head"), transB=1, out="arc")
    g.linear(_bent(g, words, "rel_word"), "rels_word", out="rel_word")
    g.linear(_bent(g, nodes, "rel_head"), "rels_head", out="rel_head")
    for name in _BEST:
        best = g.node("ArgMax", g.linear(words, name), axis=-1, keepdims=0)
        g.node("Cast", best, to=onnx.TensorProto.UINT8, out=name)
    for name in _SCORES:
        g.linear(words, name, out=name)
    g.node("Squeeze", g.linear(words, "predicate"), g.whole(2), out="predicate")


def _bent(g: Graph, x: Quantised, name: str) -> str:
    return g.node("LeakyRelu", g.linear(x, name), alpha=0.1)


def _distances(g: Graph, words: str) -> str:
    """Vectors for how far every word is from every predicate, W x P x width."""
    end = g.node("Squeeze", g.size(words, 0))
    here = g.node("Range", g.scalar(0), end, g.scalar(1))
    far = g.node("Sub", g.node("Unsqueeze", here, g.whole(1)), "at")
    near = g.node("Clip", far, g.scalar(-FAR), g.scalar(FAR))
    return g.node("Gather", g.weight("frames.distance.weight"), g.node("Add", near, g.scalar(FAR)))


def _outputs(kept: Weights) -> dict[str, tuple[str, Axes]]:
    """What the encoder's graph gives, with types and axes."""
    words: list[str | int] = ["sentences", "words"]
    nodes: list[str | int] = ["sentences", "nodes"]
    found: dict[str, tuple[str, Axes]] = {
        "arc": ("float", [*words, "nodes"]),
        "rel_word": ("float", [*words, len(kept["rels_word.bias"])]),
        "rel_head": ("float", [*nodes, len(kept["rels_head.bias"])]),
    }
    found |= dict.fromkeys(_BEST, ("uint8", words))
    found |= {name: ("float", [*words, len(kept[f"{name}.bias"])]) for name in _SCORES}
    return found | {"predicate": ("float", words), "words": ("float", [*words, H])}


def _manifest(out: Path, version: str) -> None:
    files = ("encoder.onnx", "frames.onnx", "chains.npz", "labels.json", "vocab.txt")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    manifest = {"format": FORMAT, "version": version, "sha256": digests}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
