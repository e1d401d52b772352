"""Distances to the line, in numpy."""
import numpy as np

STROKES = [{"radius": 0.05, "points": [0.2, 0.3, 0.6, 0.35, 0.9, 1.0]}, {"radius": 0.2, "points": [0.1, 0.9]}]
CASES = [{"fill": 0}, {"fill": 0.8}]
TOLERANCE = 1e-7


def reference(image, fill):
    height, width = image.shape
    y, x = np.mgrid[0:height, 0:width] + 0.5
    painted = np.zeros(image.shape, bool)
    for stroke in STROKES:
        points = np.array(stroke["points"]).reshape(-1, 2) * [width, height]
        for a, b in zip(points[[0, *range(len(points) - 1)]], points):
            along = b - a
            share = np.clip(((x - a[0]) * along[0] + (y - a[1]) * along[1]) / max(along @ along, 1e-300), 0, 1)
            gap = np.hypot(x - a[0] - share * along[0], y - a[1] - share * along[1])
            painted |= gap <= stroke["radius"] * max(image.shape)
    return np.where(painted, fill, image)
