"""scipy."""
from scipy import ndimage

CASES = [{"radius": 1}, {"radius": 2}, {"radius": 50}]
TOLERANCE = 1e-6


def reference(image, radius):
    return ndimage.uniform_filter(image, 2 * int(radius) + 1, mode="reflect")
