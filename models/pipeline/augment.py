"""What may change between two films without changing either answer.

Every draw comes from the generator that is handed in, so a seed fixes all of it. Images are
[N,1,H,W] with values in [0,1], before mean and spread are taken off.

The geometry stands for positioning and field of view. The tone stands for another hospital's
processing: exposure, gamma, display window, local contrast. The cover hides edges and corners,
where burnt-in words sit. Blur and noise hide by which route a file came to us (source folders
differ in size and compression).
"""

from __future__ import annotations

import functools
import math
from typing import Protocol

import torch
from torch import Generator, Tensor
from torch.nn import functional

ROTATION = math.radians(8)
SHIFT = 0.08  # of half the side
ZOOM = (0.80, 1.15)  # field of view, relative
ASPECT = 0.10
COVERED = 1 / 7  # widest band that may be hidden on a side
NOISE = 0.01
ROLLED = 4  # pixels by which a phantom may be moved
CHUNK = 64


def uniform(rng: Generator, count: int, low: float, high: float) -> Tensor:
    """`count` draws as [N,1,1,1]."""
    return torch.rand(count, 1, 1, 1, generator=rng) * (high - low) + low


def chosen(rng: Generator, count: int, share: float) -> Tensor:
    """1 for a `share` of the batch, 0 for the rest, as [N,1,1,1]."""
    return (torch.rand(count, 1, 1, 1, generator=rng) < share).float()


def move(x: Tensor, rng: Generator, empty: float = 0.0) -> Tensor:
    """Small rotation, shift, zoom and aspect; half of the batch mirrored. `empty` is the grey beyond the edge."""
    n = len(x)
    angle = uniform(rng, n, -ROTATION, ROTATION).flatten()
    zoom = uniform(rng, n, *ZOOM).flatten()
    aspect = uniform(rng, n, -ASPECT, ASPECT).flatten().exp()
    mirror = 1 - 2 * chosen(rng, n, 0.5).flatten()
    matrix = torch.zeros(n, 2, 3)
    matrix[:, 0, 0] = angle.cos() * zoom * aspect * mirror
    matrix[:, 0, 1] = -angle.sin() * zoom
    matrix[:, 1, 0] = angle.sin() * zoom * mirror
    matrix[:, 1, 1] = angle.cos() * zoom / aspect
    matrix[:, :, 2] = (torch.rand(n, 2, generator=rng) * 2 - 1) * SHIFT
    grid = functional.affine_grid(matrix, list(x.shape), align_corners=False)
    moved = functional.grid_sample(x - empty, grid, padding_mode="zeros", align_corners=False)
    return moved + empty


def smooth(x: Tensor, width: int) -> Tensor:
    """A cheap smooth version: means of cells of `width`, joined by straight lines."""
    means = functional.avg_pool2d(x, width)
    return functional.interpolate(means, x.shape[2:], mode="bilinear", align_corners=False)


def tone(x: Tensor, equalised: Tensor, rng: Generator) -> Tensor:
    """Another processing of the same film: equalisation, local contrast, gamma, window."""
    n = len(x)
    share = uniform(rng, n, 0, 0.7) * chosen(rng, n, 0.3)
    x = x + share * (equalised - x)
    local = uniform(rng, n, -0.5, 1.5) * chosen(rng, n, 0.4)
    x = x + local * (x - smooth(x, 16))
    fine = uniform(rng, n, -0.9, 0.9) * chosen(rng, n, 0.4)
    x = x + fine * (x - smooth(x, 2))
    x = x.clamp(0, 1) ** uniform(rng, n, -0.5, 0.5).exp()
    low = uniform(rng, n, -0.25, 0.15)
    high = uniform(rng, n, 0.80, 1.35)
    return ((x - low) / (high - low)).clamp(0, 1)


