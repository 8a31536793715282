"""What the reader of files says, in the language of the page."""

from bot.wording.wording import wording
from corpus.language.detect import Language
from corpus.notice import Notice


def reading_words(line: str, language: Language) -> str:
    """A failure or a warning of reading in words of this language; a plain line of an old record as it is."""
    if not isinstance(line, Notice):
        return line
    values = {
        name: reading_words(value, language) if isinstance(value, str) else value for name, value in line.values.items()
    }
    return wording(language).notices[line.code].format(**values)
