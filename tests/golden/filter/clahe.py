"""OpenCV on 8 bits, which rounds to a level where the program keeps the fraction: half a level."""
import cv2

from .jpeg_quality import levels

CASES = [{"clip-limit": 2, "tiles": 8}, {"clip-limit": 40, "tiles": 8}, {"clip-limit": 0, "tiles": 8}, {"clip-limit": 3.5, "tiles": 5},
         {"clip-limit": 2, "tiles": 1}]
TOLERANCE = 0.5 / 255 + 1e-6


def reference(image, **values):
    return cv2.createCLAHE(values["clip-limit"], (values["tiles"], values["tiles"])).apply(levels(image)) / 255
