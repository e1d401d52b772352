#!/usr/bin/python3
"""Makes the files of tests/corpus: synthetic pictures only. Files named x- are recipes on good ones and must be refused.

Run: /usr/bin/python3 tests/corpus/make_corpus.py   (Debian's python3-pil and python3-numpy; the files are committed)
"""
import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

import recipes as r

HERE = Path(__file__).parent
random = np.random.default_rng(20261125)


def write(name, data):
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def picture(width, height, top):
    """A smooth picture with an edge and some noise, 0 to top."""
    y, x = np.mgrid[0:height, 0:width]
    value = 0.5 + 0.3 * np.sin(x / 5.0) * np.cos(y / 7.0) + np.where(x > width * 2 // 3, 0.15, 0) + random.normal(0, 0.02, (height, width))
    return np.rint(np.clip(value, 0, 1) * top).astype(int)


def colour(width, height, top):
    return np.stack([picture(width, height, top), top - picture(width, height, top), picture(width, height, top) // 2], axis=2)


def good_png():
    for depth in (1, 2, 4, 8, 16):
        for interlaced in (False, True):
            kind = "i" if interlaced else "n"
            write(f"png/grey-{depth}-{kind}.png", r.png(picture(29, 23, 2 ** depth - 1), depth, 0, interlaced))
    for depth in (8, 16):
        top = 2 ** depth - 1
        alpha = random.integers(0, top + 1, (23, 29, 1))
        for interlaced in (False, True):
            kind = "i" if interlaced else "n"
            write(f"png/rgb-{depth}-{kind}.png", r.png(colour(29, 23, top), depth, 2, interlaced))
            write(f"png/rgb-alpha-{depth}-{kind}.png", r.png(np.concatenate([colour(29, 23, top), alpha], 2), depth, 6, interlaced))
            write(f"png/grey-alpha-{depth}-{kind}.png", r.png(np.concatenate([picture(29, 23, top)[:, :, None], alpha], 2), depth, 4, interlaced))
    for depth in (1, 2, 4, 8):
        size = 2 ** depth
        plte = r.chunk(b"PLTE", random.integers(0, 256, 3 * size).astype(np.uint8).tobytes())
        trns = r.chunk(b"tRNS", bytes([0]))
        write(f"png/palette-{depth}-n.png", r.png(random.integers(0, size, (23, 29)), depth, 3, before=plte + trns))
        write(f"png/palette-{depth}-i.png", r.png(random.integers(0, size, (23, 29)), depth, 3, True, before=plte))
    short = r.chunk(b"PLTE", bytes([10, 20, 30, 200, 210, 220]))
    write("png/palette-beyond.png", r.png(np.array([[0, 1, 2], [3, 1, 0]]), 2, 3, before=short))
    grey = picture(29, 23, 255)
    write("png/pieces.png", r.png(grey, 8, 0, pieces=7))
    write("png/empty-piece.png", r.png(grey, 8, 0, before=r.chunk(b"IDAT")))
    write("png/tail.png", r.png(grey, 8, 0, tail=b"left over"))
    write("png/gamma.png", r.png(grey, 8, 0, before=r.chunk(b"gAMA", struct.pack(">I", 45455)) + r.chunk(b"sRGB", b"\0")))
    write("png/grey-trns.png", r.png(grey, 8, 0, before=r.chunk(b"tRNS", b"\0\5")))
    write("png/twelve-of-sixteen.png", r.png(picture(29, 23, 4095), 16, 0))
    write("png/constant.png", r.png(np.full((23, 29), 77), 8, 0))
    write("png/constant-16.png", r.png(np.full((23, 29), 40000), 16, 0))
    write("png/1x1.png", r.png(np.array([[128]]), 8, 0))
    write("png/1x16384.png", r.png(np.arange(16384)[:, None] % 256, 8, 0, choose=lambda y: 0))
    write("png/16384x1.png", r.png(np.arange(16384)[None, :] % 256, 8, 0, choose=lambda y: 0))
    for order in ("II", "MM"):
        write(f"png/exif-6-{order.lower()}.png", r.png(grey, 8, 0, before=r.chunk(b"eXIf", r.exif(6, order))))
    write("png/exif-after.png", r.png(grey, 8, 0, after=r.chunk(b"eXIf", r.exif(3, "MM"))))
    write("png/exif-broken.png", r.png(grey, 8, 0, before=r.chunk(b"eXIf", b"IIrubbish")))


def bad_png():
    grey = picture(29, 23, 255)
    good = r.png(grey, 8, 0)
    raw = r.raw(grey[:, :, None], 8)
    stream = zlib.compress(raw)
    end = r.chunk(b"IEND")
    idat = r.chunk(b"IDAT", stream)
    head = r.SIGNATURE + r.ihdr(29, 23, 8, 0)
    for sixteenth in range(1, 16):
        write(f"png/x-cut-{sixteenth:02}.png", good[:len(good) * sixteenth // 16])
    write("png/x-no-end.png", good[:-12])
    write("png/x-crc-header.png", r.SIGNATURE + r.chunk(b"IHDR", r.ihdr(29, 23, 8, 0)[8:21], crc=1) + idat + end)
    write("png/x-crc-data.png", head + r.chunk(b"IDAT", stream, crc=1) + end)
    write("png/x-crc-text.png", head + r.chunk(b"tEXt", b"a\0b", crc=1) + idat + end)
    write("png/x-adler.png", r.with_raw(29, 23, 8, 0, b"", stream[:-1] + bytes([stream[-1] ^ 1])))
    write("png/x-no-adler.png", r.with_raw(29, 23, 8, 0, b"", stream[:-4]))
    write("png/x-deflate.png", r.with_raw(29, 23, 8, 0, b"", stream[:20] + b"\xff" * 8 + stream[28:]))
    write("png/x-zlib-header.png", r.with_raw(29, 23, 8, 0, b"", b"\x79\x00" + stream[2:]))
    write("png/x-more.png", r.with_raw(29, 23, 8, 0, raw + b"\0" * 30))
    write("png/x-fewer.png", r.with_raw(29, 23, 8, 0, raw[:-30]))
    write("png/x-filter.png", r.with_raw(29, 23, 8, 0, b"\7" + raw[1:]))
    write("png/x-signature.png", good.replace(b"\r\n\x1a", b"\n\x1a", 1))
    write("png/x-no-pixels.png", head + end)
    write("png/x-two-headers.png", head + r.ihdr(29, 23, 8, 0) + idat + end)
    write("png/x-data-first.png", r.SIGNATURE + idat + r.ihdr(29, 23, 8, 0) + end)
    write("png/x-interrupted.png", head + r.chunk(b"IDAT", stream[:9]) + r.chunk(b"tEXt", b"a\0b") + r.chunk(b"IDAT", stream[9:]) + end)
    write("png/x-unknown-part.png", head + r.chunk(b"ABCD") + idat + end)
    write("png/x-no-name.png", head + r.chunk(b"\1\2\3\4") + idat + end)
    write("png/x-apple.png", r.SIGNATURE + r.chunk(b"CgBI", b"\x50\0\x20\6") + r.ihdr(29, 23, 8, 0) + r.chunk(b"IDAT", stream[2:-4]) + end)
    palette = r.png(np.zeros((4, 4), int), 8, 3, before=r.chunk(b"PLTE", bytes(6)))
    write("png/x-no-palette.png", palette.replace(r.chunk(b"PLTE", bytes(6)), b""))
    write("png/x-palette-odd.png", palette.replace(r.chunk(b"PLTE", bytes(6)), r.chunk(b"PLTE", bytes(7))))
    write("png/x-palette-of-grey.png", head + r.chunk(b"PLTE", bytes(6)) + idat + end)
    write("png/x-palette-too-big.png", r.png(np.zeros((4, 4), int), 1, 3, before=r.chunk(b"PLTE", bytes(9))))
    write("png/x-palette-twice.png", r.png(np.zeros((4, 4), int), 8, 3, before=2 * r.chunk(b"PLTE", bytes(6))))
    write("png/x-palette-late.png", r.png(np.zeros((4, 4, 3), int), 8, 2, after=r.chunk(b"PLTE", bytes(6))))
    for name, header in {"depth-3": r.ihdr(29, 23, 3, 0), "rgb-4": r.ihdr(29, 23, 4, 2), "colour-5": r.ihdr(29, 23, 8, 5),
                         "width-0": r.ihdr(0, 23, 8, 0), "interlace-2": r.ihdr(29, 23, 8, 0, 2), "compression": r.ihdr(29, 23, 8, 0, 0, 1),
                         "huge": r.ihdr(2 ** 31, 23, 8, 0), "bomb-20000": r.ihdr(20000, 20000, 8, 0),
                         "pixels": r.ihdr(16384, 16384, 8, 0), "bytes": r.ihdr(8000, 8000, 16, 6),
                         "side": r.ihdr(16385, 1, 8, 0)}.items():
        write(f"png/x-header-{name}.png", r.SIGNATURE + header + idat + end)


def by_pil(array, **options):
    out = io.BytesIO()
    Image.fromarray(array.astype(np.uint8)).save(out, "JPEG", **options)
    return out.getvalue()


def good_jpeg():
    grey = picture(45, 35, 255)
    rgb = colour(45, 35, 255)
    for name, array in {"grey": grey, "colour": rgb}.items():
        for progressive in (False, True):
            kind = "progressive" if progressive else "baseline"
            for subsampling in ((0,) if name == "grey" else (0, 1, 2)):
                label = "" if name == "grey" else f"-{('444', '422', '420')[subsampling]}"
                write(f"jpeg/{name}-{kind}{label}.jpg", by_pil(array, quality=85, progressive=progressive, subsampling=subsampling))
    write("jpeg/optimised.jpg", by_pil(rgb, quality=60, optimize=True))
    write("jpeg/constant.jpg", by_pil(np.full((35, 45), 90)))
    write("jpeg/1x1.jpg", by_pil(np.full((1, 1), 90)))
    write("jpeg/1x16384.jpg", by_pil(np.arange(16384)[:, None] // 64))
    write("jpeg/wide-quantiser.jpg", by_pil(grey, qtables=[[300] * 64]))
    write("jpeg/profile.jpg", by_pil(rgb, quality=70, icc_profile=b"not a profile"))
    planes = [rgb[:, :, i] for i in range(3)]
    write("jpeg/own-grey.jpg", r.jpeg([grey]))
    write("jpeg/restart.jpg", r.jpeg([grey], restart=4))
    write("jpeg/restart-1.jpg", r.jpeg([grey], restart=1))
    write("jpeg/separate-scans.jpg", r.jpeg(planes, restart=5))
    write("jpeg/rgb-names.jpg", r.jpeg(planes, names=(82, 71, 66)))
    write("jpeg/rgb-adobe.jpg", r.jpeg(planes, head=r.segment(0xEE, b"Adobe\0d\0\0\0\0\0")))
    write("jpeg/odd-names.jpg", r.jpeg(planes, names=(0, 34, 201), head=r.segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")))
    good = by_pil(grey, quality=85)
    write("jpeg/no-end.jpg", good[:-2])
    write("jpeg/tail.jpg", good + b"MPF rubbish \xff\xd8\xff\xe0 and more" * 3)
    write("jpeg/restart-after.jpg", good[:-2] + b"\xff\xd0\xff\xd1" + b"\0\0stray" + good[-2:])
    write("jpeg/stray-before-end.jpg", good[:-2] + b"\1\2\3\4\5" + good[-2:])
    write("jpeg/stray-between.jpg", good[:2] + b"\0\0\0" + good[2:])
    write("jpeg/fill-bytes.jpg", good[:2] + b"\xff\xff\xff" + good[2:])
    restarted = r.jpeg([grey], restart=4)
    write("jpeg/stray-before-restart.jpg", restarted.replace(b"\xff\xd1", b"\0\0\0\0\0\0\xff\xd1", 1))
    for orientation in range(1, 9):
        for order in ("II", "MM"):
            app = r.segment(0xE1, r.exif(orientation, order, tiff_only=False))
            write(f"jpeg/exif-{orientation}-{order.lower()}.jpg", good[:2] + app + good[2:])
    late = r.segment(0xE2, b"first") + r.segment(0xFE, b"remark") + r.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0") + r.segment(0xE1, r.exif(6, tiff_only=False))
    write("jpeg/exif-late.jpg", good[:2] + late + good[2:])
    for kind, name in {1: "byte", 4: "long"}.items():
        write(f"jpeg/exif-{name}.jpg", good[:2] + r.segment(0xE1, r.exif(6, "MM", kind, False)) + good[2:])
    for name, block in {"value-9": r.exif(9), "cut": r.exif(6)[:14], "empty": b"", "mark": b"XX" + r.exif(6)[2:],
                        "offset": r.exif(6)[:4] + b"\xff\xff\xff\x7f" + r.exif(6)[8:]}.items():
        write(f"jpeg/exif-broken-{name}.jpg", good[:2] + r.segment(0xE1, b"Exif\0\0" + block) + good[2:])


def cut_scans(data, keep, end):
    """Keeps the first `keep` scans of a progressive file."""
    places = [i for i in range(len(data) - 1) if data[i:i + 2] == b"\xff\xda"]
    tables = data.rfind(b"\xff\xc4", 0, places[keep])
    at = tables if tables > places[keep - 1] else places[keep]
    while True:  # back to the first table that belongs to the next scan
        before = data.rfind(b"\xff\xc4", 0, at)
        if before < places[keep - 1]:
            break
        at = before
    return data[:at] + end


def bad_jpeg():
    grey = picture(45, 35, 255)
    rgb = colour(45, 35, 255)
    planes = [rgb[:, :, i] for i in range(3)]
    good = by_pil(grey, quality=85)
    progressive = by_pil(rgb, quality=85, progressive=True)
    for sixteenth in range(1, 16):
        write(f"jpeg/x-cut-{sixteenth:02}.jpg", good[:len(good) * sixteenth // 16])
        write(f"jpeg/x-progressive-cut-{sixteenth:02}.jpg", progressive[:len(progressive) * sixteenth // 16])
    write("jpeg/x-cut-ended.jpg", good[:len(good) * 3 // 4] + b"\xff\xd9")
    write("jpeg/progressive-coarse.jpg", cut_scans(progressive, 5, b"\xff\xd9"))
    write("jpeg/x-progressive-coarse.jpg", cut_scans(progressive, 5, b""))
    write("jpeg/x-scan-missing.jpg", r.jpeg(planes, scans=2))
    write("jpeg/x-no-scan.jpg", r.jpeg(planes, scans=0))
    write("jpeg/x-no-frame.jpg", b"\xff\xd8\xff\xd9")
    write("jpeg/x-no-huffman.jpg", r.jpeg([grey], tables=False))
    write("jpeg/x-no-quantiser.jpg", r.jpeg([grey], quantiser=False))
    write("jpeg/x-restart-lost.jpg", r.jpeg([grey], restart=4).replace(b"\xff\xd1", b"", 1))
    write("jpeg/x-restart-swapped.jpg", r.jpeg([grey], restart=4).replace(b"\xff\xd1", b"\xff\xd5", 1))
    write("jpeg/x-restart-unasked.jpg", r.jpeg([grey], restart=4).replace(r.segment(0xDD, b"\0\4"), b""))
    own = r.jpeg([grey])
    scan = own.index(b"\xff\xda")
    write("jpeg/scan-after-end.jpg", own[:-2] + own[scan:])
    first = r.jpeg(planes, scans=1, tail=b"")
    write("jpeg/x-twice.jpg", first + first[first.index(b"\xff\xda"):] + b"\xff\xd9")
    write("jpeg/x-two-frames.jpg", own[:2] + r.sof(45, 35, [(1, 0x11)]) + own[2:])
    write("jpeg/x-scan-first.jpg", own[:2] + own[scan:])
    four = [grey] * 4
    write("jpeg/x-cmyk.jpg", r.jpeg(four, names=(1, 2, 3, 4)))
    write("jpeg/x-cmyk-adobe.jpg", r.jpeg(four, names=(1, 2, 3, 4), head=r.segment(0xEE, b"Adobe\0d\0\0\0\0\2")))
    write("jpeg/x-two-components.jpg", r.jpeg([grey] * 2))
    for name, marker in {"lossless": 0xC3, "hierarchical": 0xC5, "arithmetic": 0xC9, "arithmetic-progressive": 0xCA,
                         "arithmetic-lossless": 0xCB, "jpeg-ls": 0xF7}.items():
        write(f"jpeg/x-{name}.jpg", r.jpeg([grey], marker=marker))
    frame = r.sof(45, 35, [(1, 0x11)])
    write("jpeg/x-twelve-bit.jpg", own.replace(frame, r.sof(45, 35, [(1, 0x11)], 0xC1, 12)))
    write("jpeg/extended.jpg", own.replace(frame, r.sof(45, 35, [(1, 0x11)], 0xC1)))
    write("jpeg/x-height-0.jpg", own.replace(frame, r.sof(45, 0, [(1, 0x11)])))
    write("jpeg/x-width-0.jpg", own.replace(frame, r.sof(0, 35, [(1, 0x11)])))
    write("jpeg/x-taller.jpg", own.replace(frame, r.sof(45, 350, [(1, 0x11)])))
    write("jpeg/x-side.jpg", own.replace(frame, r.sof(16385, 35, [(1, 0x11)])))
    write("jpeg/x-pixels.jpg", own.replace(frame, r.sof(16384, 16384, [(1, 0x11)])))
    write("jpeg/x-sampling-0.jpg", own.replace(frame, r.sof(45, 35, [(1, 0x01)])))
    colours = r.jpeg(planes)
    write("jpeg/x-sampling-3-2.jpg", colours.replace(r.sof(45, 35, [(1, 0x11), (2, 0x11), (3, 0x11)]), r.sof(45, 35, [(1, 0x31), (2, 0x21), (3, 0x11)])))
    write("jpeg/x-names-twice.jpg", colours.replace(r.sof(45, 35, [(1, 0x11), (2, 0x11), (3, 0x11)]), r.sof(45, 35, [(1, 0x11), (1, 0x11), (3, 0x11)])))
    write("jpeg/x-huffman-counts.jpg", own.replace(r.segment(0xC4, r.DHT_DC), r.segment(0xC4, bytes([0, 3] + [0] * 15 + [1, 2, 3]))))
    write("jpeg/x-length-1.jpg", own[:2] + b"\xff\xe3\0\1" + own[2:])
    many = b"\xff\xd8" + r.segment(0xDB, bytes([0] + [8] * 64)) + r.sof(8, 8, [(1, 0x11)], 0xC2) + r.segment(0xC4, r.DHT_DC) + r.segment(0xC4, r.DHT_AC)
    many += r.sos([1], 0, 0, 0x0D) + b"\x0f" + b"".join(r.sos([1], 0, 0, (n + 1) << 4 | n) + b"\x7f" for n in range(12, -1, -1))
    ac_end = struct.pack("B", r.AC_SYMBOLS.index(0))
    for k in range(1, 64):
        many += r.sos([1], k, k, 0x01) + ac_end + r.sos([1], k, k, 0x10) + ac_end
    write("jpeg/x-scans.jpg", many + b"\xff\xd9")
    write("jpeg/x-passes-repeat.jpg", many[:many.index(b"\xff\xda")] + 2 * (r.sos([1], 0, 0, 0) + b"\x0f") + b"\xff\xd9")
    write("jpeg/x-detail-first.jpg", many[:many.index(b"\xff\xda")] + r.sos([1], 1, 63, 0) + ac_end + b"\xff\xd9")


def others():
    small = Image.fromarray(picture(16, 16, 255).astype(np.uint8))
    for name, kind in {"gif": "GIF", "webp": "WEBP", "bmp": "BMP", "tiff": "TIFF", "jp2": "JPEG2000", "pdf": "PDF"}.items():
        out = io.BytesIO()
        small.save(out, kind)
        write(f"other/x-{name}.{name}", out.getvalue())
    write("other/x-heic.heic", struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + bytes(64))
    write("other/x-avif.avif", struct.pack(">I", 28) + b"ftypavif\0\0\0\0avifmif1miaf" + bytes(64))
    write("other/x-jxl.jxl", b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(32))
    write("other/x-j2k.j2k", b"\xff\x4f\xff\x51" + bytes(64))
    element = struct.pack("<HH2sH", 2, 0, b"UL", 4) + struct.pack("<I", 0) + bytes(40)
    write("other/x-dicom.dcm", bytes(128) + b"DICM" + element)
    write("other/x-dicom-posing-as-tiff.dcm", b"II*\0" + bytes(124) + b"DICM" + element)
    write("other/x-dicom-bare", struct.pack("<HH2sH", 8, 5, b"CS", 10) + b"ISO_IR 100" + bytes(40))
    write("other/x-dicom-bare-group-2", element)
    write("other/x-dicom-bare-implicit", struct.pack("<HHI", 8, 8, 16) + b"ORIGINAL\\PRIMARY" + bytes(40))
    write("other/x-dicom-bare-big", struct.pack(">HH2sH", 8, 5, b"CS", 10) + b"ISO_IR 100" + bytes(40))
    write("other/x-html.png", b"\n <!DOCTYPE html><html><body>Not found</body></html>")
    write("other/x-text.png", "This is a text, déguisé en image.\n".encode())
    write("other/x-text-utf-16.png", "text".encode("utf-16"))
    write("other/x-zip.png", b"PK\3\4" + bytes(26))
    write("other/x-gzip.gz", zlib.compress(b"")[:0] + b"\x1f\x8b\x08\0" + bytes(16))
    write("other/x-unknown.png", bytes([0x80, 1, 2, 0, 3]) * 20)
    write("other/x-empty.png", b"")
    write("other/x-two-bytes.jpg", b"\xff\xd8")


def array(values, version=(1, 0)):
    out = io.BytesIO()
    np.lib.format.write_array(out, values, version=version)
    return out.getvalue()


def arrays():
    grey = picture(45, 35, 65535)
    bytes_ = (grey >> 8).astype(np.uint8)
    good = {
        "u1": bytes_, "u2": grey.astype("<u2"), "u2-big": grey.astype(">u2"), "i4": grey.astype("<i4"), "i8-big": grey.astype(">i8"),
        "f4": (grey / 65535).astype("<f4"), "f8-big": (grey / 65535).astype(">f8"), "columns": np.asfortranarray(grey.astype("<u2")),
        "first-axis": bytes_[None], "last-axis": bytes_[:, :, None], "twelve-bit": (grey >> 4).astype("<u2"),
        "colour": np.stack([bytes_, bytes_[::-1], bytes_[:, ::-1]], -1), "colour-columns": np.asfortranarray(np.stack([grey, grey // 2, grey // 3], -1).astype("<u2")),
        "one": np.full((1, 1), 7, np.uint8),
    }  # fmt: skip
    for name, values in good.items():
        write(f"npy/{name}.npy", array(values))
    write("npy/version-2.npy", array(bytes_, (2, 0)))
    write("npy/version-3.npy", array(bytes_, (3, 0)))
    write("npy/rest.npy", array(bytes_) + b"more")

    def raw(text, data=bytes(64), version=b"\1\0"):
        return b"\x93NUMPY" + version + struct.pack("<H", len(text)) + text.encode() + data

    fine = "{'descr': '|u1', 'fortran_order': False, 'shape': (8, 8), }"
    write("npy/no-blanks.npy", raw("{'shape':(8,8),'fortran_order':False,'descr':'|u1'}"))
    for name, text in {
        "not-a-dict": "[1, 2]", "empty": "{}", "no-shape": "{'descr': '|u1', 'fortran_order': False}", "open": fine[:-1] + ",",
        "negative": fine.replace("8, 8", "-8, 8"), "huge": fine.replace("8, 8", "99999999999999999999, 8"), "call": fine.replace("'|u1'", "__import__('os')"),
        "word": fine.replace("False", "Maybe"), "more": fine.replace("}", "'x': 1}"), "tail": fine + " 1", "deep": "{" * 500,
    }.items():  # fmt: skip
        write(f"npy/x-header-{name}.npy", raw(text))
    write("npy/x-header-length.npy", b"\x93NUMPY\1\0\xff\xff{}")
    write("npy/x-header-version.npy", raw(fine, version=b"\4\0"))
    write("npy/x-header-cut.npy", b"\x93NUMPY\1")
    for name, kind in {"bool": "|b1", "half": "<f2", "complex": "<c8", "text": "<U1", "object": "|O", "wide": "<f16"}.items():
        write(f"npy/x-type-{name}.npy", raw(fine.replace("|u1", kind)))
    write("npy/x-type-table.npy", array(np.zeros(4, [("a", "<u2"), ("b", "<f4")])))
    for name, shape in {"none": (), "line": (64,), "stack": (4, 4, 4), "empty": (0, 8), "four": (2, 2, 4, 4)}.items():
        write(f"npy/x-shape-{name}.npy", array(np.zeros(shape, np.uint8)))
    write("npy/x-side.npy", raw(fine.replace("8, 8", "1, 16385")))
    write("npy/x-pixels.npy", raw(fine.replace("8, 8", "16384, 16384")))
    write("npy/x-short.npy", array(bytes_)[:-1])
    for name, values in {"negative": grey.astype("<i4") - 40000, "beyond": grey.astype("<u4") + 40000, "nan": np.full((4, 4), np.nan, "<f4"),
                         "infinite": np.full((4, 4), np.inf), "above-1": np.full((4, 4), 1.5, "<f4"), "below-0": np.full((4, 4), -1e-9)}.items():  # fmt: skip
        write(f"npy/x-values-{name}.npy", array(values))


if __name__ == "__main__":
    good_png()
    bad_png()
    good_jpeg()
    bad_jpeg()
    others()
    arrays()
