"""Which networks there are skeletons of: an architecture with its input and its last layer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .graph import Graph
from .networks import DENSENET_FEATURES, RESNET_FEATURES, densenet121, resnet34


@dataclass(frozen=True)
class Known:
    id: str
    title: str
    graph: Graph
    channels: int
    side: int
    features: int
    labels: int
    cam: str
    marks: list[list[Any]] = field(default_factory=list)


def known(id: str, title: str, graph: Graph, marked: tuple[str, ...], **rest: Any) -> Known:
    """`marked` names the tensors that tell the network from its relatives; the last is its head's."""
    shapes = {name: shape for name, shape, _ in graph.tensors}
    return Known(id, title, graph, cam=marked[-1], marks=[[name, shapes[name]] for name in marked], **rest)


def resnet(id: str, head: str, labels: int, side: int) -> Known:
    marked = ("conv1.weight", "layer3.5.conv2.weight", "layer4.2.conv1.weight", f"{head}.weight")
    shape = {"channels": 3, "side": side, "features": RESNET_FEATURES, "labels": labels}
    return known(id, f"ResNet-34 with {labels} outputs", resnet34(labels, head), marked, **shape)


def densenet(id: str, channels: int, labels: int) -> Known:
    block = "features.denseblock{}.denselayer{}.conv2.weight"
    marked = ("features.conv0.weight", block.format(3, 24), "features.norm5.weight", "classifier.weight")
    shape = {"channels": channels, "side": 224, "features": DENSENET_FEATURES, "labels": labels}
    return known(id, f"DenseNet-121 with {labels} outputs", densenet121(labels, channels), marked, **shape)


KNOWN = [
    resnet("resnet34-320-3", "fc.0", 3, 320),
    resnet("resnet34-224-2", "fc", 2, 224),
    densenet("densenet121-1-18", 1, 18),
    densenet("densenet121-3-3", 3, 3),
    densenet("densenet121-3-2", 3, 2),
    densenet("densenet121-3-14", 3, 14),
]
