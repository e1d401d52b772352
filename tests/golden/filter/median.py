"""scipy to radius 2, where the program is exact; from 3 on OpenCV's 8-bit median, to the last level."""
import cv2
import numpy as np
from scipy import ndimage

CASES = [{"radius": 1}, {"radius": 2}, {"radius": 3}, {"radius": 9}, {"radius": 20}]
TOLERANCE = 1e-6


def reference(image, radius):
    if radius <= 2:
        return ndimage.median_filter(image, 2 * int(radius) + 1, mode="nearest")
    levels = np.floor(image.astype(np.float32) * np.float32(255) + np.float32(0.5)).astype(np.uint8)
    return cv2.medianBlur(levels, 2 * int(radius) + 1) / 255
