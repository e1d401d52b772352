"""Pictures of every kind on disk, and their signs, which the native program reads from them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import data
from . import kinds, sources, vary

BATCH = 500
SEEDS = {"train": 1, "val": 2, "test": 3}
FACTS = 4  # width, height, share of coloured pixels, blank; then the router's values


@dataclass(frozen=True)
class Signs:
    """What the router is given, and the truth."""

    values: NDArray[np.float32]  # [N, signs]
    kinds: NDArray[np.int64]
    blank: NDArray[np.bool_]


def signs_of(paths: list[Path]) -> NDArray[np.float32]:
    """`unseen gate --features` of image files: [N, FACTS + signs]."""
    with tempfile.TemporaryDirectory() as folder:
        listed, out = Path(folder) / "list", Path(folder) / "signs.npy"
        listed.write_text("\n".join(map(str, paths)), encoding="utf-8")
        data.native(["gate", "--features", "--list", str(listed), str(out)])
        return np.load(out)


def made(
    pool: sources.Pools,
    counts: dict[str, int],
    say: Callable[[str], None] = lambda _: None,
    extra: int = 0,
) -> Signs:
    """Makes `counts` pictures of each kind and reads their signs; `extra` gives others of the same split."""
    rows, truth = [], []
    for kind, count in counts.items():
        number = kinds.IDS.index(kind)
        rng = np.random.default_rng([SEEDS[pool.split] + extra, number])
        for start in range(0, count, BATCH):
            with tempfile.TemporaryDirectory() as folder:
                paths = []
                for k in range(start, min(start + BATCH, count)):
                    path = Path(folder) / f"{k}.png"
                    vary.picture(sources.make(kind, pool, rng)).save(path, compress_level=1)
                    paths.append(path)
                rows.append(signs_of(paths))
            truth += [number] * len(paths)
        say(f"{pool.split}: {count} of {kind}")
    table = np.concatenate(rows)
    return Signs(table[:, FACTS:], np.array(truth), table[:, FACTS - 1] > 0)
