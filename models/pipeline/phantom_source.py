"""Phantoms as a source: sets to learn from and to measure on, and what a card says of them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from . import baselines, measure, phantoms
from . import card as cards
from .entry import Figures
from .fit import Films
from .measure import Group, figure
from .phantoms import HELD_OUT, HISTOGRAM, TRAIN, VALIDATION, Phantoms, PhantomSet

URL = "https://github.com/tschoonj/xraylib"  # whose attenuation coefficients the simulator uses
LARGE = 512  # pixels: the size of the page's samples
AIM = 0.95
TITLES = {
    "bone-density": "bone mineral density",
    "tissue-texture": "tissue texture",
    "exposure": "exposure and display curve",
    "shape": "shape of the chest",
    "corner-marker": "a corner marker",
    "field-of-view": "field of view",
    "diffuse": "many small changes",
}


def interval(m: dict[str, Any]) -> str:
    """A value with its 95% interval."""
    return f"{m['value']:.3f} ({m['low']:.3f} to {m['high']:.3f})"


@dataclass(frozen=True)
class PhantomSource:
    """Films whose cohorts differ by these mechanisms; `target` is the head that is learnt."""

    heads: list[dict[str, Any]]
    mechanisms: tuple[str, ...]
    given: dict[str, Any]
    train: int
    target: str = "cohort"
    validation: int = 1000
    held_out: int = 2000
    large: int = 0  # films of LARGE pixels to be measured too
    expected: float | None = AIM  # the area under the curve that was aimed at
    accepts: tuple[str, ...] = ("chest-phantom",)
    about: str = "our simulated chest films"

    def set(self, number: int, count: int, size: int = 224) -> PhantomSet:
        return PhantomSet(self.mechanisms, number, count, size)

    def labels(self, films: Phantoms) -> Any:
        return films.cohort if self.target == "cohort" else films.finding

    def learn(self, draft: Path) -> tuple[Films, Films]:
        given = cards.read(draft)["input"]
        seen = phantoms.load(self.set(TRAIN, self.train), given, np.float16 if self.is_image else np.float32)
        val = phantoms.load(self.set(VALIDATION, self.validation), given)
        people = set(seen.seeds)
        for other in (val, phantoms.load(self.set(HELD_OUT, self.held_out), HISTOGRAM)):
            if people & set(other.seeds):
                raise SystemExit("a simulated person is in two sets: choose other numbers of sets")
        return self.films(seen), self.films(val)

    def held_out_images(self, card: Path) -> NDArray[np.float32]:
        return phantoms.load(self.set(HELD_OUT, self.held_out), cards.read(card)["input"]).tensors

    @property
    def is_image(self) -> bool:
        return self.given["kind"] == "image"

    def films(self, of: Phantoms) -> Films:
        """Tensors and labels; each label counts the same in all."""
        labels = torch.from_numpy(self.labels(of))
        sizes = tuple(len(head["labels"]) for head in self.heads)
        counts = torch.bincount(labels, minlength=sizes[0]).clamp(min=1)
        weights = len(labels) / (sizes[0] * counts[labels])
        return Films(torch.from_numpy(of.tensors), labels[:, None], weights.float(), sizes)

    def small(self, folder: Path | None) -> PhantomSource:
        return dataclasses.replace(self, train=48, validation=24, held_out=48, large=min(self.large, 8))

    def scored(self, model: Path, of: PhantomSet, on: str, population: str) -> tuple[Group, Phantoms]:
        films = phantoms.load(of, self.given)
        logits = measure.run_onnx(model, films.tensors, "logits")
        head = self.heads[0]
        return Group(on, population, head, logits, self.labels(films), films.seeds), films

    def figures(self, model: Path, card: Path) -> Figures:
        """Every figure of the head, then by view, then at the size of the samples."""
        if cards.read(card)["input"] != self.given:
            raise SystemExit(f"{card}: the input is not the one that this model is measured with")
        held, films = self.scored(
            model, self.set(HELD_OUT, self.held_out), "held-out simulated films", "held-out"
        )
        binary = len(self.heads[0]["labels"]) == 2
        asked = (1,) if binary else tuple(range(len(self.heads[0]["labels"])))
        names = ("AUC", "accuracy", "Brier", "ECE")
        entries = [figure(held, k, name) for name in names for k in asked if name == "AUC" or binary]
        view = films.column("view")
        for code, name in enumerate(("PA", "AP")):
            picked = view == code
            part = dataclasses.replace(
                held,
                on=f"{held.on}, {name}",
                logits=held.logits[picked],
                truth=held.truth[picked],
                patients=[s for s, p in zip(held.patients, picked) if p],
            )
            if all((part.truth == k).any() and (part.truth != k).any() for k in asked):
                entries += [figure(part, k, "AUC") for k in asked]
        if self.large:
            of = self.set(HELD_OUT + 500, self.large, LARGE)
            wide, _ = self.scored(model, of, f"held-out simulated films of {LARGE} pixels", "held-out")
            if all((wide.truth == k).any() and (wide.truth != k).any() for k in asked):
                entries += [figure(wide, k, "AUC") for k in asked]
        return entries

    def differ(self) -> str:
        return " and ".join(TITLES[m] for m in self.mechanisms)

    def training(self) -> dict[str, Any]:
        split = (
            f"train: {self.train} films; validation: {self.validation}; held out: {self.held_out}; "
            "each film is another simulated person"
        )
        total = self.train + self.validation + self.held_out
        source = {
            "name": f"Simulated chest radiographs, cohorts differing by {self.differ()}",
            "url": URL,
            "licence": "Apache-2.0",
            "attribution": "Simulated by Unseen itself (`unseen simulate`), without any patient's image; attenuation coefficients from xraylib 4",
            "images": total,
            "patients": total,
            "split": split,
        }
        return {
            "sources": [source],
            "images": self.train,
            "patients": self.train,
            "notes": [*self.plain_notes(), *self.baseline_notes()],
        }

    def plain_notes(self) -> list[str]:
        return [
            "Cohorts A and B were drawn at random for each simulated person. They differ by the mechanism "
            f"alone ({self.differ()}, strength 1); recorded covariates have the same distribution in both.",
            f"Films were simulated at 224 pixels from sets numbered {TRAIN} (training), {VALIDATION} "
            f"(validation) and {HELD_OUT} (held out); no simulated person is in two of them.",
            "One temperature was fitted on validation films and folded into the last layer: the logits are "
            "already calibrated.",
        ]

    def baseline_notes(self) -> list[str]:
        """What could be told without a network."""
        if self.target != "cohort" or self.held_out < 200:
            return []
        found = baselines.baselines(phantoms.load(self.set(HELD_OUT, self.held_out), HISTOGRAM))
        covariate, one = baselines.best(found["covariates"])
        statistic, two = baselines.best(found["statistics"])
        together, simple = found["covariates together"], found["statistics together"]
        return [
            f"Without a network, on the same {found['images']} held-out films, areas under the curve: the best "
            f"recorded covariate alone ({covariate}) {one['auc']:.3f}, a logistic regression on all of them "
            f"{together['auc']:.3f}; the best simple statistic of the histogram ({statistic}) {two['auc']:.3f}, "
            f"a regression on twelve of them {simple['auc']:.3f}."
        ]

    def limits(self, figures: Figures) -> list[str]:
        """What was reached and what was not."""
        lines = []
        plain = [m for m in figures if m["metric"] == "AUC" and m["on"] == "held-out simulated films"]
        for m in plain:
            named = "" if len(plain) == 1 else f" for {m['label']}"
            lines.append(
                f"On {m['images']} held-out simulated films the area under the curve{named} is {interval(m)}."
            )
            if self.expected is not None and m["value"] < self.expected:
                lines.append(f"We aimed at {self.expected:.2f} and did not reach it{named}.")
        calibration = [m for m in figures if m["metric"] == "ECE"]
        lines += [f"Expected calibration error (0 is best): {m['value']:.3f}." for m in calibration]
        return lines
