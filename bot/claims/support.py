"""How probable it is that the sources carry a claim: a logistic regression over its signals."""

import math

from bot.claims.signals import Signals

SUPPORTED_FROM = 0.3
"""Probability below which a claim is faulted for its meaning alone.

Of true written answers over their own article, held out, .13 lie below; of the same answers over other articles that share
their words, .88 (virhe4qa_dev). At .4 these are .18 and .93, and more than .02 of true sentences of the samples are faulted."""

# Logistic regression on every other statement of entailment/alqac_dev and every other question of virhe4qa_dev (written
# answers over their own and other articles) and xquad_en_vi, and on the near misses of tests/gold/claims/written.jsonl. The
# halves not fitted on: `python -m tests.measures.claims`, which prints these weights, and `python -m tests.measures.near_misses`.
_SAME_LANGUAGE = {
    "intercept": -32.51, "likeness": 12.91, "covered": -0.43, "negated": -1.07, "denied": -2.26, "affirmed": 0.14, "absolute": -2.74, "partial": -3.99, "opposite": -1.13, "clause": 22.66, "unmet": -1.04, "displaced": -3.11, "opposed_role": -3.03, "other_agent": -2.07, "crossed": -0.06, "miscounted": -2.92,
}  # fmt: skip
_OTHER_LANGUAGE = {
    "intercept": -31.67, "likeness": 39.07, "covered": 0.86, "negated": -1.79, "affirmed": -1.86, "unmet": -0.86,
}  # fmt: skip


def support_of(found: Signals, *, same_language: bool) -> float:
    """The probability, 0 to 1."""
    weights = _SAME_LANGUAGE if same_language else _OTHER_LANGUAGE
    logit = weights["intercept"] + sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-logit))
