"""Phantoms, corruptions and baselines: what a matrix or a card would state wrongly without notice."""

from __future__ import annotations

import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.pipeline import baselines, corruptions, data, export, fit, network, phantoms, zoo  # noqa: E402
from models.pipeline.phantoms import IMAGE, WHOLE, PhantomSet  # noqa: E402

torch.set_num_threads(1)


class Zoo(unittest.TestCase):
    def test_ids_are_unique_and_no_set_of_people_overlaps(self) -> None:
        self.assertEqual(len({e.id for e in zoo.ZOO}), len(zoo.ZOO))
        for entry in zoo.ZOO:
            if hasattr(entry.source, "train"):
                self.assertLess(entry.source.train / phantoms.CHUNK, phantoms.VALIDATION - phantoms.TRAIN)

    def test_every_network_fits_its_input_and_heads(self) -> None:
        shapes = {"image": (1, 128, 128), "histogram": (256,), "covariates": (9,)}
        for entry in zoo.ZOO:
            made = entry.network().eval()
            logits = made(torch.rand(2, *shapes[entry.input["kind"]]))[0]
            self.assertEqual(logits.shape[1], sum(entry.sizes), entry.id)
            self.assertLess(network.parameters(made), 1_000_000)


class Corruptions(unittest.TestCase):
    def setUp(self) -> None:
        self.films = np.random.default_rng(0).random((2, 224, 224), np.float32)

    def test_low_and_high_pass_add_up_to_the_film(self) -> None:
        both = corruptions.low_pass(self.films, 25) + corruptions.high_pass(self.films, 25, 0)
        np.testing.assert_allclose(both, self.films, atol=1e-5)

    def test_a_low_pass_keeps_a_slow_wave_and_takes_a_fast_one(self) -> None:
        x = np.arange(224) / 224
        for cycles, left in ((9, 1), (10, 0)):  # what lies on the circle is outside it
            wave = np.broadcast_to(np.sin(2 * np.pi * cycles * x), (1, 224, 224)).astype(np.float32)
            np.testing.assert_allclose(corruptions.low_pass(wave, 10), left * wave, atol=1e-5)

    def test_shuffling_keeps_the_histogram_and_equalising_the_order(self) -> None:
        same = corruptions.shuffled(self.films)
        np.testing.assert_array_equal(np.sort(same.ravel()), np.sort(self.films.ravel()))
        even = corruptions.equalised(self.films)[0].ravel()
        self.assertTrue((np.diff(even[np.argsort(self.films[0].ravel(), kind="stable")]) >= 0).all())

    def test_cropping_and_shrinking_keep_a_constant(self) -> None:
        flat = np.full((1, 224, 224), 0.25, np.float32)
        np.testing.assert_allclose(corruptions.crop(flat, 28), flat, atol=1e-6)
        np.testing.assert_allclose(corruptions.shrunk(flat, 128), 0.25, atol=1e-6)


@unittest.skipUnless(data.PROGRAM.exists(), "the native program is not built")
class Simulated(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        before = phantoms.CACHE
        phantoms.CACHE = Path(folder.name)
        self.addCleanup(setattr, phantoms, "CACHE", before)

    def test_shrunk_is_the_engines_resampling(self) -> None:
        of = PhantomSet(("diffuse",), 77, 3)
        whole, small = phantoms.load(of, WHOLE), phantoms.load(of, IMAGE)
        self.assertEqual(whole.seeds, small.seeds)
        mine = (corruptions.shrunk(whole.tensors[:, 0], 128) - 0.5) / 0.22
        np.testing.assert_allclose(mine, small.tensors[:, 0], atol=1e-5)

    def test_a_chunk_is_made_once_and_no_half_of_one_stays(self) -> None:
        of = PhantomSet(("shape",), 78, 2)
        once = phantoms.chunk(of, 78, 2, False)
        made = (once / "labels.csv").stat().st_mtime_ns
        self.assertEqual(phantoms.chunk(of, 78, 2, False), once)
        self.assertEqual((once / "labels.csv").stat().st_mtime_ns, made)
        with self.assertRaises(SystemExit):
            phantoms.chunk(PhantomSet(("no-such",), 1, 2), 1, 2, False)
        self.assertEqual([p.name for p in once.parent.iterdir()], ["78-2"])


class Baselines(unittest.TestCase):
    def test_statistics_of_a_histogram_worked_out_by_hand(self) -> None:
        found = baselines.statistics(np.array([[0.5, 0, 0, 0.5]], np.float32))
        self.assertAlmostEqual(found["mean"][0], 0.5)
        self.assertAlmostEqual(found["spread"][0], 0.375)
        self.assertAlmostEqual(found["entropy"][0], np.log(2))
        self.assertAlmostEqual(found["percentile 50"][0], 0.125)

    def test_a_regression_finds_what_is_there_and_nothing_in_noise(self) -> None:
        rng = np.random.default_rng(2)
        truth = rng.integers(0, 2, 1000)
        x = rng.normal(size=(1000, 3))
        people = [str(i) for i in range(1000)]
        nothing = baselines.told(baselines.unseen_scores(x, truth), truth, people)
        self.assertLess(nothing["auc"], 0.56)
        x[:, 1] += 2 * truth
        self.assertAlmostEqual(
            baselines.told(baselines.unseen_scores(x, truth), truth, people)["auc"], 0.92, delta=0.02
        )


class Networks(unittest.TestCase):
    def test_a_twin_is_fixed_by_its_seed_and_of_usual_size(self) -> None:
        films = torch.rand(64, 1, 64, 64)
        make = zoo.entry("phantom-diffuse").network
        once, again, other = (network.scrambled(make(), seed, films) for seed in (1, 1, 2))
        logits = [fit.infer(n, films, 0, 1) for n in (once, again, other)]
        self.assertTrue(torch.equal(logits[0], logits[1]))
        self.assertFalse(torch.equal(logits[0], logits[2]))
        self.assertLess(float(logits[0].abs().max()), 20)

    def test_covariates_in_their_own_units_keep_their_ranges_whole(self) -> None:
        made = zoo.entry("phantom-covariates").network().eval()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.onnx"
            export.export(made, "covariates", (9,), path)
            model = onnx.load(str(path))
        self.assertEqual([o.name for o in model.graph.output], ["logits"])
        halves = {t.name for t in model.graph.initializer if t.data_type == onnx.TensorProto.FLOAT16}
        self.assertEqual(halves, {"hidden.weight.half", "hidden.bias.half"})

    def test_the_margin_of_one_label_against_the_rest(self) -> None:
        logits = torch.log(torch.tensor([[0.5, 0.3, 0.2]]))
        self.assertAlmostEqual(float(fit.margin(logits, 0)[0]), 0.0, places=6)


if __name__ == "__main__":
    unittest.main()
