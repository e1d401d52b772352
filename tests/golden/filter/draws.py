"""The numbers that random operations draw, told again in numpy: SplitMix64's n-th output."""
import numpy as np

GOLDEN = 0x9E3779B97F4A7C15
WORD = (1 << 64) - 1
PURPOSES = ["", "gaussian-noise", "poisson-noise", "salt-and-pepper", "shuffle-pixels", "shuffle-blocks"]


def mixed(z):
    z = ((z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9))
    z = ((z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB))
    return z ^ (z >> np.uint64(31))


def words(seed, purpose, places):
    start = mixed(np.array([(int(seed) * GOLDEN + PURPOSES.index(purpose)) & WORD], np.uint64))
    return mixed(start + (np.asarray(places, np.uint64) + np.uint64(1)) * np.uint64(GOLDEN))


def uniform(seed, purpose, shape):
    drawn = words(seed, purpose, np.arange(shape[0] * shape[1]))
    return (((drawn >> np.uint64(12)).astype(np.float64) + 0.5) / 2.0 ** 52).reshape(shape)


def order(seed, purpose, count):
    """Fisher and Yates, from the last place down."""
    places = np.arange(count)
    drawn = words(seed, purpose, places) >> np.uint64(32)
    for i in range(count - 1, 0, -1):
        j = (int(drawn[i]) * (i + 1)) >> 32
        places[i], places[j] = places[j], places[i]
    return places
