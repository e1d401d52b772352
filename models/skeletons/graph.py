"""Graphs without weights: every parameter an initializer that stands in `weights.bin`, named as torch names it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import onnx
from onnx import TensorProto, helper

OPSET = 13
IR = 7
IMAGE, LOGITS, FEATURES = "image", "logits", "features"
LOCATION = "weights.bin"
FLOAT = 4
EPSILON = 1e-5


class Graph:
    """A graph that grows node by node; each layer takes the name of a value and gives another."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.tensors: list[tuple[str, list[int], int]] = []
        self.bytes = 0

    def parameter(self, name: str, shape: Sequence[int]) -> str:
        """A tensor of the checkpoint, at the next place in the block of weights."""
        self.tensors.append((name, list(shape), self.bytes))
        count = 1
        for length in shape:
            count *= length
        self.bytes += FLOAT * count
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def conv(self, x: str, name: str, shape: Sequence[int], stride: int = 1, padding: int = 0) -> str:
        weight = self.parameter(f"{name}.weight", shape)
        return self.node(
            "Conv", [x, weight], name, kernel_shape=shape[2:], strides=[stride] * 2, pads=[padding] * 4
        )

    def norm(self, x: str, name: str, channels: int) -> str:
        """Batch normalisation as it is in use: with the means and variances of training. Not folded away."""
        parts = [self.parameter(f"{name}.{part}", [channels]) for part in ("weight", "bias", "running_mean", "running_var")]
        return self.node("BatchNormalization", [x, *parts], name, epsilon=EPSILON)

    def relu(self, x: str, output: str) -> str:
        return self.node("Relu", [x], output)

    def pool(self, x: str, output: str) -> str:
        return self.node("MaxPool", [x], output, kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)

    def head(self, name: str, channels: int, labels: int) -> None:
        """Mean of the map over the picture, then one linear layer: a class activation map is exact."""
        mean = self.node("GlobalAveragePool", [FEATURES], "mean")
        flat = self.node("Flatten", [mean], "flat", axis=1)
        weight = self.parameter(f"{name}.weight", [labels, channels])
        bias = self.parameter(f"{name}.bias", [labels])
        self.node("Gemm", [flat, weight, bias], LOGITS, transB=1)

    def model(self, title: str, channels: int, side: int, features: int, labels: int, shrinks: int = 32) -> onnx.ModelProto:
        here = side // shrinks
        graph = helper.make_graph(
            self.nodes,
            title,
            [helper.make_tensor_value_info(IMAGE, TensorProto.FLOAT, ["N", channels, side, side])],
            [
                helper.make_tensor_value_info(LOGITS, TensorProto.FLOAT, ["N", labels]),
                helper.make_tensor_value_info(FEATURES, TensorProto.FLOAT, ["N", features, here, here]),
            ],
            [external(*row) for row in self.tensors],
        )
        return helper.make_model(
            graph, producer_name="unseen", ir_version=IR, opset_imports=[helper.make_opsetid("", OPSET)]
        )


def external(name: str, shape: Sequence[int], offset: int) -> TensorProto:
    length = FLOAT
    for side in shape:
        length *= side
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", LOCATION), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor
