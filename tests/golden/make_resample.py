#!/usr/bin/python3
"""Makes tests/golden/image/resample.json: a synthetic picture and what torch, Pillow and an exact average make of it.

Run: /usr/bin/python3 tests/golden/make_resample.py   (Debian's python3-torch, python3-pil, python3-numpy)
"""
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

HERE = Path(__file__).parent
random = np.random.default_rng(7)
WIDTH, HEIGHT = 61, 43


def source():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    picture = 0.5 + 0.3 * np.sin(x / 3.1) * np.cos(y / 4.7) + np.where(x > 40, 0.2, 0) + random.normal(0, 0.05, (HEIGHT, WIDTH))
    return np.clip(picture, 0, 1).astype(np.float32)


def crop(a):
    """torchxrayvision's XRayCenterCrop."""
    h, w = a.shape
    side = min(h, w)
    left, top = w // 2 - side // 2, h // 2 - side // 2
    return a[top:top + side, left:left + side]


def pad(a):
    h, w = a.shape
    side = max(h, w)
    out = np.zeros((side, side), a.dtype)
    top, left = (side - h) // 2, (side - w) // 2
    out[top:top + h, left:left + w] = a
    return out


def overlap(size, out):
    """Rows of weights: each output pixel is the exact mean of what it covers."""
    edges = np.arange(out + 1) * size / out
    weights = np.zeros((out, size))
    for i in range(out):
        for j in range(size):
            weights[i, j] = max(0.0, min(edges[i + 1], j + 1) - max(edges[i], j))
    return weights * out / size


def torch_resize(a, height, width, antialias):
    tensor = torch.from_numpy(np.ascontiguousarray(a))[None, None]
    return F.interpolate(tensor, (height, width), mode="bilinear", align_corners=False, antialias=antialias)[0, 0].numpy()


WAYS = {
    "bilinear": [("torch", lambda a, h, w: torch_resize(a, h, w, False))],
    "bilinear-antialias": [
        ("Pillow", lambda a, h, w: np.asarray(Image.fromarray(a).resize((w, h), Image.BILINEAR))),
        ("torch", lambda a, h, w: torch_resize(a, h, w, True)),
        ("torch, double", lambda a, h, w: torch_resize(a.astype(np.float64), h, w, True)),
    ],
    "area": [("exact average", lambda a, h, w: overlap(a.shape[0], h) @ a.astype(np.float64) @ overlap(a.shape[1], w).T)],
}
FITS = {"squash": lambda a: a, "centre-crop-square": crop, "pad": pad}


def as_json(a):
    return {"width": a.shape[1], "height": a.shape[0], "data": [float(f"{v:.7g}") for v in a.reshape(-1)]}


def main():
    a = source()
    cases = []
    for fit, prepare in FITS.items():
        for kernel, ways in WAYS.items():
            for by, resize in ways:
                for width, height in ((13, 13), (9, 17), (24, 21), (66, 10)):
                    cases.append({"fit": fit, "kernel": kernel, "by": by, "result": as_json(resize(prepare(a), height, width))})
    whole = resize_whole_ratio(a)
    cases += whole
    (HERE / "image").mkdir(exist_ok=True)
    text = json.dumps({"made_by": "tests/golden/make_resample.py", "source": as_json(a), "cases": cases}, separators=(",", ":"))
    (HERE / "image/resample.json").write_text(text.replace('},{"fit"', '},\n{"fit"') + "\n")


def resize_whole_ratio(a):
    """At whole ratios torch's adaptive average is the exact one; an axis of prime length gives only these."""
    tensor = torch.from_numpy(a)[None, None]
    return [{"fit": "squash", "kernel": "area", "by": "torch adaptive_avg_pool2d",
             "result": as_json(F.adaptive_avg_pool2d(tensor, size)[0, 0].numpy())} for size in ((HEIGHT, 1), (1, WIDTH), (1, 1))]


if __name__ == "__main__":
    main()
