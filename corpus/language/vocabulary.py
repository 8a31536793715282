"""The words that the code recognises: one TOML file a language beside this module, one table a concept.

A third language is a third file. What a screen says is not here but in `bot/wording`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache, reduce
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a file, "en" and "vi" among them, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def has_words(language: str) -> bool:
    """Whether the language has a file; the words of any other are left alone."""
    return language in languages()


def table(language: str, name: str) -> Mapping[str, Any]:
    """The table `[name]` of the language's file; "numbers.tens" is a table in a table. KeyError names what is missing."""
    found = _found(language, name)
    if not isinstance(found, Mapping):
        raise TypeError(f"{name!r} of {language}.toml is no table")
    return found


def words(language: str, name: str) -> tuple[str, ...]:
    """The array of strings at `name`, "stop_words.claims" say, or the keys of a table, in the file's order.

    KeyError names what is missing.
    """
    found = _found(language, name)
    if not isinstance(found, list | Mapping):
        raise TypeError(f"{name!r} of {language}.toml is no array of words")
    return tuple(found)


def named(language: str, name: str) -> Mapping[str, str]:
    """The table at `name`; of an array, each word under itself. KeyError names what is missing."""
    found = _found(language, name)
    return found if isinstance(found, Mapping) else {word: word for word in found}


def _found(language: str, name: str) -> Any:
    try:
        return reduce(lambda part, key: part[key], name.split("."), _file(language))
    except KeyError:
        raise KeyError(f"{language}.toml has no {name!r}") from None


@cache
def _file(language: str) -> Any:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
