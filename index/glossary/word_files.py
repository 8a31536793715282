"""The word lists beside this module: "vi.toml" with other ways of writing a language's terms, "en-vi.toml" with Vietnamese for English ones.

A further language is a further file of each kind; a language without one has no such words.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_REPORTS = "vi"
"""The language that reports are written in, and that questions are translated into."""


@cache
def own_words(name: str, language: str = "??") -> Mapping[str, str]:
    """The table of this name of a language, or of every one; empty where there is none."""
    files = [_read(path.stem) for path in sorted(_FOLDER.glob(f"{language}.toml"))]
    return {term: other for file in files for term, other in file.get(name, {}).items()}


@cache
def translated_languages() -> tuple[str, ...]:
    """The languages that have Vietnamese for their terms, in alphabetical order."""
    return tuple(sorted(path.stem.partition("-")[0] for path in _FOLDER.glob(f"??-{_REPORTS}.toml")))


def translations(language: str) -> Mapping[str, Any]:
    """The tables of a language's file: `terms`, `binding`, `agencies`; empty where it has none."""
    return _read(f"{language}-{_REPORTS}") if language in translated_languages() else {}


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
