"""chest-view-sex: what stands still about it, and how its films and figures are described."""

from __future__ import annotations

from typing import Any

from . import data
from .data import Film
from .entry import BLUE, ORANGE, Entry, Figures, Words, image_input
from .films import FilmSource, patients
from .fit import Recipe
from .network import Network

LEAST_FOR_CHILDREN = 0.9  # AUC below which the card warns of films of children

NIH_ATTRIBUTION = (
    "NIH Clinical Center, ChestX-ray14, https://nihcc.app.box.com/v/ChestXray-NIHCC ; Wang X, "
    "Peng Y, Lu L, Lu Z, Bagheri M, Summers RM. ChestX-ray8: Hospital-scale Chest X-ray Database "
    "and Benchmarks on Weakly-Supervised Classification and Localization of Common Thorax "
    "Diseases. IEEE CVPR 2017."
)
HANNOVER_ATTRIBUTION = (
    "Winther H, Laser H, Gerbel S, Maschke S, Hinrichs J, Vogel-Claussen J, Wacker F, Hoeper M, "
    "Meyer B. COVID-19 Image Repository. Hannover Medical School. DOI 10.25835/0090041; "
    "https://github.com/ml-workgroup/covid-19-image-repository"
)

HEADS = [
    {
        "id": "view",
        "title": "View",
        "activation": "softmax",
        "chance": 0.5,
        "about": "How the film was taken, as the data set recorded it. AP: the beam enters from "
        "the front, often at the bedside. PA: it enters from the back, usually standing at a "
        "wall stand.",
        "question": "Which view is this film?",
        "labels": [
            {"id": "AP", "title": "AP (front to back)", "colour": BLUE, "untrained": False},
            {"id": "PA", "title": "PA (back to front)", "colour": ORANGE, "untrained": False},
        ],
    },
    {
        "id": "sex",
        "title": "Recorded sex",
        "activation": "softmax",
        "chance": 0.5,
        "about": "What the data set wrote down for the patient, F or M and nothing else. It is "
        "an entry in a record; a score for it says nothing about who a person is.",
        "question": "Which sex was recorded for this film?",
        "labels": [
            {"id": "F", "title": "Recorded F", "colour": BLUE, "untrained": False},
            {"id": "M", "title": "Recorded M", "colour": ORANGE, "untrained": False},
        ],
    },
]

TITLES = {head["id"]: head["title"] for head in HEADS}

SOURCES = (
    ("nih256", "NIH ChestX-ray14, copies of about 256 px", "NIH"),
    ("nih128", "NIH ChestX-ray14, copies of 128 px", "NIH"),
    ("hannover", "COVID-19 Image Repository, Hannover Medical School", "Hannover"),
)
TERMS = {
    "NIH": {
        "url": "https://nihcc.app.box.com/v/ChestXray-NIHCC",
        "licence": "NIH terms: use unrestricted; link, acknowledgement and citation asked",
        "attribution": NIH_ATTRIBUTION,
    },
    "Hannover": {
        "url": "https://github.com/ml-workgroup/covid-19-image-repository",
        "licence": "CC BY 3.0",
        "attribution": HANNOVER_ATTRIBUTION,
    },
}


def source(films: list[Film], folder: str, name: str, terms: str) -> dict[str, Any]:
    """One source of films and what it was used for."""
    own = [film for film in films if film.folder == folder]
    if folder == data.UNSEEN_HOSPITAL:
        split = "none trained on: all measured on, as an unseen hospital"
    else:
        counts = {s: [f for f in own if f.split == s] for s in ("train", "val", "test")}
        split = "; ".join(
            f"{s}: {len(part)} images of {patients(part)} patients" for s, part in counts.items()
        )
    return {"name": name, **TERMS[terms], "images": len(own), "patients": patients(own),
            "split": split}  # fmt: skip


def ap_share(films: list[Film], folder: str) -> str:
    """Share of AP films in a folder, in words."""
    own = [film for film in films if film.folder == folder]
    return f"{folder} {sum(film.view == 'AP' for film in own) / len(own):.0%}"


