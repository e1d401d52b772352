"""Families of filter settings: that a film is filtered as the page filters it, that a member takes the card's
tensor, and that Figure 1 is what the cards say."""

from __future__ import annotations

import copy
import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.pipeline import card, corruptions, data, export, figure, figure_drawing, make, measure, variants  # noqa: E402
from models.pipeline.network import Network, Rescaled, folded  # noqa: E402
from models.pipeline.phantoms import WHOLE  # noqa: E402
from models.pipeline.settings import BLOCKS, FAMILIES, STEM, Setting, order, small  # noqa: E402

torch.set_num_threads(1)
CHEST = FAMILIES[0]


def member_of(setting: Setting, file: str = "x.onnx") -> dict:
    """A card's entry of a member that was never trained."""
    return {"id": setting.id, "chain": setting.chain, "weights": {"file": file, "sha256": "0" * 64}}


class Settings(unittest.TestCase):
    def test_every_setting_is_made_once(self) -> None:
        made = [(f.of.id, s.id) for f, s in order()]
        self.assertEqual(len(made), len(set(made)))
        self.assertEqual(len(made), sum(len(f.settings) for f in FAMILIES))

    def test_a_film_without_its_mean_lies_about_mid_grey(self) -> None:
        films = np.random.default_rng(0).random((2, 224, 224), np.float32)
        for setting in CHEST.settings:
            out = setting.filtered(films)
            self.assertTrue(((out >= 0) & (out <= 1)).all())
            self.assertAlmostEqual(float(out.mean()), 0.5, delta=0.05)

    def test_films_are_shrunk_as_one(self) -> None:
        films = np.random.default_rng(1).random((150, 224, 224), np.float32)
        low = CHEST.setting("low-pass-10")
        whole = corruptions.shrunk(low.filtered(films), 128)
        np.testing.assert_array_equal(small(films, 128, low.filtered)[:, 0], whole)


