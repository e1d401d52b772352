"""numpy, with the study's cells."""
from .keep_patch import cell_slices

CASES = [{"cell": 4, "fill": 0}, {"cell": 2, "fill": 0.5}]
TOLERANCE = 1e-7


def reference(image, cell, fill):
    covered = image.copy()
    covered[cell_slices(image.shape, cell)] = fill
    return covered
