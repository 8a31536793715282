"""Quotes in another language than the answer, translated by a language model, and held against the quotes: what fails is not shown.

A translation of an official text is shown only where its way back, by the same model, leads to what the quote says.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answer import Citation, Translation
from bot.claims.translated import is_translation, is_way_back
from bot.claims.verdict import Check
from bot.errors import ModelFailedError
from bot.wording.wording import wording
from bot.writing.chat_model import ChatModel
from bot.writing.pace import Pacer
from bot.writing.plain_text import URL, plain_text
from bot.writing.prompt import translating_prompt
from bot.writing.written_sentences import without_thoughts
from corpus.language.detect import Language, language_of


@dataclass(frozen=True, slots=True)
class Translated:
    """What came of the quotes of one answer."""

    translations: tuple[Translation, ...] = ()
    notes: tuple[str, ...] = ()
    """That the model could not be used."""


def foreign(citations: Iterable[Citation], language: Language) -> list[Citation]:
    """Those whose quotes are in another language."""
    return [each for each in citations if language_of(each.quote) != language]


class Translator:
    """Translates with one model; safe to use from several threads."""

    def __init__(self, model: ChatModel, check: Check, pacer: Pacer | None = None, *, within: float = 60.0) -> None:
        """`within`: seconds for all quotes of an answer; `pacer` knows beforehand how long one takes."""
        self._model = model
        self._check = check
        self._pacer = pacer
        self._within = within

    def translate(self, citations: Sequence[Citation], language: Language) -> Translated:
        """As many, from the first, as are translated in time. A model's failure ends it and is a note, never an error."""
        found: list[Translation] = []
        began = time.monotonic()
        try:
            for citation in citations:
                if time.monotonic() - began + self._needed(citation, language) > self._within:
                    break
                text = self._translation(citation, language)
                found += [Translation(citation.marker, text)] if text else []
        except ModelFailedError as error:
            words = wording(language)
            note = words.model_stopped if found else words.model_unused
            return Translated(tuple(found), (note.format(why=words.model_faults[error.fault]),))
        return Translated(tuple(found))

    def _needed(self, citation: Citation, language: Language) -> float:
        """Seconds, there and back."""
        return 2 * self._pacer.seconds(translating_prompt(citation, language), citation.quote) if self._pacer else 0.0

    def _translation(self, citation: Citation, language: Language) -> str:
        """Empty where what the model writes is none."""
        text = self._written(citation, language)
        if not is_translation(text, citation, language, self._check):
            return ""
        back = self._written(replace(citation, quote=text), language_of(citation.quote))
        return text if is_way_back(back, citation, self._check) else ""

    def _written(self, citation: Citation, language: Language) -> str:
        """The quote in this language as the model writes it, line by line; empty where that is cut off, or has an address: a reader might follow it."""
        try:
            written = without_thoughts("".join(self._model.stream(translating_prompt(citation, language))))
        except ModelFailedError as error:
            if error.fault != "cut":
                raise
            return ""
        lines = list(filter(None, map(plain_text, written.splitlines())))
        return "" if URL.search(written) else "\n".join(self._without_remarks(lines, citation))

    def _without_remarks(self, lines: Sequence[str], citation: Citation) -> Sequence[str]:
        """Without what small models say of their translation before or behind it: as many lines as the quote has, those that it carries best."""
        size = sum(bool(line.strip()) for line in citation.quote.split("\n"))
        cited = {citation.marker: citation}
        support = [self._check(line, (citation.marker,), cited).support if len(lines) > size else 1.0 for line in lines]
        first = max(range(max(len(lines) - size, 0) + 1), key=lambda place: sum(support[place : place + size]))
        return lines[first : first + size]
