"""torch's resize to 224, then the definition in numpy (make_frequency.py)."""
import numpy as np

from .make_frequency import filtered
from .study_size import squashed

CASES = [{"radius": 10}, {"radius": 50, "edge": 1}, {"radius": 100, "study-clip": 1}]
TOLERANCE = 1e-5


def reference(image, **values):
    return np.clip(filtered({"op": "low-pass", **values}, squashed(image)), 0, 1)
