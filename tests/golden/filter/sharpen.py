"""Unsharp mask with scipy's Gaussian; the blur's 2e-6, times the amount."""
import numpy as np
from scipy import ndimage

CASES = [{"amount": 1, "sigma": 2}, {"amount": 5, "sigma": 0.5}]
TOLERANCE = 1e-5


def reference(image, amount, sigma):
    return np.clip(image + amount * (image - ndimage.gaussian_filter(image, sigma, mode="reflect", truncate=4)), 0, 1)
