"""Our own Figure 1: areas under the curve against a filter's radius, of one fixed model and of the networks
retrained for each setting, beside the study's points.

    /usr/bin/python3 -m models.pipeline.figure        (npm run models:figure)

Everything is taken from the cards and from the published findings; nothing is measured here. Settings that
are not trained yet are named as missing. Writes models/figure-1.json, docs/figure-1.svg and the tables of
docs/figure-1.md.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from . import card as cards
from . import data, figure_drawing, make, readme
from .entry import Card, Figures
from .settings import FAMILIES, Family

JSON = make.MODELS / "figure-1.json"
SVG = data.REPOSITORY / "docs" / "figure-1.svg"
PAGE = data.REPOSITORY / "docs" / "figure-1.md"
FINDINGS = data.REPOSITORY / "assets" / "findings" / "findings.json"
STUDY_FILTERS = {"LPF": "low-pass", "HPF": "high-pass"}
KEPT = ("head", "label", "on", "population", "value", "low", "high", "images", "patients")
CHANCE = 0.5

Point = dict[str, Any]


def kept(figures: Figures) -> Figures:
    """What the figure needs of some areas under the curve."""
    return [{key: m[key] for key in KEPT} for m in figures if m["metric"] == "AUC"]


def plain(stated: Card) -> Figures:
    """The fixed model on the same groups of films, untouched."""
    groups = {(m["head"], m["on"]) for v in stated.get("variants", []) for m in v["metrics"]}
    return [m for m in kept(stated["metrics"]) if (m["head"], m["on"]) in groups]


def points(family: Family, stated: Card) -> list[Point]:
    """A point a setting that was trained."""
    made = {v["id"]: v for v in stated.get("variants", [])}
    return [
        {
            "setting": s.id,
            "filter": s.op,
            "radius": s.radius,
            "retrained": kept(made[s.id]["metrics"]),
            "fixed": kept(made[s.id]["fixed"]),
        }
        for s in sorted(family.settings, key=lambda each: (each.takes_mean, each.radius))
        if s.id in made
    ]


def of_family(family: Family, folder: Path) -> dict[str, Any]:
    stated = cards.read(folder / "card.json")
    found = points(family, stated)
    names = {p["setting"] for p in found}
    return {
        "model": family.of.id,
        "heads": [{"id": h["id"], "title": h["title"]} for h in stated["heads"]],
        "untouched": plain(stated),
        "points": found,
        "missing": [s.id for s in family.settings if s.id not in names],
    }


def study(findings: list[dict[str, Any]]) -> list[Point]:
    """The study's Figure 1: recorded race, a network retrained for every setting."""
    return [
        {
            "id": row["id"],
            "filter": STUDY_FILTERS[row["parameter"]["filter"]],
            "radius": row["parameter"]["diameter"],
            "task": row["task"],
            "dataset": row["dataset"],
            "value": row["value"],
            "source": row["source_url"],
            "locator": row["source_locator"],
            "note": row.get("note", ""),
        }
        for row in findings
        if row["section"] == "Figure 1"
        and row["status"] == "verified"
        and row.get("parameter", {}).get("filter") in STUDY_FILTERS
    ]


def one(figures: Figures, head: str, population: str = "held-out") -> dict[str, Any] | None:
    """The figure of one head on films that were held out."""
    return next((m for m in figures if m["head"] == head and m["population"] == population), None)


def interval(m: dict[str, Any]) -> str:
    return f"{m['value']:.3f} ({m['low']:.3f}–{m['high']:.3f})"


