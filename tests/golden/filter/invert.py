"""The rule."""
CASES = [{}]
TOLERANCE = 1e-6


def reference(image):
    return 1 - image
