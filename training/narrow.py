"""A network with fewer inner neurons than the one that it begins from (``wide``): of each layer those are kept that say
most, what they lead to is fitted to what the whole layer gave, and then the encoder learns to give the vectors again
that the wide one gives (Romero et al. 2015), above all in what the heads make of them. The heads stay as they are.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training import fit
from training.batches import Example
from training.configuration import Configuration
from training.network import BENDS, Encoder, Layer, Network
from training.stock import Material

_PIECES = 60_000  # enough to fit some hundred neurons a layer
_RIDGE = 1e-4  # of the mean square of a neuron
_WIDTHS = (*range(8, 72, 8), 96, 128, 192, 256, 304)  # of batches, in pieces
_LAYERS = 0.1  # what the vectors between the layers count, beside those that come out
_TAGS = ("upos", "xpos", "feats", "entity", "act", "status")
_TREES = ("arc_head", "arc_word", "rel_head", "rel_word")
_TELL = 100  # steps between two lines

Inputs = tuple[Tensor, Tensor, Tensor]
"""Pieces, case features and mask, each sentences x pieces."""


def narrow(
    found: Material, start: Path, out: Path, config: Configuration, report: Callable[[str], None]
) -> None:
    """Write ``out/checkpoint.pt``, a network of ``config.inner`` neurons a layer, fitted for ``config.within`` seconds
    to the network of the run in ``start``. Where it is there already, it is fitted for so long again.
    """
    wide, labels, told = fit.load(start / "checkpoint.pt")
    wide.requires_grad_(requires_grad=False)
    checkpoint, batches = out / "checkpoint.pt", _batches(found, config)
    network, step, seconds = _begun(wide, config, checkpoint, batches)
    network.eval()  # nothing is dropped: there is no end of what the wide network can be asked
    learned = list(network.encoder.layers.parameters())
    run = fit.Run(
        network, fit.copied(network), labels,
        torch.optim.AdamW(learned, weight_decay=0.01, betas=(0.9, 0.98)),
        step=step, seconds=seconds, teachers=1, before=fit.with_earlier(told),
    )  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    began, first = time.monotonic(), step
    for batch in batches:
        spent = time.monotonic() - began
        run.seconds = seconds + spent
        if spent > config.within:
            break
        height = min(1.0, (run.step - first + 1) / config.warmup) * max(
            0.005, 1 - spent / config.within
        )
        loss = _step(run, wide, batch, config, config.encoder_rate * height)
        if run.step % _TELL == 0:
            report(f"step {run.step}, {run.seconds:.0f} s: unexplained {loss:.4f}")
    fit.save(run, checkpoint, config)


def _begun(
    wide: Network, config: Configuration, checkpoint: Path, batches: Iterable[Inputs]
) -> tuple[Network, int, float]:
    """The narrow network to go on with, and how many steps and seconds it has had."""
    if checkpoint.is_file():
        network, _, told = fit.load(checkpoint)
        step, seconds = told["step"], told["seconds"]
        assert isinstance(step, int)
        assert isinstance(seconds, float)
        return network, step, seconds
    network = Network(replace(wide.sizes, inner=config.inner, bend=config.bend))
    network.load_state_dict(_narrowed(wide, config, batches))
    return network, 0, 0.0


def _batches(found: Material, config: Configuration) -> Iterator[Inputs]:
    """All sentences over and over, each time in another order, in batches of few shapes: for a new one PyTorch makes
    ready anew, which on a processor takes longer than the batch itself.
    """
    examples = [*found.examples, *(e for _, some in found.documents for e in some)]
    waiting: dict[int, list[Example]] = {width: [] for width in _WIDTHS}
    for n in count():
        random.Random(f"{config.seed}:{n}").shuffle(examples)
        for e in examples:
            width = next(w for w in _WIDTHS if w >= len(e.ids))
            waiting[width].append(e)
            if len(waiting[width]) == max(1, config.pieces // width):
                yield _inputs(waiting[width], width)
                waiting[width] = []


def _inputs(examples: list[Example], width: int) -> Inputs:
    ids, case, mask = (
        torch.tensor([row + [0] * (width - len(row)) for row in rows])
        for rows in (
            [e.ids for e in examples], [e.cases for e in examples], [[1] * len(e.ids) for e in examples],
        )
    )  # fmt: skip
    return ids, case, mask.float()


def _step(run: fit.Run, wide: Encoder, batch: Inputs, config: Configuration, rate: float) -> float:
    """One step; the share of the variance of the wide network's vectors that was left unexplained."""
    for group in run.optimiser.param_groups:
        group["lr"] = rate
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.no_grad():
            wanted = _vectors(wide.encoder, batch)
        ours = _vectors(run.network.encoder, batch)
        read = _read(wide, ours[-1], wanted[-1], config)
    apart = [_apart(a, b) for a, b in zip(ours, wanted, strict=True)]
    loss = apart[-1] + _LAYERS * torch.stack(apart[:-1]).mean() + read
    run.optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(run.network.encoder.layers.parameters(), config.clip)
    run.optimiser.step()
    fit.average(run, min(config.average, run.step / (run.step + 10)))
    run.step += 1
    return float(apart[-1].detach())


