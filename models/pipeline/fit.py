"""Training proper: tensors in, a network out. Knows no files but its own checkpoint."""

from __future__ import annotations

import ctypes
import math
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from . import augment, metrics

TEST_BATCH = 64
LONGEST_STEP = 5.0  # norm to which gradients are cut
PLAIN_STATE = ("about", "epoch", "best", "best_epoch", "best_weights")
TORCH_STATE = ("network", "optimiser", "cycle")


@dataclass(frozen=True)
class Recipe:
    """Everything that a training run may differ in."""

    seed: int = 20220511
    epochs: int = 16
    patience: int = 6  # epochs without a better validation before stopping
    batch: int = 64
    rate: float = 4e-3  # highest learning rate of the one cycle
    decay: float = 0.05
    smoothing: float = 0.02  # of the labels
    dropout: float = 0.2
    warm: float = 0.3  # share of the cycle in which the rate rises
    variety: str = "film"  # how a batch is varied: a name in `augment.VARIETIES`


@dataclass(frozen=True)
class Films:
    """Examples: what the network is given [N,…], label index of each head [N,heads], weight [N],
    and how many labels each head has."""

    images: Tensor
    labels: Tensor
    weights: Tensor
    sizes: tuple[int, ...]


def keep_freed_memory() -> None:
    """Ask glibc to reuse large freed blocks instead of handing them back to the kernel.

    A training step frees and asks for the same 25 MB maps again; without this, page faults
    take four fifths of the time. Elsewhere than on glibc it does nothing."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if hasattr(libc, "mallopt"):
            libc.mallopt(-4, 0)  # M_MMAP_MAX: no block gets a mapping of its own
            libc.mallopt(-1, 2**31 - 1)  # M_TRIM_THRESHOLD
            libc.mallopt(-2, 2**28)  # M_TOP_PAD


def head_loss(
    logits: Tensor, labels: Tensor, weights: Tensor, smoothing: float, sizes: tuple[int, ...]
) -> Tensor:
    """Weighted cross-entropy, summed over the heads."""
    total = logits.new_zeros(())
    for head, part in enumerate(logits.split(sizes, 1)):
        each = functional.cross_entropy(
            part, labels[:, head], reduction="none", label_smoothing=smoothing
        )
        total = total + (each * weights).sum() / weights.sum()
    return total


@torch.no_grad()
def infer(network: nn.Module, images: Tensor, mean: float, spread: float) -> Tensor:
    """Logits of all images."""
    network.eval()
    parts = [network((batch.float() - mean) / spread)[0] for batch in images.split(TEST_BATCH)]
    return torch.cat(parts)


def margin(logits: Tensor, label: int) -> Tensor:
    """A head's logits as one score for `label`: the log-odds against all its other labels."""
    others = [k for k in range(logits.shape[1]) if k != label]
    return logits[:, label] - logits[:, others].logsumexp(1)


def head_aucs(logits: Tensor, labels: Tensor, sizes: tuple[int, ...]) -> list[float]:
    """Area under the curve of each head: of its first label, or the mean over more than two."""
    values = []
    for head, part in enumerate(logits.split(sizes, 1)):
        asked = range(1 if sizes[head] == 2 else sizes[head])
        each = []
        for k in asked:
            score = margin(part, k).double().numpy()
            truth = (labels[:, head] == k).double().numpy()
            each.append(float(metrics.auc(score, truth, np.ones((1, len(score))))[0]))
        values.append(float(np.nanmean(each)))
    return values


