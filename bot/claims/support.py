"""How probable it is that the sources carry a claim: a logistic regression over its signals."""

import math

from bot.claims.signals import Signals

SUPPORTED_FROM = 0.3
"""Probability below which a claim is faulted for its meaning alone.

Of true written answers over their own article, held out, .13 lie below; of the same answers over other articles that share
their words, .89 (virhe4qa_dev). At .4 these are .20 and .93, and more than .02 of true sentences of the samples are faulted."""

# Logistic regression on every other statement of entailment/alqac_dev and every other question of virhe4qa_dev (written
# answers over their own and other articles) and xquad_en_vi, and on the near misses of tests/gold/claims/written.jsonl. Boosted trees
# over the same signals tell the near misses worse (five folds by document: AUROC .80 at best, .81 here), and a thousand made by machine add nothing. Six more
# signals (denials and prohibitions more or fewer, "some" for "all", words from two clauses, what a figure counts, the best sentence's
# likeness) told the near misses of two writers who were not fitted on no better: .744 and .723 with them, .740 and .734 without. The
# halves not fitted on: `python -m tests.measures.claims`, which prints these weights, and `python -m tests.measures.near_misses`.
_SAME_LANGUAGE = {
    "intercept": -26.21, "covered": -1.49, "denied": -2.58, "absolute": -2.56, "opposite": -1.99, "displaced": -3.11, "opposed_role": -3.63,
    "other_agent": -2.52, "clause": 29.69, "unmet": -1.56,
}  # fmt: skip
_OTHER_LANGUAGE = {"intercept": -22.73, "likeness": 27.54, "covered": -0.44, "unmet": -0.91}


def support_of(found: Signals, *, same_language: bool) -> float:
    """The probability, 0 to 1."""
    weights = _SAME_LANGUAGE if same_language else _OTHER_LANGUAGE
    logit = weights["intercept"] + sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-logit))
