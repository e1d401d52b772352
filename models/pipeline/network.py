"""The networks. Each gives its logits first; an image network also gives its last map.

    image ─ stem 5×5/2 ─ residual blocks ─ features [C,h,w] ─ mean over the map ─ Linear ─ logits

Nothing stands between the features and the logits but an average and one linear layer, so a
class activation map  Σ_c w[k,c] · f[c,y,x]  averages exactly to logit k less its bias.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

# (channels, stride) of each residual block after a stem that halves 128 px to 64.
FILM_STEM, FILM_BLOCKS = 24, ((32, 2), (64, 2), (64, 1), (96, 2), (96, 1))  # → 32 16 16 8 8
PHANTOM_STEM, PHANTOM_BLOCKS = 16, ((32, 2), (64, 2), (96, 2), (128, 2))  # → 32 16 8 4


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

    def __init__(
        self,
        labels: int,
        dropout: float,
        stem: int = FILM_STEM,
        blocks: tuple[tuple[int, int], ...] = FILM_BLOCKS,
    ) -> None:
        super().__init__()
        self.stem = conv_bn(1, stem, 5, 2)
        stack, channels = [], stem
        for outputs, stride in blocks:
            stack.append(Block(channels, outputs, stride))
            channels = outputs
        self.blocks = nn.Sequential(*stack)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(channels, labels)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        features = self.blocks(torch.relu(self.stem(x)))
        return self.head(self.dropout(features.mean((2, 3)))), features


class Rescaled(Network):
    """The same network, given its image on another scale: image·by + to is what it learnt from."""

    def __init__(self, network: Network, by: float, to: float) -> None:
        nn.Module.__init__(self)
        for name, child in network.named_children():
            setattr(self, name, child)
        self.register_buffer("scale_by", torch.tensor(by))
        self.register_buffer("scale_to", torch.tensor(to))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return super().forward(x * self.scale_by + self.scale_to)


class Shares(nn.Module):
    """Grey-level shares [N,bins], which add up to one → logits. Knows nothing of where."""

    HIDDEN = 64

    def __init__(self, bins: int, labels: int) -> None:
        super().__init__()
        self.bins = bins
        self.hidden = nn.Linear(bins, self.HIDDEN)
        self.head = nn.Linear(self.HIDDEN, labels)

    def forward(self, x: Tensor) -> tuple[Tensor]:
        even = torch.log(1 + x * self.bins)  # an even share becomes log 2; an empty bin 0
        return (self.head(torch.relu(self.hidden(even))),)


class Recorded(nn.Module):
    """Recorded covariates [N,fields] in their own units → logits. Sees no pixel."""

    HIDDEN = 32

    def __init__(self, ranges: tuple[tuple[float, float], ...], labels: int) -> None:
        super().__init__()
        low, high = torch.tensor(ranges).unbind(1)
        self.register_buffer("scale_low", low)
        self.register_buffer("scale_width", high - low)
        self.hidden = nn.Linear(len(ranges), self.HIDDEN)
        self.head = nn.Linear(self.HIDDEN, labels)

    def forward(self, x: Tensor) -> tuple[Tensor]:
        scaled = (x - self.scale_low) / self.scale_width * 2 - 1
        return (self.head(torch.relu(self.hidden(scaled))),)


def has_map(network: nn.Module) -> bool:
    """Whether the network also gives its last map."""
    return isinstance(network, Network)


def folded(network: nn.Module) -> nn.Module:
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


@torch.no_grad()
def scrambled(network: nn.Module, seed: int, images: Tensor) -> nn.Module:
    """Every layer drawn anew from `seed`. The normalisations then look at `images`, so that each
    layer passes on values of a usual size; nothing else is learnt."""
    network = copy.deepcopy(network)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        for module in network.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            elif isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=module.in_features**-0.5)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.BatchNorm2d):
                module.reset_parameters()
                module.momentum = None  # running means become plain means of all batches
    network.train()
    for batch in images.split(64):
        network(batch.float())
    return network.eval()


def parameters(network: nn.Module) -> int:
    """How many numbers the network holds."""
    return sum(p.numel() for p in network.parameters())
