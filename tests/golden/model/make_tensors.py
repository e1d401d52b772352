#!/usr/bin/python3
"""Makes tensors.json: what torch gives a network for a picture made of a formula, under several cards.

Run: /usr/bin/python3 tests/golden/model/make_tensors.py   (Debian's python3-torch and python3-numpy; the file is committed)
src/model/preprocess_test.cpp holds `preprocess` against it, native and in WebAssembly.
"""
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

WIDTH, HEIGHT = 37, 29
IMAGENET = {"mean": [0.485, 0.456, 0.406], "spread": [0.229, 0.224, 0.225]}
PLAIN = {"mean": [0], "spread": [1]}
CASES = [
    {"bits": 8, "fit": "centre-crop-square", "kernel": "bilinear-antialias", "layout": "NCHW", "range": [0, 1], **IMAGENET},
    {"bits": 8, "fit": "centre-crop-square", "kernel": "bilinear-antialias", "layout": "NHWC", "range": [0, 1], **IMAGENET},
    {"bits": 16, "fit": "squash", "kernel": "bilinear-antialias", "layout": "NCHW", "range": [-1024, 1024], **PLAIN},
    {"bits": 8, "fit": "squash", "kernel": "bilinear", "layout": "NCHW", "range": [0, 255], **PLAIN},
    {"bits": 16, "fit": "pad", "kernel": "bilinear", "layout": "NCHW", "range": [0, 1], "mean": [0.5], "spread": [0.25]},
]


def picture(bits):
    """Stored values: (7·x + 13·y + x·y) mod 251 of 255, spread over the depth; both sides of the test know the formula."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return ((7 * x + 13 * y + x * y) % 251) * (1 if bits == 8 else 257)


def fitted(shown, fit):
    if fit == "centre-crop-square":
        side = min(shown.shape)
        y, x = shown.shape[0] // 2 - side // 2, shown.shape[1] // 2 - side // 2
        return shown[y : y + side, x : x + side]
    if fit == "pad":
        side = max(shown.shape)
        y, x = (side - shown.shape[0]) // 2, (side - shown.shape[1]) // 2
        return F.pad(shown, (x, side - shown.shape[1] - x, y, side - shown.shape[0] - y))
    return shown


def tensor(case):
    shown = torch.tensor(picture(case["bits"]) / (2 ** case["bits"] - 1), dtype=torch.float32)
    small = F.interpolate(
        fitted(shown, case["fit"])[None, None],
        (6, 8) if case["fit"] == "squash" else (8, 8),
        mode="bilinear",
        align_corners=False,
        antialias=case["kernel"] == "bilinear-antialias",
    )
    low, high = case["range"]
    mean, spread = (torch.tensor(case[key], dtype=torch.float32).view(1, -1, 1, 1) for key in ("mean", "spread"))
    value = ((low + (high - low) * small) - mean) / spread
    return value.permute(0, 2, 3, 1) if case["layout"] == "NHWC" else value


if __name__ == "__main__":
    made = []
    for case in CASES:
        value = tensor(case)
        made.append(case | {"dims": list(value.shape), "tensor": [float(f"{v:.8g}") for v in value.reshape(-1).tolist()]})
    lines = ",\n".join(json.dumps(case) for case in made)
    Path(__file__).with_name("tensors.json").write_text(f'{{"width": {WIDTH}, "height": {HEIGHT}, "cases": [\n{lines}\n]}}\n')
