"""What a family is trained and measured on: the films of its model, filtered, small, in [0,1]."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from . import data, phantoms
from .entry import Entry
from .films import ALL, FilmSource, Scored
from .films_at_224 import pictures
from .fit import Films
from .measure import Group, Logits, Tensors
from .phantom_source import PhantomSource
from .phantoms import HELD_OUT, TRAIN, VALIDATION, WHOLE, Phantoms, PhantomSet
from .settings import Pictures, small

Made = Callable[[Pictures], Pictures]


@dataclass(frozen=True)
class Held:
    """Films to measure on; `groups` names what is asked of their logits, as (group, label)."""

    images: Tensors
    groups: Callable[[Logits], list[tuple[Group, int]]]


def whole_phantoms(of: PhantomSet, side: int, made: Made) -> Phantoms:
    """A set of simulated films, filtered a chunk at a time."""
    parts: list[Tensors] = []
    rows: list[dict[str, str]] = []
    for number, count in of.chunks():
        one = phantoms.load(PhantomSet(of.mechanisms, number, count, of.size), WHOLE)
        parts.append(small(one.tensors[:, 0], side, made))
        rows += one.rows
    return Phantoms(np.concatenate(parts), rows)


def learn(entry: Entry, made: Made) -> tuple[Films, Films]:
    """Training and validation examples, the same people as the model's own."""
    source, side = entry.source, entry.input["height"]
    if isinstance(source, FilmSource):
        parts = [data.part(source.films(), split) for split in ("train", "val")]
        return tuple(source.examples(p, small(pictures(p), side, made)) for p in parts)
    sets = ((TRAIN, source.train), (VALIDATION, source.validation))
    return tuple(source.films(whole_phantoms(source.set(*each), side, made)) for each in sets)


def films_held(source: FilmSource, side: int, made: Made) -> list[Held]:
    """NIH test films and the unseen hospital, both heads."""

    def held(on: str, population: str, films: list[data.Film]) -> Held:
        def groups(logits: Logits) -> list[tuple[Group, int]]:
            scored = Scored(on, population, films, logits)
            return [(scored.group(k, head), 0) for k, head in enumerate(source.heads)]

        return Held(small(pictures(films), side, made), groups)

    films = source.films()
    return [
        held("NIH test", "held-out", data.part(films, "test")),
        held(f"Hannover{ALL}", "unseen-hospital", data.unseen_hospital(films)),
    ]


def phantoms_held(source: PhantomSource, side: int, made: Made) -> list[Held]:
    """The held-out simulated films."""
    films = whole_phantoms(source.set(HELD_OUT, source.held_out), side, made)

    def groups(logits: Logits) -> list[tuple[Group, int]]:
        on = "held-out simulated films"
        return [(Group(on, "held-out", source.heads[0], logits, source.labels(films), films.seeds), 1)]

    return [Held(films.tensors, groups)]


def held_out(entry: Entry, made: Made) -> list[Held]:
    """Films that neither the model nor its family learnt from."""
    source: Any = entry.source
    which = films_held if isinstance(source, FilmSource) else phantoms_held
    return which(source, entry.input["height"], made)


def as_given(images: Tensors, given: dict[str, Any]) -> Tensors:
    """Images in [0,1] as a card's input has them."""
    return ((images - np.float32(given["mean"][0])) / np.float32(given["spread"][0])).astype(np.float32)


def torch_images(images: Tensors, centre: float, stretch: float) -> torch.Tensor:
    """The same with their contrast about `centre` stretched."""
    return torch.from_numpy(images).sub_(centre).mul_(stretch).add_(centre)
