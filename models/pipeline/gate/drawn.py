"""Pictures that are not medical, made from a seed: text, drawings, charts, screens, noise, tones.

Arrays are [height, width] in [0,1]."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Grey = NDArray[np.float64]
Rng = np.random.Generator

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")  # the faces of fonts-dejavu-core
FONTS = {  # the test split is set in a face that training never saw
    "train": [DEJAVU / f"DejaVu{face}{weight}.ttf" for face in ("Sans", "SansMono", "Serif") for weight in ("", "-Bold")],
    "test": sorted(Path("/usr/share/fonts/opentype/inter").glob("Inter-*.otf")),
}
WORDS = (
    "the of and patient film seen heart lung no acute report date normal left right view figure table result "
    "model image study score data mean value group total year record page open file save close help window "
    "region pixel 12 2021 0.95 37 AP PA L R 100% n= p<0.01 km/h Berlin shop train garden letter invoice"
).split()


def font(rng: Rng, split: str, size: int) -> ImageFont.FreeTypeFont:
    faces = FONTS["test" if split == "test" else "train"] or FONTS["train"]
    return ImageFont.truetype(str(faces[rng.integers(len(faces))]), size)


def array(picture: Image.Image) -> Grey:
    return np.asarray(picture.convert("L"), dtype=float) / 255


def canvas(rng: Rng, tone: int | None = None) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty page of some size and tone; aspect up to 2 to 1."""
    width = int(rng.integers(160, 520))
    height = int(width * rng.uniform(0.5, 1.6))
    ground = int(rng.choice([255, 255, 245, 230, 20, 0, int(rng.integers(256))])) if tone is None else tone
    page = Image.new("L", (width, height), ground)
    return page, ImageDraw.Draw(page)


def ink(rng: Rng, page: Image.Image) -> int:
    ground = page.getpixel((0, 0))
    return int(rng.integers(0, 100) if ground > 128 else rng.integers(150, 256))


