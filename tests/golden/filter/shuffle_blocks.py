"""Fisher and Yates over the blocks at the program's draws."""
from .draws import order

CASES = [{"blocks": 8, "seed": 1}, {"blocks": 64, "seed": 4}, {"blocks": 2, "seed": 4}]
TOLERANCE = 1e-7


def reference(image, blocks, seed):
    down, across = (min(int(blocks), side) for side in image.shape)
    height, width = image.shape[0] // down, image.shape[1] // across
    shuffled = image.copy()
    for to, source in enumerate(order(seed, "shuffle-blocks", down * across)):
        (row, column), (from_row, from_column) = divmod(to, across), divmod(int(source), across)
        shuffled[row * height:(row + 1) * height, column * width:(column + 1) * width] = \
            image[from_row * height:(from_row + 1) * height, from_column * width:(from_column + 1) * width]
    return shuffled
