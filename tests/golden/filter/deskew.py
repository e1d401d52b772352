"""The projection by eight equations, the picture by scipy's interpolation, its outermost pixels going on at the edge."""
import numpy as np
from scipy import ndimage

NAMES = ("top-left", "top-right", "bottom-right", "bottom-left")


def corners(*points):
    return {f"{name}-{axis}": value for name, point in zip(NAMES, points) for axis, value in zip("xy", point)}


CASES = [
    corners((0.05, 0.1), (0.9, 0.02), (0.97, 0.95), (0.12, 0.88)),
    corners((0.3, 0.3), (0.6, 0.25), (0.7, 0.9), (0.2, 0.8)),
    corners((0, 0), (1, 0), (0.8, 1), (0.2, 1)),
    # A quarter turn: as wide as the picture is high, made smaller until it fits.
    corners((1, 0), (1, 1), (0, 1), (0, 0)),
    # Crossing, and the wrong way round: left as it is.
    corners((0, 0), (1, 1), (1, 0), (0, 1)),
    corners((1, 0), (0, 0), (0, 1), (1, 1)),
]
TOLERANCE = 1e-5


def reference(image, **places):
    height, width = image.shape
    shares = np.array([[places[f"{name}-x"], places[f"{name}-y"]] for name in NAMES])
    edges = np.roll(shares, -1, axis=0) - shares
    turns = edges[:, 0] * np.roll(edges[:, 1], -1) - edges[:, 1] * np.roll(edges[:, 0], -1)
    if (turns < 1e-3).any():
        return image
    film = shares * [width, height]
    sides = np.linalg.norm(np.roll(film, -1, axis=0) - film, axis=1)
    size = np.array([(sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2])
    size = size * min(1, width / size[0], height / size[1])
    columns, rows = np.maximum(1, np.floor(size + 0.5)).astype(int)
    equations, sought = [], []
    for (u, v), (x, y) in zip(((0, 0), (1, 0), (1, 1), (0, 1)), film):
        equations += [[u, v, 1, 0, 0, 0, -u * x, -v * x], [0, 0, 0, u, v, 1, -u * y, -v * y]]
        sought += [x, y]
    matrix = np.append(np.linalg.solve(equations, sought), 1).reshape(3, 3)
    v, u = np.meshgrid((np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns, indexing="ij")
    x, y, depth = np.tensordot(matrix, np.stack([u, v, np.ones_like(u)]), 1)
    return ndimage.map_coordinates(image, [y / depth - 0.5, x / depth - 0.5], order=1, mode="nearest")
