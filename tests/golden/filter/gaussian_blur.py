"""scipy, in double; the program's weights and sums are float."""
from scipy import ndimage

CASES = [{"sigma": 2}, {"sigma": 0.3}, {"sigma": 7.5}, {"sigma": 20}]
TOLERANCE = 2e-6


def reference(image, sigma):
    return ndimage.gaussian_filter(image, sigma, mode="reflect", truncate=4)