class Run:
    """A training run between two epochs: all that must be kept to go on as if never stopped."""

    def __init__(
        self,
        make: Callable[[], nn.Module],
        train: Films,
        mean: float,
        spread: float,
        recipe: Recipe,
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.rng = torch.Generator().manual_seed(recipe.seed)
        network = make()
        self.network = network.to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(
            network.parameters(), recipe.rate, weight_decay=recipe.decay
        )
        steps = recipe.epochs * (len(train.images) // recipe.batch)
        self.cycle = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, recipe.rate, total_steps=steps, pct_start=recipe.warm
        )
        self.epoch, self.best, self.best_epoch = 0, -math.inf, 0
        self.best_weights = network.state_dict()
        self.recipe, self.mean, self.spread = recipe, mean, spread
        self.about = {
            "recipe": recipe,
            "images": train.images.shape,
            "mean": mean,
            "spread": spread,
            "network": str(network),
            "sum": float(train.images[:64].double().sum()),  # of other films the run is another
        }

    def step(self, train: Films, varied: augment.Variety, picked: Tensor) -> float:
        """One batch; its loss."""
        batch = (varied.batch(picked, self.rng) - self.mean) / self.spread
        if batch.dim() == 4:
            batch = batch.contiguous(memory_format=torch.channels_last)
        logits = self.network(batch)[0]
        loss = head_loss(
            logits,
            train.labels[picked],
            train.weights[picked],
            self.recipe.smoothing,
            train.sizes,
        )
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), LONGEST_STEP)
        self.optimiser.step()
        self.cycle.step()
        return float(loss)

    def pass_over(self, train: Films, varied: augment.Variety) -> float:
        """One epoch, less the remainder that fills no batch; its mean loss."""
        self.network.train()
        order = torch.randperm(len(train.images), generator=self.rng)
        full = len(order) // self.recipe.batch * self.recipe.batch
        losses = [self.step(train, varied, p) for p in order[:full].split(self.recipe.batch)]
        self.epoch += 1
        return float(np.mean(losses))

    def judge(self, val: Films, hard: Tensor | None) -> list[float]:
        """The areas under the curve on validation, plain then strained; keeps the best weights."""
        found = []
        for images in (val.images, hard):
            if images is not None:
                logits = infer(self.network, images, self.mean, self.spread)
                found += head_aucs(logits, val.labels, val.sizes)
        if (mean := float(np.mean(found))) > self.best:
            self.best, self.best_epoch = mean, self.epoch
            self.best_weights = {k: v.clone() for k, v in self.network.state_dict().items()}
        return found

    def save(self, path: Path) -> None:
        """Writes the state whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        state = {name: getattr(self, name) for name in PLAIN_STATE}
        state |= {name: getattr(self, name).state_dict() for name in TORCH_STATE}
        state |= {"rng": self.rng.get_state(), "dropout_rng": torch.get_rng_state()}
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        os.replace(partial, path)

    def resume(self, path: Path) -> None:
        """Takes up the state at `path` if it is of the same recipe and data."""
        if not path.exists() or (state := torch.load(path))["about"] != self.about:
            return
        for name in PLAIN_STATE:
            setattr(self, name, state[name])
        for name in TORCH_STATE:
            getattr(self, name).load_state_dict(state[name])
        self.rng.set_state(state["rng"])
        torch.set_rng_state(state["dropout_rng"])
        print(f"going on after epoch {self.epoch} of {self.recipe.epochs}", flush=True)


def fit(
    make: Callable[[], nn.Module],
    train: Films,
    val: Films,
    mean: float,
    spread: float,
    recipe: Recipe,
    checkpoint: Path,
    after_epoch: Callable[[int], None] = lambda _: None,
) -> tuple[nn.Module, int]:
    """The network of the epoch that did best on validation, plain and (of films) strained
    together, and which epoch that was. Goes on from `checkpoint` where it fits."""
    keep_freed_memory()
    run = Run(make, train, mean, spread, recipe)
    run.resume(checkpoint)
    varied = augment.VARIETIES[recipe.variety](train.images)
    hard = varied.strained(val.images, recipe.seed)
    while run.epoch < recipe.epochs and run.epoch - run.best_epoch <= recipe.patience:
        started = time.monotonic()
        loss = run.pass_over(train, varied)
        figures = " ".join(f"{value:.4f}" for value in run.judge(val, hard))
        run.save(checkpoint)
        took = f"{time.monotonic() - started:.0f} s"
        print(f"epoch {run.epoch:2}  loss {loss:.4f}  validation {figures}  {took}", flush=True)
        after_epoch(run.epoch)
    run.network.load_state_dict(run.best_weights)
    return run.network.eval(), run.best_epoch