def program_filters() -> bool:
    if not data.PROGRAM.exists():
        return False
    done = subprocess.run([str(data.PROGRAM), "filter", "--help"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and "--chain" in done.stdout


@unittest.skipUnless(program_filters(), "the native program is not built, or is older than its filters")
class SameFilter(unittest.TestCase):
    """numpy here, C++ in the page and the program."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        y, x = np.mgrid[0:300, 0:260] / 300
        grain = np.random.default_rng(3).normal(0, 0.08, x.shape)
        film = 0.5 + 0.35 * np.sin(9 * x + 4 * y * y) + grain
        self.films = [self.folder / name for name in ("film.png", "square.png")]
        for path, picture in zip(self.films, (film, film[:224, :224])):
            Image.fromarray((picture.clip(0, 1) * 255).round().astype(np.uint8)).save(path)

    def native(self, *arguments: str) -> np.ndarray:
        out = self.folder / "out.npy"
        data.native([*arguments, str(out)])
        return np.load(out)

    def bare(self, given: dict) -> str:
        path = self.folder / "card.json"
        path.write_text(json.dumps(card.bare("bare", given)), encoding="utf-8")
        return str(path)

    def test_filtered_films_and_tensors_are_those_of_the_program(self) -> None:
        whole = self.bare(WHOLE)
        names = [str(film) for film in self.films]
        films = self.native("preprocess", "--card", whole, *names)[:, 0]
        for family in FAMILIES:
            given = family.of.input
            for setting in family.settings:
                chain = self.folder / "chain.json"
                chain.write_text(json.dumps(setting.chain), encoding="utf-8")
                expected = self.native("filter", "--chain", str(chain), names[0])
                np.testing.assert_allclose(setting.filtered(films[:1])[0], expected, atol=1e-5, err_msg=setting.id)
                card_of = self.bare(given)
                tensor = self.native("preprocess", "--card", card_of, "--chain", str(chain), *names)
                mine = (small(films, given["height"], setting.filtered) - given["mean"][0]) / given["spread"][0]
                np.testing.assert_allclose(mine, tensor, atol=1e-5 / given["spread"][0], err_msg=setting.id)


class Member(unittest.TestCase):
    def test_takes_the_cards_tensor_and_gives_what_it_learnt(self) -> None:
        torch.manual_seed(2)
        network = Network(4, 0.0, STEM, BLOCKS).train()
        network(torch.randn(8, 1, 64, 64))
        plain = folded(network.eval())
        rescaled = Rescaled(plain, 7.5, -0.25).eval()
        given = torch.rand(3, 1, 64, 64)
        for left, right in zip(rescaled(given), plain(given * 7.5 - 0.25)):
            self.assertTrue(torch.allclose(left, right, atol=1e-5))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "low-pass-4.onnx"
            export.export(rescaled, "image", (1, 64, 64), path)
            kinds = {t.name: t.data_type for t in onnx.load(str(path)).graph.initializer}
            logits = measure.run_onnx(path, given.numpy(), "logits")
        self.assertEqual(kinds[export.CAM], onnx.TensorProto.FLOAT)
        self.assertEqual(kinds["scale_by"], onnx.TensorProto.FLOAT)
        expected = export.halved(rescaled)(given)[0].detach().numpy()
        np.testing.assert_allclose(logits, expected, atol=1e-4)

    def test_the_members_stand_by_filter_and_radius_each_once(self) -> None:
        stated: dict = {}
        for name in ("high-pass-4", "low-pass-24", "low-pass-2", "high-pass-4"):
            stated = variants.with_member(stated, CHEST, member_of(CHEST.setting(name), name))
        self.assertEqual([v["id"] for v in stated["variants"]], ["low-pass-2", "low-pass-24", "high-pass-4"])

    def test_a_member_whose_file_is_damaged_is_made_again(self) -> None:
        low = CHEST.setting("low-pass-4")
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "x.onnx").write_bytes(b"whole")
            made = member_of(low)
            (folder / "card.json").write_text(json.dumps({"variants": [made]}))
            self.assertFalse(variants.is_made(low, folder))
            made["weights"]["sha256"] = hashlib.sha256(b"whole").hexdigest()
            (folder / "card.json").write_text(json.dumps({"variants": [made]}))
            self.assertTrue(variants.is_made(low, folder))
            self.assertFalse(variants.is_made(CHEST.setting("low-pass-2"), folder))

    def test_a_card_written_again_keeps_its_family_unless_the_tensor_changed(self) -> None:
        with tempfile.TemporaryDirectory() as place:
            out, staged = Path(place) / "out", Path(place) / "staged"
            out.mkdir(), staged.mkdir()
            (out / "x.onnx").write_bytes(b"member")
            old = {"id": "m", "input": {"mean": [0.5]}, "variants": [member_of(CHEST.settings[0])]}
            (out / "card.json").write_text(json.dumps(old))
            kept = make.carried(out, staged, {"id": "m", "input": {"mean": [0.5]}})
            self.assertEqual(kept["variants"], old["variants"])
            self.assertEqual((staged / "x.onnx").read_bytes(), b"member")
            self.assertNotIn("variants", make.carried(out, staged, {"id": "m", "input": {"mean": [0.6]}}))

    def test_shipped_files_are_small(self) -> None:
        sizes = []
        for family in FAMILIES:
            folder = make.MODELS / family.of.id
            for each in card.read(folder / "card.json").get("variants", []):
                sizes.append((folder / each["weights"]["file"]).stat().st_size)
        self.assertTrue(all(size <= 800_000 for size in sizes), sizes)
        self.assertLessEqual(sum(sizes), 15_000_000)


class Figure(unittest.TestCase):
    def test_it_is_what_the_cards_say(self) -> None:
        content = figure.built(make.MODELS, figure.FINDINGS)
        self.assertEqual(json.loads(figure.JSON.read_text(encoding="utf-8")), content, "npm run models:figure")
        self.assertEqual(figure.SVG.read_text(encoding="utf-8"), figure_drawing.drawn(content))
        page = figure.PAGE.read_text(encoding="utf-8")
        self.assertIn(figure.table(content), page)
        self.assertIn(figure.sentences(content), page)

    def test_every_setting_is_there_or_named_as_missing(self) -> None:
        content = figure.built(make.MODELS, figure.FINDINGS)
        for family, found in zip(FAMILIES, content["families"]):
            here = {p["setting"] for p in found["points"]} | set(found["missing"])
            self.assertEqual(here, {s.id for s in family.settings})
            for point in found["points"]:
                for m in (*point["retrained"], *point["fixed"]):
                    self.assertLessEqual(m["low"], m["value"])
                    self.assertGreaterEqual(m["images"], m["patients"])

    def test_a_corner_where_the_story_fails_is_said(self) -> None:
        def m(value: float) -> dict:
            return {"head": "h", "population": "held-out", "value": value, "low": value - 0.01, "high": value + 0.01}

        def point(radius: int, new: float, old: float) -> dict:
            return {"setting": f"low-pass-{radius}", "retrained": [m(new)], "fixed": [m(old)]}

        found = {"model": "x", "heads": [{"id": "h", "title": "H"}]}
        found["points"] = [point(2, 0.505, 0.5), point(4, 0.9, 0.6), point(6, 0.9, 0.91), point(8, 0.9, 0.95)]
        lines = figure.outcomes(found)
        self.assertEqual(len(lines), 4)
        for words, radius in (("better, intervals", 4), ("overlap", 6), ("story fails", 8), ("nothing is left", 2)):
            self.assertTrue(any(words in line and f"low-pass {radius}" in line for line in lines), (words, lines))
        worse = copy.deepcopy(found)
        worse["points"] = []
        self.assertEqual(figure.outcomes(worse), [])


if __name__ == "__main__":
    unittest.main()
