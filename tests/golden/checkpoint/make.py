"""python3 -m tests.golden.checkpoint.make FOLDER [NAME…]: checkpoints with random weights, each with what torch makes of one input.

FOLDER/NAME.pt beside FOLDER/NAME.{input,logits,features,cam}.f32, float32 in C order. Made when a test wants them, never committed.
"""

import sys
import types
from collections import OrderedDict
from pathlib import Path

import torch

from .networks import answer, network, scale, state_dict


def prefixed(state, prefix):
    return OrderedDict((prefix + key, value) for key, value in state.items())


def halved(state):
    return OrderedDict((key, value.half() if value.is_floating_point() else value) for key, value in state.items())


def callback():
    """The class that Lightning's checkpoints name, where Lightning itself is not installed."""
    full = "pytorch_lightning.callbacks.model_checkpoint"
    for i, _ in enumerate(full.split("."), 1):
        sys.modules.setdefault(".".join(full.split(".")[:i]), types.ModuleType(full))
    kind = type("ModelCheckpoint", (), {"__module__": full})
    sys.modules[full].ModelCheckpoint = kind
    return kind


def lightning(state):
    """As PyTorch Lightning before 1.5 saves it: the network under `model.`, the callbacks keyed by their classes."""
    return {
        "epoch": 3,
        "global_step": 12,
        "pytorch-lightning_version": "1.4.9",
        "state_dict": prefixed(state, "model."),
        "callbacks": {callback(): {"monitor": "val_loss", "best_model_score": torch.tensor(0.25), "dirpath": "output"}},
        "optimizer_states": [{"state": {0: {"step": 12, "exp_avg": torch.zeros(3)}}, "param_groups": [{"betas": (0.9, 0.999)}]}],
    }


# Name → skeleton, side of the input, and how it is saved.
CHECKPOINTS = {
    "study-parallel": ("resnet34-320-3", 320, lambda state: prefixed(state, "module.")),
    "study-plain-half": ("resnet34-320-3", 320, halved),
    "mira-lightning": ("resnet34-224-2", 224, lightning),
    "dense-all": ("densenet121-1-18", 224, lambda state: {"model": state}),
    "dense-race-half": ("densenet121-3-3", 224, lambda state: lightning(halved(state))),
    "dense-sex": ("densenet121-3-2", 224, lambda state: prefixed(state, "module.")),
    "dense-disease": ("densenet121-3-14", 224, lambda state: state),
}


def make(folder, name):
    kind, side, saved = CHECKPOINTS[name]
    net = network(kind, 20220511)
    if name.endswith("half"):
        net = net.half().float()
    state = state_dict(net)
    channels = next(iter(state.values())).shape[1]
    x = scale(kind) * torch.randn(1, channels, side, side, generator=torch.Generator().manual_seed(7))
    logits, features, cam = answer(net, x)
    for part, values in {"input": x, "logits": logits, "features": features, "cam": cam}.items():
        values.numpy().astype("<f4").tofile(folder / f"{name}.{part}.f32")
    torch.save(saved(state), folder / f"{name}.pt")


def main(folder, names):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    for name in names or CHECKPOINTS:
        make(folder, name)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
