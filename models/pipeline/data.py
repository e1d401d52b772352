"""The films and their labels, and the one way from a film to a tensor: the native program.

Nothing here decodes or resizes. `unseen preprocess` does, with the C++ that the browser runs.
"""

from __future__ import annotations

import csv
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY.parent / "shared" / "data" / "real"
PROGRAM = Path(os.environ.get("UNSEEN", REPOSITORY / "build" / "native-release" / "unseen"))

NIH = ("nih256", "nih128")  # trained, selected and calibrated on
UNSEEN_HOSPITAL = "hannover"  # measured on, whatever its split column says
SMALLEST = 128  # shorter side in pixels; nih64 is too coarse
FILES_A_CALL = 400

VIEWS = ("AP", "PA")
SEXES = ("F", "M")


@dataclass(frozen=True)
class Film:
    """One row of labels.csv that has both labels."""

    path: Path
    folder: str
    split: str
    patient: str
    view: str
    sex: str
    age: float | None

    @property
    def labels(self) -> tuple[int, int]:
        """Index of the label in each head, in the order of the card."""
        return VIEWS.index(self.view), SEXES.index(self.sex)


def read(data: Path) -> list[Film]:
    """Every frontal chest film with view and recorded sex, in the order of labels.csv."""
    films = []
    with (data / "labels.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            folder = row["file"].split("/")[0]
            if folder not in (*NIH, UNSEEN_HOSPITAL):
                continue
            if row["view"] not in VIEWS or row["sex"] not in SEXES:
                continue
            if min(int(row["width"]), int(row["height"])) < SMALLEST:
                continue
            age = float(row["age"]) if row["age"] else None
            films.append(
                Film(
                    data / row["file"],
                    folder,
                    row["split"],
                    row["patient"],
                    row["view"],
                    row["sex"],
                    age,
                )
            )
    check_split(films)
    return films


def check_split(films: list[Film]) -> None:
    """Refuses a table in which a patient is in two splits."""
    split: dict[str, str] = {}
    for film in films:
        if split.setdefault(film.patient, film.split) != film.split:
            raise SystemExit(f"labels.csv: patient {film.patient} is in two splits")


def part(films: list[Film], split: str) -> list[Film]:
    """The NIH films of one split."""
    return [f for f in films if f.folder in NIH and f.split == split]


def unseen_hospital(films: list[Film]) -> list[Film]:
    """All films of the second hospital."""
    return [f for f in films if f.folder == UNSEEN_HOSPITAL]


def few(films: list[Film], each: int) -> list[Film]:
    """The first `each` of every folder, split, view and sex: enough to exercise the path."""
    taken: Counter[tuple[str, str, str, str]] = Counter()
    kept = []
    for film in films:
        key = (film.folder, film.split, film.view, film.sex)
        taken[key] += 1
        if taken[key] <= each:
            kept.append(film)
    return kept


def even_weights(films: list[Film]) -> NDArray[np.float64]:
    """Weights, one on average, under which the four pairs of view and recorded sex count the
    same within each folder: then the folder tells nothing about either label."""

    def cell(film: Film) -> tuple[str, str, str]:
        return film.folder, film.view, film.sex

    of_folder = Counter(f.folder for f in films)
    of_cell = Counter(cell(f) for f in films)
    cells_of_folder = Counter(folder for folder, _, _ in of_cell)
    return np.array(
        [of_folder[f.folder] / (cells_of_folder[f.folder] * of_cell[cell(f)]) for f in films]
    )


def native(arguments: list[str]) -> None:
    """Runs the native program; its one line of complaint becomes ours."""
    if not PROGRAM.exists():
        raise SystemExit(f"{PROGRAM} is not built: npm run build")
    done = subprocess.run([str(PROGRAM), *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"unseen {arguments[0]}: {done.stderr.strip()}")


def tensors(
    films: list[Film], card: Path, say: Callable[[str], None] = lambda _: None
) -> NDArray[np.float32]:
    """What the network of `card` is given for each film: [N,C,H,W]."""
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "batch.npy"
        for start in range(0, len(films), FILES_A_CALL):
            batch = films[start : start + FILES_A_CALL]
            paths = [str(f.path) for f in batch]
            native(["preprocess", "--card", str(card), *paths, str(out)])
            array = np.load(out)
            if array.shape[0] != len(batch) or array.dtype != np.float32:
                raise SystemExit(f"unseen preprocess gave {array.dtype} {array.shape}")
            parts.append(array)
            say(f"preprocessed {start + len(batch)} of {len(films)} films")
    return np.concatenate(parts)
