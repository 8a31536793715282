"""An answer as plain text with its sources in official form: what is put on the clipboard."""

from bot.answer import Answer
from bot.wording.opening import whole_text
from bot.wording.source_list import source_list
from corpus.language.detect import Language


def plain_answer(answer: Answer, language: Language) -> str:
    """The answer with its markers, then one line a source; a declined answer with the nearest passages."""
    said = whole_text(answer)
    listed = source_list(answer, language)
    sources = "\n".join(f"[{each.marker}] {each.name}" for each in listed.sources)
    return f"{said}\n\n{listed.title}:\n{sources}" if sources else said
