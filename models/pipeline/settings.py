"""Filter settings for which a model is trained anew, and what each does to a film.

The study trained a network for every setting of a filter; a fixed model looks at filtered films with weights
that never saw any. A family is a model's network, made smaller, trained once for each setting with the same
recipe and the same split. Its members are `variants` of the model's card.

Films are filtered at 224×224, in the numpy statement of `corruptions.py` (held to `unseen filter` by a test),
cut off at 0 and 1, and then made as small as the network wants them: what the page's chain does.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import nn

from . import corruptions
from .chest import CHEST_VIEW_SEX
from .entry import Entry
from .fit import Recipe
from .network import Network
from .phantom_models import DIFFUSE

SIDE = 224  # pixels a side at which films are filtered
STEM, BLOCKS = 16, ((32, 2), (64, 2), (96, 2), (96, 2))  # 0.39 M weights
Pictures = NDArray[np.float32]


@dataclass(frozen=True)
class Setting:
    """One setting of one frequency filter."""

    op: str
    radius: int  # cycles a picture

    @property
    def id(self) -> str:
        return f"{self.op}-{self.radius}"

    @property
    def title(self) -> str:
        return f"{self.op.capitalize()} {self.radius}"

    @property
    def takes_mean(self) -> bool:
        """Whether the filtered film has lost its mean, and mid-grey is put in its place."""
        return self.op == "high-pass"

    @property
    def chain(self) -> list[dict[str, Any]]:
        """The page's chain that makes such films."""
        step: dict[str, Any] = {"op": self.op, "radius": self.radius}
        return [{**step, "offset": corruptions.MID} if self.takes_mean else step]

    def filtered(self, films: Pictures) -> Pictures:
        """Films [N,224,224] in [0,1] as the end of the chain gives them."""
        filtered = (
            corruptions.high_pass(films, self.radius, corruptions.MID)
            if self.takes_mean
            else corruptions.low_pass(films, self.radius)
        )
        return np.clip(filtered, 0, 1)


@dataclass(frozen=True)
class Family:
    """A model of the zoo and the settings for which it is trained anew."""

    of: Entry
    settings: tuple[Setting, ...]
    recipe: Recipe

    def network(self) -> nn.Module:
        return Network(sum(self.of.sizes), self.recipe.dropout, STEM, BLOCKS)

    def setting(self, name: str) -> Setting:
        for each in self.settings:
            if each.id == name:
                return each
        names = ", ".join(each.id for each in self.settings)
        raise SystemExit(f"{self.of.id} has no setting {name}; there are {names}")

    def recipe_of(self, setting: Setting) -> Recipe:
        """Films without a mean are varied about mid-grey."""
        if self.recipe.variety == "film" and setting.takes_mean:
            return dataclasses.replace(self.recipe, variety="film about mid-grey")
        return self.recipe


low = functools.partial(Setting, "low-pass")
high = functools.partial(Setting, "high-pass")

FAMILIES = (
    Family(
        CHEST_VIEW_SEX,
        (*map(low, (2, 4, 6, 10, 16, 24)), *map(high, (2, 4, 10, 16, 24))),
        dataclasses.replace(CHEST_VIEW_SEX.recipe, epochs=8),
    ),
    Family(
        DIFFUSE,
        (*map(low, (5, 10, 25, 50)), *map(high, (25, 50, 100))),
        dataclasses.replace(DIFFUSE.recipe, epochs=5),
    ),
)

# Before all others: what the figure says most with.
EARLY = (
    ("chest-view-sex", "low-pass-4"),
    ("chest-view-sex", "high-pass-10"),
    ("phantom-diffuse", "low-pass-10"),
    ("chest-view-sex", "low-pass-10"),
    ("phantom-diffuse", "low-pass-25"),
    ("chest-view-sex", "low-pass-2"),
    ("chest-view-sex", "high-pass-24"),
    ("phantom-diffuse", "high-pass-25"),
)


def order() -> list[tuple[Family, Setting]]:
    """All settings of all families, in the order in which they are made."""
    everything = [(f, s) for f in FAMILIES for s in f.settings]
    place = {name: k for k, name in enumerate(EARLY)}
    return sorted(everything, key=lambda each: place.get((each[0].of.id, each[1].id), len(EARLY)))


def family(model: str) -> Family | None:
    """The family of the model called so, if it has one."""
    return next((each for each in FAMILIES if each.of.id == model), None)


def small(pictures: Pictures, side: int, made: Callable[[Pictures], Pictures]) -> Pictures:
    """What `made` makes of pictures [N,224,224], at the network's size: [N,1,side,side]."""
    out = np.empty((len(pictures), 1, side, side), np.float32)
    for start in range(0, len(pictures), 100):
        part = np.asarray(pictures[start : start + 100])
        out[start : start + len(part), 0] = corruptions.shrunk(made(part), side)
    return out
