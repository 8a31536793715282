"""The way of writing for small models: one quote, and one sentence that answers, condensed out of it by the model.

Asked 19 of the questions of `tests/gold/writing`, a model of 1.5 billion parameters so keeps a sentence for 14, 13 of them right
(`python -m tests.measures.writing`, read by hand).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Citation, Dropped, Short, ShortValue
from bot.claims.verdict import Check
from bot.errors import ModelFailedError
from bot.wording.wording import wording
from bot.writing.chat_model import ChatModel, ModelMessage
from bot.writing.citation_markers import parse_markers
from bot.writing.held import held, reason_of
from bot.writing.pace import Pacer
from bot.writing.plain_text import plain_text
from bot.writing.prompt import condensing_prompt
from bot.writing.whole_sentence import is_ended, says_something
from bot.writing.written_sentences import split_written, without_thoughts
from corpus.language.detect import Language


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

    def __init__(self, model: ChatModel, check: Check, pacer: Pacer | None = None) -> None:
        """`pacer` knows how much the model's server reads in time; without one all is sent."""
        self._model = model
        self._check = check
        self._pacer = pacer

    def condense(self, question: str, citation: Citation, language: Language) -> Condensed:
        """The first sentence of the reply that the quote carries. A model's failure is a note, never an error."""
        words = wording(language)
        messages = condensing_prompt(question, citation, language)
        try:
            reply = self._reply(messages)
        except ModelFailedError as error:
            is_torn = error.fault == "cut"  # the model talked too much: nothing is wrong with its server
            note = words.model_unused.format(why=words.model_faults[error.fault])
            return Condensed(notes=() if is_torn else (note,))
        dropped: list[Dropped] = []
        for sentence in _sentences(reply):
            if not (says_something(sentence, question) and is_ended(sentence)):
                continue
            verdict = held(sentence, {citation.marker: citation}, self._check)
            if verdict.carried:
                note = words.model_condensed.format(marker=f"[{citation.marker}]")
                return Condensed(_line(sentence, citation), tuple(dropped), (note,))
            dropped.append(Dropped(sentence, reason_of(verdict, words)))
        return Condensed(dropped=tuple(dropped))

    def _reply(self, messages: Sequence[ModelMessage]) -> str:
        """Empty where the server would not read them in time."""
        if self._pacer and not self._pacer.fits(messages):
            return ""
        return "".join(self._model.stream(messages))


def _sentences(reply: str) -> list[str]:
    """Without markers: there is one quote only."""
    return [plain_text(parse_markers(plain_text(each), ()).text) for each in split_written(without_thoughts(reply))]


def _line(sentence: str, citation: Citation) -> Short:
    value = ShortValue(citation.quote, citation.marker, citation.start, citation.end)
    return Short(f"{sentence} [{citation.marker}]", (citation.marker,), (value,), "written")
