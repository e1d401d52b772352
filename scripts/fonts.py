#!/usr/bin/python3
"""Makes the fonts that ship from Debian's Inter: fonts.py [OUT], build/fonts if not said

canvas-regular.otf, canvas-semibold.otf   for the canvas, which shapes nothing: figures are tabular from the start
inter.woff2, inter-semibold.woff2         for the page, with the features it can ask for

The same input gives the same bytes. Needs Debian's fonts-inter, fonttools and python3-brotli.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = pathlib.Path("/usr/share/fonts/opentype/inter")
WEIGHTS = {
    "Inter-Regular.otf": ("canvas-regular.otf", "inter.woff2"),
    "Inter-SemiBold.otf": ("canvas-semibold.otf", "inter-semibold.woff2"),
}

# Latin as Europe writes it, and the signs that numbers and short labels need.
TEXT = [
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x180),  # Latin-1 Supplement, Latin Extended-A
    *range(0x2010, 0x2016),  # hyphens and dashes
    *range(0x2018, 0x201F),  # quotation marks
    *[0x03C1, 0x2022, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122],
    *range(0x2190, 0x2194),  # arrows
    *[0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265, 0x221E],
    *[0x25CF, 0x2713, 0x2715],
]


def open_font(name):
    return TTFont(SOURCE / name, recalcTimestamp=False)


def cut(font, features):
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = [1, 2, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=TEXT)
    subsetter.subset(font)


def tabular_figures(font):
    """Glyph of each digit → glyph of the same width for all."""
    table = font["GSUB"].table
    features = [r.Feature for r in table.FeatureList.FeatureRecord if r.FeatureTag == "tnum"]
    lookups = {index for feature in features for index in feature.LookupListIndex}
    digits = {font.getBestCmap()[code] for code in range(ord("0"), ord("9") + 1)}
    found = {}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(getattr(part, "ExtSubTable", part), "mapping", {})
            found.update({glyph: to for glyph, to in mapping.items() if glyph in digits})
    assert len(found) == 10, "this Inter has no tabular figures"
    return found


def canvas_font(name):
    font = open_font(name)
    tabular = tabular_figures(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {code: tabular.get(glyph, glyph) for code, glyph in table.cmap.items()}
    cut(font, [])
    return font


def page_font(name):
    font = open_font(name)
    cut(font, ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "case"])
    font.flavor = "woff2"
    return font


def main(out):
    out.mkdir(parents=True, exist_ok=True)
    for name, (canvas, page) in WEIGHTS.items():
        canvas_font(name).save(out / canvas)
        page_font(name).save(out / page)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/fonts"))
