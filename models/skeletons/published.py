"""Figures that a model's authors report, taken from assets/findings/findings.json by the ids of its rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FINDINGS = Path(__file__).resolve().parents[2] / "assets/findings/findings.json"
# Model → what the rows are of: head, label, row, and which films.
ROWS = {
    "study-race-resnet34": [
        ("race", label, f"t3-{row}-{label}", films)
        for row, films in (
            ("mxr", "test films of MIMIC-CXR"),
            ("mxr-to-cxp", "CheXpert, which it never saw"),
            ("mxr-to-emx", "Emory's films, which it never saw"),
        )
        for label in ("asian", "black", "white")
    ],
    "chexploration-race-densenet121": [
        ("race", label, f"glocker2023-race-{label}", "test films of CheXpert") for label in ("white", "asian", "black")
    ],
}


def figures(model: str) -> list[dict[str, Any]]:
    """The card's `published`; a row that is not there is an error."""
    rows = {row["id"]: row for row in json.loads(FINDINGS.read_text())}
    return [
        {
            "head": head,
            "label": label,
            "finding": finding,
            "on": films,
            "metric": rows[finding]["metric"],
            "value": rows[finding]["value"],
            "low": rows[finding]["ci_low"],
            "high": rows[finding]["ci_high"],
        }
        for head, label, finding, films in ROWS.get(model, [])
    ]
