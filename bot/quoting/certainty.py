"""Whether a question is one for the library at all, and how sure it is that what would be said answers it.

Two probabilities learned from people's questions over documents: the first from questions asked of their own library and of another,
the second from answerable ones and near misses. Logistic regressions over signals of the best sentence and of the search, each scaled
by its mean and spread; `python -m tests.fit` learns them anew and writes `certainty.json`.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.answer import Certainty
from bot.quoting.decline import ANSWER_FROM, answer_probability, decline_signals
from bot.quoting.inquiry import Inquiry
from bot.quoting.missing import is_before_merger, words_of
from bot.quoting.quote import Ranked, said_of
from bot.quoting.tied import is_tied
from corpus.identity.years import years_of
from index.search.hit import Hit
from index.words import tokens

MODEL = Path(__file__).parent / "certainty.json"
_OF_BEST = (
    "things_held", "things_named", "untold_terms", "passage", "said_with_identity", "held", "asked", "length", "row", "new",
)  # fmt: skip
_OF_SEARCH = ("margin", "token_margin")
_NEXT = 10


def certainty(
    hits: Sequence[Hit], ranked: Sequence[Ranked], inquiry: Inquiry, answer_from: float | None
) -> tuple[float, Certainty | None]:
    """The probability, 0 to 1, that what would be said of the ranked sentences answers the question whole, and what that comes to.

    None where they are not about it. It is firm from `answer_from` on, unless what was learned is to tell, and never where the question
    states what the best passage is not of, a year that a filter leaves out, asks for a figure or a date and what would be said has none,
    or names a thing that what would be said does not tell it of.
    """
    is_of_other = bool(hits) and _is_of_other(ranked[0].hit if ranked else hits[0], inquiry)
    is_untold = bool(ranked) and (is_of_other_time(ranked[0], inquiry) or _lacks_what_is_asked(ranked, inquiry))
    may_be_firm = not (is_of_other or is_untold or inquiry.query.overruled_years)
    if not inquiry.is_learned or not ranked:
        probability = answer_probability(hits, ranked, inquiry)
        if not hits or probability < _or(answer_from, ANSWER_FROM):
            return probability, None
        return probability, "firm" if may_be_firm else "tentative"
    signals, decisions = certainty_signals(hits, ranked, inquiry), learned()
    near = decisions.near.probability(signals)
    probability = near * decisions.firm.probability(signals)
    is_sure = probability >= _or(answer_from, decisions.firm.least) and may_be_firm
    if is_sure and is_tied([(each.hit, each.shown) for each in said_of(ranked, inquiry)], hits, inquiry):
        return probability, "firm"
    return probability, "tentative" if near >= decisions.near.least else None


def _is_of_other(hit: Hit, inquiry: Inquiry) -> bool:
    """Whether the plan or the result of a year is asked for and this is neither.

    It nowhere names the year, or it is something else in a report of other years: a request with a day in that year.
    """
    wanted, chunk = inquiry.query.wanted, hit.chunk
    if not (wanted.aspect and "years" in wanted.hard):
        return False
    words, years = words_of(hit, inquiry.register), inquiry.register.entries[chunk.report_id].years
    if not any(f" {year} " in words for year in wanted.years):
        return True
    return bool(years) and set(wanted.years).isdisjoint(years) and chunk.aspect not in (None, wanted.aspect)


def is_of_other_time(best: Ranked, inquiry: Inquiry) -> bool:
    """Whether a question names a year and what would be said reports on others: it names that one, if at all, to compare with it.

    Or whether it is of a place that was not one with the place asked for yet.
    """
    wanted, chunk = inquiry.query.wanted, best.hit.chunk
    if is_before_merger(best.hit, inquiry.query, inquiry.register):
        return True
    if not wanted.years:
        return False
    told = {*years_of(best.shown), *(chunk.years or inquiry.register.entries[chunk.report_id].years)}
    return bool(told) and told.isdisjoint(wanted.years)


def _lacks_what_is_asked(ranked: Sequence[Ranked], inquiry: Inquiry) -> bool:
    """Whether a figure or a date is asked for, and nothing that would be said has any, in digits or in words."""
    asked = inquiry.asked_for
    if asked is None or not asked.is_counted:
        return False
    return not any(asked.may_be_answered_by(said.shown) for said in said_of(ranked, inquiry))


def _or(given: float | None, otherwise: float) -> float:
    return otherwise if given is None else given


def certainty_signals(hits: Sequence[Hit], ranked: Sequence[Ranked], inquiry: Inquiry) -> dict[str, float]:
    """What the probabilities are of: no two that tell the same, so that each weight has the sign that its signal means."""
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


@dataclass(frozen=True, slots=True)
class Decision:
    """What `certainty.json` holds of one decision: a probability, and from where on it falls so."""

    least: float
    """The probability from which it is decided so; of firm that of both."""
    intercept: float
    signals: Mapping[str, Mapping[str, float]]
    """`least`, `most`, `mean`, `spread` and `weight` of each: none counts for more than in nine of ten questions learned from."""

    def probability(self, signals: Mapping[str, float]) -> float:
        """0 to 1."""
        logit = self.intercept
        for name, each in self.signals.items():
            value = min(max(signals[name], each["least"]), each["most"])
            logit += each["weight"] * (value - each["mean"]) / each["spread"]
        return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Decisions:
    """Both of them."""

    near: Decision
    """That the question is one for this library at all: of libraries left out in turn, .02 of what shows the answer is lost."""
    firm: Decision
    """That what would be said answers a question for this library whole. The least probability with which, of the libraries left out
    in turn, at most .05 of the answerable questions are firmly answered wrong, and at most .10 of the others and .01 of another library's firmly."""


@lru_cache(maxsize=1)
def learned() -> Decisions:
    """As they are in the package."""
    kept = json.loads(MODEL.read_text(encoding="utf-8"))
    return Decisions(**{name: Decision(**kept[name]) for name in ("near", "firm")})
