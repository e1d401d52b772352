"""The whole gate over image files, as the page applies it: `unseen gate`, with a network's features."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import data


def verdicts(card: Path, files: list[Path], pooled: NDArray[np.float64] | None = None) -> list[dict[str, Any]]:
    """What `unseen gate` says of each file; `pooled` are the network's pooled features of them."""
    with tempfile.TemporaryDirectory() as folder:
        listed, features = Path(folder) / "list", Path(folder) / "pooled.npy"
        listed.write_text("\n".join(map(str, files)), encoding="utf-8")
        command = [str(data.PROGRAM), "gate", "--card", str(card), "--list", str(listed)]
        command += ["--gate", str(data.REPOSITORY / "models" / "gate" / "gate.json")]
        if pooled is not None:
            np.save(features, np.ascontiguousarray(pooled, dtype=np.float32))
            command += ["--pooled", str(features)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"unseen gate: {done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def refused(found: list[dict[str, Any]]) -> int:
    """How many do not pass."""
    return sum(one["verdict"] != "in" for one in found)
