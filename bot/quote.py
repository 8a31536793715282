"""Which words of the passages found answer: whole sentences, verbatim, with those they need to be understood."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.hit import Hit, ScoredSentence

MOST_QUOTES = 4
PASSAGE_SHARE = 0.3
"""Weight of the passage's score, beside the sentence's own, when sentences of several passages compete."""
_NEAR_BEST = 0.1
"""How far below the best of all a sentence may score and still be quoted."""
_LONGEST = 700
"""Characters of a quote to which neighbours are still joined."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of one passage, by its offsets in the report's text."""

    hit: Hit
    start: int
    end: int


def quotes_of(hits: Sequence[Hit]) -> list[Quote]:
    """The spans that answer, best first: at most one a passage, none said twice, at most `MOST_QUOTES`."""
    best_of: dict[str, tuple[float, Hit, ScoredSentence]] = {}
    for hit, sentence in best_sentences(hits):
        best_of.setdefault(hit.chunk.id, (_rank_score(hit, sentence), hit, sentence))
    ranked = list(best_of.values())
    quotes: list[Quote] = []
    said: set[str] = set()
    for score, hit, sentence in ranked:
        if len(quotes) == MOST_QUOTES or score < ranked[0][0] - _NEAR_BEST:
            break
        start, end = _span(hit, hit.sentences.index(sentence))
        text = " ".join(_text(hit, start, end).split()).casefold()
        if text not in said:
            said.add(text)
            quotes.append(Quote(hit, start, end))
    return quotes


def best_sentences(hits: Sequence[Hit]) -> list[tuple[Hit, ScoredSentence]]:
    """Every sentence of the hits, best first: by its own score and its passage's."""
    pairs = [(hit, sentence) for hit in hits for sentence in hit.sentences]
    return sorted(
        pairs,
        key=lambda pair: (-_rank_score(*pair), pair[0].chunk.id, pair[1].start),
    )


def _rank_score(hit: Hit, sentence: ScoredSentence) -> float:
    return sentence.score + PASSAGE_SHARE * hit.score


def _span(hit: Hit, best: int) -> tuple[int, int]:
    """Offsets of the sentence with those it is not understood without: a list's opening, a heading's text."""
    sentences = hit.sentences
    first = last = best
    while last + 1 < len(sentences) and _leads_on(hit, sentences[first], sentences[last]):
        if sentences[last + 1].end - sentences[first].start > _LONGEST:
            break
        last += 1
    return sentences[first].start, sentences[last].end


def _leads_on(hit: Hit, first: ScoredSentence, last: ScoredSentence) -> bool:
    """Whether the sentence after `last` belongs to the quote: a list after its colon, a text after its headings."""
    opening, latest = _text(hit, first.start, first.end), _text(hit, last.start, last.end)
    return opening.endswith(":") or _is_heading(latest)


def _is_heading(text: str) -> bool:
    return len(text) < 120 and text[-1] not in ".;!?…" and "; " not in text


def _text(hit: Hit, start: int, end: int) -> str:
    return hit.chunk.text[start - hit.chunk.start : end - hit.chunk.start]
