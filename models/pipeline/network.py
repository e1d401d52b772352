"""The network: a small residual stack whose last map, averaged and weighted, is the answer.

    image ─ stem 5×5/2 ─ block ×5 ─ features [C,8,8] ─ mean over the map ─ Linear ─ logits

Nothing stands between the features and the logits but an average and one linear layer, so a
class activation map  Σ_c w[k,c] · f[c,y,x]  averages exactly to logit k less its bias.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

STEM_CHANNELS = 24
# (channels, stride) of each residual block; 128 px → 64 (stem) → 32 → 16 → 16 → 8 → 8.
BLOCKS = ((32, 2), (64, 2), (64, 1), (96, 2), (96, 1))


def conv_bn(inputs: int, outputs: int, kernel: int, stride: int) -> nn.Sequential:
    """A convolution without bias and the normalisation that brings its own."""
    conv = nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(outputs))


class Block(nn.Module):
    """relu(x + two 3×3 convolutions); where the shape changes, x passes through a 1×1."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.first = conv_bn(inputs, outputs, 3, stride)
        self.second = conv_bn(outputs, outputs, 3, 1)
        same = inputs == outputs and stride == 1
        self.shortcut = nn.Identity() if same else conv_bn(inputs, outputs, 1, stride)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.shortcut(x) + self.second(torch.relu(self.first(x))))


class Network(nn.Module):
    """Grey image [N,1,H,W], already normalised → (logits [N,labels], features [N,C,h,w])."""

    def __init__(self, labels: int, dropout: float) -> None:
        super().__init__()
        self.stem = conv_bn(1, STEM_CHANNELS, 5, 2)
        blocks, channels = [], STEM_CHANNELS
        for outputs, stride in BLOCKS:
            blocks.append(Block(channels, outputs, stride))
            channels = outputs
        self.blocks = nn.Sequential(*blocks)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(channels, labels)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        features = self.blocks(torch.relu(self.stem(x)))
        return self.head(self.dropout(features.mean((2, 3)))), features


def folded(network: Network) -> Network:
    """The same function with every batch normalisation folded into the convolution before it."""
    network = copy.deepcopy(network).eval()
    for parent in list(network.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Sequential) and len(child) == 2 and isinstance(
                child[1], nn.BatchNorm2d
            ):
                fused = torch.nn.utils.fusion.fuse_conv_bn_eval(child[0], child[1])
                setattr(parent, name, fused)
    return network


def parameters(network: nn.Module) -> int:
    """How many numbers the network holds."""
    return sum(p.numel() for p in network.parameters())
