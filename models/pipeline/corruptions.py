"""Corruptions of a film, in numpy, as the matrix of mechanisms and corruptions needs them.

Films are [N,224,224] in [0,1], the size that the study filtered at. Frequency masks are hard discs
around the centre of the spectrum, radius in cycles a picture. What leaves [0,1] is cut off at the very
end, as in the page's chain. `shrunk` then gives the network's 128 pixels (the engine's bilinear kernel
with antialiasing, held against it by a test).
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import fft, ndimage
from torch.nn import functional

Films = NDArray[np.float32]
SEED = 1
MID = 0.5


@functools.lru_cache(maxsize=None)
def disc(side: int, radius: int) -> NDArray[np.bool_]:
    """Which frequencies of `rfft2` lie nearer than `radius` cycles a picture."""
    y = np.rint(fft.fftfreq(side) * side)  # whole numbers, so that what lies on the circle is outside it
    x = np.rint(fft.rfftfreq(side) * side)
    return y[:, None] ** 2 + x[None] ** 2 < radius**2


def kept(films: Films, mask: NDArray[np.bool_]) -> Films:
    side = films.shape[1]
    return fft.irfft2(fft.rfft2(films) * mask, (side, side))


def untouched(films: Films) -> Films:
    return films


def low_pass(films: Films, radius: int) -> Films:
    return kept(films, disc(films.shape[1], radius))


def high_pass(films: Films, radius: int, offset: float) -> Films:
    return kept(films, ~disc(films.shape[1], radius)) + np.float32(offset)


def noise(films: Films, sd: float) -> Films:
    return films + np.random.default_rng(SEED).normal(0, sd, films.shape).astype(np.float32)


def blur(films: Films, sd: float) -> Films:
    return ndimage.gaussian_filter(films, (0, sd, sd), mode="nearest")


def crop(films: Films, edge: int) -> Films:
    """So many pixels off each side, enlarged to the old size."""
    side = films.shape[1]
    return shrunk(films[:, edge:-edge, edge:-edge], side)


def without_corners(images: Films) -> Films:
    """A square of a quarter of the side in each corner set to the image's mean; the last two axes are the image's."""
    height, width = (side // 4 for side in images.shape[-2:])
    out, mean = images.copy(), images.mean((-2, -1), keepdims=True)
    for rows in (np.s_[:height], np.s_[-height:]):
        for columns in (np.s_[:width], np.s_[-width:]):
            out[..., rows, columns] = mean
    return out


def equalised(films: Films) -> Films:
    """Each pixel becomes its rank in the film; equal pixels share the mean of their ranks."""
    flat = films.reshape(len(films), -1)
    ranks = np.empty_like(flat)
    for row, out in zip(flat, ranks):
        _, place, count = np.unique(row, return_inverse=True, return_counts=True)
        last = count.cumsum()
        out[:] = (((last - 1) + (last - count)) / 2)[place] / (len(row) - 1)
    return ranks.reshape(films.shape)


def shuffled(films: Films) -> Films:
    """The pixels in one fixed random order: the histogram stays, the picture goes."""
    flat = films.reshape(len(films), -1)
    return flat[:, np.random.default_rng(SEED).permutation(flat.shape[1])].reshape(films.shape)


Corruption = tuple[str, Callable[[Films], Films]]
CORRUPTIONS: tuple[Corruption, ...] = (
    ("none", untouched),
    *((f"low-pass {r}", functools.partial(low_pass, radius=r)) for r in (5, 10, 25, 50)),
    *(
        (f"high-pass {r}{' + 0.5' if offset else ''}", functools.partial(high_pass, radius=r, offset=offset))
        for r in (10, 25, 50, 100)
        for offset in (0.0, MID)
    ),
    ("noise 0.1", functools.partial(noise, sd=0.1)),
    ("blur 2", functools.partial(blur, sd=2)),
    ("crop 28", functools.partial(crop, edge=28)),
    ("corners masked", without_corners),
    ("histogram equalised", equalised),
    ("pixels shuffled", shuffled),
)


def shrunk(films: Films, side: int) -> Films:
    """The films at another size, larger or smaller."""
    whole = torch.from_numpy(np.ascontiguousarray(films))[:, None]
    return functional.interpolate(whole, (side, side), mode="bilinear", antialias=True)[:, 0].numpy()
