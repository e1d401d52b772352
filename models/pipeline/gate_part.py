"""The card's `gate`: what kinds of picture a model may be shown, and how far its features may lie from
those of its training films. The functions are the gate's; here is what they are given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import card as cards
from . import export, gate, measure
from .entry import Entry
from .films import FilmSource
from .gate.card import MEASURED

FEW = 2500  # training films whose features are looked at
MANY = 500  # fewer validation films than this say nothing about one in a hundred


def trained_for(accepts: list[str]) -> bool:
    """Whether the router was trained for a model that may be shown these kinds."""
    parts = json.loads(MEASURED.read_text(encoding="utf-8"))
    return any(sorted(part["accepts"]) == sorted(accepts) for part in parts)


def looked_at(entry: Entry, path: Path) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Training and validation films as the finished card wants them."""
    seen, val = entry.source.learn(path)
    return tuple(each.images[:FEW].float().numpy() for each in (seen, val))


def part(
    entry: Entry, model: Path, seen: NDArray[np.float32], val: NDArray[np.float32]
) -> dict[str, Any] | None:
    """The gate of one model; none while the router does not know its kind of film."""
    source = entry.source
    if not trained_for(list(source.accepts)):
        return None
    if cards.read(model.with_name("card.json"))["outputs"]["features"] is None:
        return gate.card_part(source.about, list(source.accepts), None, [])

    def features(images: NDArray[np.float32]) -> NDArray[np.float64]:
        return gate.pooled(measure.run_onnx(model, images, export.FEATURES))

    if len(val) < MANY:
        return gate.card_part(source.about, list(source.accepts), None, [])
    known = gate.features_gate(features(seen), features(val))
    held = features(source.held_out_images(model.with_name("card.json")))
    beyond = int((gate.distance(known, held) > known["threshold"]).sum())
    row = gate.rate(source.accepts[0], "held-out films, features", "refused", beyond, len(held))
    judged = gate.card_part(source.about, list(source.accepts), known, [row])
    if isinstance(source, FilmSource):  # films are files: the native program judges them as the page does
        judged["measured"] += gate.rows(model.parent, judged, source.folder)
    return judged
