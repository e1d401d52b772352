"""The letters again, enlarged by whole-number division."""
import numpy as np

L = ["#....", "#....", "#....", "#....", "#....", "#....", "#####"]
R = ["####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"]
CASES = [{"letter": 0, "corner": 1, "size": 0.08, "brightness": 1}, {"letter": 1, "corner": 2, "size": 0.3, "brightness": 0.5}]
TOLERANCE = 1e-7


def reference(image, letter, corner, size, brightness):
    height = int(np.floor(size * min(image.shape) + 0.5))
    width = int(np.floor(height * 5 / 7 + 0.5))
    drawn = np.array([[mark == "#" for mark in line] for line in (L, R)[letter]])
    drawn = drawn[np.arange(height)[:, None] * 7 // height, np.arange(width) * 5 // width]
    margin = height // 2
    top = margin if corner < 2 else image.shape[0] - margin - height
    left = margin if corner % 2 == 0 else image.shape[1] - margin - width
    marked = image.copy()
    marked[top:top + height, left:left + width][drawn] = brightness
    return marked
