"""An ONNX graph written node by node, in the operators that onnxruntime runs fastest: few nodes, weights in int8 per
column, activations quantised as they come (docs/decisions/0021).

Sequences stand length first (S x B x H): so ``FusedMatMul`` finds every attention head's queries, keys and values
where the linear layer has left them, and only what the heads have mixed is moved.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.network import BLIND

OPSET, IR = 17, 8
_RUNTIMES = "com.microsoft"
_RUNTIMES_OWN = {"DynamicQuantizeMatMul", "FusedMatMul", "Gelu", "MatMulIntegerToFloat"}
_TYPES = {"float": TensorProto.FLOAT, "int64": TensorProto.INT64, "uint8": TensorProto.UINT8}

Axes = Sequence[str | int]
Quantised = tuple[str, str, str]
"""The names of a tensor in uint8, its scale and its zero point."""


class Graph:
    """Collects nodes and the weights that they use; every method gives the name of what it makes."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._kept: dict[str, NDArray[Any]] = {}

    def node(self, op: str, *inputs: str, out: str = "", **attributes: Any) -> str:  # noqa: ANN401
        """One node with one output."""
        return self.nodes(op, *inputs, out=[out or f"{op}.{len(self._nodes)}"], **attributes)[0]

    def nodes(self, op: str, *inputs: str, out: Sequence[str], **attributes: Any) -> list[str]:  # noqa: ANN401
        """One node with the outputs ``out``."""
        domain = _RUNTIMES if op in _RUNTIMES_OWN else ""
        self._nodes.append(
            helper.make_node(op, inputs, out, name=out[0], domain=domain, **attributes)
        )
        return list(out)

    def keep(self, name: str, value: NDArray[Any]) -> str:
        """An array under its name."""
        self._kept[name] = np.array(value, order="C")
        return name

    def number(self, value: float) -> str:
        """A number in float32."""
        return self.keep(f"number {value}", np.array(value, np.float32))

    def scalar(self, value: int) -> str:
        """A whole number."""
        return self.keep(f"scalar {value}", np.array(value, np.int64))

    def whole(self, *values: int) -> str:
        """Whole numbers in a row."""
        return self.keep(f"whole {values}", np.array(values, np.int64))

    def size(self, x: str, axis: int) -> str:
        """How long an axis is, as a row of one number."""
        return self.node("Shape", x, start=axis, end=axis + 1)

    def sliced(self, x: str, axis: int, first: int, end: str, out: str = "") -> str:
        """What stands along an axis from ``first`` on, before ``end`` (a row of one number)."""
        return self.node("Slice", x, self.whole(first), end, self.whole(axis), out=out)

    def weight(self, name: str) -> str:
        """A weight as it is."""
        return self.keep(name, self._weights[name])

    def rows(self, name: str, at: str) -> str:
        """Rows of a table that is kept in uint8."""
        whole, scale, zero = table(self._weights[name])
        s = self.keep(f"{name}.scale", np.array(scale))
        z = self.keep(f"{name}.zero", np.array(zero))
        found = self.node("Gather", self.keep(name, whole), at)
        return self.node("DequantizeLinear", found, s, z)

    def quantised(self, x: str) -> Quantised:
        """A tensor that several linear layers take."""
        name = f"quantised.{len(self._nodes)}"
        q, scale, zero = self.nodes(
            "DynamicQuantizeLinear", x, out=[name, f"{name}.scale", f"{name}.zero"]
        )
        return q, scale, zero

    def linear(self, x: str | Quantised, name: str, out: str = "") -> str:
        """A linear layer; its weight is kept as columns x rows of PyTorch's, in int8."""
        weight, scale = columns(self._weights[f"{name}.weight"].T)
        w = self.keep(f"{name}.weight", weight)
        s, b = self.keep(f"{name}.weight.scale", scale), self.weight(f"{name}.bias")
        if isinstance(x, str):
            return self.node("DynamicQuantizeMatMul", x, w, s, "", b, out=out)
        q, q_scale, q_zero = x
        return self.node("MatMulIntegerToFloat", q, w, q_scale, s, q_zero, "", b, out=out)

    def norm(self, x: str, name: str, epsilon: float = 1e-12) -> str:
        """Layer normalisation over the last axis."""
        w, b = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("LayerNormalization", x, w, b, axis=-1, epsilon=epsilon)

    def hidden(self, mask: str) -> str:
        """What is added to attention scores to hide padding, B x 1 x S x S. All rows of a sentence are alike, but
        where each stands written out the addition runs over whole sentences at a time.
        """
        row = self.node("Mul", self.node("Sub", self.number(1), mask), self.number(BLIND))
        row = self.node("Unsqueeze", row, self.whole(1, 2))
        shape = [self.whole(1, 1), self.size(mask, 1), self.whole(1)]
        return self.node("Expand", row, self.node("Concat", *shape, axis=0))

    def layer(self, x: str, hidden: str, name: str, heads: int, bend: str = "gelu") -> str:
        """One transformer layer, ``training.network.Layer``; x is S x B x H."""
        mixed = self._attention(x, hidden, name, heads)
        x = self.norm(self.node("Add", x, self.linear(mixed, f"{name}.out")), f"{name}.norm1")
        inner = self.node(bend.capitalize(), self.linear(x, f"{name}.up"))
        return self.norm(self.node("Add", x, self.linear(inner, f"{name}.down")), f"{name}.norm2")

    def _attention(self, x: str, hidden: str, name: str, heads: int) -> str:
        """What each word takes from the others, S x B x H."""
        width = len(self._weights[f"{name}.out.bias"])
        size = width // heads
        thirds = self.nodes(
            "Split", self.linear(x, f"{name}.qkv"), self.whole(width, width, width), axis=-1,
            out=[f"{name}.{k}" for k in ("queries", "keys", "values")],
        )  # fmt: skip
        q, k, v = (self.node("Reshape", t, self.whole(0, 0, heads, size)) for t in thirds)
        scores = self.node(
            "FusedMatMul", q, k, alpha=1 / math.sqrt(size), transB=1, transBatchA=1, transBatchB=1
        )
        shares = self.node("Softmax", self.node("Add", scores, hidden), axis=-1)
        mixed = self.node("FusedMatMul", shares, v, transBatchB=1)
        mixed = self.node("Transpose", mixed, perm=[2, 0, 1, 3])
        return self.node("Reshape", mixed, self.whole(0, 0, width))

    def model(
        self, inputs: Mapping[str, tuple[str, Axes]], outputs: Mapping[str, tuple[str, Axes]]
    ) -> onnx.ModelProto:
        """All of it, checked."""
        graph = helper.make_graph(
            self._nodes, "standoff", _values(inputs), _values(outputs),
            [numpy_helper.from_array(value, name) for name, value in self._kept.items()],
        )  # fmt: skip
        sets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_RUNTIMES, 1)]
        model = helper.make_model(graph, opset_imports=sets, ir_version=IR)
        onnx.checker.check_model(model)
        return model


def columns(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix in int8 and the scale of each column; what has been int8 so before comes out the same."""
    most = np.abs(weight).max(0)
    scale = np.where(most > 0, most, 1).astype(np.float32) / np.float32(127)
    return np.rint(weight / scale).astype(np.int8), scale


def table(weight: NDArray[np.float32]) -> tuple[NDArray[np.uint8], np.float32, np.uint8]:
    """A table in uint8, with one scale and one zero point; what has been so before comes out the same."""
    low, high = min(float(weight.min()), 0.0), max(float(weight.max()), 0.0)
    scale = np.float32((high - low) / 255)
    zero = np.uint8(round(-low / float(scale)))
    whole = np.rint(weight / scale) + np.float32(zero)
    return whole.clip(0, 255).astype(np.uint8), scale, zero


def _values(named: Mapping[str, tuple[str, Axes]]) -> list[onnx.ValueInfoProto]:
    return [helper.make_tensor_value_info(n, _TYPES[t], axes) for n, (t, axes) in named.items()]
