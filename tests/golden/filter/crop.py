"""A slice."""
CASES = [{"left": 0.1, "right": 0.2, "top": 0.3, "bottom": 0.45}, {"left": 0.29, "right": 0, "top": 0, "bottom": 0}]
TOLERANCE = 1e-7


def reference(image, left, right, top, bottom):
    height, width = image.shape
    whole = lambda share, size: round(share * 100) * size // 100
    return image[whole(top, height):height - whole(bottom, height), whole(left, width):width - whole(right, width)]
