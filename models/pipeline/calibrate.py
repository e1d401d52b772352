"""One temperature a head, fitted on validation and folded into the last layer."""

from __future__ import annotations

import copy

import numpy as np
import torch
from scipy.optimize import minimize_scalar
from torch import Tensor, nn

from .fit import head_loss

LOWEST, HIGHEST = 0.1, 10.0


def temperature(logits: Tensor, labels: Tensor, weights: Tensor) -> float:
    """The number by which to divide one head's logits so that the weighted log-loss is least."""

    def loss(log_temperature: float) -> float:
        scaled = logits / float(np.exp(log_temperature))
        return float(head_loss(scaled, labels[:, None], weights, 0.0, (logits.shape[1],)))

    bounds = (np.log(LOWEST), np.log(HIGHEST))
    return float(np.exp(minimize_scalar(loss, bounds=bounds, method="bounded").x))


def temperatures(
    logits: Tensor, labels: Tensor, weights: Tensor, sizes: tuple[int, ...]
) -> list[float]:
    """One for each head."""
    return [
        temperature(part.double(), labels[:, head], weights.double())
        for head, part in enumerate(logits.split(sizes, 1))
    ]


def cooled(network: nn.Module, by: list[float], sizes: tuple[int, ...]) -> nn.Module:
    """The network with each head's rows of the last layer divided by its temperature."""
    network = copy.deepcopy(network)
    divisor = torch.tensor(by).repeat_interleave(torch.tensor(sizes))
    with torch.no_grad():
        network.head.weight /= divisor[:, None]
        network.head.bias /= divisor
    return network
