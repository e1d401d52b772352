"""Does the shipped model do what its card says?

    /usr/bin/python3 -m models.pipeline.verify [--data DIR] [--model DIR]

Holds the card against the schema and the file against the card, then computes every stated
figure again: films through `unseen preprocess`, the shipped .onnx in onnxruntime-node.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import onnx

from . import data, measure

MODEL = data.REPOSITORY / "models" / "chest-view-sex"
FLOORS = {"view": 0.985, "sex": 0.97}  # least AUC on NIH test films
SAME = 1e-3  # a figure computed again on another machine


def key(metric: dict[str, Any]) -> tuple[str, str, str]:
    """Which figure it is."""
    return metric["head"], metric["metric"], metric["on"]


def file_faults(folder: Path, card: dict[str, Any]) -> list[str]:
    """Where the model's file is not what the card says, or the card not what a card is."""
    faults = []
    model, stated = folder / card["weights"]["file"], card["weights"]
    content = model.read_bytes()
    if hashlib.sha256(content).hexdigest() != stated["sha256"]:
        faults.append("sha256 of the model is not the card's")
    if len(content) != stated["bytes"]:
        faults.append("size of the model is not the card's")
    graph = onnx.load_model_from_string(content)
    if sorted({node.op_type for node in graph.graph.node}) != stated["operators"]:
        faults.append("operators of the model are not the card's")
    if (graph.ir_version, graph.opset_import[0].version) != (stated["ir"], stated["opset"]):
        faults.append("IR or opset of the model is not the card's")
    names = {tensor.name for tensor in graph.graph.initializer}
    if card["outputs"]["cam"]["initializer"] not in names:
        faults.append("the CAM weights that the card names are not in the model")
    command = ["node", "models/pipeline/check-card.mjs", str(folder.resolve() / "card.json")]
    done = subprocess.run(
        command, cwd=data.REPOSITORY, capture_output=True, text=True, check=False
    )
    return faults + done.stderr.splitlines()


def figure_faults(
    card: dict[str, Any], found: list[dict[str, Any]], floors: dict[str, float]
) -> list[str]:
    """Where a figure computed now is not the card's, or too low."""
    faults = []
    now = {key(metric): metric for metric in found}
    if set(now) != {key(metric) for metric in card["metrics"]}:
        faults.append("the card states other figures than are measured now")
    for stated in card["metrics"]:
        name = " ".join(key(stated))
        if (metric := now.get(key(stated))) is None:
            continue
        value, counts = metric["value"], ("images", "patients")
        if not stated["low"] <= value <= stated["high"]:
            faults.append(f"{name}: {value:.4f} is outside the card's interval")
        if abs(value - stated["value"]) > SAME:
            faults.append(f"{name}: {value:.4f} is not the card's {stated['value']:.4f}")
        if [metric[c] for c in counts] != [stated[c] for c in counts]:
            faults.append(f"{name}: counts differ from the card's")
    for head, floor in floors.items():
        if (metric := now.get((head, "AUC", "NIH test"))) is None or metric["value"] < floor:
            faults.append(f"{head}: AUC on NIH test films is below {floor}")
    return faults


def show(found: list[dict[str, Any]]) -> None:
    """A short table: home, away, and what blanked edges cost."""
    print(f"{'':6}{'':10}{'on':52}{'value':>7}  95% interval    images  patients")
    for m in found:
        if m["metric"] != "AUC" and m["population"] == "ablation":
            continue
        print(
            f"{m['head']:6}{m['metric']:10}{m['on']:52}{m['value']:7.4f}"
            f"  {m['low']:.4f}–{m['high']:.4f}{m['images']:8}{m['patients']:10}"
        )


def verify(
    folder: Path, films: Path, floors: dict[str, float], each: int | None = None
) -> bool:
    """Prints the table and every fault; true without one."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    faults = file_faults(folder, card)
    if not faults:
        rows = data.read(films)
        rows = rows if each is None else data.few(rows, each)
        found = measure.measured(folder / card["weights"]["file"], folder / "card.json", rows)
        show(found)
        faults = figure_faults(card, found, floors)
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    return not faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=data.DATA, help="folder with labels.csv")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the model")
    given = parser.parse_args()
    if not (given.data / "labels.csv").exists():
        raise SystemExit(f"{given.data} holds no labels.csv: name the data with --data DIR")
    if not verify(given.model, given.data, FLOORS):
        raise SystemExit(1)
    print("verified: every figure of the card, and the files it names")


if __name__ == "__main__":
    main()
