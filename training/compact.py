"""Weights at a quarter of their size: int8 with a scale for each row, for what has to travel."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

Small = dict[str, "Tensor | tuple[Tensor, Tensor]"]


def small(weights: Mapping[str, Tensor]) -> Small:
    """Tables to int8 and scales, everything else to fp16."""
    return {name: _rounded(w) if w.ndim > 1 else w.half() for name, w in weights.items()}


def whole(weights: Mapping[str, Tensor | tuple[Tensor, Tensor]]) -> dict[str, Tensor]:
    """The weights again; those that were never made small stay as they are."""
    return {
        name: w[0].float() * w[1] if isinstance(w, tuple) else w.float()
        for name, w in weights.items()
    }


def _rounded(w: Tensor) -> tuple[Tensor, Tensor]:
    scale = w.abs().amax(-1, keepdim=True).clamp(min=1e-9) / 127
    return (w / scale).round().to(torch.int8), scale
