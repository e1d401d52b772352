"""Which corruption hides which mechanism from a fixed model, and what can be told without a model.

Written to models/matrix.json; `readme.py` makes tables of it.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch

from . import baselines, card, measure, phantoms
from .corruptions import CORRUPTIONS, Corruption, shrunk
from .entry import Entry
from .measure import Group, figure
from .phantom_source import PhantomSource
from .phantoms import HELD_OUT, HISTOGRAM, WHOLE, PhantomSet

FILMS = 2000
NAME = "matrix.json"


def has_row(entry: Entry) -> bool:
    """Whether the model reads the cohort from films."""
    source = entry.source
    return (
        isinstance(source, PhantomSource)
        and source.is_image
        and source.target == "cohort"
        and entry.twin_of is None
    )


def row(
    entry: Entry, folder: Path, films: int, corruptions: tuple[Corruption, ...]
) -> dict[str, Any]:
    """The model's area under the curve under every corruption, and the baselines of its films."""
    source, given = entry.source, card.read(folder / "card.json")["input"]
    whole = phantoms.load(PhantomSet(source.mechanisms, HELD_OUT, films), WHOLE)
    cells = {}
    for name, corrupted in corruptions:
        seen = shrunk(np.clip(corrupted(whole.tensors[:, 0]), 0, 1), given["height"])
        tensors = (seen[:, None] - given["mean"][0]) / given["spread"][0]
        logits = measure.run_onnx(folder / "model.onnx", tensors.astype(np.float32), "logits")
        group = Group(name, "ablation", entry.heads[0], logits, whole.cohort, whole.seeds)
        found = figure(group, 1, "AUC")
        cells[name] = {"auc": found["value"], "low": found["low"], "high": found["high"]}
        print(f"{entry.id}, {name}: {found['value']:.3f}", flush=True)
    held = phantoms.load(source.set(HELD_OUT, source.held_out), HISTOGRAM)
    return {
        "model": entry.id,
        "mechanisms": list(source.mechanisms),
        "images": len(whole.rows),
        "corruptions": cells,
        "baselines": baselines.baselines(held),
    }


def measured(
    entries: list[Entry],
    models: Path,
    films: int = FILMS,
    corruptions: tuple[Corruption, ...] = CORRUPTIONS,
) -> list[dict[str, Any]]:
    """A row a model; as many at once as there are cores."""
    workers = min(len(entries), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, get_context("spawn"), torch.set_num_threads, (1,)) as pool:
        begun = [pool.submit(row, entry, models / entry.id, films, corruptions) for entry in entries]
        return [each.result() for each in begun]


def write(entries: list[Entry], models: Path) -> None:
    """models/matrix.json, whole or not at all."""
    content = json.dumps(measured(entries, models), indent=1) + "\n"
    partial = models / f".{NAME}"
    partial.write_text(content, encoding="utf-8")
    os.replace(partial, models / NAME)


def read(models: Path) -> list[dict[str, Any]]:
    """What was written last, if anything was."""
    path = models / NAME
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
