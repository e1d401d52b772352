"""numpy."""
import numpy as np

CASES = [{}]
TOLERANCE = 1e-7


def reference(image):
    return np.sort(image, axis=None).reshape(image.shape)
