"""The two architectures, with torchvision's names for their parameters.

ResNet-34: He K, Zhang X, Ren S, Sun J. Deep residual learning for image recognition. CVPR 2016.
DenseNet-121: Huang G, Liu Z, van der Maaten L, Weinberger KQ. Densely connected convolutional networks. CVPR 2017.
"""

from __future__ import annotations

from .graph import FEATURES, IMAGE, Graph

RESNET_FEATURES = 512
DENSENET_FEATURES = 1024
BLOCKS = (3, 4, 6, 3)
DENSE = (6, 12, 24, 16)
GROWTH = 32
BOTTLENECK = 4 * GROWTH


def resnet34(labels: int, head: str) -> Graph:
    """For three channels. `head` is the linear layer's name: `fc`, or `fc.0` where another layer follows it."""
    g = Graph()
    x = g.relu(g.norm(g.conv(IMAGE, "conv1", [64, 3, 7, 7], 2, 3), "bn1", 64), "relu")
    x = g.pool(x, "maxpool")
    channels = 64
    for stage, count in enumerate(BLOCKS, 1):
        wide = 64 * 2 ** (stage - 1)
        for block in range(count):
            name = f"layer{stage}.{block}"
            stride = 2 if stage > 1 and block == 0 else 1
            y = g.norm(g.conv(x, f"{name}.conv1", [wide, channels, 3, 3], stride, 1), f"{name}.bn1", wide)
            y = g.norm(g.conv(g.relu(y, f"{name}.relu"), f"{name}.conv2", [wide, wide, 3, 3], 1, 1), f"{name}.bn2", wide)
            if stride == 2:
                x = g.conv(x, f"{name}.downsample.0", [wide, channels, 1, 1], stride)
                x = g.norm(x, f"{name}.downsample.1", wide)
            last = stage == len(BLOCKS) and block == count - 1
            x = g.relu(g.node("Add", [y, x], f"{name}.sum"), FEATURES if last else name)
            channels = wide
    g.head(head, RESNET_FEATURES, labels)
    return g


def densenet121(labels: int, channels: int) -> Graph:
    g = Graph()
    f = "features"
    x = g.norm(g.conv(IMAGE, f"{f}.conv0", [64, channels, 7, 7], 2, 3), f"{f}.norm0", 64)
    x = g.pool(g.relu(x, f"{f}.relu0"), f"{f}.pool0")
    wide = 64
    for stage, count in enumerate(DENSE, 1):
        for layer in range(1, count + 1):
            name = f"{f}.denseblock{stage}.denselayer{layer}"
            y = g.relu(g.norm(x, f"{name}.norm1", wide), f"{name}.relu1")
            y = g.norm(g.conv(y, f"{name}.conv1", [BOTTLENECK, wide, 1, 1]), f"{name}.norm2", BOTTLENECK)
            y = g.conv(g.relu(y, f"{name}.relu2"), f"{name}.conv2", [GROWTH, BOTTLENECK, 3, 3], 1, 1)
            x = g.node("Concat", [x, y], name, axis=1)
            wide += GROWTH
        if stage < len(DENSE):
            name = f"{f}.transition{stage}"
            y = g.relu(g.norm(x, f"{name}.norm", wide), f"{name}.relu")
            wide //= 2
            y = g.conv(y, f"{name}.conv", [wide, 2 * wide, 1, 1])
            x = g.node("AveragePool", [y], f"{name}.pool", kernel_shape=[2, 2], strides=[2, 2])
    g.relu(g.norm(x, f"{f}.norm5", wide), FEATURES)
    g.head("classifier", DENSENET_FEATURES, labels)
    return g
