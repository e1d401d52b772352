"""The gate: the router's training, each card's part of the gate, and the measured rates.

For a model of images:  card_part(about, accepts, features_gate(pooled(train), pooled(val)), rows)."""

from .apply import rows
from .card import card_part
from .features import distance, features_gate, pooled
from .measure import rate

__all__ = ["card_part", "distance", "features_gate", "pooled", "rate", "rows"]
