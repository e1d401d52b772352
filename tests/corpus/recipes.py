"""Writers of PNG and JPEG for the corpus: small, from the standards, able to make what no library would."""
import math
import struct
import zlib

import numpy as np


# ---- PNG (ISO/IEC 15948) ----
SIGNATURE = b"\x89PNG\r\n\x1a\n"
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data=b"", crc=None):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body) if crc is None else crc)


def ihdr(width, height, depth, colour, interlaced=0, compression=0, filtering=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, compression, filtering, interlaced))


def packed_rows(samples, depth):
    """samples: height × width × channels of integers → rows of bytes."""
    height = samples.shape[0]
    flat = samples.reshape(height, -1)
    if depth == 16:
        return [row.astype(">u2").tobytes() for row in flat]
    if depth == 8:
        return [row.astype(np.uint8).tobytes() for row in flat]
    rows = []
    for row in flat:
        bits = ((row[:, None] >> np.arange(depth - 1, -1, -1)) & 1).astype(np.uint8).reshape(-1)
        rows.append(np.packbits(bits).tobytes())
    return rows


def filtered(rows, pixel_bytes, choose):
    """Applies filter `choose(y)` to each row."""
    out, above = b"", bytes(len(rows[0])) if rows else b""
    for y, row in enumerate(rows):
        kind = choose(y)
        line = bytearray()
        for i, value in enumerate(row):
            a = row[i - pixel_bytes] if i >= pixel_bytes else 0
            b = above[i]
            c = above[i - pixel_bytes] if i >= pixel_bytes else 0
            p = a + b - c
            distances = (abs(p - a), abs(p - b), abs(p - c))
            paeth = (a, b, c)[distances.index(min(distances))]
            line.append((value - (0, a, b, (a + b) // 2, paeth)[kind]) & 255)
        out += bytes([kind]) + bytes(line)
        above = row
    return out


def raw(samples, depth, interlaced=False, choose=lambda y: y % 5):
    pixel_bytes = max(1, samples.shape[2] * depth // 8)
    if not interlaced:
        return filtered(packed_rows(samples, depth), pixel_bytes, choose)
    out = b""
    for x, y, across, down in ADAM7:
        part = samples[y::down, x::across]
        if part.size:
            out += filtered(packed_rows(part, depth), pixel_bytes, choose)
    return out


def png(samples, depth, colour, interlaced=False, before=b"", after=b"", pieces=1, choose=lambda y: y % 5, tail=b""):
    """A PNG; `before` and `after` are chunks around the pixels, `pieces` how many IDAT they are split into."""
    if samples.ndim == 2:
        samples = samples[:, :, None]
    height, width, _ = samples.shape
    stream = zlib.compress(raw(samples, depth, interlaced, choose), 9)
    step = math.ceil(len(stream) / pieces)
    data = b"".join(chunk(b"IDAT", stream[i:i + step]) for i in range(0, len(stream), step))
    return SIGNATURE + ihdr(width, height, depth, colour, int(interlaced)) + before + data + after + chunk(b"IEND") + tail


def with_raw(width, height, depth, colour, raw_bytes, stream=None):
    """A PNG around given unpacked bytes, or a given zlib stream."""
    stream = zlib.compress(raw_bytes) if stream is None else stream
    return SIGNATURE + ihdr(width, height, depth, colour) + chunk(b"IDAT", stream) + chunk(b"IEND")


def exif(orientation, order="II", kind=3, tiff_only=True):
    """A TIFF block whose one entry is the orientation; kind 3 is SHORT, 4 LONG, 1 BYTE."""
    mark = "<" if order == "II" else ">"
    value = {1: struct.pack("B3x", orientation & 255), 3: struct.pack(mark + "HH", orientation, 0),
             4: struct.pack(mark + "I", orientation)}[kind]
    block = order.encode() + struct.pack(mark + "HI", 42, 8)
    block += struct.pack(mark + "HHHI", 1, 0x0112, kind, 1) + value + struct.pack(mark + "I", 0)
    return block if tiff_only else b"Exif\0\0" + block


# ---- JPEG (ITU T.81), baseline ----
def segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


ZIGZAG = sorted(range(64), key=lambda i: (i // 8 + i % 8, (i // 8 if (i // 8 + i % 8) % 2 else i % 8)))
# Every symbol of category 0 to 11, and every run/size pair, with codes of 4 and 8 bits: not short, but simple and legal.
DC_SYMBOLS = list(range(12))
AC_SYMBOLS = [run << 4 | size for run in range(16) for size in range(1, 11)] + [0x00, 0xF0]
DHT_DC = bytes([0] + [0, 0, 0, 12] + [0] * 12 + DC_SYMBOLS)
DHT_AC = bytes([0x10] + [0] * 7 + [len(AC_SYMBOLS)] + [0] * 8 + AC_SYMBOLS)


class Writer:
    def __init__(self):
        self.bits = []

    def put(self, value, count):
        self.bits += [(value >> i) & 1 for i in range(count - 1, -1, -1)]

    def bytes(self):
        bits = self.bits + [1] * (-len(self.bits) % 8)
        return np.packbits(np.array(bits, np.uint8)).tobytes().replace(b"\xff", b"\xff\0")


def magnitude(writer, value, size):
    writer.put(value if value > 0 else value + (1 << size) - 1, size)


def block_bits(writer, zz, previous):
    difference = zz[0] - previous
    size = int(abs(difference)).bit_length()
    writer.put(DC_SYMBOLS.index(size), 4)
    magnitude(writer, difference, size)
    run = 0
    for value in zz[1:]:
        if value == 0:
            run += 1
            continue
        while run > 15:
            writer.put(AC_SYMBOLS.index(0xF0), 8)
            run -= 16
        size = int(abs(value)).bit_length()
        writer.put(AC_SYMBOLS.index(run << 4 | size), 8)
        magnitude(writer, value, size)
        run = 0
    if run:
        writer.put(AC_SYMBOLS.index(0x00), 8)
    return zz[0]


def blocks(plane, quantum):
    """8×8 blocks of a plane in raster order, as quantised coefficients in zigzag order."""
    height, width = plane.shape
    padded = np.pad(plane, ((0, -height % 8), (0, -width % 8)), mode="edge").astype(float) - 128
    k = np.arange(8)
    basis = np.cos((2 * k[None, :] + 1) * k[:, None] * np.pi / 16) * np.where(k == 0, np.sqrt(1 / 8), 0.5)[:, None]
    for y in range(0, padded.shape[0], 8):
        for x in range(0, padded.shape[1], 8):
            coefficients = np.rint(basis @ padded[y:y + 8, x:x + 8] @ basis.T / quantum).astype(int).reshape(-1)
            yield [int(coefficients[i]) for i in ZIGZAG]


def entropy(block_list, restart=0):
    """Entropy-coded data of one scan of one component."""
    out, writer, previous, marker = b"", Writer(), 0, 0
    for i, zz in enumerate(block_list):
        if restart and i and i % restart == 0:
            out += writer.bytes() + bytes([0xFF, 0xD0 + marker % 8])
            writer, previous, marker = Writer(), 0, marker + 1
        previous = block_bits(writer, zz, previous)
    return out + writer.bytes()


def sof(width, height, components, marker=0xC0, bits=8):
    data = struct.pack(">BHHB", bits, height, width, len(components))
    for name, sampling in components:
        data += bytes([name, sampling, 0])
    return segment(marker, data)


def sos(names, first=0, last=63, approximation=0):
    return segment(0xDA, bytes([len(names)] + [b for n in names for b in (n, 0)] + [first, last, approximation]))


def jpeg(planes, names=(1, 2, 3), quantum=8, restart=0, head=b"", tables=True, quantiser=True, scans=None, tail=b"\xff\xd9", marker=0xC0):
    """A baseline JPEG, one scan a component (not interleaved), all at full size."""
    height, width = planes[0].shape
    out = b"\xff\xd8" + head
    if quantiser:
        out += segment(0xDB, bytes([0] + [quantum] * 64))
    out += sof(width, height, [(names[i], 0x11) for i in range(len(planes))], marker)
    if tables:
        out += segment(0xC4, DHT_DC) + segment(0xC4, DHT_AC)
    if restart:
        out += segment(0xDD, struct.pack(">H", restart))
    for i, plane in enumerate(planes if scans is None else planes[:scans]):
        out += sos([names[i]]) + entropy(list(blocks(plane, quantum)), restart)
    return out + tail
