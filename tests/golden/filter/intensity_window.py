"""The rule; what float leaves out of a grey value grows as contrast does, a hundredfold in the narrowest window."""
import numpy as np

CASES = [{"centre": 0.5, "width": 0.8}, {"centre": 0.3, "width": 0.01}, {"centre": 0.9, "width": 2}]
TOLERANCE = 1e-5


def reference(image, centre, width):
    return np.clip((image - centre) / width + 0.5, 0, 1)
