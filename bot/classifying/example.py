"""Examples of what people ask, by label: one file a language in a folder."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.language.detect import Language
from corpus.language.vocabulary import languages

ORDINARY = "ordinary"
"""The label of a question of no kind."""
KINDS = Path(__file__).parent / "examples"
"""Of kinds of question."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question that somebody may ask."""

    question: str
    language: Language
    label: str


@cache
def examples(folder: Path = KINDS) -> tuple[Example, ...]:
    """Of all languages, each once, from a folder with a file a language."""
    return tuple(dict.fromkeys(each for language in languages() for each in _written(folder, language)))


def _written(folder: Path, language: Language) -> Iterator[Example]:
    file = folder / f"{language}.toml"
    if file.is_file():
        for label, questions in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for question in questions.strip().splitlines():
                yield Example(question, language, label)
