"""How good the model is, on whom, and what it owes to the traps in the data.

Works from the files that ship: tensors by the native program, logits by onnxruntime-node.
Training writes these figures into the card; `verify` computes them again.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import data, metrics
from .data import Film

Tensors = NDArray[np.float32]
Logits = NDArray[np.float32]

RESAMPLES = 2000
SEED = 1
CHILD = 18  # years
ALL = ", all films"  # said of a group measured whole, whatever its split column says
HEADS = (("view", "AP", data.VIEWS), ("sex", "F", data.SEXES))


def run_onnx(model: Path, images: Tensors, output: str) -> NDArray[np.float32]:
    """One output of the model for all images, computed by onnxruntime-node."""
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


def without_sides(images: Tensors) -> Tensors:
    """The outer seventh of each side set to the image's mean."""
    height, width = (round(side / 7) for side in images.shape[2:])
    out = np.broadcast_to(images.mean((2, 3), keepdims=True), images.shape).copy()
    inner = np.s_[:, :, height:-height, width:-width]
    out[inner] = images[inner]
    return out


def without_corners(images: Tensors) -> Tensors:
    """A square of a quarter of the side in each corner set to the image's mean."""
    height, width = (side // 4 for side in images.shape[2:])
    out, mean = images.copy(), images.mean((2, 3), keepdims=True)
    for rows in (np.s_[:height], np.s_[-height:]):
        for columns in (np.s_[:width], np.s_[-width:]):
            out[:, :, rows, columns] = mean
    return out


@dataclass(frozen=True)
class Group:
    """Films to be measured together, and their logits."""

    on: str
    population: str
    films: list[Film]
    logits: Logits

    def where(self, name: str, wanted: Callable[[Film], bool]) -> Group:
        """The films for which `wanted` holds."""
        picked = [i for i, film in enumerate(self.films) if wanted(film)]
        films = [self.films[i] for i in picked]
        on = f"{self.on.removesuffix(ALL)}, {name}"
        return Group(on, self.population, films, self.logits[picked])


def share(group: Group, head: int) -> str:
    """Base rates in words: how often each label occurs."""
    titles = HEADS[head][2]
    first = sum(film.labels[head] == 0 for film in group.films) / len(group.films)
    return f"{titles[0]} {first:.0%}, {titles[1]} {1 - first:.0%} of these films"


def entry(group: Group, head: int, name: str) -> dict[str, Any]:
    """One measured figure as the card states it."""
    measure, note, even = {
        "AUC": (metrics.auc, "", False),
        "accuracy": (metrics.accuracy, "at a score of 0.5", False),
        "Brier": (metrics.brier, "both labels weighted alike, as in training", True),
        "ECE": (
            metrics.calibration_error,
            f"{metrics.BINS} bins, both labels weighted alike, as in training",
            True,
        ),
    }[name]
    margin = (group.logits[:, 2 * head] - group.logits[:, 2 * head + 1]).astype(np.float64)
    score = margin if name == "AUC" else 1 / (1 + np.exp(-margin))
    found = metrics.estimate(
        measure,
        score,
        np.array([float(film.labels[head] == 0) for film in group.films]),
        [film.patient for film in group.films],
        resamples=RESAMPLES,
        seed=SEED,
        weights=data.even_weights(group.films) if even else None,
    )
    rates = share(group, head)
    if name == "accuracy":
        labels = [film.labels[head] for film in group.films]
        most = max(labels.count(0), labels.count(1)) / len(labels)
        rates += f"; always answering the commoner label is right in {most:.1%}"
    return {
        "head": HEADS[head][0],
        "label": HEADS[head][1],
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


def by_folder(group: Group) -> list[Group]:
    """The group once for each NIH folder."""
    return [
        group.where(f"{name} files", lambda film, name=name: film.folder == name)
        for name in data.NIH
    ]


def both_labels(group: Group, head: int) -> bool:
    """Whether there is anything to tell apart."""
    return len({film.labels[head] for film in group.films}) == 2


def measured(model: Path, card: Path, films: list[Film]) -> list[dict[str, Any]]:
    """All figures of the card, the plain ones of each head first."""
    test, other = data.part(films, "test"), data.unseen_hospital(films)
    test_images, other_images = data.tensors(test, card), data.tensors(other, card)

    def group(on: str, population: str, of: list[Film], images: Tensors) -> Group:
        return Group(on, population, of, run_onnx(model, images, "logits"))

    nih = group("NIH test", "held-out", test, test_images)
    hannover = group(f"Hannover{ALL}", "unseen-hospital", other, other_images)
    auc_only: list[tuple[Group, tuple[int, ...]]] = [(g, (0, 1)) for g in by_folder(nih)]
    for each in (nih, hannover):
        for sex in data.SEXES:
            only = each.where(f"recorded {sex}", lambda film, sex=sex: film.sex == sex)
            auc_only.append((only, (0,)))
        for view in data.VIEWS:
            only = each.where(f"{view} films", lambda film, view=view: film.view == view)
            auc_only.append((only, (1,)))
    young = nih.where("under 18 years", lambda film: film.age is not None and film.age < CHILD)
    auc_only.append((young, (0, 1)))
    for words, blanked in (
        ("outer seventh of each side blanked", without_sides),
        ("corners blanked", without_corners),
    ):
        whole = group(f"NIH test, {words}", "ablation", test, blanked(test_images))
        away = group(f"Hannover, {words}", "ablation", other, blanked(other_images))
        auc_only += [(g, (0, 1)) for g in (whole, *by_folder(whole), away)]

    entries = []
    for each in (nih, hannover):
        for name in ("AUC", "accuracy", "Brier", "ECE"):
            entries += [entry(each, head, name) for head in (0, 1)]
    for each, heads in auc_only:
        entries += [entry(each, head, "AUC") for head in heads if both_labels(each, head)]
    return entries