def lines_of_text(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], rng: Rng, split: str, tone: int) -> None:
    left, top, right, bottom = box
    size = int(rng.integers(8, 34))
    face = font(rng, split, size)
    y = top
    while y + size < bottom:
        sentence = ""
        while draw.textlength(sentence, font=face) < right - left:
            sentence += " " + str(rng.choice(WORDS))
        if rng.random() < 0.15:
            sentence = sentence[: len(sentence) // 3]
        draw.text((left, y), sentence[1:-1], fill=tone, font=face)
        y += int(size * rng.uniform(1.15, 1.7))


def text(rng: Rng, split: str) -> Grey:
    """A page, a letter, a few large words; sometimes unevenly lit like a scan."""
    page, draw = canvas(rng)
    margin = int(rng.integers(2, max(3, page.width // 8)))
    lines_of_text(draw, (margin, margin, page.width - margin, page.height - margin // 2), rng, split, ink(rng, page))
    if rng.random() < 0.4:
        return np.clip(array(page) * tones(rng, page.height, page.width, 0.5, 1.0), 0, 1)
    return array(page)


def tones(rng: Rng, height: int, width: int, low: float, high: float) -> Grey:
    """A smooth change of light over the picture."""
    few = Image.fromarray(rng.uniform(low, high, (int(rng.integers(2, 5)),) * 2).astype(np.float32), mode="F")
    return np.asarray(few.resize((width, height), Image.Resampling.BICUBIC), dtype=float)


def points(rng: Rng, count: int, width: int, height: int) -> list[tuple[float, float]]:
    return [(rng.uniform(0, width), rng.uniform(0, height)) for _ in range(count)]


def outline(rng: Rng, width: int, height: int) -> list[tuple[float, float]]:
    """A closed wobbly shape, as of an animal, a cloud or a map."""
    harmonics = int(rng.integers(2, 9))
    phase, size = rng.uniform(0, 2 * math.pi, harmonics), rng.normal(0, 0.5, harmonics) / np.arange(1, harmonics + 1)
    angle = np.linspace(0, 2 * math.pi, 160)
    radius = 1 + sum(s * np.cos((k + 1) * angle + p) for k, (s, p) in enumerate(zip(size, phase)))
    radius = np.abs(radius) * rng.uniform(0.15, 0.4)
    x0, y0 = rng.uniform(0.3, 0.7, 2)
    return [((x0 + r * math.cos(a)) * width, (y0 + r * math.sin(a)) * height) for r, a in zip(radius, angle)]


def sketch(rng: Rng, split: str) -> Grey:
    """Shapes, lines and silhouettes."""
    page, draw = canvas(rng)
    for _ in range(int(rng.integers(1, 14))):
        tone, width = int(rng.integers(256)), int(rng.integers(1, 9))
        box = sorted(rng.uniform(0, page.width, 2)), sorted(rng.uniform(0, page.height, 2))
        corners = [box[0][0], box[1][0], box[0][1], box[1][1]]
        shape = int(rng.integers(6))
        if shape == 0:
            draw.line(points(rng, int(rng.integers(2, 9)), page.width, page.height), fill=tone, width=width)
        elif shape == 1:
            draw.ellipse(corners, fill=tone if rng.random() < 0.6 else None, outline=ink(rng, page), width=width)
        elif shape == 2:
            draw.rectangle(corners, fill=tone if rng.random() < 0.6 else None, outline=ink(rng, page), width=width)
        elif shape == 3:
            draw.polygon(points(rng, int(rng.integers(3, 7)), page.width, page.height), fill=tone)
        elif shape == 4:
            draw.arc(corners, float(rng.uniform(0, 360)), float(rng.uniform(0, 360)), fill=tone, width=width)
        else:
            draw.polygon(outline(rng, page.width, page.height), fill=tone if rng.random() < 0.7 else None, outline=tone)
    return array(page)


def silhouette(rng: Rng, split: str) -> Grey:
    """One or two black shapes on white, or the reverse."""
    page, draw = canvas(rng, tone=int(rng.choice([255, 0])))
    for _ in range(int(rng.integers(1, 4))):
        draw.polygon(outline(rng, page.width, page.height), fill=255 - page.getpixel((0, 0)))
    return array(page)


def chart(rng: Rng, split: str) -> Grey:
    """Axes with bars, curves or dots, and labels."""
    page, draw = canvas(rng, tone=int(rng.choice([255, 255, 240, 25])))
    w, h, tone = page.width, page.height, ink(rng, page)
    left, low = int(w * rng.uniform(0.05, 0.2)), int(h * rng.uniform(0.8, 0.95))
    draw.line([(left, int(h * 0.05)), (left, low), (w - 5, low)], fill=tone, width=int(rng.integers(1, 4)))
    count = int(rng.integers(3, 30))
    xs, ys = np.linspace(left + 5, w - 10, count), rng.uniform(h * 0.1, low, count)
    form = int(rng.integers(3))
    for x, y in zip(xs, ys):
        if form == 0:
            draw.rectangle([x, y, x + (w - left) / count * 0.7, low], fill=int(rng.integers(256)))
        elif form == 1:
            draw.ellipse([x - 3, y - 3, x + 3, y + 3], fill=tone)
    if form == 2:
        draw.line(list(zip(xs, np.sort(ys))), fill=tone, width=int(rng.integers(1, 5)))
    face = font(rng, split, int(rng.integers(9, 20)))
    for _ in range(int(rng.integers(2, 9))):
        draw.text((rng.uniform(0, w * 0.8), rng.uniform(0, h * 0.95)), str(rng.choice(WORDS)), fill=tone, font=face)
    return array(page)


def noise(rng: Rng, split: str) -> Grey:
    """Independent or smooth noise, stripes, checks, a texture made of them."""
    height, width = (int(v) for v in rng.integers(96, 420, 2))
    form = int(rng.integers(5))
    if form == 0:
        field = rng.normal(rng.uniform(0.3, 0.7), rng.uniform(0.05, 0.4), (height, width))
    elif form == 1:
        field = rng.uniform(0, 1, (height, width))
    elif form == 2:  # spectrum 1 / f^p
        fy, fx = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None]
        power = np.maximum(np.hypot(fy, fx), 1 / max(height, width)) ** -rng.uniform(0.3, 2)
        field = np.fft.irfft2(np.fft.rfft2(rng.normal(size=(height, width))) * power, (height, width))
        field = 0.5 + (field - field.mean()) / field.std() * rng.uniform(0.1, 0.3)
    elif form == 3:  # stripes or waves
        y, x = np.mgrid[0:height, 0:width]
        angle, period = rng.uniform(0, math.pi), rng.uniform(3, 60)
        wave = np.sin((x * math.cos(angle) + y * math.sin(angle)) / period * 2 * math.pi)
        field = 0.5 + 0.5 * (np.sign(wave) if rng.random() < 0.5 else wave) * rng.uniform(0.2, 1)
    else:  # checks, bricks
        y, x = np.mgrid[0:height, 0:width]
        a, b = rng.integers(4, 60, 2)
        row = y // a
        joint = ((y % a) < max(1, a // 8)) | (((x + (row % 2) * b // 2) % b) < max(1, b // 10))
        field = np.where(joint, rng.uniform(0, 1), rng.uniform(0, 1) + rng.normal(0, 0.08, (height, width)))
    if rng.random() < 0.3:
        salt = rng.random((height, width))
        field = np.where(salt < 0.03, 0, np.where(salt > 0.97, 1, field))
    return np.clip(field, 0, 1)


def empty(rng: Rng, split: str) -> Grey:
    """A tone that hardly changes, a gradient, a vignette, a single spot or band."""
    height, width = (int(v) for v in rng.integers(96, 420, 2))
    y, x = np.mgrid[0:height, 0:width] / max(height, width)
    form = int(rng.integers(4))
    if form == 0:
        field = tones(rng, height, width, *sorted(rng.uniform(0, 1, 2)))
    elif form == 1:
        angle = rng.choice([0, math.pi / 2, math.pi, rng.uniform(0, 2 * math.pi)])
        field = x * math.cos(angle) + y * math.sin(angle)
        field = (field - field.min()) / np.ptp(field) * rng.uniform(0.1, 1) ** 0.5
    elif form == 2:
        x0, y0 = rng.uniform(0, 1, 2)
        field = np.exp(-((x - x0) ** 2 + (y - y0) ** 2) / rng.uniform(0.01, 0.5)) * rng.uniform(0.1, 1)
        field = field if rng.random() < 0.5 else 1 - field
    else:
        field = np.full((height, width), rng.uniform(0, 1)) + 0.2 * rng.normal() * ((x > rng.uniform(0, 1)) * 1.0)
    return np.clip(field + rng.normal(0, rng.choice([0, 0.005, 0.02]), field.shape), 0, 1)


DRAWINGS: tuple[Callable[[Rng, str], Grey], ...] = (sketch, silhouette, chart)


def drawing(rng: Rng, split: str) -> Grey:
    drawn = DRAWINGS[rng.integers(len(DRAWINGS))](rng, split)
    if rng.random() < 0.2:  # as if photographed or scanned
        drawn = drawn * tones(rng, *drawn.shape, 0.6, 1.0) + rng.normal(0, 0.02, drawn.shape)
    return np.clip(drawn, 0, 1)


def screenshot(rng: Rng, split: str, inside: Grey) -> Grey:
    """A window, a page or a figure around `inside`: at least a fifth of it is not the picture."""
    page, draw = canvas(rng, tone=int(rng.choice([255, 240, 200, 60, 30, 10])))
    w, h = page.width, page.height
    share = rng.uniform(0.45, 0.85)
    wide, tall = int(w * share), int(h * rng.uniform(0.4, 0.88))
    left, top = int(rng.integers(0, w - wide + 1)), int(rng.integers(0, h - tall + 1))
    tone = ink(rng, page)
    for box in ((0, 0, w, top), (0, top + tall, w, h), (0, top, left, top + tall), (left + wide, top, w, top + tall)):
        if box[2] - box[0] > 24 and box[3] - box[1] > 14 and rng.random() < 0.85:
            lines_of_text(draw, (box[0] + 3, box[1] + 2, box[2] - 3, box[3]), rng, split, tone)
    if rng.random() < 0.6:  # bars of a window
        draw.rectangle([0, 0, w, int(rng.integers(6, 28))], fill=int(rng.integers(256)))
    if rng.random() < 0.4:
        draw.rectangle([0, 0, int(rng.integers(10, 60)), h], fill=int(rng.integers(256)))
    picture = Image.fromarray((inside * 255).astype(np.uint8))
    count = 2 if rng.random() < 0.35 else 1  # panels side by side
    for k in range(count):
        each = picture.resize((wide // count - 2, tall))
        page.paste(each, (left + k * (wide // count), top))
    return array(page)


def screen_photograph(rng: Rng, split: str, inside: Grey) -> Grey:
    """`inside` on a screen or light box: slanted, with surroundings, glare and the screen's grid."""
    picture = Image.fromarray((inside * 255).astype(np.uint8)).resize((300, 300))
    size = int(rng.integers(220, 420))
    reach = rng.uniform(0.04, 0.22, 8)
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], float)
    inwards = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], float)
    placed = (corners + inwards * reach.reshape(4, 2)) * size
    rows, truth = [], []
    for (x, y), (u, v) in zip(placed, corners * 300):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        truth += [u, v]
    slant = np.linalg.solve(np.array(rows), np.array(truth))
    ground = rng.choice([rng.uniform(0, 0.15), rng.uniform(0.3, 0.9)])
    shown = np.asarray(picture.transform((size, size), Image.Transform.PERSPECTIVE, slant, Image.Resampling.BILINEAR), float) / 255
    mask = np.asarray(Image.new("L", (300, 300), 255).transform((size, size), Image.Transform.PERSPECTIVE, slant), float) / 255
    frame = np.asarray(Image.fromarray((mask * 255).astype(np.uint8)).filter(ImageFilter.MaxFilter(int(rng.choice([3, 9, 15])))), float) / 255
    scene = ground * tones(rng, size, size, 0.6, 1.2)
    scene = scene * (1 - frame) + rng.uniform(0, 0.4) * frame
    y, x = np.mgrid[0:size, 0:size]
    grid = 1 + rng.uniform(0, 0.12) * np.sin(x / rng.uniform(0.6, 6) + y / rng.uniform(2, 30)) * np.sin(y / rng.uniform(0.6, 6))
    scene = scene * (1 - mask) + mask * (shown * rng.uniform(0.6, 1) + rng.uniform(0, 0.2)) * grid
    if rng.random() < 0.6:
        x0, y0, r = rng.uniform(0, size), rng.uniform(0, size), rng.uniform(0.05, 0.3) * size
        scene += rng.uniform(0.1, 0.6) * np.exp(-((x - x0) ** 2 + (y - y0) ** 2) / r**2)
    return np.clip(scene * tones(rng, size, size, 0.8, 1.1) + rng.normal(0, 0.015, scene.shape), 0, 1)
