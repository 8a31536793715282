"""A question of a conversation: alone, or following on the last.

It is searched alone first. Where its form and what it finds leave both readings open, it is searched as following on the last
too, and the reading is shown that finds the passage likest to its words; the other is offered.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.answerer import Answerer
from bot.classifying.left_over import leaves_unread
from bot.classifying.possible_kinds import DOCUMENT, without
from bot.classifying.question_kind import IdentityQuestion, InForce, Summarise, UnderHeading
from bot.classifying.telling_words import asks_for
from bot.conversation.about_answer import spoken
from bot.conversation.exchange import continued, only_names, own_words
from bot.conversation.turn import Turn
from bot.quoting.answer_type import without_asking
from bot.quoting.found import Found
from bot.small_talk import Said
from bot.wording.wording import wording
from corpus.language.cues import Cues, any_of, longest_first
from corpus.language.detect import is_in_a_language
from corpus.language.typed_pattern import Typed
from index.glossary.kind_names import ENGLISH, VIETNAMESE
from index.library import Library
from index.question.filters import Filters
from index.question.query import Query
from index.words import plain

_CUES = Cues(__file__, kinds=any_of(longest_first((*VIETNAMESE, *ENGLISH))))
_OPENS = Typed(rf"^(?:{_CUES.expression('opens')}\b\s*)+")
_POINTED_AT = Typed(_CUES.expression("pointed_at"))
"""A document that was spoken of."""
_LEANS = Typed(rf"^{_CUES.expression('opens')}\b|\b{_CUES.expression('ends')}\W*$")
_POSSIBLE = 0.1
"""The probability from which a reading is not out of the question."""
# Logistic regression over people's follow-ups and the questions that they asked alone, of the libraries that were developed on:
# `python -m tests.measures.people_follow_ups --fit`; without `--fit` it prints what comes of them on all.
_INTERCEPT = 18.49
_WEIGHTS = {"length": -4.62, "things": -2.48, "leans": 4.52, "likeness": -8.04}
_USUAL_LIKENESS = 0.43
"""Where the encoder does not tell of tokens."""


class Rewriter(Protocol):
    """Says a follow-up as one question in its own words."""

    def rewritten(self, turns: Sequence[Turn], question: str, by_rules: str) -> str:
        """The question as somebody would ask it who had not heard the turns before.

        `turns` oldest first, at least one; `question` as typed, without greeting and thanks; `by_rules` as the rules say it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read, and what it finds so."""

    found: Found
    is_continued: bool
    """Whether as following on the last."""
    continued_as: str
    """How it is asked so."""
    is_certain: bool
    """Whether the other reading is out of the question."""


class Reader:
    """Reads the questions of a conversation; safe to call from several threads."""

    def __init__(self, answerer: Answerer, library: Library, rewriter: Rewriter | None = None) -> None:
        self._answerer = answerer
        self._library = library
        self._rewriter = rewriter

    def followable(self, turns: Sequence[Turn], filters: Filters) -> Sequence[Turn]:
        """The turns up to the latest that says anything, none where none does."""
        count = len(turns)
        while count and not self._says_something(turns[count - 1], filters.collections):
            count -= 1
        return turns[:count]

    def read(self, turns: Sequence[Turn], said: Said, filters: Filters) -> Reading:
        """What the question is taken for after these turns, of which there are some."""
        last = turns[-1]
        alone = self._answerer.find(said, filters)
        if asked := self._of_document(last, alone.query, filters):
            following = self._found(asked, filters, said, last)
            return Reading(following, is_continued=True, continued_as=asked, is_certain=True)
        before = self._library.understanding.query(last.stand_alone, Filters(collections=filters.collections))
        text, is_bare = continued(before, alone.query), only_names(before, alone.query)
        follows = 1.0 if is_bare else probability_of(signals(alone))
        if follows < _POSSIBLE:
            return Reading(alone, is_continued=False, continued_as=text, is_certain=True)
        is_certain = is_bare or (follows > 1 - _POSSIBLE and bool(last.points))
        following = self._found(text, filters, said, last)
        if not is_certain and _likeness(following) <= _likeness(alone):
            return Reading(alone, is_continued=False, continued_as=text, is_certain=False)
        if self._rewriter and (written := self._rewriter.rewritten(turns, said.question, text)) != text:
            following = self._found(written, filters, said, last)
        return Reading(following, is_continued=True, continued_as=text, is_certain=is_certain)

    def _of_document(self, last: Turn, asked: Query, filters: Filters) -> str | None:
        """The question asked of the document of the last answer, where it names nothing and asks for nothing that the text of one tells.

        "Khi nào?" alone asks about what was asked before, and of the document only where it says more: "ký khi nào?", "văn bản đó khi nào?".
        """
        number = document_of(last)
        documents = [found.span() for found in DOCUMENT.finditer(asked.folded)]
        rest = without(asked.text, documents)
        if number is None or asked.things or leaves_unread(rest):
            return None
        words = wording(self._answerer.spoken(asked.language))
        text = f"{words.document.capitalize()} {words.number_word} {number}, {asked.text}"
        kind = self._answerer.kind_of(text, filters)
        if isinstance(kind, UnderHeading):
            return text if kind.is_numbered else None
        is_of_one = kind is not None and (
            _POINTED_AT.search(asked.text) or asks_for(kind, without_asking(_OPENS.sub(" ", rest)))
        )
        return text if is_of_one and isinstance(kind, (IdentityQuestion, InForce, Summarise)) else None

    def _says_something(self, turn: Turn, collections: tuple[str, ...] | None) -> bool:
        """Whether any of it is in words of a language, or of the reports: not letters struck at random."""
        if is_in_a_language(turn.stand_alone):
            return True
        query = self._library.understanding.query(turn.stand_alone, Filters(collections=collections))
        if is_in_a_language(query.text) or query.translation.terms:
            return True
        is_written = self._library.understanding.is_written
        return any(is_written(word, collections) for word in plain(query.text).split() if len(word) > 1)

    def _found(self, text: str, filters: Filters, said: Said, last: Turn) -> Found:
        """What the text finds, as an answer to what was typed."""
        found = self._answerer.find(text, filters, is_continued=True)
        language = self._answerer.spoken(spoken(said.question, last))
        return replace(found, question=said.typed, inquiry=replace(found.inquiry, language=language))


def document_of(turn: Turn) -> str | None:
    """The number of the document that is spoken of: the only one that the question names, else the only one that the answer cites."""
    named, cited = set(turn.wanted.numbers), {each.document_number for each in turn.points}
    numbers = named if len(named) == 1 else cited
    return next(iter(numbers)) if cited and len(numbers) == 1 else None


def signals(alone: Found) -> Mapping[str, float]:
    """What tells of a question, and of what it finds alone, whether it follows on the last."""
    return {
        "length": math.log1p(len(own_words(alone.query.text))),
        "things": float(len(alone.query.things)),
        "leans": float(_LEANS.search(alone.query.typed) is not None),
        "likeness": _likeness(alone) or _USUAL_LIKENESS,
    }


def probability_of(signals: Mapping[str, float]) -> float:
    """0 to 1, that a question with these signals follows on the last."""
    return 1 / (1 + math.exp(-_INTERCEPT - sum(_WEIGHTS[name] * value for name, value in signals.items())))


def _likeness(found: Found) -> float:
    """Of the words asked to those of the passage likest to them; 0 where the encoder does not tell."""
    return max((hit.evidence.token_likeness for hit in found.hits), default=0.0)
