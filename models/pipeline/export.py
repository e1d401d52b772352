"""From a trained network to model.onnx: weights stored in half precision, sums done in full."""

from __future__ import annotations

import copy
import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .network import Network, parameters

OPSET = 13
IR = 7
INPUT, LOGITS, FEATURES = "image", "logits", "features"
CAM = "head.weight"  # [labels, C]
WHOLE = ("head.",)  # the last layer stays in full precision: a page reads the CAM weights there
PRECISION = "fp16 weights (last layer fp32), fp32 arithmetic"


def is_halved(name: str) -> bool:
    """Whether a parameter is stored in half precision."""
    return not name.startswith(WHOLE)


def halved(network: Network) -> Network:
    """The network with the weights that the file will hold: rounded to half precision."""
    network = copy.deepcopy(network)
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if is_halved(name):
                parameter.copy_(parameter.half().float())
    return network


def with_half_weights(model: onnx.ModelProto) -> None:
    """Stores every initializer of the convolutions as fp16, followed by a Cast to fp32."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or not is_halved(tensor.name):
            continue
        name = tensor.name
        half = numpy_helper.to_array(tensor).astype(np.float16)
        if not np.isfinite(half).all():
            raise SystemExit(f"{name} does not fit half precision")
        tensor.CopyFrom(numpy_helper.from_array(half, f"{name}.half"))
        cast = helper.make_node("Cast", [tensor.name], [name], f"cast.{name}", to=TensorProto.FLOAT)
        casts.append(cast)
    nodes = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(casts + nodes)


def export(network: Network, side: tuple[int, int], path: Path) -> None:
    """Writes a folded network, any number of images at a time."""
    buffer = io.BytesIO()
    torch.onnx.export(
        network.to(memory_format=torch.contiguous_format),
        torch.zeros(2, 1, *side),
        buffer,
        input_names=[INPUT],
        output_names=[LOGITS, FEATURES],
        dynamic_axes={name: {0: "batch"} for name in (INPUT, LOGITS, FEATURES)},
        opset_version=OPSET,
    )
    model = onnx.load_model_from_string(buffer.getvalue())
    with_half_weights(model)
    model.ir_version = IR
    model.producer_name, model.producer_version = "unseen", ""
    if CAM not in {tensor.name for tensor in model.graph.initializer}:
        raise SystemExit(f"the exported graph has no initializer {CAM}")
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def described(path: Path, network: Network) -> dict[str, Any]:
    """The card's `weights`: what the file is."""
    model = onnx.load(str(path))
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "bytes": path.stat().st_size,
        "operators": sorted({node.op_type for node in model.graph.node}),
        "ir": model.ir_version,
        "opset": model.opset_import[0].version,
        "precision": PRECISION,
        "parameters": parameters(network),
    }
