"""What one question finds, with what is known of each sentence of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answerer import Answerer
from bot.evaluation.shown import squeezed
from bot.quoting.found import Found
from bot.quoting.quote import Ranked
from bot.quoting.sentence_signals import Signals, signals_of
from index.search.hit import Hit, ScoredSentence
from tests.fit.case import Case

PART_OF_QUOTE, PART_ELSEWHERE, IN_QUOTE = 0.8, 0.4, 0.25
"""What a sentence is worth that holds a part of the answer: in the stretch that answers, elsewhere; and that stands in that
stretch with nothing of it."""
_SHORTEST = 8
"""Characters of a sentence that is found in a quote by more than chance."""


@dataclass(frozen=True, slots=True)
class Example:
    """One form of a question over its library; parallel lists, a row for each sentence."""

    case: Case
    found: Found
    places: tuple[tuple[Hit, ScoredSentence], ...]
    signals: tuple[Signals, ...]
    worth: tuple[float, ...]
    """0 to 1: how much of the answer the sentence holds."""
    is_lacking: bool
    """Whether the question is found to name a thing that the library lacks."""
    is_foreign: bool
    """Whether it was asked of another library, which is taken to hold no answer."""

    def ranked(self, scores: Sequence[float]) -> list[Ranked]:
        """The sentences best first."""
        rows = zip(self.places, self.signals, scores, strict=True)
        found = [Ranked(*place, float(score), signals) for place, signals, score in rows]
        return sorted(found, key=lambda each: (-each.score, each.hit.chunk.id, each.sentence.start))


def examples_of(cases: Sequence[Case], answerer: Answerer) -> Iterator[Example]:
    """Each form of each question that finds anything in its own library."""
    for case in cases:
        for form in case.forms:
            yield from _found(case, form, answerer, is_foreign=False)


def foreign_examples_of(cases: Sequence[Case], answerer: Answerer) -> Iterator[Example]:
    """Each answerable question as it was typed, and in English, that finds anything in a library that it was not asked of."""
    for case in cases:
        if case.must and len(case.turns) == 1:
            for form in dict.fromkeys((case.turns[0], case.en)):
                yield from _found(case, form, answerer, is_foreign=True)


def _found(case: Case, form: str, answerer: Answerer, *, is_foreign: bool) -> Iterator[Example]:
    found = answerer.find(form)
    places = tuple((hit, sentence) for hit in found.hits for sentence in hit.sentences)
    if places:
        signals = tuple(signals_of(found.hits, found.inquiry))
        worth = tuple(0.0 if is_foreign else _worth(case, hit, sentence) for hit, sentence in places)
        yield Example(case, found, places, signals, worth, bool(found.missing), is_foreign)


def _worth(case: Case, hit: Hit, sentence: ScoredSentence) -> float:
    text = hit.chunk.text[sentence.start - hit.chunk.start : sentence.end - hit.chunk.start]
    share, held = case.share(text) if case.must else 0.0, squeezed(text)
    if share == 1:
        return 1.0
    quotes = map(squeezed, case.quotes)
    is_quoted = len(held) > _SHORTEST and any(held in quote or quote in held for quote in quotes)
    part = share * (PART_OF_QUOTE if is_quoted else PART_ELSEWHERE)
    return max(part, (IN_QUOTE * (2 if share else 1)) if is_quoted else 0.0)
