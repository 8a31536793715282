"""Whether the passages found hold an answer at all: a calibrated probability from several signals."""

import math
from collections.abc import Sequence

from index.hit import Hit

ANSWER_FROM = 0.3
"""Probability from which an answer is given. Below a half: the model was fitted on as many unanswerable questions as
answerable ones, and people mostly ask what the reports can answer."""

# Logistic regression on half of public question sets, with and without their gold passages; on the other half its
# AUROC was .94 (xquad_vi_vi), .80 (virhe4qa_dev) and .78 (xquad_en_vi); `make bench` prints it anew.
_SAME_LANGUAGE = {"intercept": -12.4, "sentence": 16.4, "passage": -6.0, "coverage": 7.8}
_OTHER_LANGUAGE = {"intercept": -38.1, "sentence": 49.6, "passage": -1.7, "coverage": 0.0}


def answer_probability(hits: Sequence[Hit], *, same_language: bool) -> float:
    """Probability, 0 to 1, that the hits answer the question; 0 without hits."""
    if not hits:
        return 0.0
    weights = _SAME_LANGUAGE if same_language else _OTHER_LANGUAGE
    signals = decline_signals(hits)
    logit = weights["intercept"] + sum(weights[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-logit))


def decline_signals(hits: Sequence[Hit]) -> dict[str, float]:
    """What the decision looks at, over the ten best hits: best cosines, most of the words covered."""
    evidence = [hit.evidence for hit in hits[:10]]
    return {
        "sentence": max(each.sentence_cosine for each in evidence),
        "passage": max(each.passage_cosine for each in evidence),
        "coverage": max(each.coverage for each in evidence),
    }
