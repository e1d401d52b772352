"""Where pictures of each kind come from, split so that no source is in two splits."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from .. import data
from . import drawn, kinds, vary
from .drawn import Grey, Rng

MEDNIST = {"Hand": "hand", "AbdomenCT": "abdomen-ct", "BreastMRI": "breast-mri", "ChestCT": "chest-ct",
           "HeadCT": "head-ct", "CXR": kinds.CHEST}  # fmt: skip
PHOTOGRAPHS = (Path("/usr/share/backgrounds"), Path("/usr/share/wallpapers"))
PACKAGES = ("gnome-backgrounds", "mate-backgrounds", "plasma-workspace-wallpapers")
# Few films come from the second hospital, and a gate that knows one hospital refuses the other: its training
# films are drawn this many times as often. The rest of them is only measured on.
SECOND_HOSPITAL = 14
LONGEST = 1400  # photographs are kept at this size


@dataclass(frozen=True)
class Pools:
    """Paths of one split, by kind of picture."""

    split: str
    medical: dict[str, list[Path]]
    photographs: list[Path]


def share(name: str) -> float:
    """A number from 0 to 1 that depends on the name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 2**32


def split_of(name: str) -> str:
    return "train" if (s := share(name)) < 0.6 else "val" if s < 0.75 else "test"


def medical(folder: Path, split: str) -> dict[str, list[Path]]:
    """Films of the data by kind; mednist has no patients, so its files are split by their own column."""
    pools: dict[str, list[Path]] = {}
    with (folder / "labels.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            parts, times = row["file"].split("/"), 1
            if parts[0] == "mednist64":
                kind = MEDNIST[parts[1]]
                mine = (row["split"] or split_of(row["file"])) == split
            elif parts[0] in data.NIH and row["view"] in data.VIEWS:
                kind, mine = kinds.CHEST, row["split"] == split
            elif parts[0] == data.UNSEEN_HOSPITAL and row["view"] in data.VIEWS:
                kind, mine = kinds.CHEST, split == ("train" if row["split"] == "train" else "test")
                times = SECOND_HOSPITAL if split == "train" else 1
            else:
                continue
            if mine:
                pools.setdefault(kind, []).extend([folder / row["file"]] * times)
    return pools


def simulated(folder: Path | None, split: str) -> dict[str, list[Path]]:
    """Films of `unseen simulate` by kind, from labels.csv in `folder`/`split`."""
    pools: dict[str, list[Path]] = {}
    if folder is None or not (folder / split).is_dir():
        return pools
    for part in sorted((folder / split).iterdir()):
        with (part / "labels.csv").open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                lateral = round(float(row.get("view", 0))) == 2
                kind = "chest-lateral" if lateral else kinds.PHANTOM
                kind = "hand" if part.name == "hand" else kind
                pools.setdefault(kind, []).append(part / row["file"])
    return pools


def family(stem: str) -> str:
    """One name for a picture's sizes, its day and night, and a series of logos."""
    name = stem.split("_")[0].removesuffix("-d").removesuffix("-l")
    return "-".join(name.split("-")[:2]) if "Mate" in name or "MATE" in name else name


def photographs(split: str) -> list[Path]:
    """Debian's backgrounds; sizes of the same picture stay together, the largest is taken."""
    largest: dict[str, Path] = {}
    for root in PHOTOGRAPHS:
        for path in sorted(root.rglob("*")):
            if path.suffix not in (".jpg", ".png", ".webp") or "screenshot" in path.name:
                continue
            name = path.parts[4] if path.parts[3] == "wallpapers" else family(path.stem)
            if name not in largest or path.stat().st_size > largest[name].stat().st_size:
                largest[name] = path
    return [path for name, path in sorted(largest.items()) if split_of(name) == split]


def pools(folder: Path, phantoms: Path | None, split: str) -> Pools:
    found = medical(folder, split)
    for kind, paths in simulated(phantoms, split).items():
        found.setdefault(kind, []).extend(paths)
    return Pools(split, found, photographs(split))


@lru_cache(maxsize=40)
def photograph(path: Path) -> Grey:
    opened = Image.open(path)
    opened.draft("L", (LONGEST, LONGEST))
    grey = opened.convert("L")
    grey.thumbnail((LONGEST, LONGEST), Image.Resampling.BOX)
    return drawn.array(grey)


def opened(path: Path) -> Grey:
    with Image.open(path) as file:
        if file.mode.startswith("I"):
            return np.asarray(file, dtype=float) / 65535
        return drawn.array(file)


def crop(image: Grey, rng: Rng) -> Grey:
    """A window of any size, aspect up to 2 to 1."""
    height, width = image.shape
    tall = max(60, int(height * np.exp(rng.uniform(np.log(0.12), 0))))
    wide = min(width, max(60, int(tall * np.exp(rng.uniform(-0.6, 0.6)))))
    top, left = int(rng.integers(height - tall + 1)), int(rng.integers(width - wide + 1))
    return image[top : top + tall, left : left + wide]


def chest(pool: Pools, rng: Rng) -> Grey:
    """A frontal chest, real or, where there are some, simulated."""
    simulated_too = kinds.PHANTOM in pool.medical and rng.random() < 0.35
    paths = pool.medical[kinds.PHANTOM if simulated_too else kinds.CHEST]
    return opened(paths[rng.integers(len(paths))])


def snapshot(pool: Pools, rng: Rng) -> Grey:
    """A piece of a photograph, often in another exposure, now and then negative."""
    while True:
        piece = crop(photograph(pool.photographs[rng.integers(len(pool.photographs))]), rng)
        if piece.std() > 0.02:
            break
    piece = vary.toned(piece, rng)
    if rng.random() < 0.35:  # dark ground, flat light, strong light
        piece = np.clip((piece - piece.min()) / (np.ptp(piece) + 1e-9) * rng.uniform(0.3, 1.3) + rng.uniform(-0.3, 0.3), 0, 1)
    return 1 - piece if rng.random() < 0.08 else piece


def make(kind: str, pool: Pools, rng: Rng) -> Grey:
    """One picture of a kind; the generator decides all of it."""
    if kind in pool.medical:
        paths = pool.medical[kind]
        return vary.film(opened(paths[rng.integers(len(paths))]), rng)
    if kind == "inverted-chest":
        return vary.stored(1 - vary.toned(vary.placed(chest(pool, rng), rng), rng), rng)
    if kind == "turned-chest":
        return vary.film(vary.turned(chest(pool, rng), rng), rng)
    if kind == "blurred":
        return vary.stored(vary.blurred(vary.toned(vary.placed(chest(pool, rng), rng), rng), rng), rng)
    if kind == "altered":
        return vary.stored(vary.altered(vary.toned(vary.placed(chest(pool, rng), rng), rng), rng), rng, least=120)
    if kind == "photograph":
        return vary.stored(snapshot(pool, rng), rng)
    if kind in ("screenshot", "screen-photograph"):
        inside = chest(pool, rng) if rng.random() < 0.7 else snapshot(pool, rng)
        frame = drawn.screenshot if kind == "screenshot" else drawn.screen_photograph
        return vary.stored(frame(rng, pool.split, vary.toned(inside, rng)), rng, least=120)
    simple = {"drawing": drawn.drawing, "text": drawn.text, "noise": drawn.noise, "blank": drawn.empty}
    return vary.stored(simple[kind](rng, pool.split), rng, least=120)
