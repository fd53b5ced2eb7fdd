"""One training run, from data to averaged weights, that goes on where it was cut."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import torch
from torch import nn

from training import compact
from training.batches import Batch, Labels
from training.configuration import Configuration
from training.losses import losses
from training.network import Network, Sizes, published
from training.stock import Material, cuts
from training.teach import taught

Report = Callable[[str], None]
_TELL = 100  # steps between two lines
_START, _END, _MASK = 101, 102, 103  # WordPieces of BERT's vocabulary


@dataclass(slots=True)
class Run:
    """A run in progress: ``average`` holds the running average of the network's weights, ``before`` what is
    told of the runs that its weights come from.
    """

    network: Network
    average: dict[str, torch.Tensor]
    labels: Labels
    optimiser: torch.optim.Optimizer
    epoch: int = 0
    batch: int = 0
    step: int = 0
    seconds: float = 0.0
    teachers: int = 0
    before: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    """What a run starts with: sentences in numbers, the file of the published weights, the folders of runs that
    are its ``teachers``, and that of the run from whose weights it begins (``start``), if any.
    """

    material: Material
    weights: Path
    teachers: Sequence[Path] = ()
    start: Path | None = None


def fit(
    given: Given, out: Path, config: Configuration, device: str, report: Report,
    most_seconds: float | None = None,
) -> bool:  # fmt: skip
    """Train until the last epoch, or for ``most_seconds``; whether the run is complete.

    The checkpoint ``out/checkpoint.pt`` is written in between and read first if it is there.
    """
    found = given.material
    run = _started(found.labels, given.weights, config, device)
    run.teachers = len(given.teachers)
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    if checkpoint.is_file():
        _resume(run, checkpoint, config, device)
        report(f"going on at epoch {run.epoch}, batch {run.batch}, after {run.seconds:.0f} s")
    elif given.start is not None:
        _begin_from(given.start, run)
    stock = _on_device(cuts(found, config), given.teachers, found.labels, device)
    steps = sum(len(stock[n % len(stock)]) for n in range(config.epochs))
    report(f"{len(found.examples)} sentences, {len(found.documents)} documents, {steps} steps")
    began = saved = time.monotonic()
    before = run.seconds
    while run.epoch < config.epochs:
        batches = list(stock[run.epoch % len(stock)])
        random.Random(f"{config.seed}:{run.epoch}").shuffle(batches)
        for batch in batches[run.batch :]:
            found_losses = _step(run, batch, config, steps, device)
            run.batch, run.step = run.batch + 1, run.step + 1
            run.seconds = before + time.monotonic() - began
            if run.step % _TELL == 0:
                report(_line(run, steps, found_losses))
            if config.within and run.seconds > config.within:
                save(run, checkpoint, config)
                return True
            late = most_seconds is not None and time.monotonic() - began > most_seconds
            if late or time.monotonic() - saved > config.checkpoint_seconds:
                save(run, checkpoint, config)
                saved = time.monotonic()
            if late:
                return False
        run.epoch, run.batch = run.epoch + 1, 0
    save(run, checkpoint, config)
    return True


def _on_device(
    stock: list[list[Batch]], teachers: Sequence[Path], labels: Labels, device: str
) -> list[list[Batch]]:
    """The batches on the device, with what the teachers think of them."""
    stock = [[batch.to(device) for batch in cut] for cut in stock]
    networks = [_of_these_labels(folder, labels)[0].to(device) for folder in teachers]
    return [[taught(batch, networks) for batch in cut] for cut in stock] if networks else stock


def _of_these_labels(folder: Path, labels: Labels) -> tuple[Network, dict[str, object]]:
    """The averaged network of another run, and what else is known of that run."""
    network, theirs, told = load(folder / "checkpoint.pt")
    if theirs != labels:
        raise ValueError(f"{folder} has other labels than this run: it has learned from other data")
    return network, told


def _begin_from(folder: Path, run: Run) -> None:
    """The averaged weights of another run."""
    network, told = _of_these_labels(folder, run.labels)
    if network.sizes != run.network.sizes:
        raise ValueError(
            f"{folder} has {network.sizes.inner} inner neurons bent by {network.sizes.bend}, this run "
            f"{run.network.sizes.inner} by {run.network.sizes.bend}: begin from a wide one and narrow it afterwards"
        )
    run.network.load_state_dict(network.state_dict())
    run.average = copied(run.network)
    run.before = with_earlier(told)


def with_earlier(told: dict[str, object]) -> list[dict[str, object]]:
    """What is known of the run that another begins from (``load``), after those that it began from in turn."""
    earlier = told.pop("before")
    assert isinstance(earlier, list)
    return [*earlier, told]


def load(checkpoint: Path) -> tuple[Network, Labels, dict[str, object]]:
    """The averaged network of a checkpoint, its labels, and what else is known of the run."""
    kept = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network = Network(Sizes(**kept["sizes"]))
    network.load_state_dict(compact.whole(kept["average"]))
    network.eval()
    told = {
        name: kept[name] for name in ("config", "epoch", "step", "seconds", "teachers", "before")
    }
    return network, Labels(**kept["labels"]), told


def _started(labels: Labels, weights: Path, config: Configuration, device: str) -> Run:
    torch.manual_seed(config.seed)
    sizes = Sizes(
        **{name: len(getattr(labels, name)) for name in labels.names()},
        role_width=config.role_width, role_layers=config.role_layers,
    )  # fmt: skip
    network = Network(sizes, config.dropout, config.head_dropout)
    network.encoder.load_state_dict(published(weights), strict=False)  # but the cases
    network.to(device).train()
    for table in (network.encoder.piece, network.encoder.position):
        table.weight.requires_grad = config.train_embeddings
    slow = [p for n, p in network.named_parameters() if _is_pretrained(n) and p.requires_grad]
    fast = [p for n, p in network.named_parameters() if not _is_pretrained(n)]
    groups = [
        {"params": slow, "peak": config.encoder_rate, "lr": 0.0},
        {"params": fast, "peak": config.head_rate, "lr": 0.0},
    ]
    optimiser = torch.optim.AdamW(
        groups, weight_decay=0.01, betas=(0.9, 0.98), fused=device == "cuda"
    )
    return Run(network, copied(network), labels, optimiser)


def copied(network: Network) -> dict[str, torch.Tensor]:
    """Its weights as they are now."""
    return {n: p.detach().clone() for n, p in network.state_dict().items()}


def _is_pretrained(name: str) -> bool:
    return name.startswith("encoder.") and not name.startswith("encoder.case")


def _step(
    run: Run, batch: Batch, config: Configuration, steps: int, device: str
) -> dict[str, float]:
    done = max(run.step / steps, run.seconds / config.within if config.within else 0.0)
    height = min(1.0, (run.step + 1) / config.warmup) * max(0.005, 1 - done)
    for group in run.optimiser.param_groups:
        group["lr"] = group["peak"] * height
    batch = _masked(batch, config.masked)
    with torch.autocast(device, dtype=torch.bfloat16):
        known, thought = losses(run.network, batch)
        share = config.taught if thought else 0.0
        total = sum(config.loss[name] * (1 - share) * loss for name, loss in known.items())
        total = total + sum(config.loss[name] * share * loss for name, loss in thought.items())
    run.optimiser.zero_grad(set_to_none=True)
    total.backward()
    nn.utils.clip_grad_norm_(run.network.parameters(), config.clip)
    run.optimiser.step()
    average(run, min(config.average, run.step / (run.step + 10)))
    if run.step % _TELL != _TELL - 1:
        return {}
    return {name: float(loss.detach()) for name, loss in known.items()}


def _masked(batch: Batch, share: float) -> Batch:
    """The batch with a share of its pieces hidden."""
    if not share:
        return batch
    hidden = torch.rand_like(batch.mask) < share
    hidden &= (batch.mask > 0) & (batch.ids != _START) & (batch.ids != _END)
    return replace(batch, ids=batch.ids.masked_fill(hidden, _MASK))


@torch.no_grad()
def average(run: Run, decay: float) -> None:
    """Let the running average follow the network's weights."""
    now = run.network.state_dict()
    names = [name for name, value in now.items() if value.dtype.is_floating_point]
    torch._foreach_lerp_([run.average[n] for n in names], [now[n] for n in names], 1 - decay)


def _line(run: Run, steps: int, found: dict[str, float]) -> str:
    parts = " ".join(f"{name} {loss:.3f}" for name, loss in found.items())
    return f"step {run.step} of {steps}, epoch {run.epoch + 1}, {run.seconds:.0f} s: {parts}"


def save(run: Run, file: Path, config: Configuration) -> None:
    """Written beside and moved over, so that a cut leaves the old one."""
    new = file.with_suffix(".new")
    torch.save(
        {
            "network": run.network.state_dict(), "average": run.average,
            "optimiser": run.optimiser.state_dict(), "labels": asdict(run.labels),
            "sizes": asdict(run.network.sizes), "config": config.as_dict(),
            "epoch": run.epoch, "batch": run.batch, "step": run.step, "seconds": run.seconds,
            "teachers": run.teachers, "before": run.before,
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
    run.seconds, run.before = kept["seconds"], kept["before"]
