"""The router: one hidden layer over the signs, its weights whole numbers of a byte."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from . import kinds
from .pictures import Signs

Floats = NDArray[np.float32]
SCHEMA = 1
VERSION = "1.0.0"
CLAMP = 6.0  # scaled signs are cut off here, as in src/model/gate_router.cpp


@dataclass(frozen=True)
class Recipe:
    units: int = 64
    epochs: int = 40
    batch: int = 256
    rate: float = 2e-3
    decay: float = 2e-3
    dropout: float = 0.3
    jitter: float = 0.15
    smoothing: float = 0.03
    seed: int = 20221


@dataclass(frozen=True)
class Router:
    """What gate.json holds, in floating point."""

    ids: tuple[str, ...]
    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats

    def scores(self, values: Floats) -> Floats:
        """As route() does, but for the order of sums: [N, kinds]."""
        given = np.clip((values - self.mean) * self.scale, -CLAMP, CLAMP)
        return np.maximum(given @ self.hidden.T + self.hidden_bias, 0) @ self.output.T + self.output_bias

    def margins(self, values: Floats, accepts: tuple[str, ...]) -> Floats:
        """Best accepted kind less best other kind."""
        scores = self.scores(values)
        mine = np.isin(self.ids, accepts)
        return scores[:, mine].max(1) - scores[:, ~mine].max(1)


def trained(train: Signs, val: Signs, recipe: Recipe) -> Router:
    """Fits the network; the epoch with the smallest loss on validation pictures is kept."""
    torch.manual_seed(recipe.seed)
    present = sorted(set(train.kinds.tolist()))
    place = {kind: i for i, kind in enumerate(present)}
    keep = ~train.blank
    mean = train.values[keep].mean(0)
    scale = 1 / np.maximum(train.values[keep].std(0), 0.02)

    def given(signs: Signs) -> tuple[torch.Tensor, torch.Tensor]:
        rows = ~signs.blank & np.isin(signs.kinds, present)
        x = np.clip((signs.values[rows] - mean) * scale, -CLAMP, CLAMP).astype(np.float32)
        return torch.from_numpy(x), torch.tensor([place[k] for k in signs.kinds[rows].tolist()])

    (x, y), (val_x, val_y) = given(train), given(val)
    weight = 1 / torch.bincount(y, minlength=len(present)).float().sqrt()
    weight = weight / weight.mean()
    network = nn.Sequential(
        nn.Dropout(0.1), nn.Linear(x.shape[1], recipe.units), nn.ReLU(), nn.Dropout(recipe.dropout),
        nn.Linear(recipe.units, len(present)),
    )  # fmt: skip
    optimiser = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    steps = recipe.epochs * (len(x) // recipe.batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=steps)
    loss = nn.CrossEntropyLoss(weight=weight, label_smoothing=recipe.smoothing)
    rng = torch.Generator().manual_seed(recipe.seed)
    best, kept = float("inf"), {}
    for _ in range(recipe.epochs):
        network.train()
        for rows in torch.randperm(len(x), generator=rng).split(recipe.batch):
            noisy = x[rows] + recipe.jitter * torch.randn(len(rows), x.shape[1], generator=rng)
            optimiser.zero_grad()
            loss(network(noisy), y[rows]).backward()
            optimiser.step()
            schedule.step()
        network.eval()
        with torch.no_grad():
            now = float(nn.functional.cross_entropy(network(val_x), val_y))
        if now < best:
            best, kept = now, {k: v.clone() for k, v in network.state_dict().items()}
    array = {name: tensor.numpy() for name, tensor in kept.items()}
    ids = tuple(kinds.IDS[k] for k in present)
    return Router(ids, mean.astype(np.float32), scale.astype(np.float32), array["1.weight"], array["1.bias"],
                  array["4.weight"], array["4.bias"])  # fmt: skip


def rounded(values: Floats) -> list[float]:
    return [float(f"{v:.5g}") for v in values.ravel().tolist()]


def packed(router: Router, licence: str, attribution: list[str], command: str) -> dict[str, Any]:
    """gate.json: the first layer as whole numbers of a byte, a step a unit."""
    steps = np.maximum(np.abs(router.hidden).max(1), 1e-6) / 127
    whole = np.round(router.hidden / steps[:, None]).astype(np.int8)
    named = {kind.id: kind for kind in kinds.KINDS}
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "licence": licence,
        "attribution": attribution,
        "kinds": [
            {"id": i, "title": named[i].title, "change": named[i].change, "medical": named[i].medical}
            for i in router.ids
        ],
        "units": len(whole),
        "mean": rounded(router.mean),
        "scale": rounded(router.scale),
        "hidden": base64.b64encode(whole.tobytes()).decode().rstrip("="),
        "steps": rounded(steps),
        "hiddenBias": rounded(router.hidden_bias),
        "output": rounded(router.output),
        "outputBias": rounded(router.output_bias),
        "reproduce": command,
    }


def unpacked(gate: dict[str, Any]) -> Router:
    """The router that a gate.json holds."""

    def floats(key: str) -> Floats:
        return np.array(gate[key], dtype=np.float32)

    text = gate["hidden"] + "=" * (-len(gate["hidden"]) % 4)
    whole = np.frombuffer(base64.b64decode(text), dtype=np.int8).reshape(gate["units"], -1)
    return Router(
        tuple(kind["id"] for kind in gate["kinds"]),
        floats("mean"),
        floats("scale"),
        whole.astype(np.float32) * floats("steps")[:, None],
        floats("hiddenBias"),
        floats("output").reshape(len(gate["kinds"]), -1),
        floats("outputBias"),
    )


def read(path: Path) -> Router:
    return unpacked(json.loads(path.read_text(encoding="utf-8")))
