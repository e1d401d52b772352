"""Simulated films: sets of them, made by `unseen simulate` and kept below build/ until they change.

A set is made in chunks; a chunk is whole or absent, so an interrupted simulation goes on where it
stopped and a full disk leaves no half of one. What the simulator draws is part of a chunk's name
(a probe of a few films, hashed): films of another simulator are never taken for these.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import card as cards
from . import data
from .entry import image_input

CACHE = Path(os.environ.get("UNSEEN_PHANTOMS", data.REPOSITORY / "build" / "models" / "phantoms"))
CHUNK = 1000
PROBED = 3
THREADS = os.environ.get("UNSEEN_THREADS", "0")  # of the simulator; 0 is one a core

# Numbers of sets: no film of one is in another. A set's chunks take consecutive numbers.
TRAIN, VALIDATION, HELD_OUT = 10_000, 20_000, 30_000


@dataclass(frozen=True)
class PhantomSet:
    """So many films, each of another simulated person."""

    mechanisms: tuple[str, ...]
    number: int
    count: int
    size: int = 224

    def chunks(self) -> list[tuple[int, int]]:
        """Number and count of each chunk."""
        starts = range(0, self.count, CHUNK)
        return [(self.number + k, min(CHUNK, self.count - s)) for k, s in enumerate(starts)]

    @property
    def name(self) -> str:
        return f"{'+'.join(self.mechanisms) or 'none'}-{self.size}"


def covariates() -> list[dict[str, Any]]:
    """What the simulator records of each film, from the one list of it: the catalogue."""
    catalogue = data.REPOSITORY / "contract" / "catalog.json"
    return json.loads(catalogue.read_text(encoding="utf-8"))["phantom"]["covariates"]


Input = dict[str, Any]
IMAGE: Input = image_input(128, 0.5, 0.22)
WHOLE: Input = image_input(224, 0, 1)  # the film as the filters take it
HISTOGRAM: Input = {"kind": "histogram", "name": "histogram", "bins": 256}
ON_REQUEST = {"view": 1}  # the largest that is drawn: lateral films are made only when asked for
COVARIATES: Input = {
    "kind": "covariates",
    "name": "covariates",
    "fields": [
        {
            "id": each["id"],
            "unit": each["unit"] or "1",
            "min": each["min"],
            "max": ON_REQUEST.get(each["id"], each["max"]),
        }
        for each in covariates()
    ],
}
TOGETHER = (IMAGE, HISTOGRAM, COVARIATES)  # one simulation serves all models of a mechanism


def simulate(of: PhantomSet, number: int, count: int, inputs: tuple[Input, ...], out: Path) -> None:
    """Runs the simulator: KIND.npy for each input, and labels.csv."""
    drafts = []
    for given in inputs:
        drafts.append(out / f"{given['kind']}.json")
        drafts[-1].write_text(json.dumps(cards.bare(given["kind"], given)), encoding="utf-8")
    flags = ["--mechanisms", ",".join(of.mechanisms)] if of.mechanisms else []
    data.native(
        ["simulate", "--count", str(count), "--seed", str(number), *flags, "--size", str(of.size)]
        + ["--threads", THREADS, "--tensors", ",".join(map(str, drafts)), "--out", str(out)]
    )


@functools.lru_cache(maxsize=None)
def probe(mechanisms: tuple[str, ...], size: int, whole: bool) -> str:
    """A few films of a kind, as a hash."""
    inputs = (WHOLE,) if whole else TOGETHER
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        simulate(PhantomSet(mechanisms, 1, PROBED, size), 1, PROBED, inputs, folder)
        for path in sorted(folder.glob("*.npy")):
            digest.update(path.read_bytes())
        digest.update((folder / "labels.csv").read_bytes())
    return digest.hexdigest()[:10]


def chunk(of: PhantomSet, number: int, count: int, whole: bool) -> Path:
    """The folder of one chunk, made if it is not there."""
    like = probe(of.mechanisms, of.size, whole)
    folder = CACHE / f"{of.name}-{like}" / f"{number}-{count}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            simulate(of, number, count, (WHOLE,) if whole else TOGETHER, partial)
            if not folder.exists():  # another process may have been quicker
                partial.rename(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        print(f"simulated {of.name}: {count} films of set {number}", flush=True)
    return folder


@dataclass(frozen=True)
class Phantoms:
    """The films of a set as a network is given them, and what is known of each."""

    tensors: NDArray[np.generic]
    rows: list[dict[str, str]]

    def column(self, name: str) -> NDArray[np.float64]:
        """A recorded or hidden number of every film."""
        return np.array([float(row[name]) for row in self.rows])

    @property
    def cohort(self) -> NDArray[np.int64]:
        """0 for A, 1 for B."""
        return np.array(["AB".index(row["cohort"]) for row in self.rows])

    @property
    def finding(self) -> NDArray[np.int64]:
        return self.column("finding").astype(np.int64)

    @property
    def seeds(self) -> list[str]:
        """Each film is a person of its own."""
        return [row["seed"] for row in self.rows]


def load(of: PhantomSet, given: Input, kind: type[np.generic] = np.float32) -> Phantoms:
    """The set as `given` asks for it, simulated where that was not done before."""
    if given not in (*TOGETHER, WHOLE):
        raise SystemExit(f"no set of phantoms is kept for an input like {json.dumps(given)}")
    tensors, rows = [], []
    for number, count in of.chunks():
        folder = chunk(of, number, count, given == WHOLE)
        tensors.append(np.load(folder / f"{given['kind']}.npy", mmap_mode="r").astype(kind))
        with (folder / "labels.csv").open(newline="", encoding="utf-8") as file:
            rows += list(csv.DictReader(file))
    return Phantoms(np.concatenate(tensors), rows)
