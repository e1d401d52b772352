"""The measures against scipy, against values worked out by hand, and against each other."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

import numpy as np
from scipy.stats import mannwhitneyu

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.pipeline import metrics  # noqa: E402

ONE = np.ones


def plain(measure: metrics.Measure, score: list[float], truth: list[float]) -> float:
    return float(measure(np.array(score), np.array(truth), ONE((1, len(score))))[0])


class Auc(unittest.TestCase):
    def test_agrees_with_mann_whitney_with_and_without_ties(self) -> None:
        rng = np.random.default_rng(3)
        for decimals in (0, 1, 8):
            for _ in range(20):
                truth = (rng.random(60) < 0.4).astype(float)
                score = (rng.normal(size=60) + truth).round(decimals)
                u = mannwhitneyu(score[truth == 1], score[truth == 0]).statistic
                expected = u / (truth.sum() * (1 - truth).sum())
                self.assertAlmostEqual(plain(metrics.auc, score, truth), expected, places=12)

    def test_values_worked_out_by_hand(self) -> None:
        self.assertEqual(plain(metrics.auc, [1, 2, 3, 4], [0, 0, 1, 1]), 1.0)
        self.assertEqual(plain(metrics.auc, [1, 2, 3, 4], [0, 1, 0, 1]), 0.75)
        self.assertEqual(plain(metrics.auc, [5, 5, 5, 5], [0, 1, 0, 1]), 0.5)

    def test_is_not_a_number_with_one_label_only(self) -> None:
        self.assertTrue(np.isnan(plain(metrics.auc, [1, 2], [1, 1])))

    def test_a_weight_of_two_is_the_image_twice(self) -> None:
        score, truth = np.array([0.1, 0.4, 0.35, 0.8]), np.array([0.0, 0.0, 1.0, 1.0])
        weighted = metrics.auc(score, truth, np.array([[2.0, 1.0, 1.0, 3.0]]))[0]
        twice = np.repeat(np.arange(4), [2, 1, 1, 3])
        self.assertAlmostEqual(weighted, plain(metrics.auc, score[twice], truth[twice]), places=12)


class Calibration(unittest.TestCase):
    def test_values_worked_out_by_hand(self) -> None:
        score, truth = [0.95, 0.85, 0.15, 0.05], [1.0, 1.0, 0.0, 1.0]
        self.assertAlmostEqual(plain(metrics.accuracy, score, truth), 0.75)
        self.assertAlmostEqual(
            plain(metrics.brier, score, truth), (0.05**2 + 2 * 0.15**2 + 0.95**2) / 4
        )
        self.assertAlmostEqual(
            plain(metrics.calibration_error, score, truth), (0.05 + 0.15 + 0.15 + 0.95) / 4
        )

    def test_certain_and_right_is_perfect(self) -> None:
        for measure in (metrics.brier, metrics.calibration_error):
            self.assertEqual(plain(measure, [1.0, 0.0], [1.0, 0.0]), 0.0)


class Interval(unittest.TestCase):
    def setUp(self) -> None:
        rng = np.random.default_rng(5)
        self.truth = np.tile([0.0, 1.0], 100)
        self.score = self.truth + rng.normal(0, 1, 200)
        self.alone = [str(i) for i in range(200)]

    def estimate(self, patients: list[str], seed: int = 1) -> metrics.Estimate:
        return metrics.estimate(
            metrics.auc, self.score, self.truth, patients, resamples=2000, seed=seed
        )

    def test_holds_the_value_counts_patients_and_repeats(self) -> None:
        found = self.estimate(self.alone)
        self.assertLess(found.low, found.value)
        self.assertGreater(found.high, found.value)
        self.assertEqual((found.images, found.patients), (200, 200))
        self.assertEqual(found, self.estimate(self.alone))
        self.assertNotEqual(found.low, self.estimate(self.alone, seed=2).low)

    def test_width_is_that_of_the_theory(self) -> None:
        """Hanley and McNeil's standard error, to a tenth."""
        found = self.estimate(self.alone)
        a, n = found.value, 100
        q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
        error = np.sqrt((a * (1 - a) + (n - 1) * (q1 - a * a) + (n - 1) * (q2 - a * a)) / n**2)
        self.assertAlmostEqual((found.high - found.low) / (2 * 1.96) / error, 1, delta=0.1)

    def test_copies_of_a_patient_do_not_narrow_it(self) -> None:
        alone = self.estimate(self.alone)
        self.score, self.truth = np.repeat(self.score, 4), np.repeat(self.truth, 4)
        copied = self.estimate([str(i) for i in np.repeat(np.arange(200), 4)])
        self.assertEqual(copied.patients, 200)
        self.assertAlmostEqual(copied.high - copied.low, alone.high - alone.low, places=12)


if __name__ == "__main__":
    unittest.main()
