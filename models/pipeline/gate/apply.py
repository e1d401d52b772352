"""Puts the gate into the card of chest-view-sex as it ships:  python -m models.pipeline.gate.apply [--data DIR]

A model that is trained anew gets its gate on the way; this is for the weights that are there."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import data, measure as figures
from ..data import Film
from ..films import FilmSource
from . import films, kinds
from .card import card_part
from .features import features_gate, pooled
from .measure import rate

MODEL = data.REPOSITORY / "models" / "chest-view-sex"


def features(folder: Path, some: list[Film]) -> NDArray[np.float64]:
    """The network's pooled features of films."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    model, name = folder / card["weights"]["file"], card["outputs"]["features"]
    return pooled(figures.run_onnx(model, data.tensors(some, folder / "card.json"), name))


def groups(every: list[Film]) -> list[tuple[str, list[Film]]]:
    """Films as they are that the model should be shown: name of the group and its films."""
    return [
        ("NIH test films as they are, whole gate", data.part(every, "test")),
        (
            "Hannover films that the router never saw, as they are, whole gate",
            [film for film in data.unseen_hospital(every) if film.split != "train"],
        ),
    ]


def rows(folder: Path, part: dict[str, Any], source: Path) -> list[dict[str, Any]]:
    """How many films of each group the whole gate refuses, by the native program: the card in `folder` with
    the gate `part`."""
    every = data.read(source)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    found = []
    with tempfile.TemporaryDirectory() as place:
        draft = Path(place) / "card.json"
        draft.write_text(json.dumps({**card, "gate": part}), encoding="utf-8")
        for on, some in groups(every):
            if some:
                judged = films.verdicts(draft, [film.path for film in some], features(folder, some))
                found.append(rate(kinds.CHEST, on, "refused", films.refused(judged), len(some)))
    return found


def apply(folder: Path, source: Path) -> None:
    """Writes the card anew with its gate; in one step."""
    every = data.read(source)
    path = folder / "card.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    known = features_gate(*(features(folder, data.part(every, split)) for split in ("train", "val")))
    card["gate"] = card_part(FilmSource.about, [kinds.CHEST], known, [])
    card["gate"]["measured"] += rows(folder, card["gate"], source)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    partial.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=data.DATA, help="folder with labels.csv")
    parser.add_argument("--model", type=Path, default=MODEL)
    given = parser.parse_args()
    apply(given.model, given.data)


if __name__ == "__main__":
    main()
