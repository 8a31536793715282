"""A question of a conversation read alone and as one that follows on the last; both are searched, what is found decides."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.answerer import Answerer
from bot.conversation.about_answer import spoken
from bot.conversation.exchange import continued
from bot.conversation.turn import Turn
from bot.quoting.found import Found
from bot.small_talk import Said
from corpus.language.cues import Cues
from corpus.language.typed_pattern import Typed
from index.library import Library
from index.question.filters import Filters
from index.words import tokens

_LEADS = Typed(rf"^{Cues(__file__).expression('leads')}\b")
CONTINUED_FROM = 0.3
"""The probability from which a question is continued …"""
_POSSIBLE = 0.1
"""… and that of the reading which is not shown, from which it is offered."""
_PASSAGES = 10
# Logistic regression over people's conversations: tests/measures/people_follow_ups.py --fit.
_INTERCEPT = 12.24
_WEIGHTS = {"words": -5.54, "things": -2.12, "leads": 5.96, "likeness_gained": 10.27, "passages_kept": -1.9}


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
    signals: Mapping[str, float]
    continued_as: str
    """As one that follows on the last."""

    @property
    def is_continued(self) -> bool:
        """Whether it was read so."""
        return probability_of(self.signals) >= CONTINUED_FROM

    @property
    def is_certain(self) -> bool:
        """Whether the other reading is out of the question."""
        return not _POSSIBLE <= probability_of(self.signals) <= 1 - _POSSIBLE


class Reader:
    """Reads the questions of a conversation; safe to call from several threads."""

    def __init__(self, answerer: Answerer, library: Library, rewriter: Rewriter | None = None) -> None:
        self._answerer = answerer
        self._library = library
        self._rewriter = rewriter

    def read(self, turns: Sequence[Turn], said: Said, filters: Filters) -> Reading:
        """The reading that finds more, after these turns, of which there are some."""
        last = turns[-1]
        alone = self._answerer.find(said, filters)
        text = continued(self._library.understanding.query(last.stand_alone), alone.query)
        following = self._found(text, filters, said, last)
        told = signals(alone, following)
        if probability_of(told) < CONTINUED_FROM:
            return Reading(alone, told, text)
        if self._rewriter and (written := self._rewriter.rewritten(turns, said.question, text)) != text:
            following = self._found(written, filters, said, last)
        return Reading(following, told, text)

    def _found(self, text: str, filters: Filters, said: Said, last: Turn) -> Found:
        """What the text finds, as an answer to what was typed."""
        found = self._answerer.find(text, filters)
        language = self._answerer.spoken(spoken(said.question, last))
        return replace(found, question=said.typed, inquiry=replace(found.inquiry, language=language))


def signals(alone: Found, following: Found) -> Mapping[str, float]:
    """What tells whether a question follows on the last: its form, and what it finds either way."""
    kept = {hit.chunk.id for hit in alone.hits[:_PASSAGES]} & {hit.chunk.id for hit in following.hits[:_PASSAGES]}
    return {
        "words": math.log1p(len(tokens(alone.query.text))),
        "things": float(len(alone.query.things)),
        "leads": float(_LEADS.match(alone.query.typed) is not None),
        "likeness_gained": _likeness(following) - _likeness(alone),
        "passages_kept": len(kept) / _PASSAGES,
    }


def probability_of(signals: Mapping[str, float]) -> float:
    """0 to 1, that a question with these signals follows on the last."""
    return 1 / (1 + math.exp(-_INTERCEPT - sum(_WEIGHTS[name] * value for name, value in signals.items())))


def _likeness(found: Found) -> float:
    """Of the words asked to those of the passage likest to them."""
    return max((hit.evidence.token_likeness for hit in found.hits[:_PASSAGES]), default=0.0)
