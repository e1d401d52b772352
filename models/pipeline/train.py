"""Makes the models of the zoo, each by the same steps (`make.py`).

    /usr/bin/python3 -m models.pipeline.train [--model ID…] [--data DIR] [--cards] [--smoke]
    /usr/bin/python3 -m models.pipeline.train --variants [--model ID…] [--setting ID…] [--data DIR]

Without --model all of them, one after another. A run that was stopped goes on: models finished in it
are kept, a half-trained one continues after its last epoch, and simulated films stay. A model that
ships is replaced only when the new one is complete and checked. --cards writes the cards again for
the weights that are there. --smoke walks the same path on a few dozen films in a temporary folder.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import signal
import sys
import tempfile
import time
from pathlib import Path

import torch

from . import data, films_at_224, make, matrix, phantoms, readme, synthetic, variants, verify, zoo
from .corruptions import CORRUPTIONS
from .entry import Entry
from .settings import FAMILIES

FINISHED = make.CHECKPOINTS / "finished.json"  # models made in a run over all that was stopped
SMOKED = ("chest-view-sex", "phantom-diffuse", "phantom-diffuse-random", "phantom-histogram",
          "phantom-covariates", "phantom-finding")  # fmt: skip


def smoke(films: Path | None) -> None:
    """Everything once, small, away from the models that ship."""
    with tempfile.TemporaryDirectory(prefix="unseen-smoke-") as temporary:
        place = Path(temporary)
        phantoms.CACHE, films_at_224.CACHE = place / "phantoms", place / "films"
        if films is None:
            films = place / "data"
            synthetic.write(films)
            print("no data here: made-up images stand in")
        entries = [make.small(zoo.entry(name), films) for name in SMOKED]
        for entry in entries:
            make.train(entry, place / entry.id, place / f"{entry.id}.pt")
        for group in FAMILIES:
            of = next(e for e in entries if e.id == group.of.id)
            few = dataclasses.replace(group, of=of, recipe=dataclasses.replace(group.recipe, epochs=1, batch=8))
            for setting in group.settings[:2]:
                variants.train(few, setting, place / of.id, place / f"{of.id}.{setting.id}.pt")
        make.train(entries[0], place / entries[0].id, place / f"{entries[0].id}.pt")  # replaces, resumes
        make.remeasure(entries[1], place / entries[1].id)
        for entry in entries:
            stated = json.loads((place / entry.id / "card.json").read_text(encoding="utf-8"))
            readme.table(stated)
            if not verify.verify(entry, place / entry.id):
                raise SystemExit(f"the smoke model {entry.id} does not verify")
        table = matrix.measured([e for e in entries if matrix.has_row(e)], place, 24, CORRUPTIONS[:2])
        readme.matrix(table), readme.baselines(table)
    print("smoke: the whole path works")


def finished() -> list[str]:
    """Models made in a run over all models that did not come to its end."""
    return json.loads(FINISHED.read_text(encoding="utf-8")) if FINISHED.exists() else []


def work(entries: list[Entry], given: argparse.Namespace) -> None:
    """Makes or measures the models, and writes what is said of all of them together."""
    done = finished() if not given.model and not given.cards else []
    for entry in entries:
        out = make.MODELS / entry.id
        if entry.id in done:
            print(f"{entry.id}: made before this run was stopped")
            continue
        if zoo.films_missing(entry):
            if given.model:
                raise SystemExit(f"{entry.source.folder} holds no labels.csv: name the data with --data DIR")
            print(f"{entry.id}: left as it is, its films are not here (--data DIR)")
            continue
        if given.cards:
            make.remeasure(entry, out)
            continue
        checkpoint = make.CHECKPOINTS / f"{entry.id}.pt"
        make.train(entry, out, checkpoint)
        checkpoint.unlink(missing_ok=True)
        if not given.model:
            done.append(entry.id)
            FINISHED.write_text(json.dumps(done), encoding="utf-8")
    if given.matrix or not given.model:
        matrix.write([e for e in zoo.ZOO if matrix.has_row(e)], make.MODELS)
    readme.update(make.MODELS)
    FINISHED.unlink(missing_ok=True) if not given.model else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", action="append", default=[], help="id of a model; may be repeated")
    parser.add_argument("--data", type=Path, default=data.DATA, help="folder of films with labels.csv")
    parser.add_argument("--cards", action="store_true", help="measure again; keep the weights")
    parser.add_argument("--matrix", action="store_true", help="measure mechanisms against filters too")
    parser.add_argument("--variants", action="store_true", help="train the families of filter settings")
    parser.add_argument("--setting", action="append", default=[], help="of a family, e.g. low-pass-4")
    parser.add_argument("--smoke", action="store_true", help="a tiny run in a temporary folder")
    given = parser.parse_args()

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that temporary folders go
    torch.set_num_threads(1)  # the order of sums, and so the result, depends on it
    torch.use_deterministic_algorithms(True)
    started = time.monotonic()
    if given.smoke:
        smoke(given.data if (given.data / "labels.csv").exists() else None)
    elif given.variants:
        variants.work(given)
        readme.update(make.MODELS)
    else:
        work(zoo.chosen(given.model, given.data), given)
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
