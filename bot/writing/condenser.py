"""The way of writing for small models: one quote, and one sentence that answers, condensed out of it by the model.

Asked 17 of the 40 questions of `tests/gold/writing`, those without a rule's line, a model of 1.5 billion parameters so keeps a sentence for 10, all of
them right; composing over passages for one, which is wrong (`python -m tests.measures.writing`, read by hand).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Citation, Dropped, Short, ShortValue
from bot.claims.facts import claim_language
from bot.claims.likeness import Likeness
from bot.claims.verdict import Check
from bot.errors import ModelFailedError
from bot.wording.wording import wording
from bot.writing.carrying_span import carrying_span
from bot.writing.chat_model import ChatModel, ModelMessage
from bot.writing.citation_markers import parse_markers
from bot.writing.held import held, reason_of
from bot.writing.pace import Pacer
from bot.writing.plain_text import plain_text
from bot.writing.prompt import condensing_prompt
from bot.writing.whole_sentence import answers_alone
from bot.writing.written_sentences import written_sentences
from corpus.language.detect import Language
from corpus.language.sentence import sentences


@dataclass(frozen=True, slots=True)
class Condensed:
    """What came of one quote."""

    short: Short | None = None
    """The sentence, with the quote's marker; None where none stands."""
    dropped: tuple[Dropped, ...] = ()
    """Sentences that the quote does not carry."""
    notes: tuple[str, ...] = ()
    """That a model wrote the sentence, or could not be used."""


class Condenser:
    """Writes with one model; safe to use from several threads."""

    def __init__(self, model: ChatModel, check: Check, likeness: Likeness, pacer: Pacer | None = None) -> None:
        """`pacer` knows how much the model's server reads in time; without one all is sent."""
        self._model = model
        self._check = check
        self._likeness = likeness
        self._pacer = pacer

    def condense(self, question: str, citation: Citation, language: Language) -> Condensed:
        """The first sentence of the reply that the quote carries. A model's failure is a note, never an error."""
        words = wording(language)
        dropped: list[Dropped] = []
        try:
            for sentence in self._sentences(condensing_prompt(question, citation, language)):
                if claim_language(sentence) != language or not answers_alone(sentence, question, citation.quote):
                    continue
                verdict = held(sentence, {citation.marker: citation}, self._check)
                if verdict.carried:
                    note = words.model_condensed.format(marker=f"[{citation.marker}]")
                    return Condensed(self._line(sentence, citation), tuple(dropped), (note,))
                dropped.append(Dropped(sentence, reason_of(verdict, words)))
        except ModelFailedError as error:
            if error.fault != "cut":  # a model that talks too much: nothing is wrong with its server
                note = words.model_unused.format(why=words.model_faults[error.fault])
                return Condensed(dropped=tuple(dropped), notes=(note,))
        return Condensed(dropped=tuple(dropped))

    def _sentences(self, messages: Sequence[ModelMessage]) -> Iterator[str]:
        """As they are written, without markers: there is one quote only. None where the server would not read it in time."""
        if self._pacer is None or self._pacer.fits(messages):
            for each in written_sentences(self._model.stream(messages)):
                yield plain_text(parse_markers(plain_text(each), ()).text)

    def _line(self, sentence: str, citation: Citation) -> Short:
        """The sentence, its value those sentences of the quote that say it."""
        spans = sentences(citation.quote)
        spoken = [citation.quote[start:end] for start, end in spans]
        first, last = carrying_span(sentence, spoken, self._likeness.likeness(sentence, spoken))
        start, end = spans[first][0], spans[last][1]
        value = ShortValue(citation.quote[start:end], citation.marker, citation.start + start, citation.start + end)
        return Short(f"{sentence} [{citation.marker}]", (citation.marker,), (value,), "written")
