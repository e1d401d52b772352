"""A card: what stands still about a model, and how the measured parts join in."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from . import data, export
from .entry import Card, Entry, Figures

# Before there is a network, preprocessing already needs a card.
NO_WEIGHTS = {
    "file": "model.onnx",
    "sha256": "0" * 64,
    "bytes": 1,
    "operators": ["Identity"],
    "ir": export.IR,
    "opset": export.OPSET,
    "precision": "none yet",
    "parameters": 1,
}
NO_OUTPUTS = {"logits": export.LOGITS, "features": None, "cam": None}
NO_TRAINING: dict[str, Any] = {"sources": [], "images": 0, "patients": 0, "notes": []}


def command(entry: Entry) -> str:
    """What makes the model."""
    return f"npm run models:train -- --model {entry.id}"


def draft(entry: Entry) -> Card:
    """The card before anything was learnt."""
    return card(entry, entry.input, NO_OUTPUTS, NO_TRAINING, NO_WEIGHTS, [], None)


def card(
    entry: Entry,
    given: dict[str, Any],
    outputs: dict[str, Any],
    training: dict[str, Any],
    weights: dict[str, Any],
    figures: Figures,
    gate: dict[str, Any] | None,
) -> Card:
    """The whole card."""
    words = entry.words
    return {
        "schema": 1,
        "id": entry.id,
        "version": entry.version,
        "title": words.title,
        "question": words.question,
        "summary": words.summary,
        "licence": words.licence,
        "attribution": list(words.attribution),
        "heads": entry.heads,
        "activated": False,
        "input": given,
        "outputs": outputs,
        "training": training,
        "metrics": figures,
        "use": {
            "intended": list(words.intended),
            "misuse": list(words.misuse),
            "limits": [*entry.source.limits(figures), *words.limits] or ["Not measured yet."],
        },
        "gate": gate,
        "weights": weights,
        "reproduce": {"command": command(entry), "seed": entry.recipe.seed, "commit": None},
    }


def bare(name: str, given: dict[str, Any]) -> Card:
    """A card that only says what is to be made of a film: there is no model."""
    label = {"id": "none", "title": "None", "colour": "#000000", "untrained": True}
    return {
        "schema": 1,
        "id": name,
        "version": "0",
        "title": "None",
        "question": "None.",
        "summary": "No model.",
        "licence": "none",
        "attribution": [],
        "heads": [
            {
                "id": "none",
                "title": "None",
                "activation": "value",
                "chance": None,
                "about": "None.",
                "question": "None.",
                "labels": [label],
            }
        ],
        "activated": False,
        "input": given,
        "outputs": NO_OUTPUTS,
        "training": NO_TRAINING,
        "metrics": [],
        "use": {"intended": ["None."], "misuse": ["None."], "limits": ["None."]},
        "gate": None,
        "weights": NO_WEIGHTS,
        "reproduce": {"command": "none", "seed": 0, "commit": None},
    }


def read(path: Path) -> Card:
    """A card that was written before."""
    return json.loads(path.read_text(encoding="utf-8"))


def write(path: Path, content: Card) -> None:
    """Writes the card and holds it against the schema."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    script = Path(__file__).with_name("check-card.mjs")
    done = subprocess.run(
        ["node", str(script), str(path)],
        cwd=data.REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"the card does not fit models/card.schema.json:\n{done.stderr.strip()}")
