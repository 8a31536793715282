"""Whether the passages found hold an answer at all: a calibrated probability from several signals."""

import math
from collections.abc import Sequence

from index.hit import Hit

ANSWER_FROM = 0.3
"""Probability from which an answer is given: an operating point chosen on the samples' gold questions, none held out.

Its price on public sets, as it is / with the gold passages left out: answered .94 / .34 (xquad_vi_vi), .85 / .51
(virhe4qa_dev), .69 / .21 (xquad_en_vi)."""

# Logistic regression on every other question of public sets, each once as it is and once with its gold passages left
# out. On the questions not fitted on: AUROC .938 (xquad_vi_vi), .789 (virhe4qa_dev), .792 (xquad_en_vi). `hoidap
# evaluate` prints the AUROC over all questions. In another language than the reports' the weight of the coverage was set
# by hand: the encyclopedia that was fitted on has few of the administrative words that translate.
_SAME_LANGUAGE = {"intercept": -15.2, "sentence": 11.7, "margin": 41.8, "coverage": 7.2}
_OTHER_LANGUAGE = {"intercept": -23.8, "sentence": 26.9, "margin": 26.4, "coverage": 3.0}


def answer_probability(hits: Sequence[Hit], *, same_language: bool) -> float:
    """Probability, 0 to 1, that the hits answer the question; 0 without hits."""
    if not hits:
        return 0.0
    weights = _SAME_LANGUAGE if same_language else _OTHER_LANGUAGE
    signals = decline_signals(hits)
    logit = weights["intercept"] + sum(weights[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-logit))


def decline_signals(hits: Sequence[Hit]) -> dict[str, float]:
    """What the decision looks at, over the ten best hits.

    The best sentence's cosine, how far it stands out from what any text scores, most of the words covered.
    """
    evidence = [hit.evidence for hit in hits[:10]]
    sentence = max(each.sentence_cosine for each in evidence)
    return {
        "sentence": sentence,
        "margin": sentence - evidence[0].background,
        "coverage": max(each.coverage for each in evidence),
    }
