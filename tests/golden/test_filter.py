"""Every operation of `unseen filter` against an independent statement of it: tests/golden/filter/, a file an operation.

On a drawn picture of odd sides, and on three radiographs of ../shared where they are. Needs build/native-release/unseen.
"""
import importlib
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

from reference import stored_values

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build/native-release/unseen"
SHARED = Path(os.environ.get("UNSEEN_SHARED", ROOT.parent / "shared")) / "data"
FOLDER = Path(__file__).resolve().parent / "filter"
HELPERS = ("__init__", "draws", "study_size", "make_frequency")
RADIOGRAPHS = 3


def golden(operation):
    return importlib.import_module("filter." + operation.replace("-", "_"))


def goldens():
    return sorted(path.stem.replace("_", "-") for path in FOLDER.glob("*.py") if path.stem not in HELPERS)


def drawn(height=97, width=131):
    """Smooth shapes, an edge, black, white and grain, in 16 bits."""
    y, x = np.mgrid[0:height, 0:width] / [[[height]], [[width]]]
    picture = 0.5 + 0.4 * np.sin(9 * x + 3 * y) * np.cos(7 * y) + 0.2 * (x > 0.6) - 0.3 * (y > 0.8)
    picture += np.random.default_rng(7).normal(0, 0.03, picture.shape)
    return np.round(np.clip(picture, 0, 1) * 65535).astype(np.uint16)


def filtered(chain, path):
    with tempfile.TemporaryDirectory() as folder:
        stated, result = Path(folder, "chain.json"), Path(folder, "out.npy")
        stated.write_text(json.dumps(chain))
        done = subprocess.run([PROGRAM, "filter", "--chain", stated, path, result], capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise AssertionError(done.stderr)
        return np.load(result).astype(np.float64)


class Operations(unittest.TestCase):
    def compare(self, operation, path, image):
        told = golden(operation)
        for case in told.CASES:
            with self.subTest(operation, picture=path.name, **case):
                step = {"op": operation, **case}
                if hasattr(told, "STROKES"):
                    step["strokes"] = told.STROKES
                got, expected = filtered([step], path), told.reference(image, **case)
                self.assertEqual(got.shape, expected.shape)
                if hasattr(told, "check"):
                    told.check(case, got, expected)
                else:
                    self.assertLessEqual(np.abs(got - expected).max(), told.TOLERANCE)

    def test_every_operation_has_a_golden(self):
        done = subprocess.run([PROGRAM, "operations", "--json"], capture_output=True, text=True, timeout=60, check=True)
        listed = json.loads(done.stdout)
        named = [each["id"] for each in (listed["operations"] if isinstance(listed, dict) else listed)]
        self.assertEqual(sorted(named), goldens())

    def test_on_a_drawn_picture(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, pixels in (("odd.png", drawn()), ("even.png", drawn(64, 80))):
                path = Path(folder, name)
                Image.fromarray(pixels).save(path)
                for operation in goldens():
                    self.compare(operation, path, pixels / 65535)

    @unittest.skipUnless((SHARED / "test").exists(), "needs the films of ../shared/data/test")
    def test_on_shared_radiographs(self):
        listed = json.loads((SHARED / "test/MANIFEST.json").read_text())["files"]
        films = [SHARED / "test" / each["path"] for each in listed if each["kind"] == "radiograph" and each["path"].endswith(".png")]
        self.assertGreaterEqual(len(films), RADIOGRAPHS)
        for path in sorted(films, key=lambda film: film.stat().st_size)[:RADIOGRAPHS]:
            values, bits = stored_values(path)
            for operation in goldens():
                self.compare(operation, path, values / (2 ** bits - 1))


if __name__ == "__main__":
    unittest.main()
