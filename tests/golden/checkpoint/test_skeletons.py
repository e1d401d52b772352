"""The skeletons in the project are what the script makes, their tables say what their graphs say, and their cards cite what was published."""

import json
import math
import unittest
from pathlib import Path

import onnx

from models.skeletons import make
from tests.golden.checkpoint.networks import MAKERS, network, state_dict

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "models/skeletons"


def table(kind):
    return json.loads((FOLDER / kind / "tensors.json").read_text())


class Skeletons(unittest.TestCase):
    def test_the_files_are_what_the_script_makes(self):
        for name, data in make.files().items():
            self.assertEqual((FOLDER / name).read_bytes(), data, name)

    def test_the_table_is_the_graph_s_own_list_of_numbers_outside(self):
        for kind in MAKERS:
            graph = onnx.load(str(FOLDER / kind / "skeleton.onnx"), load_external_data=False).graph
            rows = []
            for tensor in graph.initializer:
                self.assertEqual(tensor.data_location, onnx.TensorProto.EXTERNAL, tensor.name)
                place = {entry.key: entry.value for entry in tensor.external_data}
                self.assertEqual(place["location"], "weights.bin")
                self.assertEqual(int(place["length"]), 4 * math.prod(tensor.dims))
                rows.append([tensor.name, list(tensor.dims), int(place["offset"])])
            self.assertEqual(rows, table(kind)["tensors"])
            ends = [offset + 4 * math.prod(shape) for _, shape, offset in rows]
            self.assertEqual([offset for _, _, offset in rows[1:]] + [table(kind)["bytes"]], ends)

    def test_names_and_shapes_are_those_of_torch_s_network(self):
        for kind in MAKERS:
            theirs = {
                key: list(value.shape)
                for key, value in state_dict(network(kind, 1)).items()
                if not key.endswith("num_batches_tracked")
            }
            self.assertEqual({name: shape for name, shape, _ in table(kind)["tensors"]}, theirs)

    def test_the_study_s_network_has_the_keys_that_its_publishers_state(self):
        keys = state_dict(network("resnet34-320-3", 1))
        self.assertEqual(len(keys), 218)
        self.assertEqual(list(keys["fc.0.weight"].shape), [3, 512])


class Cards(unittest.TestCase):
    def setUp(self):
        findings = json.loads((ROOT / "assets/findings/findings.json").read_text())
        self.findings = {row["id"]: row for row in findings}
        self.cards = [json.loads(path.read_text()) for path in sorted(FOLDER.glob("*/*.card.json"))]

    def test_what_is_reported_is_a_published_figure_number_for_number(self):
        cited = [row for card in self.cards for row in card.get("published", [])]
        self.assertGreaterEqual(len(cited), 12)
        for row in cited:
            found = self.findings[row["finding"]]
            self.assertEqual(
                [row["metric"], row["value"], row["low"], row["high"]],
                [found["metric"], found["value"], found["ci_low"], found["ci_high"]],
                row["finding"],
            )
            self.assertIn(row["label"], found["task"].lower())

    def test_the_order_of_labels_is_each_network_s_own(self):
        order = {card["id"]: [label["title"] for label in card["heads"][0]["labels"]] for card in self.cards}
        self.assertEqual(order["study-race-resnet34"], ["Asian", "Black", "White"])
        self.assertEqual(order["chexploration-race-densenet121"], ["White", "Asian", "Black"])
        self.assertEqual(len(order["torchxrayvision-densenet121-all"]), 18)

    def test_a_card_of_recorded_race_says_what_it_is_and_what_it_is_not(self):
        for card in self.cards:
            self.assertTrue(any("no diagnosis" in text or "is a diagnosis" in text for text in card["use"]["misuse"]), card["id"])
            if card["heads"][0]["id"] == "race":
                self.assertIn("social", card["heads"][0]["about"])
                self.assertTrue(any("identifies nobody" in text for text in card["use"]["misuse"]))


if __name__ == "__main__":
    unittest.main()
