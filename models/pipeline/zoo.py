"""Every model, in the order in which `npm run models:train` makes them. Adding one is a line here."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from .chest import CHEST_VIEW_SEX
from .entry import Entry
from .films import FilmSource
from .phantom_models import PHANTOM_MODELS

ZOO: tuple[Entry, ...] = (CHEST_VIEW_SEX, *PHANTOM_MODELS)


def entry(name: str) -> Entry:
    """The model called so."""
    for each in ZOO:
        if each.id == name:
            return each
    raise SystemExit(f"no model is called {name}; there are {', '.join(e.id for e in ZOO)}")


def chosen(names: list[str], films: Path) -> list[Entry]:
    """The models called so, or all; those of films of patients take them from the folder `films`."""
    return [
        dataclasses.replace(each, source=dataclasses.replace(each.source, folder=films))
        if isinstance(each.source, FilmSource)
        else each
        for each in ([entry(name) for name in names] or ZOO)
    ]


def films_missing(entry: Entry) -> bool:
    """Whether the model is made of films of patients that are not here."""
    source = entry.source
    return isinstance(source, FilmSource) and not (source.folder / "labels.csv").exists()
