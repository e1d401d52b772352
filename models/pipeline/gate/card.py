"""A card's `gate`, put together from the router's thresholds and the network's own features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .. import data

MEASURED = data.REPOSITORY / "models" / "gate" / "measured.json"


def card_part(
    about: str,
    accepts: list[str],
    features: dict[str, Any] | None,
    measured: list[dict[str, Any]],
    path: Path = MEASURED,
) -> dict[str, Any]:
    """`about` completes "the model was trained on …"; `measured` are further rows, of the whole gate."""
    for part in json.loads(path.read_text(encoding="utf-8")):
        if sorted(part["accepts"]) == sorted(accepts):
            return {
                "about": about,
                "accepts": list(accepts),
                "pass": part["pass"],
                "refuse": part["refuse"],
                "features": features,
                "measured": part["measured"] + measured,
            }
    raise SystemExit(f"the gate was not trained for {', '.join(accepts)}")