def cover(x: Tensor, rng: Generator) -> Tensor:
    """On some, bands along the four sides are hidden under one grey; on some, a rectangle."""
    n, _, height, width = x.shape
    row = torch.arange(height).view(1, 1, height, 1)
    column = torch.arange(width).view(1, 1, 1, width)

    def band() -> Tensor:
        return uniform(rng, n, 0, COVERED)

    inside = (
        (row >= band() * height)
        & (row < (1 - band()) * height)
        & (column >= band() * width)
        & (column < (1 - band()) * width)
    )
    banded = chosen(rng, n, 0.35).bool() & ~inside
    top, left = uniform(rng, n, -0.2, 1) * height, uniform(rng, n, -0.2, 1) * width
    tall, wide = uniform(rng, n, 0.1, 0.35) * height, uniform(rng, n, 0.1, 0.35) * width
    erased = (row >= top) & (row < top + tall) & (column >= left) & (column < left + wide)
    erased = chosen(rng, n, 0.35).bool() & erased
    mean = x.mean((1, 2, 3), keepdim=True)
    grey = torch.where(chosen(rng, n, 0.5).bool(), mean, uniform(rng, n, 0, 1))
    return torch.where(banded | erased, grey, x)


def augmented(x: Tensor, equalised: Tensor, rng: Generator, empty: float = 0.0) -> Tensor:
    """One random version of each film of a batch."""
    both = move(torch.cat([x, equalised], 1), rng, empty)
    x = cover(tone(both[:, :1], both[:, 1:], rng), rng)
    return x + torch.randn(x.shape, generator=rng) * NOISE


def equalised(x: Tensor) -> Tensor:
    """Each image with its grey levels spread evenly: a pixel becomes its rank in the image."""
    flat = x.flatten(1)
    ranks = flat.sort(stable=True, dim=1).indices.sort(1).indices
    return (ranks.float() / (flat.shape[1] - 1)).view_as(x)


class Variety(Protocol):
    """How the examples of one training vary from epoch to epoch."""

    def batch(self, picked: Tensor, rng: Generator) -> Tensor:
        """One random version of the examples at these places."""

    def strained(self, images: Tensor, seed: int) -> Tensor | None:
        """One fixed augmented version of each image, where that stands for anything."""


class FilmVariety:
    """Films of patients: position, tone, cover, noise. `empty` is the grey beyond a film's edge."""

    def __init__(self, images: Tensor, empty: float = 0.0) -> None:
        self.images, self.empty = images, empty
        self.equalised = torch.cat([equalised(b) for b in images.split(CHUNK)])

    def batch(self, picked: Tensor, rng: Generator) -> Tensor:
        return augmented(self.images[picked], self.equalised[picked], rng, self.empty)

    def strained(self, images: Tensor, seed: int) -> Tensor:
        """A stand-in, made of the same hospital's films, for films processed elsewhere."""
        rng = torch.Generator().manual_seed(seed)
        parts = images.split(CHUNK)
        return torch.cat([augmented(b, equalised(b), rng, self.empty) for b in parts])


class RollVariety:
    """Phantoms: the simulator already varies all else, so a batch is only moved a little. Tone
    and cover would hide the mechanisms (exposure, corner marker) that are to be learnt."""

    def __init__(self, images: Tensor) -> None:
        self.images = images

    def batch(self, picked: Tensor, rng: Generator) -> Tensor:
        down, right = torch.randint(-ROLLED, ROLLED + 1, (2,), generator=rng).tolist()
        return self.images[picked].float().roll((down, right), (2, 3))

    def strained(self, images: Tensor, seed: int) -> None:
        return None


class NoVariety:
    """Histograms and covariates: nothing to move."""

    def __init__(self, images: Tensor) -> None:
        self.images = images

    def batch(self, picked: Tensor, rng: Generator) -> Tensor:
        return self.images[picked].float()

    def strained(self, images: Tensor, seed: int) -> None:
        return None


VARIETIES = {
    "film": FilmVariety,
    "film about mid-grey": functools.partial(FilmVariety, empty=0.5),  # films without their mean
    "roll": RollVariety,
    "none": NoVariety,
}
