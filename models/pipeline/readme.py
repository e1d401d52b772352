"""Writes the measured figures into models/README.md, between its two markers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from . import data

README = data.REPOSITORY / "models" / "README.md"
START, END = "<!-- numbers:start -->", "<!-- numbers:end -->"


def table(card: dict[str, Any]) -> str:
    """Every AUC of the card: one row for a group of films, one column for a head."""
    heads = [head["id"] for head in card["heads"]]
    found = {(m["on"], m["head"]): m for m in card["metrics"] if m["metric"] == "AUC"}
    groups = list(dict.fromkeys(on for on, _ in found))

    def cell(on: str, head: str) -> str:
        if (m := found.get((on, head))) is None:
            return ""
        return f"{m['value']:.3f} ({m['low']:.3f}–{m['high']:.3f})"

    def counts(on: str) -> str:
        metric = next(m for (name, _), m in found.items() if name == on)
        return f"{metric['images']} / {metric['patients']}"

    titles = " | ".join(head["title"] for head in card["heads"])
    lines = [f"| AUC (95% interval) on | {titles} | images / patients |"]
    lines.append("|---|" + "---|" * len(heads) + "--:|")
    lines += [
        f"| {on} | {' | '.join(cell(on, head) for head in heads)} | {counts(on)} |"
        for on in groups
    ]
    return "\n".join(lines)


def update(folder: Path) -> None:
    """Puts the table of the card in `folder` into the README."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    partial = README.with_suffix(".partial")
    partial.write_text(f"{before}{START}\n{table(card)}\n{END}{after}", encoding="utf-8")
    os.replace(partial, README)
