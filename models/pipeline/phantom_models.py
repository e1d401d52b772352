"""The models of simulated films. Each mechanism has one; the diffuse one has companions: a twin that
learnt nothing, one that sees the histogram alone, one that sees the record alone, and one that learns
findings from the same films."""

from __future__ import annotations

import functools
from typing import Any

from torch import nn

from .entry import BLUE, ORANGE, Entry, Words, label
from .fit import Recipe
from .network import PHANTOM_BLOCKS, PHANTOM_STEM, Network, Recorded, Shares
from .phantom_source import PhantomSource
from .phantoms import COVARIATES, HISTOGRAM, IMAGE, covariates

LICENCE = "Apache-2.0 (weights and simulated films)"
VERSION = "1.0.0"

COHORT: list[dict[str, Any]] = [
    {
        "id": "cohort",
        "title": "Cohort",
        "activation": "softmax",
        "chance": 0.5,
        "about": "Which of two groups of simulated people a film belongs to. We made both groups and chose "
        "how they differ; they stand for no people.",
        "question": "Was this simulated person put into cohort A or B?",
        "labels": [label("A", "Cohort A", BLUE), label("B", "Cohort B", ORANGE)],
    }
]
FINDING_COLOURS = ("#9aa7b4", "#56a8f5", "#f0a94a", "#3fb68b", "#d77fb3")
FINDINGS = next(each for each in covariates() if each["id"] == "finding")["choices"]
FINDING: list[dict[str, Any]] = [
    {
        "id": "finding",
        "title": "Finding",
        "activation": "softmax",
        "chance": 0.5,
        "about": "What was put into the simulated chest: nothing, a nodule, an effusion, a large heart or an "
        "opacity. A simulated person has at most one.",
        "question": "Which finding was put into this film?",
        "labels": [
            label(name, name.capitalize(), colour) for name, colour in zip(FINDINGS, FINDING_COLOURS)
        ],
    }
]

INTENDED = (
    "To judge explanations and filters against a truth that is known, because we planted it.",
    "To see what a network can read from a film when the difference was never pointed out to it.",
)
MISUSE = (
    "To say anything about a person: the cohorts are simulated and stand for no group of people.",
    "Any clinical use.",
    "To score a radiograph of a patient: the model has seen simulated films only.",
)
LIMITS = (
    "Frontal chest films from our own simulator only. On any other image the scores mean nothing.",
    "The mechanism was learnt at strength 1, 110 kVp and 2.5 mAs. Other settings change the score.",
)

RECIPE = Recipe(
    seed=20220511,
    epochs=8,
    patience=5,
    batch=32,
    rate=2e-3,
    decay=1e-2,
    smoothing=0.04,
    dropout=0.0,
    warm=0.25,
    variety="roll",
)
FLAT = Recipe(
    seed=20220511,
    epochs=30,
    patience=10,
    batch=64,
    rate=3e-3,
    decay=1e-2,
    smoothing=0.0,
    dropout=0.0,
    variety="none",
)


def convolutional(labels: int) -> nn.Module:
    """The network of simulated films."""
    return Network(labels, 0.0, PHANTOM_STEM, PHANTOM_BLOCKS)


def cohort_words(what: str, how: str, more: tuple[str, ...] = ()) -> Words:
    return Words(
        title=f"Cohort by {what}",
        question="Does this simulated film belong to cohort A or B?",
        summary=f"Tells two cohorts of simulated chest films apart. {how}",
        licence=LICENCE,
        attribution=(),
        intended=INTENDED,
        misuse=MISUSE,
        limits=(*more, *LIMITS),
    )


def by_mechanism(
    mechanism: str,
    what: str,
    how: str,
    films: tuple[int, int],
    epochs: int,
    more: tuple[str, ...] = (),
    large: int = 0,
) -> Entry:
    """The model of one mechanism; `films` to train and to validate on."""
    return Entry(
        id=f"phantom-{mechanism}",
        version=VERSION,
        words=cohort_words(what, how, more),
        heads=COHORT,
        input=IMAGE,
        network=functools.partial(convolutional, 2),
        recipe=Recipe(**{**RECIPE.__dict__, "epochs": epochs}),
        source=PhantomSource(
            COHORT, (mechanism,), IMAGE, films[0], validation=films[1], large=large
        ),
    )


DIFFUSE_TRAIN = 8000
DIFFUSE = by_mechanism(
    "diffuse",
    "many small changes",
    "Dozens of small changes of anatomy, texture and processing carry the difference; none is visible alone.",
    (DIFFUSE_TRAIN, 1000),
    10,
    large=400,
)


