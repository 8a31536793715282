"""What a language model adds to an answer: its statements, or the line above the quotes; translations of what is quoted."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from bot.answer import Answered, Asked, Citation
from bot.citing import Citing
from bot.events import Event, Stage
from bot.quoting.found import Found
from bot.quoting.quote import Quote
from bot.wording.told_notes import is_failure, is_list
from bot.writing.condenser import Condensed, Condenser
from bot.writing.draft import Draft, drafted
from bot.writing.translator import Translator, foreign
from bot.writing.writer import Task, Writer
from index.search.hit import Hit


class WithModel:
    """Adds nothing of what there is no writer, condenser or translator for; safe to call from several threads."""

    def __init__(
        self, citing: Citing, writer: Writer | Condenser | None = None, translator: Translator | None = None
    ) -> None:
        self._citing = citing
        self._writer = writer
        self._translator = translator

    def drafted(self, asked: Asked, found: Found) -> Generator[Event, None, Draft]:
        """What is written of the passages that were found."""
        if not isinstance(self._writer, Writer):
            return Draft()

        def cited(marker: int, hit: Hit, start: int, end: int) -> Citation | None:
            return self._citing.hit(marker, hit, start, end, found.inquiry)

        yield Stage("writing")
        return (yield from drafted(self._writer, Task(asked.searched_as, asked.language, found.hits, cited)))

    def condensed(
        self, asked: Asked, found: Found, citations: Sequence[Citation], best: Quote
    ) -> Generator[Event, None, Condensed]:
        """One sentence out of the best quote; nothing of a document that another one replaced: it would be read without that."""
        place = (best.hit.chunk.report_id, best.start)
        quote = next((each for each in citations if (each.report_id, each.start) == place), None)
        if not isinstance(self._writer, Condenser) or not quote or place[0] in found.inquiry.register.superseded:
            return Condensed()
        yield Stage("writing")
        return self._writer.condense(asked.searched_as, quote, asked.language)

    def translated(self, answer: Answered) -> Generator[Event, None, Answered]:
        """The answer with what it quotes in another language translated; but not what is shown as a table."""
        language = answer.asked.language
        if self._translator is None or answer.table or is_list(answer):
            return answer
        quoted = foreign(answer.citations, language)
        if not quoted or any(is_failure(note, language) for note in answer.notes):
            return answer
        yield Stage("writing")
        translated = self._translator.translate(quoted, language)
        return replace(answer, translations=translated.translations, notes=(*answer.notes, *translated.notes))
