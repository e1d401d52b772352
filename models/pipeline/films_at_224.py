"""Films of patients at the size at which filters work, kept below build/ while the same program and the same
films make them. One decoding and one resize then serve every setting of a family."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import card as cards
from . import data
from .data import Film
from .phantoms import WHOLE

CACHE = Path(os.environ.get("UNSEEN_FILMS", data.REPOSITORY / "build" / "models" / "films"))
STEP = 400  # films decoded at a time


def name(films: list[Film], bare: Path) -> str:
    """Which films, in which order, and what the program makes of the first of them."""
    digest = hashlib.sha256(data.tensors(films[:1], bare).tobytes())
    for film in films:
        digest.update(f"{film.path}:{film.path.stat().st_size}\n".encode())
    return f"{len(films)}-{digest.hexdigest()[:12]}.npy"


def pictures(films: list[Film]) -> NDArray[np.float32]:
    """The films [N,224,224] in [0,1], squashed as the first step of a chain squashes them."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=".") as folder:
        bare = Path(folder) / "card.json"
        bare.write_text(json.dumps(cards.bare("whole", WHOLE)), encoding="utf-8")
        kept = CACHE / name(films, bare)
        if not kept.exists():
            partial = Path(folder) / "partial.npy"
            side = WHOLE["height"]
            out = np.lib.format.open_memmap(partial, "w+", np.float32, (len(films), side, side))
            for start in range(0, len(films), STEP):
                batch = films[start : start + STEP]
                out[start : start + len(batch)] = data.tensors(batch, bare)[:, 0]
            out.flush()
            os.replace(partial, kept)
            print(f"{len(films)} films at {side} pixels", flush=True)
    return np.load(kept, mmap_mode="r")
