"""What independent readers make of a file: Pillow where it keeps all bits, a plain PNG reader where it does not."""
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def luma(rgb):
    """Pillow's convert('L'), for any depth."""
    weights = np.array([19595, 38470, 7471], np.uint64)
    return ((rgb.astype(np.uint64) * weights).sum(axis=2) + 0x8000) >> 16


def png_chunks(data):
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + 8 + length]
        at += 12 + length


def unfiltered(raw, height, row_bytes, pixel_bytes):
    above, rows, at = [0] * row_bytes, [], 0
    for _ in range(height):
        kind, row = raw[at], list(raw[at + 1:at + 1 + row_bytes])
        at += 1 + row_bytes
        for i in range(row_bytes):
            a = row[i - pixel_bytes] if i >= pixel_bytes else 0
            b, c = above[i], above[i - pixel_bytes] if i >= pixel_bytes else 0
            distances = (abs(b - c), abs(a - c), abs(a + b - 2 * c))
            row[i] = (row[i] + (0, a, b, (a + b) // 2, (a, b, c)[distances.index(min(distances))])[kind]) & 255
        rows.append(row)
        above = row
    return np.array(rows, np.uint8).reshape(height, row_bytes), at


def sixteen_bit_colour(path):
    """Samples of a 16-bit PNG with two to four channels, height × width × channels; Pillow gives only their high bytes."""
    data = path.read_bytes()
    chunks = list(png_chunks(data))
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    channels = {2: 3, 4: 2, 6: 4}[colour]
    assert depth == 16
    raw = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    out = np.zeros((height, width, channels), np.uint16)
    for x, y, across, down in ADAM7 if interlaced else [(0, 0, 1, 1)]:
        part = out[y::down, x::across]
        if part.size:
            rows, used = unfiltered(raw, part.shape[0], part.shape[1] * channels * 2, channels * 2)
            part[:] = rows.reshape(-1).view(">u2").reshape(part.shape)
            raw = raw[used:]
    return out


def is_deep_colour(path):
    data = path.read_bytes()[:33]
    return data[1:4] == b"PNG" and data[24] == 16 and data[25] != 0


def array_values(path):
    """A NumPy array as numpy reads it: one picture, fractions as 16 bits."""
    with open(path, "rb") as file:
        values = np.load(file)
    depth = 8 if values.dtype.itemsize == 1 else 16
    if values.dtype.kind == "f":
        values = np.rint(values.astype(float) * 65535)
    if values.shape[0] == 1 and values.ndim == 3:
        values = values[0]
    if values.ndim == 3:
        values = values[:, :, 0] if values.shape[2] == 1 else luma(values)
    return values.astype(float), depth


def stored_values(path):
    """Grey values as written in the file, turned upright, and their depth."""
    if path.suffix == ".npy":
        return array_values(path)
    if is_deep_colour(path):
        samples = sixteen_bit_colour(path)
        return (samples[:, :, 0] if samples.shape[2] == 2 else luma(samples[:, :, :3])).astype(float), 16
    with Image.open(path) as image:
        depth = path.read_bytes()[24] if image.format == "PNG" and image.mode in ("1", "L", "I", "I;16") else 8
        turned = ImageOps.exif_transpose(image)
        if turned.mode in ("I", "I;16"):
            return np.asarray(turned).astype(float), 16
        if turned.mode == "1":
            return np.asarray(turned).astype(float), 1
        if turned.mode == "LA":
            return np.asarray(turned)[:, :, 0].astype(float), 8
        if turned.mode == "L":  # Pillow scales 2 and 4 bits to 255
            return np.asarray(turned).astype(float) / (255 // (2 ** depth - 1)), depth
        return luma(np.asarray(turned.convert("RGBA"))[:, :, :3]).astype(float), 8
