"""scipy's Poisson quantile at the program's draws: equal below a mean of 30; above, where the program expands the quantile, one
count off in less than 1 pixel of 100."""
import numpy as np
from scipy.stats import poisson

from .draws import uniform

CASES = [{"photons": 20, "seed": 1}, {"photons": 200, "seed": 3}, {"photons": 100000, "seed": 7}]


def reference(image, photons, seed):
    counts = poisson.ppf(uniform(seed, "poisson-noise", image.shape), image * photons)
    return np.where(image > 0, counts / photons, 0)


def check(case, got, expected):
    counts = case["photons"]
    off = np.abs(got - np.clip(expected, 0, 1))
    assert off.max() * counts <= 1.01, f"{off.max() * counts} counts off"
    apart = (off * counts > 0.5).mean()
    assert apart <= (0 if counts < 30 else 0.01), f"{apart} of all pixels differ"
