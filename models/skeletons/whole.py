"""python3 -m models.skeletons.whole FOLDER OUT: FOLDER/skeleton.onnx with the numbers of FOLDER/weights.bin in it, as one file."""

from __future__ import annotations

import sys
from pathlib import Path

import onnx


def main(folder: str, out: str) -> None:
    model = onnx.load(str(Path(folder, "skeleton.onnx")))
    onnx.checker.check_model(model)
    onnx.save_model(model, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
