"""What a language model made of the passages: the sentences that survived the check, and what became of the rest."""

from collections.abc import Generator
from dataclasses import dataclass

from bot.answer import Citation, Dropped, Statement
from bot.errors import ModelFailedError
from bot.wording.wording import Wording, wording
from bot.writing.writer import Task, Writer


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of an answer; without statements, the quotes must answer."""

    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    """That the model failed, stopped, or wrote nothing that its sources bear out."""


def drafted(writer: Writer, task: Task) -> Generator[Citation | Statement, None, Draft]:
    """Citations and statements as they are written; returns them all. A model's failure is a note, never an error."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    dropped: list[Dropped] = []
    failure: ModelFailedError | None = None
    try:
        for written in writer.write(task):
            if isinstance(written, Dropped):
                dropped.append(written)
            elif isinstance(written, Citation):
                citations.append(written)
                yield written
            else:
                statements.append(written)
                yield written
    except ModelFailedError as error:
        failure = error
    notes = _notes(failure, wording(task.language), is_empty=not statements)
    return Draft(tuple(statements), tuple(citations), tuple(dropped), notes)


def _notes(failure: ModelFailedError | None, words: Wording, *, is_empty: bool) -> tuple[str, ...]:
    if failure:
        note = words.model_unused if is_empty else words.model_stopped
        return (note.format(why=words.model_faults[failure.fault]),)
    return (words.model_unsupported,) if is_empty else ()
