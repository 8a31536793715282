"""An answer as plain text with its sources in official form: what is put on the clipboard."""

from bot.answer import Answer, Answered, SmallTalk
from bot.source_form import source_form
from bot.wording import wording
from corpus.language import Language


def plain_answer(answer: Answer, language: Language) -> str:
    """The answer with its markers, then one line a source; a declined answer with the nearest passages."""
    words = wording(language)
    if isinstance(answer, SmallTalk):
        return answer.text
    if isinstance(answer, Answered):
        said, title, cited = answer.text, words.sources, answer.citations
    else:
        said, title, cited = answer.reason, words.nearest, answer.nearest
    sources = "\n".join(f"[{each.marker}] {source_form(each, language)}" for each in cited)
    return f"{said}\n\n{title.rstrip(':')}:\n{sources}" if cited else said
