"""What tells a claim that its sources carry from one that they do not.

Likeness, shared words, and the small words that turn a sentence into its opposite: each a number, whose weight was fitted
(`bot.claims.support`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.language.cues import Cues
from corpus.text.letters import fold
from index.glossary.bilingual import translate
from index.words import tokens

_CUES = Cues(__file__)
STOP_WORDS = frozenset(map(fold, _CUES.words("stop_words")))
_NEGATION = _CUES.pattern("negation")
_FORBIDDEN, _ABSOLUTE = map(_CUES.whole, ("forbidden", "absolute"))
_NO_DUTY = _CUES.pattern("no_duty")
"""A duty or right denied outright."""
_OPPOSITES = tuple(
    tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in pair.split(" <> "))
    for pair in _CUES.words("opposites")
)

_SAME_WORDS = 0.85
"""Share of the content words from which two sentences say the same, or the opposite."""
_FEWEST_WORDS = 3
_KEPT = 256
"""Sentences kept: the claims of one answer are held against the same."""
_IN_A_ROW = 4
"""Words that make a phrase one and the same."""

Signals = dict[str, float]


@dataclass(frozen=True, slots=True)
class LikeSentence:
    """One sentence of a cited quote, with its likeness to the claim."""

    text: str
    likeness: float


def signals(claim: str, near: str, context: str) -> Signals:
    """The signals of a claim's words: `near` is what of the quotes the claim speaks of, `context` all that its citations say."""
    words = content(claim)
    all_words = set(content(context))
    uncovered = [word not in all_words for word in words]
    return {
        "covered": 1 - sum(uncovered) / len(uncovered) if words else 0.0,
        "denied": float(bool(_NO_DUTY.search(claim)) and not _NO_DUTY.search(near)),
        "absolute": float(_only(_ABSOLUTE, claim, near)),
        "opposite": float(_opposed(claim, near)),
    }


def translated_signals(claim: str, alike: Sequence[float], context: str) -> Signals:
    """Those of a claim in another language than its sources, whose words have to be translated first.

    `alike` are the cosines of the quotes' sentences.
    """
    terms = translate(claim).terms
    folded = f" {' '.join(map(fold, tokens(context)))} "
    found = [f" {' '.join(map(fold, tokens(term)))} " in folded for term in terms]
    return {
        "likeness": max(alike, default=0.0),
        "covered": sum(found) / len(found) if found else 0.0,
    }


def nearest_passage(claim: str, passages: Sequence[LikeSentence]) -> LikeSentence | None:
    """The sentence that the claim most probably speaks of: most of its words, then most alike."""
    words = content(claim)
    return max(passages, key=lambda each: word_coverage(words, each.text) + each.likeness, default=None)


def denies(text: str) -> bool:
    """Whether it denies or forbids anything."""
    return bool(_NEGATION.search(text) or _FORBIDDEN.search(text))


def is_negated_otherwise(claim: str, source: str) -> bool:
    """Whether the claim says in the words of the source what the source denies, or denies what it says."""
    if _denied_words(claim, source) or _denied_words(source, claim):
        return True
    words = content(claim)
    if len(words) < _FEWEST_WORDS or word_coverage(words, source) < _SAME_WORDS:
        return False
    denied, denies = len(_NEGATION.findall(source)), len(_NEGATION.findall(claim))
    if denies > denied:
        return True
    return denies < denied and word_coverage(content(source), claim) >= _SAME_WORDS


def _denied_words(one: str, other: str) -> bool:
    """Whether `one` has words in a row, not denied, that `other` has only right after a denial."""
    said, denied = (_runs(text, denied=flag) for text, flag in ((one, False), (other, True)))
    return bool(said & denied - _runs(other, denied=False) - _runs(one, denied=True))


def _runs(text: str, *, denied: bool) -> set[tuple[str, ...]]:
    """Every `_IN_A_ROW` words in a row, folded, that come right after a denial, or that do not."""
    words = [word.lower() for word in tokens(text)]
    places = range(len(words) - _IN_A_ROW + 1)
    return {
        tuple(map(fold, words[i : i + _IN_A_ROW]))
        for i in places
        if bool(i and _NEGATION.fullmatch(words[i - 1])) is denied
    }


@lru_cache(maxsize=_KEPT)
def content(text: str) -> tuple[str, ...]:
    """The words that carry meaning, folded, in order."""
    return tuple(word for word in map(fold, tokens(text)) if word not in STOP_WORDS)


def word_coverage(words: Sequence[str], text: str) -> float:
    """Share, 0 to 1, of the words that stand in the text; 0 without words."""
    present = set(content(text))
    return sum(word in present for word in words) / len(words) if words else 0.0


def _only(pattern: re.Pattern[str], claim: str, source: str) -> bool:
    """Whether the claim has such a word that the source has not."""
    there = {word.lower() for word in pattern.findall(source)}
    return any(word.lower() not in there for word in pattern.findall(claim))


def _opposed(claim: str, source: str) -> int:
    """How many pairs, two at most, of which one text has a word and the other only its opposite."""
    found = 0
    for one, other in _OPPOSITES:
        ours, theirs = ([bool(side.search(text)) for side in (one, other)] for text in (claim, source))
        found += ours != theirs and sum(ours) == sum(theirs) == 1
    return min(found, 2)
