"""How good a model is, from the file that ships: logits by onnxruntime-node, figures as a card
states them. Training writes these figures into the card; `verify` computes them again.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import data, metrics

Tensors = NDArray[np.float32]
Logits = NDArray[np.float32]

RESAMPLES = 2000
SEED = 1


def run_onnx(model: Path, images: Tensors, output: str) -> NDArray[np.float32]:
    """One output of the model for all examples, computed by onnxruntime-node."""
    script = Path(__file__).with_name("score.mjs")
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "in.npy", Path(folder) / "out.npy"
        np.save(given, images)
        command = ["node", str(script), str(model), str(given), str(answer), output]
        done = subprocess.run(
            command, cwd=data.REPOSITORY, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise SystemExit(f"score.mjs: {done.stderr.strip()}")
        return np.load(answer)


@dataclass(frozen=True)
class Group:
    """Examples to be measured together in one head."""

    on: str
    population: str
    head: dict[str, Any]
    logits: Logits  # of this head
    truth: NDArray[np.int64]  # index of the label
    patients: list[str]
    even: NDArray[np.float64] | None = None  # weights for the figures of calibration

    def margin(self, label: int) -> NDArray[np.float64]:
        """The log-odds of one label against all others of the head."""
        logits = self.logits.astype(np.float64)
        others = np.delete(logits, label, axis=1)
        most = others.max(1)
        return logits[:, label] - most - np.log(np.exp(others - most[:, None]).sum(1))

    def rates(self) -> str:
        """Base rates in words: how often each label occurs."""
        shares = ", ".join(
            f"{label['id']} {np.mean(self.truth == k):.0%}"
            for k, label in enumerate(self.head["labels"])
        )
        return f"{shares} of these films"


def figure(group: Group, label: int, name: str) -> dict[str, Any]:
    """One measured figure as the card states it."""
    evenly = ", both labels weighted alike, as in training" if group.even is not None else ""
    measure, note, weights = {
        "AUC": (metrics.auc, "", None),
        "accuracy": (metrics.accuracy, "at a score of 0.5", None),
        "Brier": (metrics.brier, evenly.removeprefix(", "), group.even),
        "ECE": (metrics.calibration_error, f"{metrics.BINS} bins{evenly}", group.even),
    }[name]
    margin = group.margin(label)
    score = margin if name == "AUC" else 1 / (1 + np.exp(-margin))
    found = metrics.estimate(
        measure,
        score,
        (group.truth == label).astype(np.float64),
        group.patients,
        resamples=RESAMPLES,
        seed=SEED,
        weights=weights,
    )
    rates = group.rates()
    if name == "accuracy":
        yes = float(np.mean(group.truth == label))
        most = f"always answering the commoner label is right in {max(yes, 1 - yes):.1%}"
        rates += f"; {most}"
    return {
        "head": group.head["id"],
        "label": group.head["labels"][label]["id"],
        "metric": name,
        "on": group.on,
        "population": group.population,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "images": found.images,
        "patients": found.patients,
        "note": f"{note}; {rates}" if note else rates,
    }
