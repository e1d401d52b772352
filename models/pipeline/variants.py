"""Trains the members of the families of `settings.py` and writes them into the card of their model.

A member takes the very tensor that the card describes; the scale on which it learnt is part of its graph. So
the page changes from the fixed model to a member of its family by running another file on the same tensor.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import os
from pathlib import Path
from typing import Any

import torch

from . import calibrate, card, data, export, filtered, make, measure, zoo
from .corruptions import MID
from .entry import Card, Entry, Figures
from .filtered import Held, as_given, held_out, torch_images
from .fit import Films, fit, infer
from .measure import Tensors, figure
from .network import Network, Rescaled, folded
from .settings import FAMILIES, Family, Setting, family, order

SPREADS = 4  # so many standard deviations fit between mid-grey and either end of the scale


def scale(setting: Setting, family: Family, seen: Tensors) -> float:
    """How far the contrast is stretched before films are varied. Tone and noise are meant for films of usual
    contrast; little is left of it once the slow waves are gone."""
    if not setting.takes_mean or family.recipe.variety != "film":
        return 1.0
    return MID / (SPREADS * float(seen.std(dtype=float)))


def stretched(films: Films, by: float) -> Films:
    return dataclasses.replace(films, images=torch_images(films.images.numpy(), MID, by))


def learnt(family: Family, setting: Setting, given: dict[str, Any], checkpoint: Path) -> tuple[Rescaled, Tensors]:
    """The network for tensors as the card gives them, and validation films like that."""
    seen, val = filtered.learn(family.of, setting.filtered)
    plain = as_given(val.images.numpy(), given)
    by = scale(setting, family, seen.images.numpy())
    seen, val = stretched(seen, by), stretched(val, by)
    mean, spread = float(seen.images.double().mean()), float(seen.images.double().std())
    recipe = family.recipe_of(setting)
    network, epoch = fit(family.network, seen, val, mean, spread, recipe, checkpoint)
    logits = infer(network, val.images, mean, spread)
    cooled = calibrate.temperatures(logits, val.labels, val.weights, val.sizes)
    print(f"kept epoch {epoch}; temperatures " + ", ".join(f"{t:.3f}" for t in cooled), flush=True)
    whole = folded(calibrate.cooled(network, cooled, val.sizes))
    assert isinstance(whole, Network)
    own_mean, own_spread = given["mean"][0], given["spread"][0]
    to = (own_mean * by + MID * (1 - by) - mean) / spread
    return Rescaled(whole, own_spread * by / spread, to).eval(), plain


def figures(model: Path, held: list[Held], given: dict[str, Any]) -> Figures:
    """The areas under the curve on films that were not learnt from."""
    found = []
    for each in held:
        logits = measure.run_onnx(model, as_given(each.images, given), export.LOGITS)
        found += [figure(group, label, "AUC") for group, label in each.groups(logits)]
    return found


def command(family: Family, setting: Setting) -> str:
    return f"npm run models:train -- --variants --model {family.of.id} --setting {setting.id}"


def member(family: Family, setting: Setting, folder: Path, file: Path, weights: dict[str, Any]) -> dict[str, Any]:
    """The card's entry of a member: what it is, how good, and how good the fixed model is there."""
    stated = card.read(folder / "card.json")
    held = held_out(family.of, setting.filtered)
    recipe = family.recipe
    return {
        "id": setting.id,
        "title": f"Retrained on {setting.title.lower()}",
        "chain": setting.chain,
        "weights": weights,
        "metrics": figures(file, held, stated["input"]),
        "fixed": figures(folder / stated["weights"]["file"], held, stated["input"]),
        "reproduce": {"command": command(family, setting), "seed": recipe.seed, "commit": None},
    }


def with_member(stated: Card, family: Family, made: dict[str, Any]) -> Card:
    """The card with a member added or replaced; members by filter, then by radius."""
    others = [each for each in stated.get("variants", []) if each["id"] != made["id"]]
    places = {s.id: (s.takes_mean, s.radius) for s in family.settings}
    return {**stated, "variants": sorted([*others, made], key=lambda each: places[each["id"]])}


def put(folder: Path, family: Family, file: Path, made: dict[str, Any]) -> None:
    """The member's file, then the card that names it; each whole or not at all."""
    with make.staging(folder) as staged:
        whole = with_member(card.read(folder / "card.json"), family, made)
        card.write(staged / "card.json", whole)
        os.replace(file, folder / made["weights"]["file"])
        os.replace(staged / "card.json", folder / "card.json")


def train(family: Family, setting: Setting, folder: Path, checkpoint: Path) -> None:
    """The whole path from films to a member of the card."""
    print(f"{family.of.id}, {setting.title}: training", flush=True)
    given = card.read(folder / "card.json")["input"]
    network, plain = learnt(family, setting, given, checkpoint)
    with make.staging(folder) as staged:
        file = staged / f"{setting.id}.onnx"
        export.export(network, given["name"], tuple(plain.shape[1:]), file)
        make.check_export(network, file, torch.from_numpy(plain), family.of.sizes)
        made = member(family, setting, folder, file, export.described(file, network))
        put(folder, family, file, made)
    for m, f in zip(made["metrics"], made["fixed"]):
        print(f"  {m['head']:8}{m['on']:30} retrained {m['value']:.4f}  fixed {f['value']:.4f}", flush=True)


def is_made(setting: Setting, folder: Path) -> bool:
    """Whether the card has the setting and the file it names is there and whole."""
    for each in card.read(folder / "card.json").get("variants", []):
        file = folder / each["weights"]["file"]
        if each["id"] == setting.id and file.exists():
            return hashlib.sha256(file.read_bytes()).hexdigest() == each["weights"]["sha256"]
    return False


def chosen(models: list[str], settings: list[str]) -> list[tuple[Family, Setting]]:
    """The members asked for, or all."""
    for name in models:
        if family(name) is None:
            raise SystemExit(f"{name} has no family; there are {', '.join(f.of.id for f in FAMILIES)}")
    if settings:
        families = [f for f in FAMILIES if not models or f.of.id in models]
        found = [(f, f.setting(name)) for f in families for name in settings if len(families) == 1 or has(f, name)]
        if not found:
            raise SystemExit(f"no family has a setting {', '.join(settings)}")
        return found
    return [(f, s) for f, s in order() if not models or f.of.id in models]


def has(family: Family, name: str) -> bool:
    return any(each.id == name for each in family.settings)


def found_now(of: Entry, folder: Path, stated: dict[str, Any], setting: Setting) -> tuple[Figures, Figures]:
    """A member's figures and the fixed model's on the same films, measured again."""
    card_of = card.read(folder / "card.json")
    held = held_out(of, setting.filtered)
    files = stated["weights"]["file"], card_of["weights"]["file"]
    new, old = (figures(folder / file, held, card_of["input"]) for file in files)
    return new, old


def work(given: argparse.Namespace) -> None:
    """Makes what is not there yet, or what is named by --setting again."""
    for group, setting in chosen(given.model, given.setting):
        of = zoo.chosen([group.of.id], given.data)[0]
        here = dataclasses.replace(group, of=of)
        folder = make.MODELS / of.id
        if not given.setting and is_made(setting, folder):
            print(f"{of.id}, {setting.title}: made before")
            continue
        if zoo.films_missing(of):
            print(f"{of.id}: its films are not here (--data DIR)")
            continue
        checkpoint = make.CHECKPOINTS / f"{of.id}.{setting.id}.pt"
        train(here, setting, folder, checkpoint)
        checkpoint.unlink(missing_ok=True)
