"""What speaks for each sentence of the passages found: the columns that `bot/quoting/sentence_rank.py` has learned from.

Every column means the same in any library: a likeness, a share, a rank, a length, or whether something holds (0 or 1).
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.quoting.inquiry import Inquiry
from bot.quoting.missing import is_in, words_of
from bot.quoting.window import Span, window_of
from corpus.language.sentence import is_bare_heading, is_table_row
from index.search.hit import Hit
from index.words import plain, terms_in

Matrix = npt.NDArray[np.float64]
Signals = Mapping[str, float]

_LABELLED = re.compile(r"^\W*\w+(?:[ ,/()-]+\w+){0,5}[ ,/()-]*:\s*\S")
"""A line that says what it tells: "Thời gian: …"."""
_OPENING = 50
"""Characters of a report within which its first passage begins."""
_NO_NEIGHBOUR = 0.8
"""Cosine that stands for a neighbour at the end of a passage: what any two texts have."""
_COUNTED = ("number", "money", "share", "date", "duration", "year")


@dataclass(frozen=True, slots=True)
class _Search:
    """What all sentences of one search are measured against."""

    inquiry: Inquiry
    hits: Sequence[Hit]
    words: frozenset[str]
    """Of the question, folded."""
    cosines: tuple[float, float]
    """Least and greatest of any sentence."""
    coverage: float
    """Greatest of any sentence."""
    spans: Mapping[str, tuple[float, float]]
    """Least and greatest evidence of any passage."""

    @classmethod
    def of(cls, hits: Sequence[Hit], inquiry: Inquiry) -> "_Search":
        cosines = [each.cosine for hit in hits for each in hit.sentences]
        return cls(
            inquiry,
            hits,
            frozenset(_words(inquiry.query.text)),
            (min(cosines), max(cosines)),
            max(each.coverage for hit in hits for each in hit.sentences),
            {name: (min(found), max(found)) for name, found in _evidence(hits).items()},
        )


def signals_of(hits: Sequence[Hit], inquiry: Inquiry) -> list[Signals]:
    """The signals of every sentence of the hits, hit by hit in the order of the text; the same names for all."""
    if not any(hit.sentences for hit in hits):
        return []
    search = _Search.of(hits, inquiry)
    return [each for rank, hit in enumerate(hits) for each in _of_passage(hit, rank, search)]


def _of_passage(hit: Hit, rank: int, search: _Search) -> Iterator[Signals]:
    inquiry, chunk = search.inquiry, hit.chunk
    entry = inquiry.register.entries[chunk.report_id]
    identity = f"{entry.title} {entry.agency} {entry.number_as_written} {entry.issued} {' '.join(map(str, entry.years))} {chunk.path}"
    best = max(each.cosine for each in hit.sentences)
    texts = [chunk.text[each.start - chunk.start : each.end - chunk.start] for each in hit.sentences]
    shared = {
        "score": hit.score,
        "score_behind": hit.score - max(each.score for each in search.hits),
        "rank": 1 / (1 + rank),
        **{name: _scaled(value[rank], search.spans[name]) for name, value in _evidence(search.hits).items()},
        "rows_share": sum(map(is_table_row, texts)) / len(texts),
        "opening": chunk.start < _OPENING,
        **_named_in_passage(hit, inquiry),
    }
    own, identity_terms = frozenset(_words(identity)), terms_in(identity)
    windows = [window_of(hit, place) for place in range(len(texts))]
    around = {window: _around(hit, window, identity_terms, inquiry) for window in set(windows)}
    for place in range(len(texts)):
        yield {
            **shared,
            **_likeness(hit, place, search, best),
            **_form(texts[place], place / len(texts)),
            **_meaning(texts[place], own, search),
            **around[windows[place]],
        }


def _named_in_passage(hit: Hit, inquiry: Inquiry) -> Signals:
    things, words = inquiry.query.things, words_of(hit, inquiry.register)
    held = sum(is_in(words, thing, inquiry.query) for thing in things) / len(things) if things else 0.0
    return {"things_held": held, "things_named": bool(things)}


def _likeness(hit: Hit, place: int, search: _Search, best: float) -> Signals:
    sentences, sentence = hit.sentences, hit.sentences[place]
    least, greatest = search.cosines
    return {
        "cosine": sentence.cosine,
        "cosine_behind": sentence.cosine - greatest,
        "cosine_scaled": _scaled(sentence.cosine, (least, greatest)),
        "coverage": sentence.coverage,
        "coverage_behind": sentence.coverage - search.coverage,
        "is_best_of_passage": sentence.cosine >= best,
        "before": sentences[place - 1].cosine if place else _NO_NEIGHBOUR,
        "after": sentences[place + 1].cosine if place + 1 < len(sentences) else _NO_NEIGHBOUR,
        "likeness": sentence.score,
    }


def _form(text: str, position: float) -> Signals:
    return {
        "heading": is_bare_heading(text),
        "row": is_table_row(text),
        "announces": text.endswith(":"),
        "labelled": bool(_LABELLED.match(text)),
        "length": math.log(len(text)),
        "figure": any(map(str.isdigit, text)),
        "position": position,
    }


def _meaning(text: str, identity: frozenset[str], search: _Search) -> Signals:
    """What of the question the sentence says, and what it says beside."""
    inquiry, words = search.inquiry, _words(text)
    padded, query, asked = f" {' '.join(words)} ", inquiry.query, inquiry.asked_for
    held = asked.answered_by(text) if asked else 0.0
    said = search.words.intersection(words) | (search.words & identity)
    return {
        "new": sum(word not in search.words for word in words) / (len(words) + 1),
        "said_with_identity": len(said) / (len(search.words) + 1),
        "asked": asked is not None,
        "held": held,
        "held_counted": held * (asked is not None and asked.type in _COUNTED),
        "year_in_sentence": any(str(year) in text for year in query.years),
        "things_in_sentence": sum(is_in(padded, each, query) for each in query.things) / max(1, len(query.things)),
    }


def _around(hit: Hit, window: Span, identity: frozenset[str], inquiry: Inquiry) -> Signals:
    """Of the stretch that would be shown, which neighbours may have in common."""
    start, end = window
    text = hit.chunk.text[start - hit.chunk.start : end - hit.chunk.start]
    held, rarities = terms_in(text), inquiry.rarities
    total = sum(rarities.values()) or 1.0
    untold = [rarity for term, rarity in rarities.items() if term not in held and term not in identity]
    return {
        "best_shown": max(each.cosine for each in hit.sentences if start <= each.start < end),
        "untold": sum(untold) / total,
        "untold_terms": len(untold) / max(1, len(rarities)),
        "told": sum(rarity for term, rarity in rarities.items() if term in held) / total,
        "shown_length": end - start,
        "held_shown": inquiry.asked_for.answered_by(text) if inquiry.asked_for else 0.0,
    }


def _evidence(hits: Sequence[Hit]) -> Mapping[str, list[float]]:
    return {
        "passage": [hit.evidence.passage_cosine for hit in hits],
        "bm25": [hit.evidence.bm25 for hit in hits],
        "tokens": [hit.evidence.token_likeness for hit in hits],
        "passage_coverage": [hit.evidence.coverage for hit in hits],
    }


def _scaled(value: float, span: tuple[float, float]) -> float:
    """Between 0 and 1, of the least and the greatest; 0 where these are one."""
    least, greatest = span
    return (value - least) / (greatest - least) if greatest > least else 0.0


def _words(text: str) -> list[str]:
    """Folded, in order."""
    return plain(text).split()
