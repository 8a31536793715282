"""Which words of the passages found answer: whole sentences, verbatim, with those they need to be understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.quoting.answer_type import AskedFor
from bot.quoting.inquiry import Inquiry
from bot.quoting.parts import parts_of
from bot.quoting.sentence_rank import sentence_scores
from bot.quoting.sentence_signals import Signals, signals_of
from bot.quoting.window import Span, overlaps, shown_of
from corpus.language.sentence import is_bare_heading, is_table_row
from index.search.hit import Hit, ScoredSentence

MOST_QUOTES = 3
MOST_QUOTES_BROAD = 3
PASSAGE_SHARE = 0.4
"""Weight of the passage's score, beside the sentence's own, when sentences of several passages compete."""
ANSWER_TYPE = 0.03
"""What a sentence gains that holds a thing of the kind asked for: a number, a date, a person …"""
COUNTED = 0.1
"""The same where the question says what is counted, and a number of just that stands in the sentence."""
_NEAR_BEST = 0.1
"""How far below the best of all a sentence may score that says the same figure, date or name."""
_AS_GOOD = 0.005
"""How far below it another may score where the question asks for nothing that can be compared."""
_AS_SURE = 1.5
"""How far below the best, on the scale that was learned, a stretch may score that is quoted beside it."""
_NEAR_BEST_BROAD = 0.09
_LONGEST = 500
"""Characters of a quote up to which neighbours are joined."""
_LONGEST_LIST = 2_000
"""The same of a list: cut short it would say something else."""
_STEP = 1e-4
"""What keeps the items of a list in their order behind the sentence that announces them."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence of a passage with its score against those of all passages."""

    hit: Hit
    sentence: ScoredSentence
    score: float
    signals: Signals = field(default_factory=dict)
    """What the score was learned from; none where nothing was learned for the encoder."""

    @property
    def text(self) -> str:
        return _text(self.hit, self.sentence.start, self.sentence.end)

    @property
    def window(self) -> Span:
        """The stretch of the passage that is shown around it."""
        return shown_of(self.hit, self.hit.sentences.index(self.sentence))

    @property
    def shown(self) -> str:
        """The text of that."""
        return _text(self.hit, *self.window)


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of one passage, by its offsets in the report's text."""

    hit: Hit
    start: int
    end: int

    @property
    def text(self) -> str:
        return _text(self.hit, self.start, self.end)


def quotes_of(ranked: Sequence[Ranked], inquiry: Inquiry) -> list[Quote]:
    """The spans that answer, at most one a passage, none said twice; those of one report together, in its order.

    Of a question for one fact the best, and others that bear it out, `MOST_QUOTES` in all. Of a broad one ("what does
    the plan say about …") up to `MOST_QUOTES_BROAD`, of several reports where they have something to say.
    """
    if not ranked:
        return []
    if inquiry.is_learned:
        return [Quote(each.hit, *each.window) for each in said_of(ranked, inquiry)]
    best = _best_of_each_passage(ranked)
    chosen = _broadly(best) if inquiry.query.is_broad else _factually(best, inquiry.asked_for)
    return _by_report(chosen)


def ranked_sentences(hits: Sequence[Hit], inquiry: Inquiry) -> list[Ranked]:
    """Every sentence of the hits, best first, as was learned from people's questions.

    For an encoder that nothing was learned for: by its own score, its passage's and what the question asks for, the items of
    a list right behind the sentence that announces them.
    """
    if inquiry.is_learned:
        signals = signals_of(hits, inquiry)
        places = [(hit, sentence) for hit in hits for sentence in hit.sentences]
        scored = zip(places, signals, sentence_scores(signals), strict=True)
        ranked = [Ranked(*place, score, each) for place, each, score in scored]
    else:
        ranked = [each for hit in hits for each in _with_items(_scored(hit, inquiry.asked_for))]
    return sorted(ranked, key=lambda each: (-each.score, each.hit.chunk.id, each.sentence.start))


def stretches_of(ranked: Sequence[Ranked], most: int = MOST_QUOTES) -> list[Ranked]:
    """The sentences whose windows are shown where none is certain: best first, none inside the window of a better one."""
    found: list[Ranked] = []
    for each in ranked:
        shown = [other.window for other in found if other.hit.chunk.report_id == each.hit.chunk.report_id]
        if len(found) < most and not overlaps(each.window, shown):
            found.append(each)
    return found


