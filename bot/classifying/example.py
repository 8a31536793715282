"""Examples of what people ask, by the kind of question: one file a language in `examples`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.language.detect import Language
from corpus.language.vocabulary import languages

ORDINARY = "ordinary"
"""The label of a question of no kind."""
_FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A question that somebody may ask."""

    question: str
    language: Language
    label: str


@cache
def examples() -> tuple[Example, ...]:
    """Of all languages, each once."""
    return tuple(dict.fromkeys(each for language in languages() for each in _written(language)))


def _written(language: Language) -> Iterator[Example]:
    file = _FOLDER / f"{language}.toml"
    if file.is_file():
        for label, questions in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for question in questions.strip().splitlines():
                yield Example(question, language, label)
