#!/usr/bin/python3
"""Makes frequency.json: what numpy makes of a picture of 224 × 224, by the definitions of the study's filters.

Run: /usr/bin/python3 tests/golden/filter/make_frequency.py   (Debian's python3-numpy; the file is committed)
src/filter/frequency/frequency_golden_test.cpp holds the operations against it, native and in WebAssembly, at every 13th pixel.
"""
import json
from pathlib import Path

import numpy as np

SIDE, STRIDE = 224, 13
MEAN, SPREAD = 0.485, 0.229  # ImageNet's, of the first channel
CASES = [
    *({"op": "low-pass", "radius": radius} for radius in (1, 2, 10, 25, 100, 200)),
    {"op": "low-pass", "radius": 10, "edge": 1},
    {"op": "low-pass", "radius": 50, "study-clip": 1},
    *({"op": "high-pass", "radius": radius} for radius in (0, 1, 25, 50, 150, 200)),
    {"op": "high-pass", "radius": 25, "offset": 0},
    {"op": "high-pass", "radius": 25, "edge": 1, "offset": 0.25},
    {"op": "high-pass", "radius": 2, "study-clip": 1},
    {"op": "band-pass", "inner": 10, "outer": 25},
    {"op": "band-pass", "inner": 0, "outer": 25},
    {"op": "band-pass", "inner": 25, "outer": 75, "edge": 1},
    {"op": "band-pass", "inner": 1, "outer": 50, "study-clip": 1},
    {"op": "notch", "inner": 10, "outer": 25},
    {"op": "notch", "inner": 0, "outer": 25},
    {"op": "notch", "inner": 25, "outer": 75, "edge": 1},
    {"op": "notch", "inner": 10, "outer": 25, "study-clip": 1},
    {"op": "phase-only"},
    {"op": "magnitude-only"},
]


def picture():
    """(2·x + 3·y + (7·x + 13·y + x·y) mod 251) / 1400 in single precision; both sides of the test know the formula."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    return ((2 * x + 3 * y + (7 * x + 13 * y + x * y) % 251).astype(np.float32) / np.float32(1400)).astype(float)


y, x = np.mgrid[0:SIDE, 0:SIDE]
DISTANCE = np.hypot(x - SIDE // 2, y - SIDE // 2)  # from the middle of a shifted spectrum


def below(radius, smooth):
    """What a low-pass leaves of each wave."""
    if not smooth:
        return (DISTANCE < radius).astype(float)
    return 1 / (1 + (DISTANCE / radius) ** 4) if radius > 0 else np.zeros_like(DISTANCE)


def mask(case):
    smooth = case.get("edge", 0)
    if "radius" in case:
        low = below(case["radius"], smooth)
        return low if case["op"] == "low-pass" else 1 - low
    ring = np.maximum(0, below(case["outer"], smooth) - below(case["inner"], smooth))
    return ring if case["op"] == "band-pass" else 1 - ring


def masked(values, kept):
    return np.fft.ifft2(np.fft.ifftshift(np.fft.fftshift(np.fft.fft2(values)) * kept)).real


def filtered(case, values):
    kept = mask(case)
    if case.get("study-clip"):
        return np.minimum(masked((values - MEAN) / SPREAD, kept), 1) * SPREAD + MEAN
    removed = 1 - kept[SIDE // 2, SIDE // 2]
    return masked(values, kept) + case.get("offset", 0.5) * removed


def phase_only(values):
    spectrum = np.fft.fft2(values)
    height = np.abs(spectrum)
    mean = spectrum[0, 0]
    height[0, 0] = 0
    present = height > 1e-7 * abs(mean)
    even = np.where(present, np.sqrt((height[present] ** 2).mean()) * spectrum / np.where(present, height, 1), 0)
    even[0, 0] = mean
    return np.fft.ifft2(even).real


def magnitude_only(values):
    return np.fft.fftshift(np.fft.ifft2(np.abs(np.fft.fft2(values))).real)


if __name__ == "__main__":
    made = []
    for case in CASES:
        made_of = {"phase-only": phase_only, "magnitude-only": magnitude_only}
        result = made_of[case["op"]](picture()) if case["op"] in made_of else filtered(case, picture())
        made.append({"step": case, "values": [round(v, 8) for v in result[::STRIDE, ::STRIDE].reshape(-1).tolist()]})
    lines = ",\n".join(json.dumps(case) for case in made)
    Path(__file__).with_name("frequency.json").write_text(f'{{"side": {SIDE}, "stride": {STRIDE}, "cases": [\n{lines}\n]}}\n')
