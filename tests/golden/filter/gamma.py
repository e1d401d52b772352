"""The rule."""
CASES = [{"exponent": 2}, {"exponent": 0.2}, {"exponent": 5}]
TOLERANCE = 1e-6


def reference(image, exponent):
    return image ** exponent
