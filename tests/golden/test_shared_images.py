"""The native program against Pillow and torch on real files, and on the corpus of this repository.

Goldens of the files in ../shared are computed here, while the test runs, and never kept. Needs build/native-release/unseen.
"""
import json
import os
import subprocess
import tempfile
import unittest
import warnings
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from reference import stored_values

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build/native-release/unseen"
SHARED = Path(os.environ.get("UNSEEN_SHARED", ROOT.parent / "shared")) / "data"

# Levels of 255 that stb's JPEG pixels may lie from libjpeg's, as src/image/README.md states.
JPEG_GREY, JPEG_COLOUR = 1, 3


def card(width, height, fit="squash", kernel="bilinear"):
    value = json.loads((ROOT / "contract/fixtures/card/valid/squash-128.json").read_text())
    value["input"] |= {"width": width, "height": height, "fit": fit, "kernel": kernel, "mean": [0], "spread": [1], "range": {"8": [0, 1], "16": [0, 1]}}
    return value


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=60)


def describe(path):
    done = run("describe", path)
    return json.loads(done.stdout) if done.returncode == 0 else None


def preprocess(path, value, window=None):
    with tempfile.TemporaryDirectory() as folder:
        stated, result = Path(folder, "card.json"), Path(folder, "tensor.npy")
        stated.write_text(json.dumps(value))
        extra = ["--window", window["center"], window["width"]] if window else []
        done = run("preprocess", *extra, "--card", stated, path, result)
        if done.returncode:
            raise AssertionError(done.stderr)
        tensor = np.load(result)
        return tensor.reshape(tensor.shape[-2:])


def manifest(kinds):
    listed = json.loads((SHARED / "test/MANIFEST.json").read_text())["files"]
    return [(entry, SHARED / "test" / entry["path"]) for entry in listed if entry["kind"] in kinds]


class Pixels(unittest.TestCase):
    """Decoded pixels equal an independent reader's: exactly for PNG, within the stated bound for JPEG (pains 44, 45)."""

    def setUp(self):
        warnings.simplefilter("ignore")
        self.assertTrue(PROGRAM.exists(), "build it first: npm run build")

    def compare(self, path):
        facts = describe(path)
        self.assertIsNotNone(facts, path.name)
        expected, bits = stored_values(path)
        self.assertEqual((facts["height"], facts["width"]), expected.shape, path.name)
        self.assertEqual(facts["bits"], bits, path.name)
        top = 2 ** bits - 1
        full = {"center": (top + 1) / 2, "width": top + 1}
        gap = np.abs(preprocess(path, card(facts["width"], facts["height"]), full).astype(float) - expected / top).max()
        if facts["format"] in ("PNG", "NumPy"):
            self.assertLessEqual(gap, 1e-6, path.name)
        else:
            levels = JPEG_GREY if facts["photometric"] == "MONOCHROME2" else JPEG_COLOUR
            self.assertLessEqual(gap * 255, levels + 1e-3, path.name)
        return gap * top

    def test_corpus(self):
        for path in sorted((ROOT / "tests/corpus").glob("[npj]*/*")):
            # Pillow shows colours beyond the table as it likes, smooths a picture whose detail was left out, and reads neither EXIF of odd types nor bytes between segments.
            apart = path.name in ("palette-beyond.png", "scan-after-end.jpg", "progressive-coarse.jpg", "stray-between.jpg", "stray-before-restart.jpg") or path.name.startswith(("exif-b", "exif-long", "16384", "1x16384"))
            if not path.name.startswith("x-") and not apart:
                with self.subTest(path.name):
                    self.compare(path)

    @unittest.skipUnless((SHARED / "test").exists(), "needs the files of ../shared/data/test")
    def test_shared_files(self):
        for entry, path in manifest(("radiograph", "decode", "out-of-distribution")):
            with self.subTest(entry["path"]):
                self.compare(path)

    @unittest.skipUnless((SHARED / "real/covidcxr").exists(), "needs the films of ../shared/data/real")
    def test_shared_real_jpegs(self):
        paths = [p for folder in ("covidcxr", "hannover", "nih256") for p in sorted((SHARED / "real" / folder).iterdir())[:9]]
        for path in paths:
            with self.subTest(path.parent.name):
                self.compare(path)

    @unittest.skipUnless((SHARED / "test").exists(), "needs the files of ../shared/data/test")
    def test_shared_refusals(self):
        for entry, path in manifest(("refuse", "dicom")):
            with self.subTest(entry["path"]):
                done = run("describe", path)
                self.assertNotEqual(done.returncode, 0)
                self.assertEqual(len(done.stderr.strip().splitlines()), 1)
                if entry["kind"] == "dicom" and path.suffix == ".dcm":
                    self.assertIn("dicom-elsewhere", done.stderr)


class Tensors(unittest.TestCase):
    """Fit and kernel on real films equal torch's (pains 44, 46, 47)."""

    @unittest.skipUnless((SHARED / "test").exists(), "needs the files of ../shared/data/test")
    def test_shared_radiographs(self):
        for entry, path in manifest(("radiograph",)):
            if path.suffix != ".png":
                continue
            expected, bits = stored_values(path)
            image = torch.from_numpy((expected / (2 ** bits - 1)).astype(np.float32))
            side = min(image.shape)
            top, left = (image.shape[0] // 2 - side // 2, image.shape[1] // 2 - side // 2)
            crop = image[top:top + side, left:left + side]
            for fit, source in (("squash", image), ("centre-crop-square", crop)):
                for kernel, antialias in (("bilinear", False), ("bilinear-antialias", True)):
                    with self.subTest(f"{entry['path']} {fit} {kernel}"):
                        torchs = F.interpolate(source[None, None], (320, 320), mode="bilinear", align_corners=False, antialias=antialias)
                        gap = np.abs(preprocess(path, card(320, 320, fit, kernel)) - torchs[0, 0].numpy()).max()
                        self.assertLessEqual(gap, 1e-6)


if __name__ == "__main__":
    unittest.main()
