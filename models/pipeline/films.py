"""Films of patients as a source: what is learnt from, what is measured, what a card says of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from . import data, measure
from .corruptions import without_corners
from .data import Film
from .entry import Figures
from .fit import Films
from .measure import Group, Logits, Tensors, figure

CHILD = 18  # years
ALL = ", all films"  # said of a group measured whole, whatever its split column says
EACH_IN_SMOKE = 3


def without_sides(images: Tensors) -> Tensors:
    """The outer seventh of each side set to the image's mean."""
    height, width = (round(side / 7) for side in images.shape[2:])
    out = np.broadcast_to(images.mean((2, 3), keepdims=True), images.shape).copy()
    inner = np.s_[:, :, height:-height, width:-width]
    out[inner] = images[inner]
    return out


def patients(films: Iterable[Film]) -> int:
    """How many different patients."""
    return len({film.patient for film in films})


@dataclass(frozen=True)
class Scored:
    """Films and all their logits."""

    on: str
    population: str
    films: list[Film]
    logits: Logits

    def where(self, name: str, wanted: Callable[[Film], bool]) -> Scored:
        """The films for which `wanted` holds."""
        picked = [i for i, film in enumerate(self.films) if wanted(film)]
        films = [self.films[i] for i in picked]
        on = f"{self.on.removesuffix(ALL)}, {name}"
        return Scored(on, self.population, films, self.logits[picked])

    def by_folder(self) -> list[Scored]:
        """The group once for each NIH folder."""
        return [
            self.where(f"{name} files", lambda film, name=name: film.folder == name)
            for name in data.NIH
        ]

    def both_labels(self, head: int) -> bool:
        """Whether there is anything to tell apart."""
        return len({film.labels[head] for film in self.films}) == 2

    def group(self, head: int, about: dict[str, Any]) -> Group:
        """What is measured in one head (of two labels, as all heads of films are)."""
        return Group(
            self.on,
            self.population,
            about,
            self.logits[:, 2 * head : 2 * head + 2],
            np.array([film.labels[head] for film in self.films]),
            [film.patient for film in self.films],
            data.even_weights(self.films),
        )


@dataclass(frozen=True)
class FilmSource:
    """The films of a folder with labels.csv; `describe` says what a card states about them."""

    heads: list[dict[str, Any]]
    describe: Callable[[list[Film], list[Film]], dict[str, Any]]
    fallen: Callable[[Figures], list[str]]
    folder: Path = data.DATA
    each: int | None = None
    accepts: tuple[str, ...] = ("chest-radiograph",)
    about: str = "frontal chest radiographs of patients"

    def films(self) -> list[Film]:
        """All films, or a few of every kind."""
        films = data.read(self.folder)
        return films if self.each is None else data.few(films, self.each)

    def learn(self, draft: Path) -> tuple[Films, Films]:
        films = self.films()
        return self.tensors(data.part(films, "train"), draft), self.tensors(
            data.part(films, "val"), draft
        )

    def tensors(self, films: list[Film], draft: Path) -> Films:
        """Tensors, labels and weights of some films."""
        return self.examples(films, data.tensors(films, draft, say=lambda line: print(line, flush=True)))

    def examples(self, films: list[Film], images: Tensors) -> Films:
        """Films with their tensors, labels and weights."""
        labels = torch.tensor([film.labels for film in films])
        weights = torch.from_numpy(data.even_weights(films)).float()
        return Films(torch.from_numpy(images), labels, weights, (2, 2))

    def held_out_images(self, card: Path) -> Tensors:
        return data.tensors(data.part(self.films(), "test"), card)

    def training(self) -> dict[str, Any]:
        films = self.films()
        return self.describe(films, data.part(films, "train"))

    def limits(self, figures: Figures) -> list[str]:
        return self.fallen(figures)

    def small(self, folder: Path | None) -> FilmSource:
        return dataclasses.replace(self, folder=folder or self.folder, each=EACH_IN_SMOKE)

    def figures(self, model: Path, card: Path) -> Figures:
        """All figures of the card, the plain ones of each head first."""
        films = self.films()
        test, other = data.part(films, "test"), data.unseen_hospital(films)
        test_images, other_images = data.tensors(test, card), data.tensors(other, card)

        def scored(on: str, population: str, of: list[Film], images: Tensors) -> Scored:
            return Scored(on, population, of, measure.run_onnx(model, images, "logits"))

        nih = scored("NIH test", "held-out", test, test_images)
        hannover = scored(f"Hannover{ALL}", "unseen-hospital", other, other_images)
        auc_only: list[tuple[Scored, tuple[int, ...]]] = [(g, (0, 1)) for g in nih.by_folder()]
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
            whole = scored(f"NIH test, {words}", "ablation", test, blanked(test_images))
            away = scored(f"Hannover, {words}", "ablation", other, blanked(other_images))
            auc_only += [(g, (0, 1)) for g in (whole, *whole.by_folder(), away)]

        def entry(each: Scored, head: int, name: str) -> dict[str, Any]:
            return figure(each.group(head, self.heads[head]), 0, name)

        entries = []
        for each in (nih, hannover):
            for name in ("AUC", "accuracy", "Brier", "ECE"):
                entries += [entry(each, head, name) for head in (0, 1)]
        for each, heads in auc_only:
            entries += [entry(each, head, "AUC") for head in heads if each.both_labels(head)]
        return entries
