"""Trains the router and writes models/gate:  python -m models.pipeline.gate.train [--data DIR]"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

import torch

from .. import data
from . import kinds, measure, pictures, router, sources

OUT = data.REPOSITORY / "models" / "gate"
PHANTOMS = data.REPOSITORY / "build" / "models" / "gate-phantoms"
COMMAND = "npm run models:train -- --model gate"
LICENCE = "CC BY-SA 4.0"
ATTRIBUTION = [
    "Trained on films of the NIH Clinical Center, ChestX-ray14, https://nihcc.app.box.com/v/ChestXray-NIHCC (Wang "
    "et al., CVPR 2017), of the COVID-19 Image Repository, Hannover Medical School, DOI 10.25835/0090041 (CC BY 3.0), "
    "and on images of the MedNIST data set (CC BY-SA 4.0).",
    "Photographs: Debian's packages gnome-backgrounds, mate-backgrounds and plasma-workspace-wallpapers.",
]

COUNTS = dict.fromkeys(kinds.IDS, 700) | {
    kinds.CHEST: 5500, kinds.PHANTOM: 2500, "chest-lateral": 900, "blurred": 1000, "altered": 1000,
    "photograph": 2500, "drawing": 1200, "text": 900, "screenshot": 1200, "screen-photograph": 1000, "hand": 900,
}  # fmt: skip
SHARE = {"train": 1.0, "val": 0.2, "test": 0.35}
SEED = {"train": 910_001, "val": 920_001, "test": 930_001}
# name, films of the train split, options of `unseen simulate`
SIMULATED = (
    ("plain", 700, ()),
    ("diffuse", 700, ("--mechanisms", "diffuse")),
    ("all", 500, ("--mechanisms", "bone-density,tissue-texture,exposure,shape,corner-marker,field-of-view")),
    ("lateral", 400, ("--set", "view=2")),
    ("hand", 300, ("--body", "hand")),
)
MEASURED_ON = "held-out sources, varied"  # of the rows of the router alone
ACCEPTS = ((kinds.CHEST,), (kinds.PHANTOM,))


def simulate(split: str, share: float, into: Path = PHANTOMS, extra: int = 0) -> None:
    """Films by the native program; a folder that is there is kept. `extra` is added to the seeds."""
    for number, (name, count, options) in enumerate(SIMULATED):
        out = into / split / name
        films = max(8, round(count * SHARE[split] * share))
        if (out / "labels.csv").exists():
            continue
        seed = SEED[split] + extra + 10_000_000 * number
        data.native(["simulate", "--count", str(films), "--seed", str(seed), "--size", "224", "--out", str(out), *options])


def counts(pool: sources.Pools, split: str, share: float) -> dict[str, int]:
    """How many pictures of each kind; none of a kind that has no source."""
    needs_source = {kinds.CHEST, kinds.PHANTOM, "chest-lateral", *sources.MEDNIST.values()}
    return {
        kind: max(4, round(count * SHARE[split] * share))
        for kind, count in COUNTS.items()
        if kind not in needs_source or kind in pool.medical
    }


def signs(folder: Path, split: str, share: float) -> pictures.Signs:
    pool = sources.pools(folder, PHANTOMS, split)
    if not pool.photographs:
        raise SystemExit("no photographs: install " + ", ".join(sources.PACKAGES))
    return pictures.made(pool, counts(pool, split, share), lambda line: print(line, flush=True))


def measured(trained: router.Router, val: pictures.Signs, test: pictures.Signs) -> list[dict[str, Any]]:
    """Thresholds and rates for each set of kinds that a model of ours accepts."""
    parts = []
    for accepts in ACCEPTS:
        if not set(accepts) <= set(trained.ids):
            continue
        margin, refuse = measure.thresholds(trained, val, accepts)
        parts.append(
            {
                "accepts": list(accepts),
                "pass": margin,
                "refuse": refuse,
                "aucNotMedical": round(measure.auc(trained, test, accepts, measure.NOT_MEDICAL), 5),
                "measured": measure.rates(trained, test, accepts, margin, MEASURED_ON),
            }
        )
    return parts


def write(path: Path, content: Any) -> None:
    """In one step, so that a run that is stopped leaves the old file."""
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(partial, path)


def train(folder: Path, out: Path, recipe: router.Recipe, share: float) -> None:
    torch.set_num_threads(1)
    for split in SHARE:
        simulate(split, share)
    train_signs, val, test = (signs(folder, split, share) for split in SHARE)
    fitted = router.trained(train_signs, val, recipe)
    gate = router.packed(fitted, LICENCE, ATTRIBUTION, COMMAND)
    shipped = router.unpacked(gate)
    out.mkdir(parents=True, exist_ok=True)
    write(out / "gate.json", gate)
    write(out / "measured.json", measured(shipped, val, test))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=data.DATA, help="folder with labels.csv")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--smoke", action="store_true", help="a twentieth of the pictures, two epochs")
    given = parser.parse_args()
    started = time.monotonic()
    recipe = router.Recipe(epochs=2) if given.smoke else router.Recipe()
    train(given.data, given.out, recipe, 0.05 if given.smoke else 1.0)
    print(f"{given.out}: {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
