"""A question that a person asked of a library, with the stretch that answers and its other forms."""

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.datasets.json_lines import read_records, validated
from bot.evaluation.datasets.people import PeopleCase
from bot.evaluation.shown import squeezed, tells
from corpus.text.letters import fold


class Case(PeopleCase):
    """One question of one library."""

    library: str = ""
    style: str = ""
    """`official` where it is worded like the document that answers it; else in somebody's own words."""
    vi: str
    """Alone, in Vietnamese with its marks."""
    en: str
    """Alone, in English."""
    quote: str | list[str]

    @property
    def forms(self) -> tuple[str, ...]:
        """The question alone: as typed, in English, and typed without marks; each once."""
        alone = self.turns[-1] if len(self.turns) == 1 else self.vi
        return tuple(dict.fromkeys((alone, self.en, _without_marks(self.vi))))

    @property
    def quotes(self) -> list[str]:
        return self.quote if isinstance(self.quote, list) else [each for each in [self.quote] if each]

    @property
    def is_in_own_words(self) -> bool:
        return self.style != "official"

    def is_shown(self, text: str) -> bool:
        """Whether the text holds everything that a right answer shows."""
        return bool(self.must) and self.share(text) == 1

    def is_told(self, line: str) -> bool:
        """The same of a line, in which a figure is not to be part of a longer one."""
        return bool(self.must) and tells(line, self.must)

    def share(self, text: str) -> float:
        """Share of it that the text holds, 0 to 1."""
        held = squeezed(text)
        return sum(any(squeezed(each) in held for each in spellings) for spellings in self.must) / max(
            1, len(self.must)
        )


def cases_of(folder: Path) -> Iterator[Case]:
    """Those of the files `NAME.jsonl` of a folder, where NAME is the library."""
    for path in sorted(folder.glob("*.jsonl")):
        for case in read_records(path, lambda entry, number: validated(Case, entry, number)):
            yield case.model_copy(update={"library": path.stem})


def _without_marks(text: str) -> str:
    """As it is typed without marks, its capitals kept."""
    return "".join(letter.upper() if was.isupper() else letter for was, letter in zip(text, fold(text), strict=True))
