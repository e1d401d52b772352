"""The rule, at the program's draws."""
import numpy as np

from .draws import uniform

CASES = [{"share": 0.05, "seed": 1}, {"share": 1, "seed": 2}]
TOLERANCE = 1e-7


def reference(image, share, seed):
    drawn = uniform(seed, "salt-and-pepper", image.shape)
    return np.where(drawn < share / 2, 0.0, np.where(drawn < share, 1.0, image))
