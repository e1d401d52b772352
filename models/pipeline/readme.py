"""Writes the measured figures into models/README.md and docs/chest-view-sex.md, between markers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from . import baselines as base
from . import card as cards
from . import data, zoo
from . import matrix as matrices

README = data.REPOSITORY / "models" / "README.md"
CHEST = data.REPOSITORY / "docs" / "chest-view-sex.md"


def interval(m: dict[str, Any], name: str = "value") -> str:
    """A value with its 95% interval."""
    return f"{m[name]:.3f} ({m['low']:.3f}–{m['high']:.3f})"


def table(card: dict[str, Any]) -> str:
    """Every AUC of the card: one row for a group of films, one column for a head."""
    heads = [head["id"] for head in card["heads"]]
    found = {(m["on"], m["head"]): m for m in card["metrics"] if m["metric"] == "AUC"}
    groups = list(dict.fromkeys(on for on, _ in found))

    def cell(on: str, head: str) -> str:
        return "" if (m := found.get((on, head))) is None else interval(m)

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


def models(all_cards: list[dict[str, Any]]) -> str:
    """One row a model: what it tells apart and how well on its held-out films."""
    lines = ["| Model | tells | AUC (95% interval), held-out | images | kB |", "|---|---|---|--:|--:|"]
    for card in all_cards:
        plain = [m for m in card["metrics"] if m["metric"] == "AUC" and m["population"] == "held-out"]
        first = [m for m in plain if m["on"] == plain[0]["on"]]
        values = "; ".join(
            (f"{m['head'] if len(card['heads']) > 1 else m['label']} " if len(first) > 1 else "") + interval(m)
            for m in first
        )
        told = ", ".join(head["title"].lower() for head in card["heads"])
        size = round(card["weights"]["bytes"] / 1000)
        lines.append(f"| `{card['id']}` | {told} | {values} | {first[0]['images']} | {size} |")
    return "\n".join(lines)


def short(name: str) -> str:
    return name.removeprefix("phantom-")


def matrix(rows: list[dict[str, Any]]) -> str:
    """Corruptions down, mechanisms across."""
    lines = ["| Corruption | " + " | ".join(short(row["model"]) for row in rows) + " |"]
    lines.append("|---|" + "--:|" * len(rows))
    for name in rows[0]["corruptions"]:
        cells = (row["corruptions"][name] for row in rows)
        lines.append(f"| {name} | " + " | ".join(f"{c['auc']:.3f}" for c in cells) + " |")
    widest = max(c["high"] - c["low"] for row in rows for c in row["corruptions"].values())
    lines.append("")
    lines.append(
        f"n = {rows[0]['images']} held-out films a mechanism; the widest 95% interval is ±{widest / 2:.3f}; "
        "every interval is in `matrix.json`."
    )
    return "\n".join(lines)


def baselines(rows: list[dict[str, Any]]) -> str:
    """What can be told without a network, a row a mechanism."""
    lines = [
        "| Mechanism | best recorded covariate | all covariates | best statistic | twelve statistics | n |",
        "|---|---|---|---|---|--:|",
    ]
    for row in rows:
        found = row["baselines"]
        covariate, one = base.best(found["covariates"])
        statistic, two = base.best(found["statistics"])
        together = [interval(found[f"{name} together"], "auc") for name in ("covariates", "statistics")]
        lines.append(
            f"| {short(row['model'])} | {covariate} {interval(one, 'auc')} | {together[0]} | "
            f"{statistic} {interval(two, 'auc')} | {together[1]} | {found['images']} |"
        )
    return "\n".join(lines)


def between(text: str, name: str, content: str) -> str:
    """The text with what stands between the two markers of that name replaced."""
    start, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
    before, rest = text.split(start)
    _, after = rest.split(end)
    return f"{before}{start}\n{content}\n{end}{after}"


def put(path: Path, tables: dict[str, str]) -> None:
    """Replaces the tables in a file, whole or not at all."""
    text = path.read_text(encoding="utf-8")
    for name, content in tables.items():
        text = between(text, name, content)
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)


def update(folder: Path) -> None:
    """Puts the tables of the models in `folder` where they are read."""
    paths = [folder / entry.id / "card.json" for entry in zoo.ZOO]
    all_cards = [cards.read(path) for path in paths if path.exists()]
    tables = {"models": models(all_cards)}
    if rows := matrices.read(folder):
        tables |= {"matrix": matrix(rows), "baselines": baselines(rows)}
    put(README, tables)
    put(CHEST, {"numbers": table(next(c for c in all_cards if c["id"] == "chest-view-sex"))})
