"""How sure it is that what would be said answers: a probability learned from people's questions over documents.

From answerable ones, near misses, and such as were asked of another library. Logistic regression over signals of the best sentence and of the search, each scaled by its mean and spread;
`python -m tests.fit` learns it anew and writes `certainty.json`.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.quoting.decline import ANSWER_FROM, decline_signals
from bot.quoting.inquiry import Inquiry
from bot.quoting.quote import Ranked
from index.search.hit import Hit
from index.words import tokens

MODEL = Path(__file__).parent / "certainty.json"
_OF_BEST = (
    "things_held", "things_named", "untold_terms", "passage", "said_with_identity", "held", "asked", "length", "row", "new",
)  # fmt: skip
_OF_SEARCH = ("margin", "token_margin")
_NEXT = 10


def certainty_signals(hits: Sequence[Hit], ranked: Sequence[Ranked], inquiry: Inquiry) -> dict[str, float]:
    """What the probability is of: no two that tell the same, so that each weight has the sign that its signal means."""
    first, *others = ranked
    ahead = [first.score - each.score for each in others[:_NEXT]]
    entries, best = inquiry.register.entries, first.hit.chunk.report_id
    sources = [each.chunk.report_id for each in hits[:5]]
    agency, searched = entries[best].agency, decline_signals(hits, ranked)
    return {
        **{name: float(first.signals[name]) for name in _OF_BEST},
        **{name: searched[name] for name in _OF_SEARCH},
        "ahead": sum(ahead) / max(1, len(ahead)),
        "words": float(len(tokens(inquiry.query.text))),
        "things": float(len(inquiry.query.things)),
        "same_language": float(inquiry.query.same_language),
        "of_one_source": sum(each == best or (agency != "" and entries[each].agency == agency) for each in sources)
        / max(1, len(sources)),
    }


def thresholds(answer_from: float | None, *, is_learned: bool) -> tuple[float, float]:
    """The confidences from which what was found is shown, and from which it is a firm answer; the second by `answer_from` if given.

    Where nothing was learned an answer is firm or none.
    """
    if not is_learned:
        answer_from = ANSWER_FROM if answer_from is None else answer_from
        return answer_from, answer_from
    firm_from = learned().firm_from if answer_from is None else answer_from
    return min(learned().near_from, firm_from), firm_from


def certainty(hits: Sequence[Hit], ranked: Sequence[Ranked], inquiry: Inquiry) -> float:
    """Probability, 0 to 1, that what would be quoted of the ranked sentences, of which there are some, answers the question whole."""
    return learned().probability(certainty_signals(hits, ranked, inquiry))


@dataclass(frozen=True, slots=True)
class LearnedCertainty:
    """What `certainty.json` holds."""

    near_from: float
    """The probability from which what was found is shown at all: of libraries left out in turn, .02 of what shows the answer lies below."""
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
def learned() -> LearnedCertainty:
    """As it is in the package."""
    return LearnedCertainty(**json.loads(MODEL.read_text(encoding="utf-8")))
