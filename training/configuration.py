"""The settings of one run: ``config.toml`` with what the command line changes."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_DEFAULT = Path(__file__).with_name("config.toml")


@dataclass(frozen=True, slots=True)
class Configuration:
    """See ``config.toml`` for what each means."""

    seed: int
    epochs: int
    within: int
    pieces: int
    cuts: int
    chain_cuts: int
    news_times: int
    re3d_times: int
    own_times: int
    most_frames: int
    rarest_role: int
    encoder_rate: float
    head_rate: float
    warmup: int
    clip: float
    average: float
    train_embeddings: bool
    masked: float
    dropout: float
    head_dropout: float
    role_width: int
    role_layers: int
    inner: int
    bend: str
    taught: float
    checkpoint_seconds: int
    loss: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """For checkpoints and the card."""
        return asdict(self)


def load(changes: tuple[str, ...] = (), file: Path = _DEFAULT) -> Configuration:
    """The configuration with ``KEY=VALUE`` changes (``loss.role=1``). Raises ``ValueError``."""
    values = tomllib.loads(file.read_text(encoding="utf-8"))
    for change in changes:
        key, equals, value = change.partition("=")
        table, _, name = key.rpartition(".")
        where = values.get(table, {}) if table else values
        if not equals or name not in where:
            raise ValueError(f"--set {change}: no such setting in {file.name}")
        where[name] = json.loads(value)
    return Configuration(**values)
