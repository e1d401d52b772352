"""The kinds of picture that the router tells apart, and what is said of each."""

from __future__ import annotations

from dataclasses import dataclass

CHEST = "chest-radiograph"
PHANTOM = "chest-phantom"


@dataclass(frozen=True)
class Kind:
    """`title` completes "this looks like …"; `change` says what to do about it."""

    id: str
    title: str
    change: str
    medical: bool = True


OPEN = "Open a picture of what the model was trained on, or choose a model that fits."
SAVE = "Open the original film, saved by the viewer or the clinic as PNG or JPEG."
UNDO = "Undo the filters, or open the original file."

KINDS = (
    Kind(CHEST, "a frontal chest radiograph", "Choose a model trained on real chest radiographs."),
    Kind(PHANTOM, "one of our simulated chest films", "Choose a model trained on simulated films."),
    Kind("chest-lateral", "a chest seen from the side", "Open the frontal film of the same visit."),
    Kind("inverted-chest", "a radiograph with black and white exchanged", "Invert it, so that bones are white."),
    Kind("turned-chest", "a chest radiograph lying on its side or upside down", "Turn it upright and save it."),
    Kind("blurred", "a radiograph blurred to a smear", UNDO),
    Kind("altered", "a radiograph that filters or scrambling have changed beyond recognition", UNDO),
    Kind("hand", "a hand radiograph", OPEN),
    Kind("abdomen-ct", "a CT slice of the abdomen", OPEN),
    Kind("chest-ct", "a CT slice of the chest", OPEN),
    Kind("head-ct", "a CT slice of the head", OPEN),
    Kind("breast-mri", "a breast MRI", OPEN),
    Kind("photograph", "a photograph", OPEN, medical=False),
    Kind("drawing", "a drawing or a chart", OPEN, medical=False),
    Kind("text", "a page of text", OPEN, medical=False),
    Kind("screenshot", "a screenshot or a figure with text around the image", f"Crop it to the film alone, or better: {SAVE[0].lower()}{SAVE[1:]}", medical=False),
    Kind("screen-photograph", "a photograph of a screen or a light box", SAVE, medical=False),
    Kind("noise", "noise or a texture", OPEN, medical=False),
    Kind("blank", "an almost empty picture", "Open a picture that shows something.", medical=False),
)  # fmt: skip
IDS = tuple(kind.id for kind in KINDS)
