"""OpenCV, to the last level."""
import cv2

from .jpeg_quality import levels

CASES = [{}]
TOLERANCE = 1e-6


def reference(image):
    return cv2.equalizeHist(levels(image)) / 255
