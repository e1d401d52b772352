"""python3 -m tests.golden.checkpoint.run NAME INPUT.f32 HEIGHT WIDTH: what torch makes of a tensor, as JSON {logits, cam}.

INPUT.f32 holds float32 in C order, little-endian: 1 × channels × HEIGHT × WIDTH. The network is that of the checkpoint NAME.
"""

import json
import sys

import numpy as np
import torch

from .make import CHECKPOINTS
from .networks import answer, network


def main(name, path, height, width):
    net = network(CHECKPOINTS[name][0], 20220511)
    if name.endswith("half"):
        net = net.half().float()
    x = torch.from_numpy(np.fromfile(path, "<f4").reshape(1, -1, int(height), int(width)))
    logits, _, cam = answer(net, x)
    print(json.dumps({"logits": logits[0].tolist(), "cam": cam.flatten().tolist()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
