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
from torch import Tensor
from torch.nn import functional

from . import augment, metrics
from .network import Network

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


@dataclass(frozen=True)
class Films:
    """Images [N,1,H,W] in [0,1], label index of each head [N,heads], and weight [N]."""

    images: Tensor
    labels: Tensor
    weights: Tensor


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


def head_loss(logits: Tensor, labels: Tensor, weights: Tensor, smoothing: float) -> Tensor:
    """Weighted cross-entropy, summed over the heads (two labels each)."""
    total = logits.new_zeros(())
    for head in range(labels.shape[1]):
        each = functional.cross_entropy(
            logits[:, 2 * head : 2 * head + 2],
            labels[:, head],
            reduction="none",
            label_smoothing=smoothing,
        )
        total = total + (each * weights).sum() / weights.sum()
    return total


@torch.no_grad()
def infer(network: Network, images: Tensor, mean: float, spread: float) -> Tensor:
    """Logits of all images."""
    network.eval()
    parts = [network((batch - mean) / spread)[0] for batch in images.split(TEST_BATCH)]
    return torch.cat(parts)


def head_aucs(logits: Tensor, labels: Tensor) -> list[float]:
    """Area under the curve of the first label of each head."""
    values = []
    for head in range(labels.shape[1]):
        score = (logits[:, 2 * head] - logits[:, 2 * head + 1]).double().numpy()
        truth = (labels[:, head] == 0).double().numpy()
        values.append(float(metrics.auc(score, truth, np.ones((1, len(score))))[0]))
    return values


def strained(films: Films, seed: int) -> Tensor:
    """One fixed augmented version of each film: a stand-in, made of the same hospital's films,
    for films processed elsewhere."""
    rng = torch.Generator().manual_seed(seed)
    batches = films.images.split(TEST_BATCH)
    return torch.cat([augment.augmented(b, augment.equalised(b), rng) for b in batches])


class Run:
    """A training run between two epochs: all that must be kept to go on as if never stopped."""

    def __init__(self, train: Films, mean: float, spread: float, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self.rng = torch.Generator().manual_seed(recipe.seed)
        network = Network(2 * train.labels.shape[1], recipe.dropout)
        self.network = network.to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(
            network.parameters(), recipe.rate, weight_decay=recipe.decay
        )
        steps = recipe.epochs * (len(train.images) // recipe.batch)
        self.cycle = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, recipe.rate, total_steps=steps
        )
        self.epoch, self.best, self.best_epoch = 0, -math.inf, 0
        self.best_weights = network.state_dict()
        self.recipe, self.mean, self.spread = recipe, mean, spread
        self.about = {"recipe": recipe, "images": len(train.images), "mean": mean, "spread": spread}

    def step(self, train: Films, equalised: Tensor, picked: Tensor) -> float:
        """One batch; its loss."""
        batch = augment.augmented(train.images[picked], equalised[picked], self.rng)
        batch = (batch - self.mean) / self.spread
        logits, _ = self.network(batch.contiguous(memory_format=torch.channels_last))
        loss = head_loss(
            logits, train.labels[picked], train.weights[picked], self.recipe.smoothing
        )
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), LONGEST_STEP)
        self.optimiser.step()
        self.cycle.step()
        return float(loss)

    def pass_over(self, train: Films, equalised: Tensor) -> float:
        """One epoch, less the remainder that fills no batch; its mean loss."""
        self.network.train()
        order = torch.randperm(len(train.images), generator=self.rng)
        full = len(order) // self.recipe.batch * self.recipe.batch
        losses = [self.step(train, equalised, p) for p in order[:full].split(self.recipe.batch)]
        self.epoch += 1
        return float(np.mean(losses))

    def judge(self, val: Films, hard: Tensor) -> list[float]:
        """The areas under the curve on validation, plain then strained; keeps the best weights."""
        found = [
            value
            for images in (val.images, hard)
            for value in head_aucs(infer(self.network, images, self.mean, self.spread), val.labels)
        ]
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
    train: Films,
    val: Films,
    mean: float,
    spread: float,
    recipe: Recipe,
    checkpoint: Path,
    after_epoch: Callable[[int], None] = lambda _: None,
) -> tuple[Network, int]:
    """The network of the epoch that did best on validation, plain and strained together, and
    which epoch that was. Goes on from `checkpoint` where it fits."""
    keep_freed_memory()
    run = Run(train, mean, spread, recipe)
    run.resume(checkpoint)
    equalised = torch.cat([augment.equalised(b) for b in train.images.split(TEST_BATCH)])
    hard = strained(val, recipe.seed)
    while run.epoch < recipe.epochs and run.epoch - run.best_epoch <= recipe.patience:
        started = time.monotonic()
        loss = run.pass_over(train, equalised)
        figures = " ".join(f"{value:.4f}" for value in run.judge(val, hard))
        run.save(checkpoint)
        took = f"{time.monotonic() - started:.0f} s"
        print(f"epoch {run.epoch:2}  loss {loss:.4f}  validation {figures}  {took}", flush=True)
        after_epoch(run.epoch)
    run.network.load_state_dict(run.best_weights)
    return run.network.eval(), run.best_epoch
