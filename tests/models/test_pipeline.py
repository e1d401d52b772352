"""The parts of the training pipeline that can be wrong without anyone noticing."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.pipeline import augment, calibrate, data, export, films, make  # noqa: E402
from models.pipeline.data import Film  # noqa: E402
from models.pipeline.fit import Films, Recipe, fit, infer  # noqa: E402
from models.pipeline.network import Network, folded  # noqa: E402

torch.set_num_threads(1)


def film(folder: str, view: str, sex: str, split: str = "train", patient: str = "p") -> Film:
    return Film(Path("x.png"), folder, split, patient, view, sex, None)


def make_small() -> Network:
    return Network(4, 0.2)


def used_network() -> Network:
    """A small network whose normalisations have seen something."""
    torch.manual_seed(2)
    network = Network(4, 0.0).train()
    network(torch.randn(8, 1, 32, 32) * 2 + 1)
    return network.eval()


class Data(unittest.TestCase):
    def test_under_even_weights_the_folder_tells_nothing(self) -> None:
        films = [film("nih256", "AP", "F")] * 7 + [film("nih256", "PA", "F")] * 2
        films += [film("nih256", "AP", "M"), film("nih256", "PA", "M")]
        films += [film("nih128", "PA", "F")] * 9 + [film("nih128", "AP", "F")]
        weights = data.even_weights(films)
        self.assertAlmostEqual(weights.mean(), 1)
        for folder in data.NIH:
            picked = [f.folder == folder for f in films]
            ap = [f.folder == folder and f.view == "AP" for f in films]
            self.assertAlmostEqual(weights[ap].sum() / weights[picked].sum(), 0.5)

    def test_a_patient_in_two_splits_is_refused(self) -> None:
        films = [film("nih256", "AP", "F", "train"), film("nih128", "PA", "F", "test")]
        with self.assertRaisesRegex(SystemExit, "patient p is in two splits"):
            data.check_split(films)

    def test_the_unseen_hospital_is_in_no_part(self) -> None:
        films = [film("hannover", "AP", "F", split) for split in ("train", "val", "test")]
        self.assertEqual([data.part(films, s) for s in ("train", "val", "test")], [[], [], []])
        self.assertEqual(data.unseen_hospital(films), films)


class Augment(unittest.TestCase):
    def test_is_fixed_by_its_seed(self) -> None:
        x = torch.rand(4, 1, 64, 64)
        once, again, other = (
            augment.augmented(x, augment.equalised(x), torch.Generator().manual_seed(seed))
            for seed in (1, 1, 2)
        )
        self.assertTrue(torch.equal(once, again))
        self.assertFalse(torch.equal(once, other))

    def test_equalised_spreads_the_levels_evenly_and_keeps_their_order(self) -> None:
        x = torch.rand(2, 1, 16, 16) ** 3
        even = augment.equalised(x).flatten(1)
        self.assertTrue(torch.allclose(even.sort(1).values[0], torch.linspace(0, 1, 256)))
        self.assertTrue(torch.equal(even.argsort(1), x.flatten(1).argsort(1)))


class Measure(unittest.TestCase):
    def test_blanking_leaves_the_middle_and_hides_the_rest(self) -> None:
        images = np.random.default_rng(0).random((2, 1, 128, 128), np.float32)
        mean = images.mean((2, 3))
        sides, corners = films.without_sides(images), films.without_corners(images)
        self.assertTrue((sides[:, :, 18:110, 18:110] == images[:, :, 18:110, 18:110]).all())
        np.testing.assert_array_equal(sides[:, :, 0, 60], mean)
        np.testing.assert_array_equal(sides[:, :, 60, 127], mean)
        np.testing.assert_array_equal(corners[:, :, 96, 127], mean)
        self.assertTrue((corners[:, :, 32:96] == images[:, :, 32:96]).all())


class Exported(unittest.TestCase):
    def test_folding_changes_nothing(self) -> None:
        network, x = used_network(), torch.rand(3, 1, 32, 32)
        for left, right in zip(network(x), folded(network)(x)):
            self.assertTrue(torch.allclose(left, right, atol=1e-5))

    def test_weights_are_half_but_for_the_last_layer(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.onnx"
            export.export(folded(used_network()), "image", (1, 32, 32), path)
            model = onnx.load(str(path))
        kinds = {tensor.name: tensor.data_type for tensor in model.graph.initializer}
        self.assertEqual(kinds[export.CAM], onnx.TensorProto.FLOAT)
        self.assertEqual(kinds["stem.weight.half"], onnx.TensorProto.FLOAT16)
        self.assertEqual(model.graph.input[0].type.tensor_type.shape.dim[0].dim_param, "batch")
        self.assertLessEqual(model.ir_version, 8)

    def test_a_finished_folder_replaces_the_old_one_whole(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            staged, out = Path(folder) / "staged", Path(folder) / "out"
            for place, text in ((staged, "new"), (out, "old")):
                place.mkdir()
                for name in ("model.onnx", "card.json"):
                    (place / name).write_text(text)
            make.put_in_place(staged, out)
            self.assertFalse(staged.exists())
            self.assertEqual({p.read_text() for p in out.iterdir()}, {"new"})


class Calibrate(unittest.TestCase):
    def test_finds_the_temperature_that_spoiled_the_logits(self) -> None:
        rng = torch.Generator().manual_seed(0)
        margin = torch.randn(20000, generator=rng) * 2
        labels = (torch.rand(20000, generator=rng) > torch.sigmoid(margin)).long()
        logits = torch.stack([margin, torch.zeros_like(margin)], 1) * 3
        found = calibrate.temperatures(logits, labels[:, None], torch.ones(20000), (2,))
        self.assertAlmostEqual(found[0], 3, delta=0.15)

    def test_the_divided_last_layer_divides_the_logits(self) -> None:
        network, x = used_network(), torch.rand(2, 1, 32, 32)
        expected = network(x)[0] / torch.tensor([2.0, 2.0, 0.5, 0.5])
        self.assertTrue(torch.allclose(calibrate.cooled(network, [2, 0.5], (2, 2))(x)[0], expected))


class Fit(unittest.TestCase):
    def test_a_stopped_run_goes_on_to_the_same_network(self) -> None:
        rng = torch.Generator().manual_seed(4)
        labels = torch.randint(0, 2, (24, 2), generator=rng)
        images = torch.rand(24, 1, 32, 32, generator=rng) * (0.5 + 0.5 * labels[:, :1, None, None])
        examples = Films(images, labels, torch.ones(24), (2, 2))
        recipe = Recipe(epochs=3, patience=3, batch=8)

        class Stopped(Exception):
            pass

        with tempfile.TemporaryDirectory() as folder:
            one, two = Path(folder) / "one.pt", Path(folder) / "two.pt"
            whole, kept = fit(make_small, examples, examples, 0.5, 0.25, recipe, one)

            def stop(epoch: int) -> None:
                if epoch == 2:
                    raise Stopped

            with self.assertRaises(Stopped):
                fit(make_small, examples, examples, 0.5, 0.25, recipe, two, after_epoch=stop)
            resumed, kept_again = fit(make_small, examples, examples, 0.5, 0.25, recipe, two)
            other = dataclasses.replace(recipe, seed=1)
            reseeded, _ = fit(make_small, examples, examples, 0.5, 0.25, other, two)
        self.assertEqual(kept, kept_again)
        logits = [infer(n, images, 0.5, 0.25) for n in (whole, resumed, reseeded)]
        self.assertTrue(torch.equal(logits[0], logits[1]))
        self.assertFalse(torch.equal(logits[0], logits[2]))


if __name__ == "__main__":
    unittest.main()