def companion(name: str, words: Words, **rest: Any) -> Entry:
    """A model of the diffuse films that is not the diffuse model."""
    return Entry(id=f"phantom-{name}", version=VERSION, words=words, **rest)


TWIN = companion(
    "diffuse-random",
    Words(
        title="Randomised twin of the diffuse model",
        question="What would a network say that learnt nothing?",
        summary="The network of phantom-diffuse with every layer drawn at random from a seed. It knows "
        "nothing, and shows what maps and scores look like then.",
        licence=LICENCE,
        attribution=(),
        intended=(
            "To lay its map beside the trained model's: what both show was not learnt.",
            "To see what chance looks like.",
        ),
        misuse=MISUSE,
        limits=("Its scores mean nothing, by design.", LIMITS[0]),
    ),
    heads=COHORT,
    input=IMAGE,
    network=functools.partial(convolutional, 2),
    recipe=RECIPE,
    source=PhantomSource(COHORT, ("diffuse",), IMAGE, DIFFUSE_TRAIN, expected=None),
    twin_of="phantom-diffuse",
)
SHARES = companion(
    "histogram",
    cohort_words(
        "the histogram alone",
        "It is given how often each grey level occurs in a film of the diffuse cohorts, and not where.",
        ("It is meant to do poorly: it shows how much of the diffuse difference is plain brightness.",),
    ),
    heads=COHORT,
    input=HISTOGRAM,
    network=functools.partial(Shares, HISTOGRAM["bins"], 2),
    recipe=FLAT,
    source=PhantomSource(COHORT, ("diffuse",), HISTOGRAM, DIFFUSE_TRAIN, expected=None),
)
RECORDED = companion(
    "covariates",
    cohort_words(
        "the record alone",
        "It is given what was recorded of a simulated person of the diffuse cohorts, and no pixel.",
        ("It is meant to fail: the recorded facts have the same distribution in both cohorts.",),
    ),
    heads=COHORT,
    input=COVARIATES,
    network=functools.partial(
        Recorded, tuple((f["min"], f["max"]) for f in COVARIATES["fields"]), 2
    ),
    recipe=FLAT,
    source=PhantomSource(COHORT, ("diffuse",), COVARIATES, DIFFUSE_TRAIN, expected=None),
)
FINDING_MODEL = companion(
    "finding",
    Words(
        title="Finding in a simulated chest film",
        question="Which finding was put into this simulated film?",
        summary="Names the finding in a simulated film: none, nodule, effusion, large heart or opacity. It "
        "was never told the cohorts, though its films come from both.",
        licence=LICENCE,
        attribution=(),
        intended=(
            "To ask what a model trained for findings also carries: its features can be probed for the cohort.",
            INTENDED[0],
        ),
        misuse=(
            "Any clinical use: the findings are drawn by a simulator and look like no patient's.",
            *MISUSE[::2],
        ),
        limits=(
            "Scores refer to findings that are equally frequent; nodules can lie below what 128 pixels show.",
            *LIMITS,
        ),
    ),
    heads=FINDING,
    input=IMAGE,
    network=functools.partial(convolutional, len(FINDINGS)),
    recipe=RECIPE,
    source=PhantomSource(FINDING, ("diffuse",), IMAGE, DIFFUSE_TRAIN, target="finding", expected=None),
)

PHANTOM_MODELS = (
    DIFFUSE,
    by_mechanism(
        "bone-density",
        "bone mineral density",
        "The bones of cohort B are denser and have a thicker cortex.",
        (4000, 600),
        8,
    ),
    by_mechanism(
        "tissue-texture",
        "tissue texture",
        "Lung and soft tissue are grained differently; outlines and brightness are the same.",
        (6000, 1000),
        12,
    ),
    by_mechanism(
        "exposure",
        "exposure and display curve",
        "The films of cohort B are shown brighter and with another contrast.",
        (2000, 600),
        8,
        ("The histogram alone carries this difference, by construction.",),
    ),
    by_mechanism(
        "shape",
        "the shape of the chest",
        "Ribs slope and are spaced differently, and the thorax has other proportions.",
        (3000, 600),
        8,
    ),
    by_mechanism(
        "corner-marker",
        "a corner marker",
        "A letter beside the body gives the cohort away: a shortcut, not anatomy.",
        (3000, 600),
        8,
        ("The marker tells the cohort in nearly all films but not in every one, so no model can be perfect.",),
    ),
    by_mechanism(
        "field-of-view",
        "the field of view",
        "The films of one cohort take in more of the body.",
        (3000, 600),
        8,
    ),
    TWIN,
    SHARES,
    RECORDED,
    FINDING_MODEL,
)
