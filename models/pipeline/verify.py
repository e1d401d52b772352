"""Do the shipped models do what their cards say?

    /usr/bin/python3 -m models.pipeline.verify [--data DIR] [--model ID…] [--quick]

Holds each card against the schema and the file against the card, then computes every stated figure
again: films through the native program's preprocessing (simulated anew from the held-out sets where
they are phantoms), the shipped .onnx in onnxruntime-node. --quick simulates only the first few
hundred films of each held-out set and asks that each figure's interval on those meets the card's;
of a subgroup's few dozen films it asks nothing, since their interval has no width where a model
tells them all apart.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import onnx

from . import baselines, card, data, films_at_224, make, matrix, phantoms, variants, zoo
from .gate import verify as gate_verify
from .entry import Card, Entry, Figures
from .phantom_source import PhantomSource
from .phantoms import HELD_OUT, HISTOGRAM
from .settings import family

SAME = 1e-3  # a figure computed again on another machine
QUICK = 300  # films of each held-out set
QUICK_VARIANTS = 2  # of a family


def key(metric: dict[str, Any]) -> tuple[str, str, str, str]:
    """Which figure it is."""
    return metric["head"], metric["label"], metric["metric"], metric["on"]


def weights_faults(folder: Path, weights: dict[str, Any], cam: dict[str, Any] | None) -> list[str]:
    """Where a file is not what the card says of it."""
    faults = []
    content = (folder / weights["file"]).read_bytes()
    if hashlib.sha256(content).hexdigest() != weights["sha256"]:
        faults.append("sha256 of the model is not the card's")
    if len(content) != weights["bytes"]:
        faults.append("size of the model is not the card's")
    graph = onnx.load_model_from_string(content)
    if sorted({node.op_type for node in graph.graph.node}) != weights["operators"]:
        faults.append("operators of the model are not the card's")
    if (graph.ir_version, graph.opset_import[0].version) != (weights["ir"], weights["opset"]):
        faults.append("IR or opset of the model is not the card's")
    names = {tensor.name for tensor in graph.graph.initializer}
    if cam is not None and cam["initializer"] not in names:
        faults.append("the CAM weights that the card names are not in the model")
    return faults


def file_faults(folder: Path, stated: Card) -> list[str]:
    """Where a file is not what the card says, or the card not what a card is."""
    cam = stated["outputs"]["cam"]
    faults = weights_faults(folder, stated["weights"], cam)
    for each in stated.get("variants", []):
        faults += [f"{each['id']}: {fault}" for fault in weights_faults(folder, each["weights"], cam)]
    command = ["node", "models/pipeline/check-card.mjs", str(folder.resolve() / "card.json")]
    done = subprocess.run(
        command, cwd=data.REPOSITORY, capture_output=True, text=True, check=False
    )
    return faults + done.stderr.splitlines()


def quick_faults(stated: Card, found: Figures) -> list[str]:
    """Where a figure of fewer films cannot be the card's."""
    before = {key(metric): metric for metric in stated["metrics"]}
    whole = [now for now in found if now["images"] == QUICK]
    faults = [
        f"{head}: no AUC was measured on all {QUICK} films"
        for head in sorted({metric["head"] for metric in stated["metrics"]})
        if not any(now["head"] == head and now["metric"] == "AUC" for now in whole)
    ]
    return faults + [
        f"{' '.join(key(now))}: {now['low']:.4f} to {now['high']:.4f} does not meet the card's interval"
        for now in whole
        if now["metric"] != "ECE"  # which few films pull upwards
        and (now["low"] > before[key(now)]["high"] or now["high"] < before[key(now)]["low"])
    ]


def changed(stated: Figures, found: Figures) -> list[str]:
    """Where figures computed now are not the stated ones."""
    faults = []
    now = {key(metric): metric for metric in found}
    if set(now) != {key(metric) for metric in stated}:
        faults.append("the card states other figures than are measured now")
    for each in stated:
        name = " ".join(key(each))
        if (metric := now.get(key(each))) is None:
            continue
        value, counts = metric["value"], ("images", "patients")
        if not each["low"] <= value <= each["high"]:
            faults.append(f"{name}: {value:.4f} is outside the card's interval")
        if abs(value - each["value"]) > SAME:
            faults.append(f"{name}: {value:.4f} is not the card's {each['value']:.4f}")
        if [metric[c] for c in counts] != [each[c] for c in counts]:
            faults.append(f"{name}: counts differ from the card's")
    return faults


def figure_faults(entry: Entry, stated: Card, found: Figures) -> list[str]:
    """Where a figure computed now is not the card's, or too low."""
    faults = changed(stated["metrics"], found)
    areas = {(m["head"], m["on"]): m["value"] for m in found if m["metric"] == "AUC"}
    for head, on, floor in entry.floors:
        if areas.get((head, on), 0) < floor:
            faults.append(f"{head}: AUC on {on} films is below {floor}")
    return faults