def notes(films: list[Film], seen: list[Film]) -> list[str]:
    """What a reader of the figures should know about the training."""
    shares = ", ".join(ap_share(films, f) for f in (*data.NIH, data.UNSEEN_HOSPITAL))
    ages = [film.age for film in seen if film.age is not None]
    return [
        "Trained, selected and calibrated on NIH films only; a patient is in one split only.",
        f"AP share by folder: {shares}. Each pair of view and recorded sex weighs the same within "
        "each NIH folder, so scores refer to labels that are equally frequent.",
        f"Ages of the films trained on: {min(ages):.0f} to {max(ages):.0f} years, "
        f"{sum(age < 18 for age in ages)} of {len(ages)} below 18.",
        "Burnt-in words (AP, PORTABLE) and folder-dependent compression are known traps. Training "
        "hides bands and patches at random and adds the same noise to every film; the ablation "
        "figures say what blanked edges and corners cost.",
        "One temperature a head was fitted on validation films and folded into the last layer: the "
        "logits are already calibrated.",
        "The nine covidcxr films of the same collection were neither trained on nor measured.",
    ]


def limits(metrics: Figures) -> list[str]:
    """Limits in plain words, with the fall at the unseen hospital in figures."""
    lines = []
    for head in HEADS:
        found = {
            m["population"]: m
            for m in reversed(metrics)
            if m["head"] == head["id"] and m["metric"] == "AUC" and m["population"] != "ablation"
        }
        if len(found) < 2:
            continue
        home, away = found["held-out"], found["unseen-hospital"]
        lines.append(
            f"{head['title']}: the area under the curve is {home['value']:.3f} on NIH test films "
            f"and {away['value']:.3f} ({away['low']:.3f} to {away['high']:.3f}) on "
            f"{away['images']} films of {away['patients']} patients of a hospital it never saw. "
            "Expect the lower figure, or less, on films from elsewhere."
        )
    lines += [
        f"{TITLES[m['head']]}, {m['on']}: {m['value']:.3f} ({m['low']:.3f} to "
        f"{m['high']:.3f}). Few children were trained on; do not rely on it there."
        for m in metrics
        if m["on"].endswith("under 18 years") and m["value"] < LEAST_FOR_CHILDREN
    ]
    calibration = [
        f"{TITLES[m['head']]}, {m['on']}: {m['value']:.3f}"
        for m in metrics
        if m["metric"] == "ECE"
    ]
    return [
        *lines,
        "Frontal chest radiographs only. On any other image the scores mean nothing.",
        "One hospital in the United States made all the training films, most of adults; films of "
        "children are few.",
        "Scores are calibrated on NIH films for labels that are equally frequent. Expected "
        "calibration error (0 is best): " + "; ".join(calibration) + ".",
        "The pixels were 8-bit copies of at most 256 px. Fine detail was never seen.",
    ]


def training(films: list[Film], seen: list[Film]) -> dict[str, Any]:
    """The card's `training`."""
    return {
        "sources": [source(films, *each) for each in SOURCES],
        "images": len(seen),
        "patients": patients(seen),
        "notes": notes(films, seen),
    }


WORDS = Words(
    title="View and recorded sex of a chest radiograph",
    question="Which view is this film, and which sex was recorded?",
    summary="A small network that reads two labels from a frontal chest radiograph: the view, and "
    "the sex that the data set recorded. Two harmless labels that stand in for the study's.",
    licence="Apache-2.0 (weights); the films keep their own terms and are not included",
    attribution=(NIH_ATTRIBUTION, HANNOVER_ATTRIBUTION),
    intended=(
        "To show what a network reads from a film when nobody told it about the patient.",
        "To try filters, masks and maps on a model whose test figures are known.",
    ),
    misuse=(
        "To decide anything about a person, or to infer anyone's sex or gender.",
        "Any clinical use.",
        "To fill in or correct records.",
    ),
)

RECIPE = Recipe(epochs=24, patience=8)

CHEST_VIEW_SEX = Entry(
    id="chest-view-sex",
    version="1.1.0",
    words=WORDS,
    heads=HEADS,
    input=image_input(128, 0, 1),
    normalise=True,
    network=lambda: Network(4, RECIPE.dropout),
    recipe=RECIPE,
    source=FilmSource(HEADS, training, limits),
    floors=(("view", "NIH test", 0.985), ("sex", "NIH test", 0.97)),
)