def outcomes(found: dict[str, Any]) -> list[str]:
    """Per head and setting, which part of the story holds: retraining regains what the fixed model lost, or
    there was nothing to regain, or it is lost to both."""
    lines = []
    for head in found["heads"]:
        name = f"{found['model']}, {head['title'].lower()}"
        sorted_in: dict[str, list[str]] = {"regains": [], "same": [], "worse": [], "lost": []}
        for point in found["points"]:
            new, old = one(point["retrained"], head["id"]), one(point["fixed"], head["id"])
            if new is None or old is None:
                continue
            if new["low"] <= CHANCE:
                kind = "lost"
            elif new["low"] > old["high"]:
                kind = "regains"
            elif new["high"] < old["low"]:
                kind = "worse"
            else:
                kind = "same"
            sorted_in[kind].append(point["setting"].replace("-pass-", "-pass "))
        words = {
            "regains": "the retrained network is better, intervals apart, at",
            "same": "the story shows nothing, for fixed and retrained overlap, at",
            "worse": "the story fails, for the fixed model is better than the smaller retrained one, at",
            "lost": "nothing is left for the retrained network either (its interval reaches chance), at",
        }
        lines += [f"{name}: {words[k]} {', '.join(v)}." for k, v in sorted_in.items() if v]
    return lines


def elsewhere(found: dict[str, Any]) -> list[str]:
    """What retraining is worth at another hospital, where that was measured."""
    lines = []
    for head in found["heads"]:
        pairs = [(p, one(p["retrained"], head["id"], "unseen-hospital")) for p in found["points"]]
        known = [(p, m) for p, m in pairs if m is not None]
        if known:
            least, most = (pick(known, key=lambda each: each[1]["value"]) for pick in (min, max))
            lines.append(
                f"{found['model']}, {head['title'].lower()}, at a hospital it never saw ({most[1]['images']} films of "
                f"{most[1]['patients']} patients): retrained networks reach from {interval(least[1])} at "
                f"{least[0]['setting']} to {interval(most[1])} at {most[0]['setting']}."
            )
    return lines


def built(models: Path, findings: Path) -> dict[str, Any]:
    """The whole figure as numbers and sentences."""
    families = [of_family(f, models / f.of.id) for f in FAMILIES]
    rows = json.loads(findings.read_text(encoding="utf-8")) if findings.exists() else []
    return {
        "about": "Areas under the curve (AUC) of a fixed model and of networks retrained for each setting, on "
        "films filtered at 224 pixels; 95% intervals from 2,000 resamplings of patients. Radius in cycles a "
        "picture. High-pass films have 0.5 put in place of their mean.",
        "command": "npm run models:figure",
        "chance": CHANCE,
        "families": families,
        "study": study(rows),
        "findings": [line for found in families for line in (*outcomes(found), *elsewhere(found))],
    }


def table(content: dict[str, Any]) -> str:
    """A row a setting and head."""
    lines = ["| Model | filter | radius | head | retrained | fixed | n, patients |", "|---|---|--:|---|---|---|--:|"]
    for found in content["families"]:
        for point in found["points"]:
            for head in found["heads"]:
                new, old = one(point["retrained"], head["id"]), one(point["fixed"], head["id"])
                if new is not None and old is not None:
                    lines.append(
                        f"| {found['model']} | {point['filter']} | {point['radius']} | {head['title'].lower()} | "
                        f"{interval(new)} | {interval(old)} | {new['images']}, {new['patients']} |"
                    )
    return "\n".join(lines)


def sentences(content: dict[str, Any]) -> str:
    """What holds, what does not, what is missing."""
    lines = [f"- {line}" for line in content["findings"]]
    for found in content["families"]:
        if found["missing"]:
            lines.append(f"- {found['model']}: not trained yet: {', '.join(found['missing'])}.")
    if not content["study"]:
        lines.append("- The study's points are missing: assets/findings is not there.")
    return "\n".join(lines) or "- Nothing was trained yet."


def write(path: Path, text: str) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)


def main() -> None:
    content = built(make.MODELS, FINDINGS)
    write(JSON, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    write(SVG, figure_drawing.drawn(content))
    readme.put(PAGE, {"outcomes": sentences(content), "table": table(content)})
    count = sum(len(f["points"]) for f in content["families"])
    print(f"{SVG.name}, {PAGE.name}, {JSON.name}: {count} settings, {len(content['study'])} points of the study")


if __name__ == "__main__":
    main()
