"""Are the gate's rates true? Held-out pictures are made again, fewer and from other seeds."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from .. import data
from . import kinds, measure, pictures, router, sources
from .train import MEASURED_ON, OUT, counts, simulate

SHARE = 0.12  # of the pictures that the rates were measured on
SEEDS = 50  # added to the seeds of the splits


def unlike(stated: dict[str, Any], count: int, images: int) -> str | None:
    """A sentence where a rate counted now and the stated one cannot both be true."""
    low, high = measure.interval(count, images)
    if low <= stated["high"] and high >= stated["low"]:
        return None
    return f"gate, {stated['kind']}: {count} of {images} now, the card says {stated['rate']:.3f}"


def faults(cards: list[dict[str, Any]], folder: Path = data.DATA, gate: Path = OUT / "gate.json") -> list[str]:
    """What is untrue in the cards' rates of the router. Photographs come from Debian's packages; kinds that
    this machine has no source for are left out."""
    if not cards or not (folder / "labels.csv").exists():
        return []
    shipped = router.read(gate)
    with tempfile.TemporaryDirectory() as phantoms:
        simulate("test", SHARE, Path(phantoms), SEEDS)
        pool = sources.pools(folder, Path(phantoms), "test")
        wanted = {k: n for k, n in counts(pool, "test", SHARE).items() if k in shipped.ids}
        if not pool.photographs:
            for kind in ("photograph", "screenshot", "screen-photograph"):
                wanted.pop(kind, None)
        signs = pictures.made(pool, wanted, extra=SEEDS)
    found = []
    for card in cards:
        if (part := card["gate"]) is None:
            continue
        accepts = tuple(part["accepts"])
        let = measure.passes(shipped, signs, accepts, part["pass"])
        for stated in part["measured"]:
            if stated["on"] != MEASURED_ON:
                continue
            mine = signs.kinds == kinds.IDS.index(stated["kind"])
            if mine.any() and (fault := unlike(stated, int((~let[mine]).sum()), int(mine.sum()))):
                found.append(f"{card['id']}: {fault}")
    return found


def shipped_cards() -> list[dict[str, Any]]:
    """Every card that ships."""
    paths = sorted((data.REPOSITORY / "models").glob("*/card.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]
