"""Draws Figure 1 as SVG: a row a head, a column a filter, radius on a logarithmic axis."""

from __future__ import annotations

import math
from typing import Any
from xml.sax.saxutils import escape

WIDTH, PANEL, TALL = 960, 400, 210
LEFT, TOP, GAP, DOWN = 70, 96, 40, 62
LOWEST, HIGHEST = 0.3, 1.0
RADII = (1, 200)
TICKS = (1, 2, 5, 10, 20, 50, 100, 200)
LEVELS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
RETRAINED, FIXED, STUDY = "#1769aa", "#b35900", "#6b7280"
FILTERS = (("low-pass", "Low-pass: only waves below the radius are left"),
           ("high-pass", "High-pass: waves below the radius are gone"))  # fmt: skip


def text(x: float, y: float, words: str, **more: Any) -> str:
    given = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{given}>{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, **more: Any) -> str:
    given = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{given}/>'


def dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{RETRAINED}"/>'


def square(x: float, y: float) -> str:
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="#fff" stroke="{FIXED}" stroke-width="1.6"/>'


def shape(task: str, x: float, y: float) -> str:
    """The study's three groups, each with a mark of its own."""
    marks = {
        "Asian": f"M{x - 3.5:.1f},{y + 3:.1f}h7l-3.5,-6.5z",
        "Black": f"M{x:.1f},{y - 4:.1f}l4,4l-4,4l-4,-4z",
        "White": f"M{x - 3:.1f},{y - 3:.1f}l6,6m0,-6l-6,6",
    }
    return f'<path d="{marks[task.split()[0]]}" fill="none" stroke="{STUDY}" stroke-width="1.2"/>'


class Panel:
    """One pair of axes."""

    def __init__(self, column: int, row: int) -> None:
        self.x0 = LEFT + column * (PANEL + GAP)
        self.y0 = TOP + row * (TALL + DOWN)

    def x(self, radius: float) -> float:
        low, high = (math.log(r) for r in RADII)
        return self.x0 + (math.log(radius) - low) / (high - low) * PANEL

    def y(self, value: float) -> float:
        return self.y0 + (HIGHEST - max(value, LOWEST)) / (HIGHEST - LOWEST) * TALL

    def axes(self, title: str, chance: float) -> list[str]:
        parts = [text(self.x0, self.y0 - 9, title, font_weight=600)]
        for level in LEVELS:
            y = self.y(level)
            colour, dash = ("#9ca3af", "4 3") if level == chance else ("#e5e7eb", "none")
            parts.append(line(self.x0, y, self.x0 + PANEL, y, colour, stroke_dasharray=dash))
            parts.append(text(self.x0 - 6, y + 4, f"{level:.1f}", text_anchor="end"))
        for tick in TICKS:
            parts.append(line(self.x(tick), self.y0 + TALL, self.x(tick), self.y0 + TALL + 4, "#6b7280"))
            parts.append(text(self.x(tick), self.y0 + TALL + 17, str(tick), text_anchor="middle"))
        parts.append(line(self.x0, self.y0 + TALL, self.x0 + PANEL, self.y0 + TALL, "#6b7280"))
        return parts

    def series(self, points: list[tuple[int, dict[str, Any]]], colour: str, mark: Any, dash: str) -> list[str]:
        """A line through the values, an interval and a mark at each."""
        places = " ".join(f"{self.x(r):.1f},{self.y(m['value']):.1f}" for r, m in points)
        parts = [f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-dasharray="{dash}"/>']
        for radius, m in points:
            x = self.x(radius)
            parts.append(line(x, self.y(m["low"]), x, self.y(m["high"]), colour, stroke_width=2))
            parts.append(mark(x, self.y(m["value"])))
        return parts


def values(found: dict[str, Any], which: str, kind: str, head: str) -> list[tuple[int, dict[str, Any]]]:
    """(radius, figure) of the held-out films, by radius."""
    return [
        (p["radius"], m)
        for p in found["points"]
        if p["filter"] == kind
        for m in p[which]
        if m["head"] == head and m["population"] == "held-out"
    ]


def panel(content: dict[str, Any], found: dict[str, Any], head: dict[str, str], column: int, row: int) -> list[str]:
    kind = FILTERS[column][0]
    at = Panel(column, row)
    parts = at.axes(f"{head['title']}, {found['model']}: {kind}", content["chance"])
    plain = [m for m in found["untouched"] if m["head"] == head["id"] and m["population"] == "held-out"]
    for m in plain:
        parts.append(line(at.x0, at.y(m["value"]), at.x0 + PANEL, at.y(m["value"]), FIXED, stroke_dasharray="1 4"))
    if found["model"] == "chest-view-sex":  # the study's films are of patients, and so are these
        parts += [shape(p["task"], at.x(p["radius"]), at.y(p["value"])) for p in content["study"] if p["filter"] == kind]
    parts += at.series(values(found, "fixed", kind, head["id"]), FIXED, square, "5 4")
    parts += at.series(values(found, "retrained", kind, head["id"]), RETRAINED, dot, "none")
    return parts


def legend(y: float) -> list[str]:
    parts = [
        dot(LEFT + 6, y - 4),
        text(LEFT + 16, y, "retrained for the setting (ours)"),
        square(LEFT + 226, y - 4),
        text(LEFT + 236, y, "one fixed model (ours); dots: on untouched films"),
    ]
    x = LEFT + 540.0
    for task in ("Asian", "Black", "White"):
        parts += [shape(task, x, y - 4), text(x + 8, y, task)]
        x += 62
    parts.append(text(x, y, "the study: recorded race,"))
    parts.append(text(LEFT + 540, y + 15, "other films, other network, retrained (Gichoya et al. 2022, Figure 1, p e411)"))
    return parts


def description(content: dict[str, Any]) -> str:
    return " ".join([content["about"], *content["findings"]])


def drawn(content: dict[str, Any]) -> str:
    """The whole picture; its words are in its description, for those who do not see it."""
    rows = [(found, head) for found in content["families"] for head in found["heads"]]
    height = TOP + len(rows) * (TALL + DOWN) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="t d" font-family="Inter, Helvetica, Arial, sans-serif" font-size="12" fill="#1f2937">',
        '<title id="t">Area under the curve against filter radius, fixed and retrained</title>',
        f'<desc id="d">{escape(description(content))}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        text(LEFT, 26, "How little image is enough: AUC on held-out films, 95% intervals by patient", font_size=16, font_weight=600),
        *legend(50),
    ]
    for row, (found, head) in enumerate(rows):
        for column in range(len(FILTERS)):
            parts += panel(content, found, head, column, row)
    parts.append(text(LEFT + PANEL + GAP / 2, height - 14, "radius, cycles a picture (films filtered at 224 × 224)", text_anchor="middle"))
    return "\n".join([*parts, "</svg>"]) + "\n"
