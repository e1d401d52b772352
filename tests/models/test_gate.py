"""The gate's arithmetic in Python against its definitions and against the native program."""

from __future__ import annotations

import json
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.pipeline import data  # noqa: E402
from models.pipeline.gate import drawn, features, films, kinds, measure, pictures, router, vary  # noqa: E402

GATE = data.REPOSITORY / "models" / "gate" / "gate.json"


class Features(unittest.TestCase):
    def setUp(self) -> None:
        rng = np.random.default_rng(1)
        mixing = rng.normal(size=(40, 40)) * np.linspace(3, 0.1, 40)
        self.train = rng.normal(size=(3000, 40)) @ mixing + 5
        self.val = rng.normal(size=(3000, 40)) @ mixing + 5
        self.rng = rng

    def test_with_every_axis_it_is_the_distance_of_mahalanobis(self) -> None:
        gate = features.features_gate(self.train, self.val)
        scaled = (self.train - self.train.mean(0)) / self.train.std(0)
        values, vectors = np.linalg.eigh(features.shrunk(scaled))
        gate |= {"axes": vectors.T.ravel(), "variances": values, "mean": self.train.mean(0), "spread": self.train.std(0)}
        x = (self.val - self.train.mean(0)) / self.train.std(0)
        exact = np.sqrt(np.einsum("ni,ij,nj->n", x, np.linalg.inv(features.shrunk(scaled)), x) / 40)
        np.testing.assert_allclose(features.distance(gate, self.val), exact, rtol=1e-6)

    def test_shrinks_less_the_more_is_known(self) -> None:
        x = self.train - self.train.mean(0)
        few, many = (np.linalg.norm(features.shrunk(x[:n]) - x[:n].T @ x[:n] / n) for n in (60, 3000))
        self.assertGreater(few, many)
        flat = features.shrunk(self.rng.normal(size=(20, 40)))
        self.assertLess(np.abs(flat - np.eye(40)).max(), 0.5)

    def test_passes_what_is_alike_and_holds_back_what_is_not(self) -> None:
        gate = features.features_gate(self.train, self.val)
        self.assertLess((features.distance(gate, self.val) > gate["threshold"]).mean(), 0.01)
        self.assertTrue((features.distance(gate, self.val[:50] + 40) > gate["far"]).all())

    def test_fits_a_card(self) -> None:
        rng = np.random.default_rng(2)
        gate = features.features_gate(rng.normal(size=(500, 96)), rng.normal(size=(500, 96)))
        self.assertLess(len(json.dumps(gate)), 40_000)


class Rates(unittest.TestCase):
    def test_interval_holds_the_rate(self) -> None:
        for count, images in ((0, 50), (1, 50), (49, 50), (50, 50)):
            row = measure.rate("hand", "x", "detected", count, images)
            self.assertTrue(0 <= row["low"] <= row["rate"] <= row["high"] <= 1)
        low, high = measure.interval(5, 100)
        self.assertAlmostEqual(low, 0.02154, places=4)
        self.assertAlmostEqual(high, 0.11175, places=4)


class Pictures(unittest.TestCase):
    def test_a_seed_fixes_them(self) -> None:
        for make in (drawn.text, drawn.drawing, drawn.noise, drawn.empty):
            one, two = (make(np.random.default_rng(5), "train") for _ in range(2))
            np.testing.assert_array_equal(one, two)
            self.assertTrue(0 <= one.min() and one.max() <= 1)


@unittest.skipUnless(data.PROGRAM.exists(), "the native program is not built")
class Native(unittest.TestCase):
    def test_router_says_what_the_program_says(self) -> None:
        shipped = router.read(GATE)
        card = json.loads((data.REPOSITORY / "contract/fixtures/card/valid/gated.json").read_text())
        card["gate"] |= {"accepts": [kinds.CHEST], "features": None}
        rng = np.random.default_rng(8)
        with tempfile.TemporaryDirectory() as folder:
            place, paths = Path(folder), []
            (place / "card.json").write_text(json.dumps(card))
            for k, make in enumerate((drawn.text, drawn.drawing, drawn.noise) * 4):
                paths.append(place / f"{k}.png")
                vary.picture(make(rng, "test")).save(paths[-1])
            table = pictures.signs_of(paths)
            said = films.verdicts(place / "card.json", paths)
        margins = shipped.margins(table[:, pictures.FACTS :], (kinds.CHEST,))
        best = shipped.scores(table[:, pictures.FACTS :]).argmax(1)
        for row, margin, kind, one in zip(table, margins, best, said):
            if row[pictures.FACTS - 1] > 0:
                continue
            self.assertAlmostEqual(-one["score"], float(margin), places=3)
            self.assertEqual(one["kind"], shipped.ids[kind])
            self.assertEqual(one["verdict"], "out")
            self.assertTrue(one["reasons"])


if __name__ == "__main__":
    unittest.main()
