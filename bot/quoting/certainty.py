"""How sure it is that what would be shown answers: a probability learned from people's questions, answerable and not.

Logistic regression over signals of the best sentence and of the search, each scaled by its mean and spread;
`python -m tests.fit` learns it anew and writes `certainty.json`.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.quoting.decline import decline_signals
from bot.quoting.found import Found
from bot.quoting.inquiry import Inquiry
from bot.quoting.quote import Ranked, likest_sentence
from index.search.hit import Hit
from index.words import tokens

MODEL = Path(__file__).parent / "certainty.json"
_OF_BEST = (
    "score_behind", "rank", "passage", "bm25", "tokens", "passage_coverage", "opening", "things_held", "things_named", "cosine",
    "cosine_behind", "coverage", "is_best_of_passage", "heading", "row", "length", "figure", "new", "said_with_identity", "asked",
    "held", "held_counted", "things_in_sentence", "best_shown", "untold", "untold_terms", "told", "held_shown",
)  # fmt: skip
NEAR = 0.03
"""The probability of `bot/quoting/decline.py` from which what was found is about the question at all: near misses and questions
in plain words look alike to every likeness."""
_ALONE = 5.0
"""How far ahead the best sentence is taken to be where there is no other."""


def certainty_signals(hits: Sequence[Hit], ranked: Sequence[Ranked], inquiry: Inquiry) -> dict[str, float]:
    """What the probability is of."""
    first, *others = ranked
    ahead = [first.score - each.score for each in others]
    of_another_passage = (first.score - each.score for each in others if each.hit.chunk.id != first.hit.chunk.id)
    of_another_report = (
        first.score - each.score for each in others if each.hit.chunk.report_id != first.hit.chunk.report_id
    )
    return {
        **{name: float(first.signals[name]) for name in _OF_BEST},
        **decline_signals(hits, ranked),
        "lead": first.score,
        "ahead": next(iter(ahead), _ALONE),
        "ahead_of_passages": next(of_another_passage, _ALONE),
        "ahead_of_reports": next(of_another_report, _ALONE),
        "ahead_of_ten": sum(ahead[:10]) / max(1, len(ahead[:10])),
        "words": float(len(tokens(inquiry.query.text))),
        "things": float(len(inquiry.query.things)),
        "same_language": float(inquiry.query.same_language),
        "passages_of_report": sum(hit.chunk.report_id == first.hit.chunk.report_id for hit in hits[:5]) / 5,
    }


def is_firm(found: Found) -> bool:
    """Whether the evidence is complete: sure enough, and the sentence most like the question lies in the best stretch.

    Without what was learned whatever is near enough.
    """
    if not found.inquiry.is_learned or not found.ranked:
        return True
    best, likest = found.ranked[0], likest_sentence(found.ranked)
    start, end = best.window
    return found.confidence >= _learned().firm_from and best.hit is likest.hit and start <= likest.sentence.start < end


def certainty(hits: Sequence[Hit], ranked: Sequence[Ranked], inquiry: Inquiry) -> float:
    """Probability, 0 to 1, that the stretches of the ranked sentences, of which there are some, answer the question whole."""
    return _learned().probability(certainty_signals(hits, ranked, inquiry))


@dataclass(frozen=True, slots=True)
class LearnedCertainty:
    """What `certainty.json` holds."""

    firm_from: float
    """The probability from which an answer is firm: the least with which, of the libraries left out in turn, at most .05 of the
    answerable questions are firmly answered wrong and at most .10 of the others answered firmly."""
    intercept: float
    signals: Mapping[str, Mapping[str, float]]
    """`mean`, `spread` and `weight` of each."""

    def probability(self, signals: Mapping[str, float]) -> float:
        """0 to 1, that what is shown answers the question whole."""
        logit = self.intercept + sum(
            each["weight"] * (signals[name] - each["mean"]) / each["spread"] for name, each in self.signals.items()
        )
        return 1 / (1 + math.exp(-logit))


@lru_cache(maxsize=1)
def _learned() -> LearnedCertainty:
    return LearnedCertainty(**json.loads(MODEL.read_text(encoding="utf-8")))
