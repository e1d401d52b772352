"""Makes models/chest-view-sex: preprocess, fit, calibrate, export, measure, write the card.

    /usr/bin/python3 -m models.pipeline.train [--data DIR] [--out DIR] [--smoke]

Goes on from the last epoch where an earlier run stopped. The model that ships is replaced only
when the new one is complete and checked. --smoke walks the same path on a few dozen images, in a
temporary folder.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import torch

from . import calibrate, card, data, export, measure, readme, synthetic, verify
from .data import Film
from .fit import Films, Recipe, fit, infer
from .network import Network, folded

OUT = data.REPOSITORY / "models" / card.ID
CHECKPOINT = data.REPOSITORY / "build" / "models" / f"{card.ID}.pt"
SMOKE = Recipe(epochs=2, patience=2, batch=8)
EACH_IN_SMOKE = 3
SAME_GRAPH = 1e-4  # of logits: torch with the stored weights against onnxruntime
SAME_SCORE = 5e-3  # of scores: full-precision weights against the stored ones


def films_of(films: list[Film], draft: Path) -> Films:
    """Tensors, labels and weights of some films."""
    images = torch.from_numpy(data.tensors(films, draft, say=lambda line: print(line, flush=True)))
    labels = torch.tensor([film.labels for film in films])
    return Films(images, labels, torch.from_numpy(data.even_weights(films)).float())


def check_export(network: Network, model: Path, images: torch.Tensor) -> None:
    """The file gives what torch gives, half precision costs next to nothing, and the mean of a
    class activation map is the logit less its bias."""
    onnx_logits = torch.from_numpy(measure.run_onnx(model, images.numpy(), export.LOGITS))
    features = torch.from_numpy(measure.run_onnx(model, images.numpy(), export.FEATURES))
    stored = infer(export.halved(network), images, 0, 1)
    graph = float((onnx_logits - stored).abs().max())

    def first(logits: torch.Tensor) -> torch.Tensor:
        return torch.stack([logits[:, :2].softmax(1)[:, 0], logits[:, 2:].softmax(1)[:, 0]])

    score = float((first(onnx_logits) - first(infer(network, images, 0, 1))).abs().max())
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
            for name in ("model.onnx", "card.json"):
                (staged / name).replace(out / name)
        shutil.rmtree(staged)
    else:
        staged.rename(out)


def train(folder: Path, out: Path, recipe: Recipe, checkpoint: Path, each: int | None) -> None:
    """The whole path from films to a folder with model.onnx and card.json."""
    films = data.read(folder)
    if each is not None:
        films = data.few(films, each)
    seen, val = data.part(films, "train"), data.part(films, "val")
    out.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    staged.chmod(0o755)
    try:
        draft = staged / "card.json"
        card.write(draft, card.card(films, seen, 0, 1, card.NO_WEIGHTS, [], recipe.seed))
        seen_films, val_films = films_of(seen, draft), films_of(val, draft)
        mean = round(float(seen_films.images.double().mean()), 4)
        spread = round(float(seen_films.images.double().std()), 4)

        network, epoch = fit(seen_films, val_films, mean, spread, recipe, checkpoint)
        val_logits = infer(network, val_films.images, mean, spread)
        by = calibrate.temperatures(val_logits, val_films.labels, val_films.weights)
        print(f"kept epoch {epoch}; temperatures " + ", ".join(f"{t:.3f}" for t in by))
        network = folded(calibrate.cooled(network, by))

        model = staged / "model.onnx"
        export.export(network, (card.SIDE, card.SIDE), model)
        check_export(network, model, (val_films.images - mean) / spread)
        weights = export.described(model, network)
        complete = card.card(films, seen, mean, spread, weights, [], recipe.seed)
        card.write(draft, complete)
        figures = measure.measured(model, draft, films)
        complete = card.card(films, seen, mean, spread, weights, figures, recipe.seed)
        card.write(draft, complete)
        put_in_place(staged, out)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    print(f"{out}: {weights['bytes']} bytes, {weights['parameters']} parameters")


def smoke(folder: Path | None) -> None:
    """Everything once, small, away from the model that ships."""
    with tempfile.TemporaryDirectory(prefix="unseen-smoke-") as temporary:
        place = Path(temporary)
        if folder is None:
            folder = place / "data"
            synthetic.write(folder)
            print("no data here: made-up images stand in")
        out = place / card.ID
        train(folder, out, SMOKE, place / "checkpoint.pt", EACH_IN_SMOKE)
        train(folder, out, SMOKE, place / "checkpoint.pt", EACH_IN_SMOKE)  # replaces and resumes
        stated = json.loads((out / "card.json").read_text(encoding="utf-8"))
        readme.table(stated)
        if not verify.verify(out, folder, floors={}, each=EACH_IN_SMOKE):
            raise SystemExit("the smoke model does not verify")
    print("smoke: the whole path works")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=data.DATA, help="folder with labels.csv")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the model")
    parser.add_argument("--smoke", action="store_true", help="a tiny run in a temporary folder")
    given = parser.parse_args()

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that temporary folders go
    torch.set_num_threads(1)  # the order of sums, and so the result, depends on it
    torch.use_deterministic_algorithms(True)
    started = time.monotonic()
    present = (given.data / "labels.csv").exists()
    if given.smoke:
        smoke(given.data if present else None)
    elif not present:
        raise SystemExit(f"{given.data} holds no labels.csv: name the data with --data DIR")
    else:
        train(given.data, given.out, Recipe(), CHECKPOINT, None)
        if given.out == OUT:
            readme.update(OUT)
        CHECKPOINT.unlink(missing_ok=True)
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
