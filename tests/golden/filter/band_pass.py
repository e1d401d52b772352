"""torch's resize to 224, then the definition in numpy (make_frequency.py)."""
import numpy as np

from .make_frequency import filtered
from .study_size import squashed

CASES = [{"inner": 10, "outer": 25}, {"inner": 25, "outer": 75, "edge": 1}]
TOLERANCE = 1e-5


def reference(image, **values):
    return np.clip(filtered({"op": "band-pass", **values}, squashed(image)), 0, 1)
