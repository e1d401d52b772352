"""Writes the skeletons: python3 -m models.skeletons.make [--check]. Nothing in them is trained; the same files every time."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import onnx

from .cards import cards
from .known import KNOWN, Known

HERE = Path(__file__).parent


def written(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def table(known: Known) -> bytes:
    """Name, shape and place of every tensor, a line each."""
    rows = ",\n".join(f"    {json.dumps([name, shape, offset])}" for name, shape, offset in known.graph.tensors)
    title, marks = json.dumps(known.title), json.dumps(known.marks)
    size = known.graph.bytes
    return f'{{\n  "title": {title},\n  "bytes": {size},\n  "marks": {marks},\n  "tensors": [\n{rows}\n  ]\n}}\n'.encode()


def files() -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for known in KNOWN:
        model = known.graph.model(known.title, known.channels, known.side, known.features, known.labels)
        graph = model.SerializeToString(deterministic=True)
        made[f"{known.id}/skeleton.onnx"] = graph
        made[f"{known.id}/tensors.json"] = table(known)
        weights = {
            "file": "skeleton.onnx",
            "sha256": hashlib.sha256(graph).hexdigest(),
            "bytes": len(graph),
            "operators": sorted({node.op_type for node in model.graph.node}),
            "ir": model.ir_version,
            "opset": model.opset_import[0].version,
            "precision": "as the checkpoint has them, widened to fp32; fp32 arithmetic",
            "parameters": known.graph.bytes // 4,
        }
        for card in cards(known, weights):
            made[f"{known.id}/{card['id']}.card.json"] = written(card)
    return made


def main(arguments: list[str]) -> int:
    made = files()
    stale = [name for name, data in made.items() if not (HERE / name).exists() or (HERE / name).read_bytes() != data]
    if "--check" in arguments:
        if stale:
            print(f"Not current: {', '.join(stale)}. Run python3 -m models.skeletons.make.", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made[name])
        print(f"wrote {name}, {len(made[name])} bytes")
        if name.endswith(".onnx"):
            onnx.shape_inference.infer_shapes(onnx.load(str(path), load_external_data=False), strict_mode=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
