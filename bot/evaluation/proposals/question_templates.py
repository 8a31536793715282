"""What drafted questions need beside the questions that `bot.wording.wording` suggests; `{}` fields are filled with `str.format`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.wording.words_file import words_in
from corpus.language.detect import Language


@dataclass(frozen=True, slots=True)
class Templates:
    """What asks after each thing; `{document}` is one as `document_name` calls it."""

    said: str
    """A sentence of the document in which a figure or a date is asked for: with `{document}` and `{clause}`."""
    how_many: str
    """In the place of a figure's digits."""
    share: str
    """In the place of a percentage."""
    which_day: str
    """In the place of a date."""
    issued: str
    effective: str
    replaced: str
    """What it replaced."""
    repealed: str
    amended: str


@cache
def templates(language: Language) -> Templates:
    """English for a language that has no file; raises WordsError naming a wrong key."""
    return words_in(Path(__file__).parent, language, Templates)
