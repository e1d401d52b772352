"""The normal quantile of scipy at the program's draws."""
import numpy as np
from scipy.special import ndtri

from .draws import uniform

CASES = [{"spread": 0.1, "seed": 1}, {"spread": 0.25, "seed": 4294967295}]
TOLERANCE = 1e-6


def reference(image, spread, seed):
    return np.clip(image + spread * ndtri(uniform(seed, "gaussian-noise", image.shape)), 0, 1)
