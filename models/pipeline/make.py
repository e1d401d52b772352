"""The steps of every model: data → fit → calibrate → export → measure → card."""

from __future__ import annotations

import ctypes
import dataclasses
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import nn

from . import calibrate, card, data, export, gate_part, measure
from .entry import Card, Entry
from .fit import Films, fit, infer
from .network import folded, has_map, scrambled

MODELS = data.REPOSITORY / "models"
CHECKPOINTS = data.REPOSITORY / "build" / "models"
SAME_GRAPH = 1e-4  # of logits: torch with the stored weights against onnxruntime
SAME_SCORE = 5e-3  # of scores: full-precision weights against the stored ones
CHECKED = 500  # examples by which the export is checked
LOOKED_AT = 1024  # films by which a twin's normalisations are set


def check_export(network: nn.Module, model: Path, images: torch.Tensor, sizes: tuple[int, ...]) -> None:
    """The file gives what torch gives, half precision costs next to nothing, and the mean of a
    class activation map is the logit less its bias."""
    given = images[:CHECKED].float()
    onnx_logits = torch.from_numpy(measure.run_onnx(model, given.numpy(), export.LOGITS))
    graph = float((onnx_logits - infer(export.halved(network), given, 0, 1)).abs().max())

    def scores(logits: torch.Tensor) -> torch.Tensor:
        return torch.cat([part.softmax(1) for part in logits.split(sizes, 1)], 1)

    score = float((scores(onnx_logits) - scores(infer(network, given, 0, 1))).abs().max())
    cam = 0.0
    if has_map(network):
        features = torch.from_numpy(measure.run_onnx(model, given.numpy(), export.FEATURES))
        maps = torch.einsum("kc,nchw->nkhw", network.head.weight.detach(), features)
        cam = float((maps.mean((2, 3)) + network.head.bias.detach() - onnx_logits).abs().max())
    print(f"onnxruntime against torch: logits {graph:.1e}, maps {cam:.1e}; half precision moves a "
          f"score by at most {score:.1e}")  # fmt: skip
    if graph > SAME_GRAPH or cam > SAME_GRAPH or score > SAME_SCORE:
        raise SystemExit("the exported model is not the trained one")


def put_in_place(staged: Path, out: Path) -> None:
    """Exchanges the finished folder with the one that ships, in one step where Linux offers it."""
    if out.exists():
        exchange = getattr(ctypes.CDLL(None), "renameat2", None)
        at_cwd, swap = -100, 2
        paths = str(staged).encode(), str(out).encode()
        if exchange is None or exchange(at_cwd, paths[0], at_cwd, paths[1], swap) != 0:
            for made in sorted(staged.iterdir()):
                made.replace(out / made.name)
        shutil.rmtree(staged)
    else:
        staged.rename(out)


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A folder beside `out` that is gone afterwards, unless it was put in place."""
    out.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    staged.chmod(0o755)
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def normal(entry: Entry, seen: Films) -> tuple[float, float]:
    """Mean and spread still to be taken off what the draft's tensors are."""
    if not entry.normalise:
        return 0.0, 1.0
    mean = round(float(seen.images.double().mean()), 4)
    return mean, round(float(seen.images.double().std()), 4)


def learnt(entry: Entry, seen: Films, val: Films, mean: float, spread: float, at: Path) -> nn.Module:
    """The network: fitted, or for a twin drawn at random, and calibrated."""
    if entry.twin_of:
        network = scrambled(entry.network(), entry.recipe.seed, seen.images[:LOOKED_AT])
        kept = "nothing learnt"
    else:
        network, epoch = fit(entry.network, seen, val, mean, spread, entry.recipe, at)
        kept = f"kept epoch {epoch}"
    logits = infer(network, val.images, mean, spread)
    by = calibrate.temperatures(logits, val.labels, val.weights, val.sizes)
    print(f"{kept}; temperatures " + ", ".join(f"{t:.3f}" for t in by), flush=True)
    return folded(calibrate.cooled(network, by, val.sizes))


def carried(out: Path, staged: Path, stated: Card) -> Card:
    """A card that is written again keeps its family as long as the members are given the same tensor."""
    if not (out / "card.json").exists() or not (old := card.read(out / "card.json")).get("variants"):
        return stated
    if old["input"] != stated["input"]:
        again = f"npm run models:train -- --variants --model {stated['id']}"
        print(f"{stated['id']}: the input changed, so its variants go: {again}")
        return stated
    for each in old["variants"]:
        shutil.copy(out / each["weights"]["file"], staged / each["weights"]["file"])
    return {**stated, "variants": old["variants"]}


def complete(entry: Entry, staged: Path, stated: Card, out: Path) -> Card:
    """The card with its gate and its figures, from the files beside it."""
    model, path = staged / "model.onnx", staged / "card.json"
    card.write(path, stated)
    seen, val = gate_part.looked_at(entry, path)
    stated["gate"] = gate_part.part(entry, model, seen, val)
    figures = entry.source.figures(model, path)
    whole = card.card(
        entry,
        stated["input"],
        stated["outputs"],
        entry.source.training(),
        stated["weights"],
        figures,
        stated["gate"],
    )
    whole = carried(out, staged, whole)
    card.write(path, whole)
    return whole


def train(entry: Entry, out: Path, checkpoint: Path) -> None:
    """The whole path from examples to a folder with model.onnx and card.json."""
    print(f"{entry.id}: training", flush=True)
    with staging(out) as staged:
        draft = staged / "card.json"
        card.write(draft, card.draft(entry))
        seen, val = entry.source.learn(draft)
        mean, spread = normal(entry, seen)
        network = learnt(entry, seen, val, mean, spread, checkpoint)
        model = staged / "model.onnx"
        export.export(network, entry.input["name"], tuple(val.images.shape[1:]), model)
        check_export(network, model, (val.images - mean) / spread, val.sizes)
        stated = card.draft(entry)
        if entry.normalise:
            stated["input"] = {**entry.input, "mean": [mean], "spread": [spread]}
        stated["outputs"] = export.outputs(network)
        stated["weights"] = export.described(model, network)
        weights = complete(entry, staged, stated, out)["weights"]
        put_in_place(staged, out)
    print(f"{out}: {weights['bytes']} bytes, {weights['parameters']} parameters", flush=True)


def remeasure(entry: Entry, out: Path) -> None:
    """Writes the card again (words, gate, figures) for the weights that are there."""
    print(f"{entry.id}: measuring", flush=True)
    old = json.loads((out / "card.json").read_text(encoding="utf-8"))
    with staging(out) as staged:
        shutil.copy(out / "model.onnx", staged / "model.onnx")
        stated = card.draft(entry)
        for name in ("input", "outputs", "weights"):
            stated[name] = old[name]
        complete(entry, staged, stated, out)
        put_in_place(staged, out)


def small(entry: Entry, films: Path | None) -> Entry:
    """The same model, made of next to nothing."""
    recipe = dataclasses.replace(entry.recipe, epochs=2, patience=2, batch=8)
    return dataclasses.replace(entry, recipe=recipe, source=entry.source.small(films), floors=())
