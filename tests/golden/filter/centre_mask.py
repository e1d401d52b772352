"""numpy."""
import numpy as np

CASES = [{"share": 0.5, "cover": 0, "fill": 0}, {"share": 0.35, "cover": 1, "fill": 0.75}, {"share": 1, "cover": 0, "fill": 0.5}]
TOLERANCE = 1e-7


def reference(image, share, cover, fill):
    middle = np.zeros(image.shape, bool)
    size = [int(np.floor(share * side + 0.5)) for side in image.shape]
    top, left = ((side - part) // 2 for side, part in zip(image.shape, size))
    middle[top:top + size[0], left:left + size[1]] = True
    return np.where(middle == (cover == 0), fill, image)
