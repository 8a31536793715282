"""Which words of the passages found answer: whole sentences, verbatim, with those they need to be understood."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentence import is_bare_heading
from index.hit import Hit, ScoredSentence

MOST_QUOTES = 3
PASSAGE_SHARE = 0.8
"""Weight of the passage's score, beside the sentence's own, when sentences of several passages compete."""
MOST_QUOTES_BROAD = 5
_NEAR_BEST = 0.1
"""How far below the best of all a sentence may score and still be quoted."""
_NEAR_BEST_BROAD = 0.25
_LONGEST = 500
"""Characters of a quote up to which neighbours are joined."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of one passage, by its offsets in the report's text."""

    hit: Hit
    start: int
    end: int


def quotes_of(hits: Sequence[Hit], *, broad: bool = False) -> list[Quote]:
    """The spans that answer, best first: at most one a passage, none said twice, at most `MOST_QUOTES`.

    A broad question ("what does the plan say about …") gets up to `MOST_QUOTES_BROAD`, those of one report
    together and in its order.
    """
    most, near = (MOST_QUOTES_BROAD, _NEAR_BEST_BROAD) if broad else (MOST_QUOTES, _NEAR_BEST)
    best_of: dict[str, tuple[float, Hit, ScoredSentence]] = {}
    for hit, sentence in best_sentences(hits):
        best_of.setdefault(hit.chunk.id, (_rank_score(hit, sentence), hit, sentence))
    ranked = list(best_of.values())
    quotes: list[Quote] = []
    said: set[str] = set()
    for score, hit, sentence in ranked:
        if len(quotes) == most or score < ranked[0][0] - near:
            break
        start, end = _span(hit, hit.sentences.index(sentence))
        text = " ".join(_text(hit, start, end).split()).casefold()
        if text not in said:
            said.add(text)
            quotes.append(Quote(hit, start, end))
    return _by_report(quotes) if broad else quotes


def _by_report(quotes: Sequence[Quote]) -> list[Quote]:
    order = {
        report_id: rank for rank, report_id in enumerate(dict.fromkeys(each.hit.chunk.report_id for each in quotes))
    }
    return sorted(quotes, key=lambda each: (order[each.hit.chunk.report_id], each.start))


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
    """Offsets of the sentence with those it is not understood without.

    That is its paragraph where that is short, else what follows it there; after a colon the list, after a
    heading the text under it.
    """
    sentences = hit.sentences
    first = last = best
    while first > 0 and _fits(sentences[first - 1], sentences[last]) and _same_paragraph(hit, first - 1):
        first -= 1
    while last + 1 < len(sentences) and _fits(sentences[first], sentences[last + 1]) and _leads_on(hit, first, last):
        last += 1
    return sentences[first].start, sentences[last].end


def _fits(first: ScoredSentence, last: ScoredSentence) -> bool:
    return last.end - first.start <= _LONGEST


def _same_paragraph(hit: Hit, i: int) -> bool:
    """Whether sentence i and the next stand in one paragraph."""
    return "\n" not in _text(hit, hit.sentences[i].end, hit.sentences[i + 1].start)


def _leads_on(hit: Hit, first: int, last: int) -> bool:
    """Whether the sentence after `last` belongs to the quote that begins with `first`."""
    if _same_paragraph(hit, last):
        return True
    latest = hit.sentences[last]
    opening = _text(hit, hit.sentences[first].start, latest.end).split("\n", 1)[0]
    return opening.endswith(":") or is_bare_heading(_text(hit, latest.start, latest.end))


def _text(hit: Hit, start: int, end: int) -> str:
    return hit.chunk.text[start - hit.chunk.start : end - hit.chunk.start]
