"""A claim laid to the quote that it speaks of most: the signals of how its words, facts and agents stand to each other there."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.claims.agents import acts_of_another
from bot.claims.alignment import Laid, Quoted, aligned_text, displacement, laid, path_of, quoted
from bot.claims.facts import Facts
from bot.claims.roles import told_otherwise
from bot.claims.signals import Signals

_FACT = 3
"""Weight of a fact beside a word, where quotes are compared."""
_DOUBT = 0.15
"""Displacement that true statements have, too."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of laying a claim to a quote."""

    text: str
    """The clauses and cells of the quote that it speaks of; empty where it shares no word."""
    signals: Signals


def compared(claim: Facts, quotes: Sequence[Facts]) -> Comparison:
    """The claim beside the quote that has most of its facts and words."""
    tried = [(quote, laid(claim, quote)) for quote in map(quoted, quotes)]
    quote, words = max(tried, key=lambda each: sum(_FACT if word.is_fact else 1 for word in each[1] if _counts(word)))
    shared = [word for word in words if _counts(word)]
    path = path_of(shared, quote)
    return Comparison(aligned_text(quote, path), _signals(claim, quote, words, shared, path))


def _counts(word: Laid) -> bool:
    return word.is_content and bool(word.places)


def _signals(
    claim: Facts, quote: Quoted, words: Sequence[Laid], shared: Sequence[Laid], path: Sequence[int]
) -> Signals:
    return {
        "displaced": max(0.0, displacement(claim, quote, words) - _DOUBT),
        "opposed_role": float(min(told_otherwise(claim, quote, shared, path), 2)),
        "other_agent": float(acts_of_another(claim.text, quote, shared, path)),
    }