def said_of(ranked: Sequence[Ranked], inquiry: Inquiry) -> list[Ranked]:
    """Those of them that are quoted where the best is sure: the best, and as sure ones that bear it out.

    That is to say that they hold the same figure, date or name that is asked for; of two questions in one any may answer the other.
    """
    best, *others = stretches_of(ranked)
    asked = inquiry.asked_for
    told = asked.values(best.shown) if asked else frozenset()
    asks_more = len(parts_of(inquiry.query.text)) > 1
    as_sure = (each for each in others if best.score - each.score <= _AS_SURE)
    return [best, *(each for each in as_sure if asked is None or asks_more or told & asked.values(each.shown))]


def among(ranked: Sequence[Ranked], hits: Sequence[Hit]) -> list[Ranked]:
    """The sentences of these hits alone, in the same order."""
    ids = {hit.chunk.id for hit in hits}
    return [each for each in ranked if each.hit.chunk.id in ids]


def _scored(hit: Hit, asked: AskedFor | None) -> list[Ranked]:
    scored = []
    for sentence in hit.sentences:
        answered = _answering(_text(hit, sentence.start, sentence.end), asked) if asked else 0.0
        scored.append(Ranked(hit, sentence, sentence.score + PASSAGE_SHARE * hit.score + answered))
    return scored


def _answering(text: str, asked: AskedFor) -> float:
    held = asked.answered_by(text)
    return COUNTED * (held == 1) if asked.unit else ANSWER_TYPE * held


def _with_items(sentences: Sequence[Ranked]) -> list[Ranked]:
    found: list[Ranked] = []
    announced, item = 0.0, 0
    for each in sentences:
        opens = each.text.endswith(":")
        if opens:
            announced, item = each.score, 0
        elif announced:
            item += 1
        found.append(each if opens else Ranked(each.hit, each.sentence, max(each.score, announced - item * _STEP)))
    return found


def _best_of_each_passage(ranked: Sequence[Ranked]) -> list[Ranked]:
    best: dict[str, Ranked] = {}
    for each in ranked:
        best.setdefault(each.hit.chunk.id, each)
    return list(best.values())


def _factually(ranked: Sequence[Ranked], asked: AskedFor | None) -> list[Quote]:
    best, *others = ranked
    quotes = [_quote(best)]
    told = asked.values(best.text) if asked else frozenset()
    for each in others:
        if best.score - each.score > _NEAR_BEST or len(quotes) == MOST_QUOTES:
            break
        if asked is None:
            bears_out = best.score - each.score <= _AS_GOOD
        else:
            bears_out = not is_table_row(each.text) and not told.isdisjoint(asked.values(each.text))
        outdated = each.hit.context.superseded is not None and best.hit.context.superseded is None
        if bears_out and not outdated:
            _add(quotes, _quote(each))
    return quotes


def _broadly(ranked: Sequence[Ranked]) -> list[Quote]:
    """Of each report the best, then the best that are left."""
    near = [each for each in ranked if ranked[0].score - each.score <= _NEAR_BEST_BROAD]
    first: dict[str, Ranked] = {}
    for each in near:
        first.setdefault(each.hit.chunk.report_id, each)
    quotes: list[Quote] = []
    for each in [*first.values(), *near]:
        if len(quotes) < MOST_QUOTES_BROAD:
            _add(quotes, _quote(each))
    return quotes


def _add(quotes: list[Quote], quote: Quote) -> None:
    """Unless it is said already."""
    if _said(quote) not in map(_said, quotes):
        quotes.append(quote)


def _said(quote: Quote) -> str:
    return " ".join(quote.text.split()).casefold()


def _quote(ranked: Ranked) -> Quote:
    hit = ranked.hit
    return Quote(hit, *_span(hit, hit.sentences.index(ranked.sentence)))


def _by_report(quotes: Sequence[Quote]) -> list[Quote]:
    order: Mapping[str, int] = {
        report_id: rank for rank, report_id in enumerate(dict.fromkeys(each.hit.chunk.report_id for each in quotes))
    }
    return sorted(quotes, key=lambda each: (order[each.hit.chunk.report_id], each.start))


def _span(hit: Hit, best: int) -> tuple[int, int]:
    """Offsets of the sentence with those it is not understood without.

    That is its paragraph where that is short, else what follows it there; after a colon the list, after a
    heading the text under it.
    """
    sentences = hit.sentences
    first = last = best
    while first > 0 and _fits(sentences[first - 1], sentences[last]) and _same_paragraph(hit, first - 1):
        first -= 1
    longest = _LONGEST_LIST if _text(hit, sentences[best].start, sentences[best].end).endswith(":") else _LONGEST
    while (
        last + 1 < len(sentences)
        and sentences[last + 1].end - sentences[first].start <= longest
        and _leads_on(hit, first, last)
    ):
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
