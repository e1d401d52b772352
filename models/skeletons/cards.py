"""Cards of checkpoints that a visitor may bring. The weights are others' and do not ship; what a card says of a model is what its
authors published, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .known import Known
from .published import figures

Card = dict[str, Any]
PALETTE = ("#56a8f5", "#f0a94a", "#3fc9a2", "#f2e04c", "#d98cc0", "#ef7f5a", "#9ad5f7", "#b7b7b7")

# What the shared router lets pass is the same for every network of frontal chest films; of features nothing was measured.
GATE = {
    "about": "frontal chest radiographs of patients",
    "accepts": ["chest-radiograph"],
    "pass": -0.5,
    "refuse": -2.5,
    "features": None,
    "measured": [],
}
NO_DIAGNOSIS = "Any clinical use: it is no medical device, and nothing here is a diagnosis."
NO_IDENTITY = (
    "To say what anyone's race is, or to sort, select or treat people by a score. Recorded race is a social category that people "
    "state or are given; it is no trait of the body, and a score identifies nobody."
)
NO_SEX = "To infer anyone's sex or gender, or to fill in or correct records."
TO_AUDIT = "To see for yourself, on your own machine, what the published network reads from a film, and what that depends on."
TO_COMPARE = "To compare the published network with itself while a film is filtered, masked or windowed."
NOT_MEASURED = "Not measured by this site, which has neither its weights nor its films: figures are the authors' own."
GATE_LIMIT = "What this network is used to was never measured: only the gate that all models share judges an image."
FRONTAL = "Frontal chest radiographs only. On any other image the scores mean nothing."
RACE_ABOUT = (
    "What the hospital's records state, as patients reported it or staff wrote it down: a social and political category, not "
    "ancestry and not biology. A score says how much a film resembles, for this network, the films that carried the label in its "
    "training data. It says nothing about who a person is."
)
SEX_ABOUT = (
    "What the data set wrote down for the patient, male or female and nothing else. It is an entry in a record; a score for it says "
    "nothing about who a person is."
)


def slug(title: str) -> str:
    return title.lower().replace("_", "-").replace(" ", "-")


def labels(titles: Sequence[str]) -> list[Card]:
    colours = [PALETTE[i % len(PALETTE)] for i in range(len(titles))]
    return [
        {"id": slug(title), "title": title.replace("_", " "), "colour": colour, "untrained": False}
        for title, colour in zip(titles, colours, strict=True)
    ]


def head(id: str, title: str, activation: str, about: str, question: str, titles: Sequence[str]) -> Card:
    words = {"id": id, "title": title, "activation": activation, "chance": 0.5, "about": about, "question": question}
    return {**words, "labels": labels(titles)}


def image(known: Known, fit: str, low: float, high: float, mean: Sequence[float], spread: Sequence[float]) -> Card:
    shape = {"layout": "NCHW", "channels": known.channels, "height": known.side, "width": known.side}
    scale = {"range": {"8": [low, high], "16": [low, high]}, "mean": list(mean), "spread": list(spread)}
    return {"kind": "image", "name": "image", **shape, "fit": fit, "kernel": "bilinear-antialias", **scale}


def source(name: str, url: str, licence: str, attribution: str, split: str) -> Card:
    counts = {"images": None, "patients": None}
    return {"name": name, "url": url, "licence": licence, "attribution": attribution, **counts, "split": split}


MIMIC = source(
    "MIMIC-CXR",
    "https://physionet.org/content/mimic-cxr-jpg/2.0.0/",
    "PhysioNet Credentialed Health Data Licence 1.5.0; nothing of it is included",
    "Johnson AEW, Pollard TJ, Berkowitz SJ, et al. MIMIC-CXR, a de-identified publicly available database of chest radiographs with "
    "free-text reports. Scientific Data 2019;6:317.",
    "the study split it by patient: 60% to train, 10% to select, 30% to test (t1-mxr-split-train, t1-mxr-split-val, t1-mxr-split-test)",
)
CHEXPERT = source(
    "CheXpert",
    "https://stanfordmlgroup.github.io/competitions/chexpert/",
    "Stanford University Dataset Research Use Agreement; nothing of it is included",
    "Irvin J, Rajpurkar P, Ko M, et al. CheXpert: a large chest radiograph dataset with uncertainty labels and expert comparison. AAAI 2019.",
    "frontal films of patients recorded as White, Asian or Black, split by patient",
)
POOLED = source(
    "NIH ChestX-ray14, PadChest, CheXpert, MIMIC-CXR, Google's labels, OpenI and RSNA Pneumonia, together",
    "https://github.com/mlmed/torchxrayvision",
    "each its own; nothing of them is included",
    "Cohen JP, Viviano JD, Bertin P, et al. TorchXRayVision: a library of chest X-ray datasets and models. MIDL 2022.",
    "not stated with the checkpoint",
)
GICHOYA = (
    "Gichoya JW, Banerjee I, Bhimireddy AR, et al. AI recognition of patient race in medical imaging: a modelling study. Lancet "
    "Digital Health 2022;4(6):e406-e414. doi:10.1016/S2589-7500(22)00063-2"
)
GLOCKER = (
    "Glocker B, Jones C, Bernhardt M, Winzeck S. Algorithmic encoding of protected characteristics in chest X-ray disease detection "
    "models. eBioMedicine 2023;89:104467."
)
COHEN = POOLED["attribution"]
IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
PLAIN3 = ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))


def card(known: Known, weights: Card, words: Card, heads: list[Card], given: Card, sources: list[Card], use: Card) -> Card:
    shown = figures(words["id"])
    return {
        "schema": 1,
        "id": words["id"],
        "version": "1.0.0",
        "title": words["title"],
        "question": words["question"],
        "summary": words["summary"],
        "licence": words["licence"],
        "attribution": words["attribution"],
        "heads": heads,
        "activated": False,
        "input": given,
        "outputs": {"logits": "logits", "features": "features", "cam": {"initializer": known.cam}},
        "training": {"sources": sources, "images": None, "patients": None, "notes": words["notes"]},
        "metrics": [],
        **({"published": shown} if shown else {}),
        "use": {
            "intended": [TO_AUDIT, TO_COMPARE],
            "misuse": [*use["misuse"], NO_DIAGNOSIS],
            "limits": [NOT_MEASURED, *use["limits"], GATE_LIMIT, FRONTAL],
        },
        "gate": GATE,
        "weights": weights,
        "reproduce": {"command": "/usr/bin/python3 -m models.skeletons.make (the graph alone)", "seed": 0, "commit": None},
    }


def study_race(known: Known, weights: Card) -> Card:
    words = {
        "id": "study-race-resnet34",
        "title": "Recorded race, the study's public ResNet-34",
        "question": "Which race was recorded for this film's patient?",
        "summary": "The network that the study's authors published: it scores three labels of recorded race on a chest radiograph. You "
        "brought its weights; they do not ship with this page and leave your machine no more than the film does.",
        "licence": "The weights are the study's authors', published with TorchXRayVision; they are not redistributed here",
        "attribution": [GICHOYA, COHEN],
        "notes": [
            "Trained by the study's authors on public MIMIC-CXR films; how many of them is not stated with the checkpoint. The study "
            "counts 228,915 films of 53,073 patients in the whole set (t1-mxr-images, t1-mxr-patients).",
            "Preprocessing as TorchXRayVision's RaceModel has it: full scale to 1, centre square, 320 × 320, ImageNet's mean and "
            "spread, three equal channels.",
        ],
    }
    heads = [
        head("race", "Recorded race", "softmax", RACE_ABOUT, "Which race was recorded?", ("Asian", "Black", "White"))
    ]
    limits = [
        "Only three labels exist for it; a film of anybody else is scored as one of these all the same.",
        "Views, processing and field of view move its scores (Lotter 2024): the same person filmed otherwise may be scored otherwise.",
        "All its films are from one hospital in the United States.",
    ]
    use = {"misuse": [NO_IDENTITY], "limits": limits}
    return card(known, weights, words, heads, image(known, "centre-crop-square", 0, 1, *IMAGENET), [MIMIC], use)


def mira_sex(known: Known, weights: Card) -> Card:
    words = {
        "id": "mira-sex-resnet34",
        "title": "Recorded sex, the MIRA ResNet-34 in TorchXRayVision",
        "question": "Which sex was recorded for this film's patient?",
        "summary": "The ResNet-34 of TorchXRayVision's SexModel, trained on CheXpert: two labels of recorded sex on a chest radiograph. "
        "You brought its weights; they do not ship with this page.",
        "licence": "The weights are their authors', published with TorchXRayVision; they are not redistributed here",
        "attribution": [GLOCKER, COHEN],
        "notes": ["Preprocessing as TorchXRayVision's SexModel has it: full scale to 255, three equal channels, 224 × 224."],
    }
    heads = [head("sex", "Recorded sex", "softmax", SEX_ABOUT, "Which sex was recorded?", ("Male", "Female"))]
    use = {"misuse": [NO_SEX], "limits": []}
    return card(known, weights, words, heads, image(known, "centre-crop-square", 0, 255, *PLAIN3), [CHEXPERT], use)


FINDINGS_18 = (
    "Atelectasis",
    "Consolidation",
    "Infiltration",
    "Pneumothorax",
    "Edema",
    "Emphysema",
    "Fibrosis",
    "Effusion",
    "Pneumonia",
    "Pleural_Thickening",
    "Cardiomegaly",
    "Nodule",
    "Mass",
    "Hernia",
    "Lung Lesion",
    "Fracture",
    "Lung Opacity",
    "Enlarged Cardiomediastinum",
)


def torchxrayvision_all(known: Known, weights: Card) -> Card:
    words = {
        "id": "torchxrayvision-densenet121-all",
        "title": "18 findings, TorchXRayVision DenseNet-121 “all”",
        "question": "Which findings were noted in the report of this film?",
        "summary": "The DenseNet-121 of TorchXRayVision that was trained on seven public data sets together. You brought its weights; "
        "they do not ship with this page.",
        "licence": "The weights are TorchXRayVision's authors'; they are not redistributed here",
        "attribution": [COHEN],
        "notes": [
            "Preprocessing as TorchXRayVision has it: full scale to the range from -1024 to 1024, centre square, 224 × 224, one channel.",
            "TorchXRayVision's download is a whole network saved as code; save its state_dict to bring it here.",
        ],
    }
    about = "What was read out of radiologists' reports, mostly by programs, in seven data sets that do not agree on every word."
    heads = [head("findings", "Findings", "sigmoid", about, "Which findings were noted?", FINDINGS_18)]
    limits = [
        "The score is the plain sigmoid. TorchXRayVision's own output is bent so that each operating point stands at 0.5; the order of "
        "two films is the same, the number is not.",
        "Its relatives (nih, pc, chex, kaggle, mimic) have the same shape and leave some outputs untrained. This card is for “all”.",
    ]
    use = {"misuse": [], "limits": limits}
    return card(known, weights, words, heads, image(known, "centre-crop-square", -1024, 1024, (0.0,), (1.0,)), [POOLED], use)


def chexploration(known: Known, weights: Card, what: str, words: Card, heads: list[Card], misuse: list[str]) -> Card:
    return card(
        known,
        weights,
        {
            "id": f"chexploration-{what}-densenet121",
            "licence": "The weights are their authors', who publish them beside their code; they are not redistributed here",
            "attribution": [GLOCKER],
            "notes": [
                "Preprocessing as the authors' scripts have it: the whole film squashed to 224 × 224, full scale to 255, three equal "
                "channels. They made films smaller with scikit-image (a Gaussian before sampling) and rounded to whole grey levels; this "
                "page smooths as torch and PIL do, so its scores may differ a little from theirs.",
            ],
            **words,
        },
        heads,
        image(known, "squash", 0, 255, *PLAIN3),
        [CHEXPERT],
        {"misuse": misuse, "limits": ["All its films are from one hospital in the United States."]},
    )


def chexploration_race(known: Known, weights: Card) -> Card:
    words = {
        "title": "Recorded race, chexploration DenseNet-121",
        "question": "Which race was recorded for this film's patient?",
        "summary": "A DenseNet-121 that its authors trained on CheXpert to ask what a network encodes: three labels of recorded race, in "
        "another order than the study's. You brought its weights; they do not ship with this page.",
    }
    heads = [
        head("race", "Recorded race", "softmax", RACE_ABOUT, "Which race was recorded?", ("White", "Asian", "Black"))
    ]
    return chexploration(known, weights, "race", words, heads, [NO_IDENTITY])


def chexploration_sex(known: Known, weights: Card) -> Card:
    words = {
        "title": "Recorded sex, chexploration DenseNet-121",
        "question": "Which sex was recorded for this film's patient?",
        "summary": "A DenseNet-121 that its authors trained on CheXpert: two labels of recorded sex. You brought its weights; they do not "
        "ship with this page.",
    }
    heads = [head("sex", "Recorded sex", "softmax", SEX_ABOUT, "Which sex was recorded?", ("Male", "Female"))]
    return chexploration(known, weights, "sex", words, heads, [NO_SEX])


FINDINGS_14 = (
    "No Finding",
    "Enlarged Cardiomediastinum",
    "Cardiomegaly",
    "Lung Opacity",
    "Lung Lesion",
    "Edema",
    "Consolidation",
    "Pneumonia",
    "Atelectasis",
    "Pneumothorax",
    "Pleural Effusion",
    "Pleural Other",
    "Fracture",
    "Support Devices",
)


def chexploration_disease(known: Known, weights: Card) -> Card:
    words = {
        "title": "14 findings, chexploration DenseNet-121",
        "question": "Which findings were noted in the report of this film?",
        "summary": "A DenseNet-121 that its authors trained on CheXpert's fourteen labels. You brought its weights; they do not ship with "
        "this page.",
    }
    about = "What a program read out of the radiologist's report; uncertain mentions counted as absent."
    heads = [head("findings", "Findings", "sigmoid", about, "Which findings were noted?", FINDINGS_14)]
    return chexploration(known, weights, "disease", words, heads, [])


MAKERS = {
    "resnet34-320-3": [study_race],
    "resnet34-224-2": [mira_sex],
    "densenet121-1-18": [torchxrayvision_all],
    "densenet121-3-3": [chexploration_race],
    "densenet121-3-2": [chexploration_sex],
    "densenet121-3-14": [chexploration_disease],
}


def cards(known: Known, weights: Card) -> list[Card]:
    return [make(known, weights) for make in MAKERS[known.id]]
