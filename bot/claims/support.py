"""How probable it is that the sources carry a claim: a logistic regression over its signals."""

import math

from bot.claims.signals import Signals

SUPPORTED_FROM = 0.3
"""Probability below which a claim is faulted for its meaning alone.

Of true written answers over their own article, held out, a tenth lie below; of the same answers over other articles that
share their words, .83 (virhe4qa_dev). At .15 these were .05 and .65: a wrong sentence shown costs more than a true one left out."""

# Logistic regression on every other statement of entailment/alqac_dev and every other question of virhe4qa_dev (written
# answers over their own and other articles) and xquad_en_vi. On the halves not fitted on, AUROC .746, .911 and .913:
# `python -m tests.measures.claims`, which prints these weights. "opposite" is too rare there and was set by hand.
_SAME_LANGUAGE = {
    "intercept": -32.44, "likeness": 33.77, "covered": 1.08, "negated": -0.84, "denied": -2.35, "affirmed": -0.11,
    "absolute": -2.15, "partial": -3.35, "opposite": -2.0, "unmet": -0.73,
}  # fmt: skip
_OTHER_LANGUAGE = {
    "intercept": -32.86, "likeness": 40.6, "covered": 2.48, "negated": -1.8, "affirmed": -0.89, "unmet": -0.84,
}  # fmt: skip


def support_of(found: Signals, *, same_language: bool) -> float:
    """The probability, 0 to 1."""
    weights = _SAME_LANGUAGE if same_language else _OTHER_LANGUAGE
    logit = weights["intercept"] + sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-logit))
