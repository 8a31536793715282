"""What each signal counts for, fitted on every other question of public sets; the same for every library.

docs/decisions/0004 says how, and `make bench` prints what they are worth on the questions they were not fitted on.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of the signals: for every candidate, and for the best of them, which are compared more closely."""

    every: Mapping[str, float]
    best: Mapping[str, float]


SAME_LANGUAGE = Weights(
    every={"passage": 0.35, "sentence": 0.25, "bm25": 0.4},
    best={"passage": 0.19, "sentence": 0.2, "bm25": 0.28, "tokens": 0.11, "coverage": 0.22},
)
OTHER_LANGUAGE = Weights(
    # Only names, figures and translated terms of the question can be matched by their letters.
    every={"passage": 0.4, "sentence": 0.45, "bm25": 0.15},
    best={"passage": 0.15, "sentence": 0.28, "bm25": 0.09, "tokens": 0.4, "coverage": 0.08},
)
RERANKED = {"fused": 0.4, "read": 0.6}
"""Where a cross-encoder reads the best; not fitted, since none is bundled."""
