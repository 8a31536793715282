"""Fonts that print a sign for each letter (Symbol, Wingdings): the signs as the characters of Unicode that they show."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

_FIRST_PRIVATE = 0xF000
"""Office files keep the codes of such fonts from here on (ECMA-376 part 1, 17.3.3.30), or bare."""


def _signs() -> Mapping[str, Mapping[int, str]]:
    kept = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        font: {int(first, 16) + index: sign for first, row in rows.items() for index, sign in enumerate(row) if sign != " "}
        for font, rows in kept.items()
    }  # fmt: skip


_SIGNS = _signs()


def is_symbol_font(font: str) -> bool:
    """Whether the font prints signs in place of letters."""
    return font.lower() in _SIGNS


def sign_of(font: str, code: int) -> str:
    """The sign that `font` prints for a character code; empty where it is not known."""
    return _SIGNS.get(font.lower(), {}).get(code - _FIRST_PRIVATE if code >= _FIRST_PRIVATE else code, "")


def in_unicode(text: str, font: str) -> str:
    """Text typed in such a font as it is printed; characters that no font of signs has, and unknown ones, stay."""
    return "".join(sign_of(font, ord(character)) or character for character in text)
