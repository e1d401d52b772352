"""The native program's tensors against torch's, for the study's public network (reference: models.md of the project's notes).

The film lies in ../shared (UNSEEN_SHARED overrides) and its tensor is computed while the test runs, never kept.
Needs build/native-release/unseen.
"""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "build/native-release/unseen"
CARD = ROOT / "contract/fixtures/card/valid/study-race-resnet34.json"
FILMS = Path(os.environ.get("UNSEEN_SHARED", ROOT.parent / "shared")) / "data/test/radiograph"
FILM = FILMS / "00027426_000.png"


def preprocess(*paths):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "tensor.npy")
        done = subprocess.run([PROGRAM, "preprocess", "--card", CARD, *paths, out], capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise AssertionError(done.stderr)
        return np.load(out)


def study(path):
    """The study's own steps: [0,1], centre square, 320 × 320 bilinear and antialiased, ImageNet's mean and spread, three channels."""
    grey = torch.from_numpy(np.asarray(Image.open(path).convert("L"), np.float32) / 255)
    height, width = grey.shape
    side = min(height, width)
    y, x = height // 2 - side // 2, width // 2 - side // 2
    square = F.interpolate(grey[None, None, y : y + side, x : x + side], (320, 320), mode="bilinear", antialias=True)
    mean, spread = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1), torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    return ((square.repeat(1, 3, 1, 1) - mean) / spread).numpy()


@unittest.skipUnless(FILM.exists(), "needs the films of ../shared/data/test")
class StudyTensor(unittest.TestCase):
    def test_equals_torch_on_the_published_film(self):
        ours = preprocess(FILM)
        self.assertEqual((ours.shape, ours.dtype, ours.flags.c_contiguous), ((1, 3, 320, 320), np.float32, True))
        self.assertLessEqual(np.abs(ours - study(FILM)).max(), 1e-5)

    def test_another_label_order_or_range_is_another_card(self):
        """A silent mismatch still gives a tensor; only the card tells (pain 43)."""
        stated = json.loads(CARD.read_text())
        self.assertEqual([label["id"] for label in stated["heads"][0]["labels"]], ["asian", "black", "white"])
        self.assertEqual(stated["input"]["range"], {"8": [0, 1], "16": [0, 1]})

    def test_many_films_in_one_call_are_the_films_one_by_one(self):
        films = sorted(FILMS.glob("*.png"))[:4]
        together = preprocess(*films)
        self.assertEqual(together.shape, (len(films), 3, 320, 320))
        for i, film in enumerate(films):
            self.assertTrue(np.array_equal(together[i : i + 1], preprocess(film)), film.name)


if __name__ == "__main__":
    unittest.main()
