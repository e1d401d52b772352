"""A slice or a black frame, then torch."""
import numpy as np
import torch
import torch.nn.functional as F

CASES = [{"share": 0.8}, {"share": 0.25}, {"share": 1.5}, {"share": 2}]
TOLERANCE = 2e-6


def field(image, share):
    for axis in (0, 1):
        size = image.shape[axis]
        shown = max(int(np.floor(share * size + 0.5)), 1)
        if shown <= size:
            image = np.take(image, np.arange((size - shown) // 2, (size - shown) // 2 + shown), axis)
        else:
            before = (shown - size) // 2
            edges = [(0, 0), (0, 0)]
            edges[axis] = (before, shown - size - before)
            image = np.pad(image, edges)
    return image


def reference(image, share):
    picture = torch.from_numpy(np.ascontiguousarray(field(image, share))).float()[None, None]
    return F.interpolate(picture, image.shape, mode="bilinear", align_corners=False, antialias=True)[0, 0].double().numpy()
