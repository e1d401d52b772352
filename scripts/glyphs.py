#!/usr/bin/python3
"""Makes web/page/glyphs.ts from Debian's Inter: the letters that pictures are written with which the page encodes itself.

Each letter is a box of grey, 16 levels, `height` rows: what a canvas would draw, without reading a canvas back.
Needs Debian's fonts-inter and python3-pil.
"""

import base64
import pathlib

from PIL import Image, ImageDraw, ImageFont

SIZE = 22
HEIGHT = 28
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "–·×°²µ"
OUT = pathlib.Path(__file__).parent.parent / "web" / "page" / "glyphs.ts"


def main() -> None:
    font = ImageFont.truetype("/usr/share/fonts/opentype/inter/Inter-Regular.otf", SIZE)
    widths, bits = [], []
    for letter in LETTERS:
        width = max(1, round(font.getlength(letter)))
        box = Image.new("L", (width, HEIGHT), 0)
        ImageDraw.Draw(box).text((0, 0), letter, fill=255, font=font)
        widths.append(width)
        bits += [round(value / 17) for value in box.getdata()]
    if len(bits) % 2:
        bits.append(0)
    packed = bytes(high << 4 | low for high, low in zip(bits[::2], bits[1::2]))
    text = base64.b64encode(packed).decode()
    lines = "\n".join(f"  '{text[i:i + 110]}'," for i in range(0, len(text), 110))
    OUT.write_text(
        f"""// Made by scripts/glyphs.py from Inter (SIL Open Font License 1.1); do not edit.
export const letters = {repr(LETTERS) if "'" not in LETTERS else '"' + LETTERS.replace(chr(92), chr(92) * 2).replace('"', chr(92) + '"') + '"'};
export const height = {HEIGHT};
/** Of each letter, in pixels. */
export const widths = [{", ".join(map(str, widths))}];
/** Four bits a pixel, row by row, letter after letter. */
export const bits = [
{lines}
].join('');
"""
    )


if __name__ == "__main__":
    main()
