"""Whether the passages found hold an answer at all: a calibrated probability from several signals."""

import math
from collections.abc import Mapping, Sequence

from bot.quoting.answer_type import AskedFor
from bot.quoting.inquiry import Inquiry
from bot.quoting.quote import Ranked, among
from index.search.hit import Hit

# Logistic regression on every other question of public sets, each once as it is and once with its gold passages left
# out. On the questions not fitted on: AUROC .937 (xquad_vi_vi), .819 (virhe4qa_dev), .798 (xquad_en_vi); on
# viquad2_dev, of which nothing was fitted, .894. `hoidap evaluate` prints the AUROC over all questions.
_SAME_LANGUAGE = {
    "intercept": -20.52, "sentence": 19.74, "margin": 5.54, "coverage": 3.72, "tokens": -3.53, "token_margin": 11.88,
    "sentence_gap": 10.3,
}  # fmt: skip
_OTHER_LANGUAGE = {
    "intercept": -16.88, "sentence": 13.74, "margin": 28.42, "coverage": -0.56, "tokens": 15.61, "token_margin": -14.17,
    "sentence_gap": 13.02,
}  # fmt: skip
_UNNAMED = 2.5
"""What the logit loses where the question asks which firm, school or office, and none of the best sentences names one.
Set by hand: the public sets have eight such questions."""
_BEST = 3
ANSWER_FROM = 0.3
"""The probability from which an answer is given unless the settings say otherwise: chosen on the samples' gold questions, none held
out."""


def answer_probability(hits: Sequence[Hit], ranked: Sequence[Ranked], inquiry: Inquiry) -> float:
    """Probability, 0 to 1, that the hits, whose sentences are `ranked`, answer the question; 0 without hits."""
    if not hits:
        return 0.0
    weights = _SAME_LANGUAGE if inquiry.query.same_language else _OTHER_LANGUAGE
    signals = decline_signals(hits, ranked)
    logit = weights["intercept"] + sum(weights[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(_UNNAMED * _names_none(ranked, inquiry.asked_for) - logit))


def decline_signals(hits: Sequence[Hit], ranked: Sequence[Ranked]) -> Mapping[str, float]:
    """What the decision looks at, over the ten best hits.

    The best sentence's cosine, how far it stands out from what any text scores, most of the words covered, the likeness
    of tokens and how far that stands out, and how far the best sentence leads.
    """
    evidence = [hit.evidence for hit in hits[:10]]
    sentence = max(each.sentence_cosine for each in evidence)
    tokens = max(each.token_likeness for each in evidence)
    best = among(ranked, hits[:10])
    return {
        "sentence": sentence,
        "margin": sentence - evidence[0].background,
        "coverage": max(each.coverage for each in evidence),
        "tokens": tokens,
        "token_margin": tokens - evidence[0].token_background,
        "sentence_gap": best[0].score - best[1].score if len(best) > 1 else 0.0,
    }


def _names_none(ranked: Sequence[Ranked], asked: AskedFor | None) -> bool:
    if asked is None or asked.type != "agency" or not asked.unit:
        return False
    return all(asked.answered_by(each.text) < 1 for each in ranked[:_BEST])
