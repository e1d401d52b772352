"""Thresholds of the router and the rates on held-out pictures, for a set of accepted kinds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import metrics
from . import kinds
from .pictures import Signs
from .router import Router

REFUSED = 0.006  # share of accepted validation pictures below the passing margin
UNSURE = 2.0  # margin below the passing one where the verdict is unknown, not out
LEAST, MOST = -0.5, 2.5  # of the passing margin


def interval(count: int, images: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share."""
    z, p = 1.959963984540054, count / images
    middle = (p + z * z / (2 * images)) / (1 + z * z / images)
    reach = z / (1 + z * z / images) * math.sqrt(p * (1 - p) / images + z * z / (4 * images**2))
    return max(0.0, min(middle - reach, p)), min(1.0, max(middle + reach, p))


def rate(kind: str, on: str, what: str, count: int, images: int) -> dict[str, Any]:
    """One row of the card's `gate.measured`."""
    low, high = interval(count, images)
    return {
        "kind": kind,
        "on": on,
        "what": what,
        "images": images,
        "count": count,
        "rate": round(count / images, 6),
        "low": round(low, 6),
        "high": round(high, 6),
    }


def thresholds(router: Router, val: Signs, accepts: tuple[str, ...]) -> tuple[float, float]:
    """The margins `pass` and `refuse` of a card."""
    mine = np.isin([kinds.IDS[k] for k in val.kinds], accepts) & ~val.blank
    margin = float(np.quantile(router.margins(val.values[mine], accepts), REFUSED))
    margin = round(min(max(margin, LEAST), MOST), 3)
    return margin, round(margin - UNSURE, 3)


def passes(router: Router, signs: Signs, accepts: tuple[str, ...], margin: float) -> NDArray[np.bool_]:
    """Which pictures the router lets pass."""
    return ~signs.blank & (router.margins(signs.values, accepts) >= margin)


def rates(router: Router, test: Signs, accepts: tuple[str, ...], margin: float, on: str) -> list[dict[str, Any]]:
    """A row for each kind of held-out picture."""
    let = passes(router, test, accepts, margin)
    rows = []
    for number, kind in enumerate(kinds.IDS):
        mine = test.kinds == number
        if mine.any():
            what = "refused" if kind in accepts else "detected"
            rows.append(rate(kind, on, what, int((~let[mine]).sum()), int(mine.sum())))
    return rows


def auc(router: Router, test: Signs, accepts: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Area under the curve of the margin, accepted kinds against others."""
    ids = np.array([kinds.IDS[k] for k in test.kinds])
    score = router.margins(test.values, accepts).astype(float)
    score[test.blank] = -1e3
    rows = np.isin(ids, accepts) | np.isin(ids, others)
    truth = np.isin(ids[rows], accepts).astype(float)
    return float(metrics.auc(score[rows], truth, np.ones((1, int(rows.sum()))))[0])


NOT_MEDICAL = tuple(kind.id for kind in kinds.KINDS if not kind.medical)
