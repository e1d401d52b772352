"""Measures of a score against a yes-or-no truth, and their intervals by resampling patients.

Every measure takes `weights` of shape [resamples, images], how often each image counts in each
resample, and gives one value a resample. The plain value is the measure under weights of one;
an interval comes from the same code under drawn weights, so the two cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Measure = Callable[[Array, Array, Array], Array]

BINS = 10  # of the calibration error, equal in width


def auc(score: Array, truth: Array, weights: Array) -> Array:
    """Chance that a random positive outranks a random negative; a tie counts one half.

    Not a number where a resample has only one of the two."""
    order = np.argsort(score, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(score[order]) != 0])  # first of each tied group
    weights = weights[:, order]
    positive = np.add.reduceat(weights * truth[order], starts, axis=1)
    negative = np.add.reduceat(weights * (1 - truth[order]), starts, axis=1)
    below = np.cumsum(negative, axis=1) - negative
    won = (positive * (below + negative / 2)).sum(1)
    pairs = positive.sum(1) * negative.sum(1)
    return np.divide(won, pairs, out=np.full(len(won), np.nan), where=pairs > 0)


def accuracy(score: Array, truth: Array, weights: Array) -> Array:
    """Share answered rightly when a probability of one half or more means yes."""
    return weights @ ((score >= 0.5) == (truth == 1)).astype(float) / weights.sum(1)


def brier(score: Array, truth: Array, weights: Array) -> Array:
    """Mean squared distance between probability and truth."""
    return weights @ (score - truth) ** 2 / weights.sum(1)


def calibration_error(score: Array, truth: Array, weights: Array) -> Array:
    """Expected calibration error: |mean probability - share of yes| in ten bins, averaged by
    the images in each."""
    cell = np.minimum((score * BINS).astype(int), BINS - 1)
    member = (cell[:, None] == np.arange(BINS)).astype(float)
    gap = np.abs((weights * (score - truth)) @ member)
    return gap.sum(1) / weights.sum(1)


@dataclass(frozen=True)
class Estimate:
    """A value with its 95% interval and what it rests on."""

    value: float
    low: float
    high: float
    images: int
    patients: int


def estimate(
    measure: Measure,
    score: Array,
    truth: Array,
    patients: list[str],
    *,
    resamples: int,
    seed: int,
    weights: Array | None = None,
) -> Estimate:
    """The measure over all images (each counting `weights`, else one) and its 95% interval:
    the 2.5th and 97.5th percentile over `resamples` draws of as many patients, with all the
    images of each, with replacement. Resampling pulls some measures to one side (the calibration
    error upwards); where that leaves the value outside, the interval is widened to hold it."""
    base = np.ones(len(score)) if weights is None else weights
    names, member = np.unique(np.asarray(patients), return_inverse=True)
    rng = np.random.default_rng(seed)
    draws: list[Array] = []
    for start in range(0, resamples, 250):  # 250 × images keeps the matrices small
        count = min(250, resamples - start)
        picked = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=count)
        draws.append(measure(score, truth, picked[:, member] * base))
    low, high = np.nanpercentile(np.concatenate(draws), [2.5, 97.5])
    value = measure(score, truth, base[None])[0]
    low, high = min(low, value), max(high, value)
    return Estimate(float(value), float(low), float(high), len(score), len(names))
