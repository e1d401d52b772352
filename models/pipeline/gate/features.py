"""A card's part on the network's own features: how far from the training films is too far?

A Gaussian over pooled features (mean over the map, one number a channel). Each channel is scaled
by its spread; the covariance of the scaled features is shrunk towards the identity (Ledoit and
Wolf 2004) and kept as its largest axes and one variance for all the rest, so that a card stays
small. `distance` here and in src/model/gate_judge.cpp are the same."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RANK = 24
REFUSED = 0.007  # share of validation films beyond the threshold; test films must stay below 2%
# Films of another hospital lie further out than any validation film of the same one, without being another
# kind of picture. The factor was chosen after a look at Hannover's distances, which are therefore no test of it.
SLACK = 1.15
FAR = 1.6  # times the threshold: between the two the verdict is unknown
QUIET = 1e-4  # least spread of a channel


def pooled(maps: NDArray[np.float32]) -> Array:
    """[N,C,h,w] → [N,C]."""
    return maps.mean((2, 3), dtype=np.float64)


def shrunk(x: Array) -> Array:
    """Ledoit and Wolf's estimate of the covariance of rows with mean zero."""
    n, p = x.shape
    sample = x.T @ x / n
    target = np.trace(sample) / p
    spread = ((sample - target * np.eye(p)) ** 2).sum()
    error = ((x**2).T @ (x**2)).sum() / n**2 - (sample**2).sum() / n
    weight = float(np.clip(error / spread, 0, 1))
    return weight * target * np.eye(p) + (1 - weight) * sample


def decimals(values: Array, digits: int = 5) -> list[float]:
    return [float(f"{v:.{digits}g}") for v in values.ravel().tolist()]


def distance(gate: dict[str, Any], x: Array) -> Array:
    """Root of the mean squared distance a channel, for each row of pooled features."""
    scaled = (x - np.array(gate["mean"])) / np.array(gate["spread"])
    axes = np.array(gate["axes"]).reshape(len(gate["variances"]), scaled.shape[1])
    along = scaled @ axes.T
    left = np.maximum((scaled**2).sum(1) - (along**2).sum(1), 0)
    squared = (along**2 / np.array(gate["variances"])).sum(1) + left / gate["rest"]
    return np.sqrt(squared / scaled.shape[1])


def features_gate(train: Array, val: Array, refused: float = REFUSED) -> dict[str, Any]:
    """The card's `gate.features` from pooled features [N,C] of training and validation films."""
    mean = train.mean(0)
    spread = np.maximum(train.std(0), QUIET)
    values, vectors = np.linalg.eigh(shrunk((train - mean) / spread))
    rank = min(RANK, len(mean) - 1)
    rest = values[: len(values) - rank].mean()
    gate: dict[str, Any] = {
        "mean": decimals(mean),
        "spread": decimals(spread),
        "axes": decimals(vectors[:, ::-1][:, :rank].T, 4),
        "variances": decimals(values[::-1][:rank]),
        "rest": float(f"{rest:.6g}"),
    }
    threshold = SLACK * float(np.quantile(distance(gate, val), 1 - refused))
    gate["threshold"] = float(f"{threshold:.6g}")
    gate["far"] = float(f"{threshold * FAR:.6g}")
    return gate
