"""Made-up films for a machine without the data: two soft discs on noise, in the data's layout.

They teach nothing about radiographs. They let `--smoke` walk the whole path anywhere."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 160
EACH = {"train": 4, "val": 2, "test": 3}


def film(view: str, sex: str, rng: np.random.Generator) -> Image.Image:
    """AP: discs low; M: discs wide. Noise hides some of it."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    level = 0.6 if view == "AP" else 0.4
    width = 0.2 if sex == "M" else 0.13
    picture = np.full((SIDE, SIDE), 0.7)
    for centre in (0.3, 0.7):
        picture -= 0.5 * np.exp(-(((x - centre) / width) ** 2 + ((y - level) / 0.25) ** 2))
    picture += rng.normal(0, 0.15, picture.shape)
    return Image.fromarray((picture.clip(0, 1) * 255).round().astype(np.uint8))


def write(folder: Path) -> None:
    """A data folder with labels.csv and a few dozen images, each a patient of its own."""
    rng = np.random.default_rng(0)
    rows = []
    for source, kind in (("nih256", "jpg"), ("nih128", "png"), ("hannover", "jpg")):
        (folder / source).mkdir(parents=True)
        for split, each in EACH.items():
            for view in ("AP", "PA"):
                for sex in ("F", "M"):
                    for k in range(each):
                        name = f"{source}/{split}-{view}-{sex}-{k}.{kind}"
                        film(view, sex, rng).save(folder / name)
                        rows.append(
                            {
                                "file": name,
                                "view": view,
                                "sex": sex,
                                "age": 20 + 10 * k,
                                "split": split,
                                "patient": name,
                                "width": SIDE,
                                "height": SIDE,
                            }
                        )
    with (folder / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
