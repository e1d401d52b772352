"""Makes the pictures of docs/phantoms.md: 24 unselected films, and each mechanism on one person, A, B and the difference.

Needs build/native-release/unseen (npm run build).

    /usr/bin/python3 scripts/phantom_sheet.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "build" / "native-release" / "unseen"
MECHANISMS = ("bone-density", "tissue-texture", "exposure", "shape", "corner-marker", "field-of-view", "diffuse")
SIZE = 384  # simulated; shown at TILE
TILE = 192
AMPLIFIED = 4


def films(count: int, seed: int, *options: str) -> list[np.ndarray]:
    """Films of a set as values in [0, 1]."""
    with tempfile.TemporaryDirectory() as folder:
        command = [PROGRAM, "simulate", "--count", str(count), "--seed", str(seed), "--size", str(SIZE), "--out", folder]
        subprocess.run([*command, *options], check=True, stderr=subprocess.DEVNULL)
        paths = sorted(Path(folder).glob("*.png"))
        return [np.asarray(Image.open(path), dtype=np.float64) / 65535 for path in paths]


def sheet(tiles: list[np.ndarray], columns: int, out: Path) -> None:
    rows = -(-len(tiles) // columns)
    page = Image.new("L", (columns * TILE, rows * TILE))
    for i, tile in enumerate(tiles):
        grey = Image.fromarray(np.clip(tile * 255 + 0.5, 0, 255).astype(np.uint8))
        page.paste(grey.resize((TILE, TILE), Image.LANCZOS), (i % columns * TILE, i // columns * TILE))
    page.save(out, optimize=True)


def main() -> None:
    sheet(films(24, 24), 6, ROOT / "docs" / "phantoms.png")
    pairs = [[films(1, 5, "--mechanisms", m, "--cohort", c, "--set", "finding=0")[0] for c in "AB"] for m in MECHANISMS]
    differences = [0.5 + AMPLIFIED * (b - a) for a, b in pairs]
    rows = [a for a, _ in pairs] + [b for _, b in pairs] + differences
    sheet(rows, len(MECHANISMS), ROOT / "docs" / "phantom-mechanisms.png")
    lateral = films(3, 17, "--set", "view=2", "--set", "finding=0")
    hands = films(3, 9, "--body", "hand", "--kvp", "55")
    sheet([*lateral, *hands], 6, ROOT / "docs" / "phantom-others.png")


if __name__ == "__main__":
    main()
