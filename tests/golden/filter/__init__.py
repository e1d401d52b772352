"""One file an operation: what it should make of a picture, told by an independent library or a few lines of numpy.

Each has CASES (values given to the operation; what is left out takes its initial value, STROKES go along where it paints),
`reference(image, **values)` on float64, and TOLERANCE, the largest difference allowed at a pixel, or `check(case, got, expected)`.
"""
