"""What can be told without a network: recorded covariates, histogram statistics, and a logistic
regression on each, so that a reader sees what a model's figure owes to them.

Fitted and scored on the held-out films alone, in five folds: no film is scored by a fit that saw it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from . import metrics, phantoms
from .phantoms import Phantoms

Array = NDArray[np.float64]

FOLDS = 5
RIDGE = 1e-3  # keeps the fit finite where columns repeat each other
RESAMPLES = 500
SEED = 1


def told(score: Array, truth: NDArray[np.int64], people: list[str]) -> dict[str, float]:
    """The area under the curve, whichever way round, with its interval."""
    found = metrics.estimate(
        metrics.auc, score, truth.astype(float), people, resamples=RESAMPLES, seed=SEED
    )
    if found.value >= 0.5:
        return {"auc": found.value, "low": found.low, "high": found.high}
    return {"auc": 1 - found.value, "low": 1 - found.high, "high": 1 - found.low}


def statistics(shares: NDArray[np.float32]) -> dict[str, Array]:
    """Twelve simple facts of a histogram [N,bins]."""
    p = shares.astype(np.float64)
    grey = (np.arange(p.shape[1]) + 0.5) / p.shape[1]
    mean = p @ grey
    off = grey[None] - mean[:, None]
    spread = np.sqrt((p * off**2).sum(1))
    below = p.cumsum(1)

    def percentile(q: int) -> Array:
        return grey[np.argmax(below >= q / 100 - 1e-9, axis=1)]

    logs = np.log(np.where(p > 0, p, 1))
    return {
        "mean": mean,
        "spread": spread,
        "skewness": (p * off**3).sum(1) / spread**3,
        "kurtosis": (p * off**4).sum(1) / spread**4,
        "entropy": -(p * logs).sum(1),
        **{f"percentile {q}": percentile(q) for q in (1, 5, 25, 50, 75, 95, 99)},
    }


def recorded(films: Phantoms) -> dict[str, Array]:
    """Every recorded covariate."""
    return {each["id"]: films.column(each["id"]) for each in phantoms.covariates()}


def columns(films: Phantoms) -> Array:
    """The covariates as a regression wants them: a choice becomes one column a value."""
    parts = []
    for each in phantoms.covariates():
        value = films.column(each["id"])
        choices = range(1, len(each["choices"]))
        parts += [value == k for k in choices] if each["choices"] else [value]
    return np.stack(parts, 1).astype(np.float64)


def logistic(x: Array, truth: Array) -> Array:
    """Coefficients, intercept last, of a logistic regression with a trace of ridge."""
    full = np.c_[x, np.ones(len(x))]

    def loss(w: Array) -> tuple[float, Array]:
        z = full @ w
        value = np.logaddexp(0, z).mean() - (truth * z).mean() + RIDGE * (w[:-1] ** 2).sum()
        slope = full.T @ (1 / (1 + np.exp(-z)) - truth) / len(z)
        slope[:-1] += 2 * RIDGE * w[:-1]
        return value, slope

    return minimize(loss, np.zeros(full.shape[1]), jac=True, method="L-BFGS-B").x


def unseen_scores(x: Array, truth: NDArray[np.int64]) -> Array:
    """Scores of each film by a regression fitted on the other folds."""
    fold = np.random.default_rng(SEED).permutation(len(x)) % FOLDS
    scores = np.zeros(len(x))
    for k in range(FOLDS):
        seen, held = fold != k, fold == k
        mean, spread = x[seen].mean(0), x[seen].std(0) + 1e-9
        w = logistic((x[seen] - mean) / spread, truth[seen].astype(float))
        scores[held] = (x[held] - mean) / spread @ w[:-1]
    return scores


def baselines(films: Phantoms) -> dict[str, Any]:
    """All of it, for a set of histograms and its labels."""
    truth, people = films.cohort, films.seeds
    alone = {name: told(value, truth, people) for name, value in recorded(films).items()}
    found = statistics(films.tensors)
    simple = {name: told(value, truth, people) for name, value in found.items()}
    every = np.stack(list(found.values()), 1)
    return {
        "images": len(truth),
        "covariates": alone,
        "covariates together": told(unseen_scores(columns(films), truth), truth, people),
        "statistics": simple,
        "statistics together": told(unseen_scores(every, truth), truth, people),
    }


def best(of: dict[str, dict[str, float]]) -> tuple[str, dict[str, float]]:
    """The one that tells most."""
    return max(of.items(), key=lambda item: item[1]["auc"])
