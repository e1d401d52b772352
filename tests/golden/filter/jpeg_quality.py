"""Pillow's libjpeg with the same tables. Its cosine transform is a whole-number one, and 8-bit pixels often put a coefficient exactly
halfway between two steps: these blocks may be rounded the other way, the rest agrees."""
import io

import numpy as np
from PIL import Image

CASES = [{"quality": 1}, {"quality": 10}, {"quality": 30}, {"quality": 75}, {"quality": 95}, {"quality": 100}]


def levels(image):
    return np.floor(image.astype(np.float32) * np.float32(255) + np.float32(0.5)).astype(np.uint8)


def reference(image, quality):
    file = io.BytesIO()
    Image.fromarray(levels(image)).save(file, "JPEG", quality=int(quality))
    return np.asarray(Image.open(io.BytesIO(file.getvalue()))) / 255


def check(case, got, expected):
    off = np.abs(got - expected) * 255
    assert off.mean() <= 0.5, f"{off.mean()} levels off on average"
    assert (off > 2).mean() <= 0.06, f"{(off > 2).mean()} of all pixels are more than 2 levels off"
