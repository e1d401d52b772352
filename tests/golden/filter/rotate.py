"""scipy's affine transform, black outside and blended with it at the edge."""
import numpy as np
from scipy import ndimage

CASES = [{"angle": 10}, {"angle": -35}, {"angle": 90}, {"angle": 180}]
TOLERANCE = 1e-6


def reference(image, angle):
    quarter = angle % 90 == 0
    sine, cosine = (round(f(np.radians(angle))) if quarter else f(np.radians(angle)) for f in (np.sin, np.cos))
    turn = np.array([[cosine, sine], [-sine, cosine]])
    middle = (np.array(image.shape) - 1) / 2
    return ndimage.affine_transform(image, turn, middle - turn @ middle, order=1, mode="grid-constant")
