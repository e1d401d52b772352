"""The study's 74-pixel cells at 224, and thirds rounded down elsewhere; torch enlarges."""
import numpy as np
import torch
import torch.nn.functional as F

CASES = [{"cell": 0, "enlarge": 1}, {"cell": 5, "enlarge": 1}, {"cell": 7, "enlarge": 0}]
TOLERANCE = 2e-6


def cell_slices(shape, cell):
    height, width = shape[0] // 3, shape[1] // 3
    row, column = divmod(int(cell), 3)
    return slice(row * height, (row + 1) * height), slice(column * width, (column + 1) * width)


def reference(image, cell, enlarge):
    at = cell_slices(image.shape, cell)
    if not enlarge:
        kept = np.zeros_like(image)
        kept[at] = image[at]
        return kept
    picture = torch.from_numpy(np.ascontiguousarray(image[at])).float()[None, None]
    return F.interpolate(picture, image.shape, mode="bilinear", align_corners=False)[0, 0].double().numpy()
