"""What a model of the zoo is, before it exists: one entry says all that differs between models.

The steps (`make.py`) are the same for every entry. What a model learns from, and how it is
measured, is its `source`: films of patients (`films.py`) or phantoms (`phantoms.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from torch import nn

from .fit import Films, Recipe

Figures = list[dict[str, Any]]
Card = dict[str, Any]


class Source(Protocol):
    """Where a model's examples come from."""

    accepts: tuple[str, ...]  # kinds of the gate's router that its films are
    about: str  # completes "the model was trained on …"

    def learn(self, draft: Path) -> tuple[Films, Films]:
        """Training and validation examples, as the card at `draft` wants them."""

    def held_out_images(self, card: Path) -> NDArray[np.float32]:
        """Films that were not learnt from, as the card wants them."""

    def figures(self, model: Path, card: Path) -> Figures:
        """All measured figures, from the files that ship."""

    def training(self) -> dict[str, Any]:
        """The card's `training`."""

    def limits(self, figures: Figures) -> list[str]:
        """Limits in plain words that follow from what was measured."""

    def small(self, folder: Path | None) -> Source:
        """A few dozen examples of the same kind, for a smoke run; `folder` is where films are."""


@dataclass(frozen=True)
class Words:
    """What a card says in sentences that no measurement changes."""

    title: str
    question: str
    summary: str
    licence: str
    attribution: tuple[str, ...]
    intended: tuple[str, ...]
    misuse: tuple[str, ...]
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One model."""

    id: str
    version: str
    words: Words
    heads: list[dict[str, Any]]
    input: dict[str, Any]  # the card's `input`
    network: Callable[[], nn.Module]
    recipe: Recipe
    source: Source
    normalise: bool = False  # mean and spread are measured on the training examples
    twin_of: str | None = None  # of this model the architecture, but weights that learnt nothing
    floors: tuple[tuple[str, str, float], ...] = ()  # (head, on, least AUC) that `verify` insists on

    @property
    def sizes(self) -> tuple[int, ...]:
        """Labels a head."""
        return tuple(len(head["labels"]) for head in self.heads)


BLUE, ORANGE = "#56a8f5", "#f0a94a"


def label(name: str, title: str, colour: str) -> dict[str, Any]:
    """One label of a head, as the card states it."""
    return {"id": name, "title": title, "colour": colour, "untrained": False}


def image_input(side: int, mean: float, spread: float) -> dict[str, Any]:
    """The card's `input` of a square grey image."""
    return {
        "kind": "image",
        "name": "image",
        "layout": "NCHW",
        "channels": 1,
        "height": side,
        "width": side,
        "fit": "squash",
        "kernel": "bilinear-antialias",
        "range": {"8": [0, 1], "16": [0, 1]},
        "mean": [mean],
        "spread": [spread],
    }
