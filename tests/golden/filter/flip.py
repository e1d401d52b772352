"""numpy."""
CASES = [{"axis": 0}, {"axis": 1}]
TOLERANCE = 1e-7


def reference(image, axis):
    return image[:, ::-1] if axis == 0 else image[::-1]
