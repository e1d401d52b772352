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
from torch import nn

from .network import has_map, parameters

OPSET = 13
IR = 7
LOGITS, FEATURES = "logits", "features"
CAM = "head.weight"  # [labels, C]
# The last layer stays in full precision, as a page reads the CAM weights there; so do the ranges
# by which covariates are scaled.
WHOLE = ("head.", "scale_")
PRECISION = "fp16 weights (last layer fp32), fp32 arithmetic"


def is_halved(name: str) -> bool:
    """Whether a parameter is stored in half precision."""
    return not name.startswith(WHOLE)


def halved(network: nn.Module) -> nn.Module:
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


def outputs(network: nn.Module) -> dict[str, Any]:
    """The card's `outputs`."""
    maps = has_map(network)
    return {
        "logits": LOGITS,
        "features": FEATURES if maps else None,
        "cam": {"initializer": CAM} if maps else None,
    }


def export(network: nn.Module, name: str, shape: tuple[int, ...], path: Path) -> None:
    """Writes a folded network whose input is called `name`, any number of examples at a time."""
    given = [LOGITS, FEATURES] if has_map(network) else [LOGITS]
    buffer = io.BytesIO()
    torch.onnx.export(
        network.to(memory_format=torch.contiguous_format),
        torch.zeros(2, *shape),
        buffer,
        input_names=[name],
        output_names=given,
        dynamic_axes={each: {0: "batch"} for each in (name, *given)},
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


def described(path: Path, network: nn.Module) -> dict[str, Any]:
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
