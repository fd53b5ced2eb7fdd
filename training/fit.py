"""One training run, from data to averaged weights, that goes on where it was cut."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import nn

from standoff.language.wordpiece import WordPiece
from training import corpora
from training.batches import Batch, Encoding, Example, Labels, collate, shuffled
from training.configuration import Configuration
from training.losses import losses
from training.network import Network, Sizes

Report = Callable[[str], None]


@dataclass(slots=True)
class Run:
    """A run in progress: ``average`` holds the running average of the network's weights."""

    network: Network
    average: dict[str, torch.Tensor]
    labels: Labels
    optimiser: torch.optim.Optimizer
    epoch: int = 0
    batch: int = 0
    step: int = 0
    seconds: float = 0.0


def fit(
    data: Path, weights: Path, out: Path, config: Configuration, device: str, report: Report,
    most_seconds: float | None = None,
) -> bool:  # fmt: skip
    """Train until the last epoch, or for ``most_seconds``; whether the run is complete.

    The checkpoint ``out/checkpoint.pt`` is written in between and read first if it is there.
    """
    sentences = corpora.training(data, news_times=config.news_times, re3d_times=config.re3d_times)
    labels = Labels.of(sentences, config.rarest_role)
    encoding = Encoding(WordPiece(weights / "vocab.txt"), labels)
    examples = [e for s in sentences if (e := encoding.example(s)) is not None]
    run = _started(labels, weights, config, device)
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    if checkpoint.is_file():
        _resume(run, checkpoint, config, device)
        report(f"going on at epoch {run.epoch}, batch {run.batch}, after {run.seconds:.0f} s")
    steps = _steps_in_all(examples, config)
    began = saved = time.monotonic()
    before = run.seconds
    while run.epoch < config.epochs:
        for n, chunk in enumerate(_epoch(examples, config, run.epoch)):
            if n < run.batch:
                continue
            rng = random.Random(f"{config.seed}:{run.epoch}:{n}")
            batch = collate(chunk, labels, config.most_frames, rng).to(device)
            found = _step(run, batch, config, steps, device)
            run.batch, run.step = n + 1, run.step + 1
            run.seconds = before + time.monotonic() - began
            if run.step % 50 == 0:
                report(_line(run, steps, found))
            late = most_seconds is not None and time.monotonic() - began > most_seconds
            if late or time.monotonic() - saved > config.checkpoint_seconds:
                _save(run, checkpoint, config)
                saved = time.monotonic()
            if late:
                return False
        run.epoch, run.batch = run.epoch + 1, 0
    _save(run, checkpoint, config)
    return True


def load(checkpoint: Path) -> tuple[Network, Labels, dict[str, object]]:
    """The averaged network of a checkpoint, its labels, and what else is known of the run."""
    kept = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network = Network(Sizes(**kept["sizes"]))
    network.load_state_dict(kept["average"])
    network.eval()
    told = {name: kept[name] for name in ("config", "epoch", "step", "seconds")}
    return network, Labels(**kept["labels"]), told


def _started(labels: Labels, weights: Path, config: Configuration, device: str) -> Run:
    torch.manual_seed(config.seed)
    sizes = Sizes(**{name: len(getattr(labels, name)) for name in labels.names()})
    network = Network(sizes)
    network.encoder.load(weights / "model.safetensors")
    network.to(device).train()
    for table in (network.encoder.piece, network.encoder.position):
        table.weight.requires_grad = config.train_embeddings
    slow = [p for n, p in network.named_parameters() if _is_pretrained(n) and p.requires_grad]
    fast = [p for n, p in network.named_parameters() if not _is_pretrained(n)]
    groups = [
        {"params": slow, "peak": config.encoder_rate, "lr": 0.0},
        {"params": fast, "peak": config.head_rate, "lr": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    average = {n: p.detach().clone() for n, p in network.state_dict().items()}
    return Run(network, average, labels, optimiser)


def _is_pretrained(name: str) -> bool:
    return name.startswith("encoder.") and not name.startswith("encoder.case")


def _epoch(examples: list[Example], config: Configuration, epoch: int) -> list[list[Example]]:
    return list(shuffled(examples, config.pieces, random.Random(f"{config.seed}:{epoch}")))


def _steps_in_all(examples: list[Example], config: Configuration) -> int:
    return len(_epoch(examples, config, 0)) * config.epochs


def _step(
    run: Run, batch: Batch, config: Configuration, steps: int, device: str
) -> dict[str, float]:
    share = min(1.0, (run.step + 1) / config.warmup) * max(0.005, 1 - run.step / steps)
    for group in run.optimiser.param_groups:
        group["lr"] = group["peak"] * share
    with torch.autocast(device, dtype=torch.bfloat16):
        scores = run.network(*batch.inputs())
        found = losses(run.network, scores, batch)
        total = sum(config.loss[name] * loss for name, loss in found.items())
    run.optimiser.zero_grad(set_to_none=True)
    total.backward()
    nn.utils.clip_grad_norm_(run.network.parameters(), config.clip)
    run.optimiser.step()
    decay = min(config.average, run.step / (run.step + 10))
    with torch.no_grad():
        for name, value in run.network.state_dict().items():
            if value.dtype.is_floating_point:
                run.average[name].lerp_(value, 1 - decay)
    return (
        {name: float(loss.detach()) for name, loss in found.items()} if run.step % 50 == 49 else {}
    )


def _line(run: Run, steps: int, found: dict[str, float]) -> str:
    parts = " ".join(f"{name} {loss:.3f}" for name, loss in found.items())
    return f"step {run.step} of {steps}, epoch {run.epoch + 1}, {run.seconds:.0f} s: {parts}"


def _save(run: Run, file: Path, config: Configuration) -> None:
    """Written beside and moved over, so that a cut leaves the old one."""
    new = file.with_suffix(".new")
    torch.save(
        {
            "network": run.network.state_dict(), "average": run.average,
            "optimiser": run.optimiser.state_dict(), "labels": asdict(run.labels),
            "sizes": asdict(run.network.sizes), "config": config.as_dict(),
            "epoch": run.epoch, "batch": run.batch, "step": run.step, "seconds": run.seconds,
        },
        new,
    )  # fmt: skip
    new.replace(file)


def _resume(run: Run, file: Path, config: Configuration, device: str) -> None:
    kept = torch.load(file, map_location=device, weights_only=True)
    if kept["config"] != config.as_dict() or kept["labels"] != asdict(run.labels):
        raise ValueError(f"{file} is of a run with other settings or data; choose another --out")
    run.network.load_state_dict(kept["network"])
    run.average = kept["average"]
    run.optimiser.load_state_dict(kept["optimiser"])
    run.epoch, run.batch, run.step = kept["epoch"], kept["batch"], kept["step"]
    run.seconds = kept["seconds"]