def _vectors(encoder: Encoder, batch: Inputs) -> list[Tensor]:
    """What each layer gives for the pieces that are no padding, pieces x H."""
    found: list[Tensor] = []
    there = batch[2] > 0
    hooks = [
        layer.register_forward_hook(lambda _layer, _given, x: found.append(x[there]))
        for layer in encoder.layers
    ]
    encoder(*batch)
    for hook in hooks:
        hook.remove()
    return found


def _read(heads: Network, ours: Tensor, wanted: Tensor, config: Configuration) -> Tensor:
    """How far the heads read ours apart from the wanted vectors, be it at every piece and not at words alone."""
    total = ours.new_zeros(()).float()
    for name in _TAGS:
        head = getattr(heads, name)
        thought = head(wanted).float().softmax(-1)
        total = total + config.loss[name] * F.kl_div(
            head(ours).float().log_softmax(-1), thought, reduction="batchmean"
        )
    for name in _TREES:
        head = getattr(heads, name)
        bent = [F.leaky_relu(head(x), 0.1) for x in (ours, wanted)]
        total = total + config.loss[name[:3]] * _apart(*bent)
    return total


def _apart(ours: Tensor, wanted: Tensor) -> Tensor:
    wanted = wanted.float()
    spread = (wanted - wanted.mean(0)).square().sum()
    return (ours.float() - wanted).square().sum() / spread


@torch.no_grad()
def _narrowed(wide: Network, config: Configuration, batches: Iterable[Inputs]) -> dict[str, Tensor]:
    """The weights to begin with."""
    found = dict(wide.state_dict())
    for n, (layer, x) in enumerate(
        zip(wide.encoder.layers, _seen(wide.encoder, batches), strict=True)
    ):
        assert isinstance(layer, Layer)
        for part, value in _fitted(layer, x, config.inner, config.bend).items():
            found[f"encoder.layers.{n}.{part}"] = value
    return found


def _seen(wide: Encoder, batches: Iterable[Inputs]) -> list[Tensor]:
    """What enters the inner neurons of each layer, pieces x H."""
    kept: list[list[Tensor]] = [[] for _ in wide.layers]
    there: list[Tensor] = []
    hooks = [
        layer.up.register_forward_pre_hook(lambda _, given, to=to: to.append(given[0][there[-1]]))
        for layer, to in zip(wide.layers, kept, strict=True)
    ]
    for batch in batches:
        there.append(batch[2] > 0)
        wide(*batch)
        if sum(int(t.sum()) for t in there) > _PIECES:
            break
    for hook in hooks:
        hook.remove()
    return [torch.cat(parts) for parts in kept]


def _fitted(layer: Layer, x: Tensor, inner: int, bend: str) -> dict[str, Tensor]:
    """Weights for the ``inner`` neurons of a layer that move its output most, by least squares."""
    strength = layer.bend(layer.up(x))
    says = strength.square().mean(0) * layer.down.weight.square().sum(0)
    best = says.topk(inner).indices.sort().values
    up, bias = layer.up.weight[best], layer.up.bias[best]
    ours = BENDS[bend](x @ up.T + bias).double()
    ours = torch.cat([ours, ours.new_ones(len(ours), 1)], 1)
    square = ours.T @ ours / len(ours)
    damping = torch.full((inner + 1,), _RIDGE * float(square.diagonal()[:-1].mean()))
    damping[-1] = 0
    wanted = ours.T @ layer.down(strength).double() / len(ours)
    down = torch.linalg.solve(square + damping.double().diag(), wanted).float()
    return {
        "up.weight": up, "up.bias": bias, "down.weight": down[:-1].T.contiguous(), "down.bias": down[-1],
    }  # fmt: skip
