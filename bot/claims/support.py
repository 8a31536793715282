"""How probable it is that the sources carry a claim: a logistic regression over its signals."""

import math

from bot.claims.signals import Signals

SUPPORTED_FROM = 0.3
"""Probability below which a claim is faulted for its meaning alone.

Of true written answers over their own article, held out, .13 lie below; of the same answers over other articles that share
their words, .89 (virhe4qa_dev). At .4 these are .20 and .93, and more than .02 of true sentences of the samples are faulted."""

# Logistic regression on every other statement of entailment/alqac_dev and every other question of virhe4qa_dev (written
# answers over their own and other articles) and xquad_en_vi, and on the near misses of tests/gold/claims/written.jsonl. Boosted trees
# over the same signals tell the near misses worse (five folds by document: AUROC .80 at best, .81 here), and a thousand made by machine add nothing. The
# halves not fitted on: `python -m tests.measures.claims`, which prints these weights, and `python -m tests.measures.near_misses`.
_SAME_LANGUAGE = {
    "intercept": -30.99, "likeness": 9.85, "covered": -1.78, "negated": -0.4, "denied": -2.43, "affirmed": 0.11, "absolute": -2.51,
    "partial": -4.11, "opposite": -2.1, "displaced": -3.17, "opposed_role": -3.67, "other_agent": -2.9, "crossed": -0.15,
    "miscounted": -3.74, "clause": 25.45, "unmet": -1.47,
}  # fmt: skip
_OTHER_LANGUAGE = {
    "intercept": -31.67, "likeness": 39.07, "covered": 0.86, "negated": -1.79, "affirmed": -1.86, "unmet": -0.86,
}  # fmt: skip


def support_of(found: Signals, *, same_language: bool) -> float:
    """The probability, 0 to 1."""
    weights = _SAME_LANGUAGE if same_language else _OTHER_LANGUAGE
    logit = weights["intercept"] + sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-logit))
