"""What a figure or date is told as: at least or at most, by or to, before or after; and whether a claim tells it otherwise."""

import re
from collections.abc import Sequence

from bot.claims.alignment import Laid, Quoted
from bot.claims.facts import Fact, Facts
from bot.claims.place import Spanned
from corpus.language.cues import Cues
from corpus.language.quantity import Quantity

_CUES = Cues(__file__)
_BEFORE = {name: _CUES.pattern(name) for name in ("least", "most", "by", "to", "deadline", "start", "down", "up")}
_AFTER = {
    "least": _CUES.pattern("least_after"), "start": _CUES.pattern("start_after"), "deadline": _CUES.pattern("deadline_after"),
}  # fmt: skip
_OF_FIGURES = frozenset(("least", "most", "by", "to", "down", "up"))
_OPPOSED = (("least", "most"), ("by", "to"), ("down", "up"), ("deadline", "start"))
_LOOKED_BACK, _LOOKED_AHEAD = 45, 40
_DAY = re.compile(r"\b(?:ngày|on)\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;]\s|[\n;]")


def told_otherwise(claim: Facts, quote: Quoted, words: Sequence[Laid], path: Sequence[int]) -> int:
    """How many roles of the claim's facts are the opposite of the quote's."""
    places = {word.start: quote.words[place] for word, place in zip(words, path, strict=True) if word.is_fact}
    opposed = 0
    for fact in claim.exact:
        if fact.start in places:
            ours, theirs = (
                roles_of(claim.text, fact),
                roles_of(quote.facts.text, _stated(fact, quote, places[fact.start])),
            )
            pairs = [pair for one, other in _OPPOSED for pair in ((one, other), (other, one))]
            opposed += sum(
                one in ours and other in theirs and other not in ours and one not in theirs for one, other in pairs
            )
    return opposed


def roles_of(text: str, fact: Spanned) -> frozenset[str]:
    """The roles that the words around the fact give it."""
    before = _DAY.sub("", _CLAUSE.split(text[max(0, fact.start - _LOOKED_BACK) : fact.start])[-1])
    after = re.split(r"[.;\n,]", text[fact.end : fact.end + _LOOKED_AHEAD])[0]
    is_figure = isinstance(fact, Quantity)
    near = before.rsplit(",", 1)[-1]
    found = {
        name
        for name, pattern in _BEFORE.items()
        if (name in _OF_FIGURES) is is_figure
        and pattern.search(near if name in ("down", "up") or not is_figure else before)
    }
    found |= {name for name, pattern in _AFTER.items() if is_figure and pattern.match(after)}
    return frozenset(found)


def _stated(fact: Fact, quote: Quoted, place: Spanned) -> Spanned:
    same = (each for each in quote.facts.exact if type(each) is type(fact))
    return next((each for each in same if each.start <= place.start < max(each.end, each.start + 1)), place)