def baseline_faults(entry: Entry, rows: list[dict[str, Any]]) -> list[str]:
    """Where the baselines of models/matrix.json are not what the held-out films give now."""
    faults = []
    for row in rows:
        if row["model"] != entry.id:
            continue
        source = entry.source
        films = phantoms.load(source.set(HELD_OUT, source.held_out), HISTOGRAM)
        now, before = baselines.baselines(films), row["baselines"]
        for group in ("covariates", "statistics"):
            pairs = {f"{group} {k}": (now[group][k], before[group].get(k)) for k in now[group]}
            pairs[f"{group} together"] = (now[f"{group} together"], before[f"{group} together"])
            for name, (one, other) in pairs.items():
                if other is None or abs(one["auc"] - other["auc"]) > SAME:
                    faults.append(f"{name}: {one['auc']:.4f} is not what models/{matrix.NAME} says")
    return faults


def variant_faults(entry: Entry, folder: Path, stated: Card, measured: int | None, fewer: bool) -> list[str]:
    """Where a member of the model's family is not what the card says of it. `measured`: so many of them are
    measured, from the outermost settings inwards (None: all); `fewer`: on the first few films only."""
    faults, group, members = [], family(entry.id), stated.get("variants", [])
    for place, each in enumerate(members):
        setting = group.setting(each["id"]) if group else None
        if setting is None or each["chain"] != setting.chain:
            faults.append(f"{each['id']}: no setting of the family is this one")
            continue
        if measured is not None and 2 * min(place, len(members) - 1 - place) >= measured:
            continue
        new, old = variants.found_now(entry, folder, each, setting)
        for which, was, now in (("retrained", each["metrics"], new), ("fixed", each["fixed"], old)):
            print(f"  {each['id']}, {which}: " + ", ".join(f"{m['head']} {m['value']:.4f}" for m in now), flush=True)
            judged = quick_faults({"metrics": was}, now) if fewer else changed(was, now)
            faults += [f"{each['id']}, {which}: {fault}" for fault in judged]
    return faults


def show(entry: Entry, found: Figures) -> None:
    """A short table: plain figures, and what was taken away."""
    print(entry.id)
    for m in found:
        if m["metric"] != "AUC" and m["population"] == "ablation":
            continue
        print(
            f"  {m['head']:8}{m['label']:14}{m['metric']:10}{m['on']:52}{m['value']:7.4f}"
            f"  {m['low']:.4f}–{m['high']:.4f}{m['images']:8}{m['patients']:10}"
        )


def verify(
    entry: Entry, folder: Path, rows: list[dict[str, Any]] | None = None, quick: bool = False
) -> bool:
    """Prints the table and every fault; true without one."""
    stated = card.read(folder / "card.json")
    faults = file_faults(folder, stated)
    if stated["id"] != entry.id:
        faults.append(f"the card is of {stated['id']}")
    if not faults:
        source, fewer = entry.source, quick and isinstance(entry.source, PhantomSource)
        if fewer:
            source = dataclasses.replace(source, held_out=QUICK, large=0)
        found = source.figures(folder / stated["weights"]["file"], folder / "card.json")
        show(entry, found)
        if fewer:
            faults = quick_faults(stated, found)
        else:
            faults = figure_faults(entry, stated, found) + baseline_faults(entry, rows or [])
        measured = QUICK_VARIANTS if quick else None
        faults += variant_faults(dataclasses.replace(entry, source=source), folder, stated, measured, fewer)
    for fault in faults:
        print(f"fault: {entry.id}: {fault}", file=sys.stderr)
    return not faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=data.DATA, help="folder of films with labels.csv")
    parser.add_argument("--model", action="append", default=[], help="id of a model; may be repeated")
    parser.add_argument("--quick", action="store_true", help="fewer simulated films")
    given = parser.parse_args()
    rows = matrix.read(make.MODELS)
    fine = True
    with tempfile.TemporaryDirectory(prefix="unseen-verify-") as place:
        phantoms.CACHE = films_at_224.CACHE = Path(place)  # nothing that training left behind
        for entry in zoo.chosen(given.model, given.data):
            if zoo.films_missing(entry):
                if given.model:
                    raise SystemExit("no labels.csv there: name the data with --data DIR")
                print(f"{entry.id}: not verified, its films are not here (--data DIR)")
                continue
            if not (make.MODELS / entry.id).exists() and not given.model:
                print(f"{entry.id}: not made yet")
                continue
            fine &= verify(entry, make.MODELS / entry.id, rows, given.quick)
    cards = [] if given.model else gate_verify.shipped_cards()
    for fault in gate_verify.faults(cards, given.data):
        print(f"fault: {fault}", file=sys.stderr)
        fine = False
    if not fine:
        raise SystemExit(1)
    print("verified: every figure of the cards, and the files they name")


if __name__ == "__main__":
    main()
