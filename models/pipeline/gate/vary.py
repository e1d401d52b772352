"""What may happen to a film on its way to us without making it another kind, and what does."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageDraw

from . import drawn
from .drawn import Grey, Rng


def picture(image: Grey) -> Image.Image:
    return Image.fromarray((np.clip(image, 0, 1) * 255).round().astype(np.uint8))


def resized(image: Grey, width: int, height: int) -> Grey:
    return drawn.array(picture(image).resize((width, height), Image.Resampling.BILINEAR))


def jpeg(image: Grey, quality: int) -> Grey:
    buffer = io.BytesIO()
    picture(image).save(buffer, "JPEG", quality=quality)
    return drawn.array(Image.open(buffer))


def placed(image: Grey, rng: Rng, turn: float = 8.0) -> Grey:
    """Small turn, crop, mirror; a border or a letter now and then."""
    if rng.random() < 0.5:
        ground = int(rng.choice([0, 0, int(image.mean() * 255)]))
        image = drawn.array(picture(image).rotate(rng.uniform(-turn, turn), Image.Resampling.BILINEAR, fillcolor=ground))
    height, width = image.shape
    if rng.random() < 0.6:
        top, bottom, left, right = rng.uniform(0, 0.09, 4)
        image = image[int(top * height) : height - int(bottom * height), int(left * width) : width - int(right * width)]
    if rng.random() < 0.3:
        image = image[:, ::-1]
    if rng.random() < 0.3:
        margins = (rng.uniform(0, 0.12, 4) * min(image.shape)).astype(int).reshape(2, 2)
        image = np.pad(image, margins, constant_values=rng.choice([0.0, 0.0, 1.0]))
    if rng.random() < 0.35:
        page = picture(image)
        size = max(8, int(page.width * rng.uniform(0.03, 0.09)))
        place = (page.width * rng.choice([0.03, 0.8]), page.height * rng.choice([0.03, 0.88]))
        words = str(rng.choice(["L", "R", "AP", "PA", "PORTABLE", "AP ERECT", "SUPINE"]))
        ImageDraw.Draw(page).text(place, words, fill=int(rng.integers(180, 256)), font=drawn.font(rng, "train", size))
        image = drawn.array(page)
    return image


def smooth(image: Grey, rng: Rng) -> Grey:
    """A cheap smooth version: a small copy, enlarged."""
    height, width = image.shape
    few = int(rng.integers(5, 24))
    small = picture(image).resize((few, few), Image.Resampling.BOX)
    return drawn.array(small.resize((width, height), Image.Resampling.BICUBIC))


def toned(image: Grey, rng: Rng) -> Grey:
    """Another exposure, window or processing; devices differ most in local contrast."""
    if rng.random() < 0.45:
        flat = smooth(image, rng)
        contrast = rng.uniform(0.4, 2.6)
        image = rng.uniform(0.35, 1) * (flat - flat.mean()) + flat.mean() + contrast * (image - flat)
        image = np.clip(image + rng.uniform(-0.1, 0.25), 0, 1)
    if rng.random() < 0.6:
        image = np.clip(image, 0, 1) ** np.exp(rng.uniform(-0.6, 0.6))
    if rng.random() < 0.5:
        low, high = rng.uniform(-0.2, 0.15), rng.uniform(0.75, 1.3)
        image = np.clip((image - low) / (high - low), 0, 1)
    if rng.random() < 0.15:  # equalised
        levels = np.sort(image.ravel())
        image = 0.6 * np.searchsorted(levels, image) / image.size + 0.4 * image
    return image


def stored(image: Grey, rng: Rng, least: int = 56) -> Grey:
    """Another size, noise and compression, none of which tell the kind."""
    if rng.random() < 0.35:
        small = int(rng.integers(least, 160))
        image = resized(image, small, max(2, round(small * image.shape[0] / image.shape[1])))
    side = int(np.exp(rng.uniform(np.log(64), np.log(420))))
    image = resized(image, side, max(48, round(side * image.shape[0] / image.shape[1])))
    if rng.random() < 0.5:
        image = image + rng.normal(0, rng.uniform(0, 0.03), image.shape)
    return jpeg(image, int(rng.integers(35, 96))) if rng.random() < 0.6 else np.clip(image, 0, 1)


def film(image: Grey, rng: Rng) -> Grey:
    """The same kind of picture still."""
    return stored(toned(placed(image, rng), rng), rng)


def turned(image: Grey, rng: Rng) -> Grey:
    return np.rot90(image, int(rng.integers(1, 4)))


def low_passed(image: Grey, radius: float) -> Grey:
    """The study's filter: a hard disc in the spectrum of a 224 × 224 copy."""
    small = resized(image, 224, 224)
    fy, fx = np.fft.fftfreq(224)[:, None] * 224, np.fft.fftfreq(224)[None] * 224
    return np.clip(np.fft.ifft2(np.fft.fft2(small) * (np.hypot(fy, fx) < radius)).real, 0, 1)


def blurred(image: Grey, rng: Rng) -> Grey:
    """So that what is finer than a twentieth of the picture is gone."""
    if rng.random() < 0.6:
        return low_passed(image, rng.uniform(1.5, 10.5))
    few = int(rng.integers(5, 20))
    return resized(resized(image, few, few), 224, 224)


def altered(image: Grey, rng: Rng) -> Grey:
    """High-passed, scrambled, drowned in noise, reduced to phase, most of it covered."""
    image = resized(image, 224, 224)
    form = int(rng.integers(6))
    if form == 0:
        return np.clip(0.5 + rng.uniform(0.8, 4) * (image - low_passed(image, rng.uniform(20, 110))), 0, 1)
    if form == 1:
        cells = int(rng.choice([2, 3, 4, 7, 8, 14, 28]))
        size = 224 // cells
        blocks = image[: size * cells, : size * cells].reshape(cells, size, cells, size).swapaxes(1, 2).reshape(-1, size, size)
        order = rng.permutation(len(blocks))
        return blocks[order].reshape(cells, cells, size, size).swapaxes(1, 2).reshape(size * cells, size * cells)
    if form == 2:
        return np.clip(image + rng.normal(0, rng.uniform(0.3, 0.8), image.shape), 0, 1)
    if form == 3:
        spectrum = np.fft.fft2(image)
        phase = np.fft.ifft2(spectrum / np.maximum(np.abs(spectrum), 1e-9)).real
        return np.clip(0.5 + phase / phase.std() * 0.15, 0, 1)
    if form == 4:
        return rng.permutation(image.ravel()).reshape(image.shape) if rng.random() < 0.5 else np.sort(image.ravel()).reshape(image.shape)
    cell = 224 // 3
    row, column = rng.integers(3, size=2)
    only = np.zeros_like(image)
    part = np.s_[row * cell : (row + 1) * cell, column * cell : (column + 1) * cell]
    if rng.random() < 0.5:
        return resized(image[part], 224, 224)
    only[part] = image[part]
    return only
