"""Scales and units behind a figure, from the words of all languages: "nghìn tỷ đồng", "billion dong", "phần trăm", "ha"."""

import re
from collections.abc import Mapping
from decimal import Decimal

from corpus.language.number_words import any_form
from corpus.language.vocabulary import languages, table, words

_IN_SMALLER: Mapping[str, tuple[str, int]] = {"ha": ("m2", 10**4), "km2": ("m2", 10**6), "tấn": ("kg", 10**3)}
"""Units of one measure, brought to the smallest."""


def _scales(language: str) -> dict[str, int]:
    numbers = table(language, "numbers")
    hundred = {word: value for word, value in numbers["multipliers"].items() if value == 100}
    return {**hundred, **numbers["scales"], **numbers["short_scales"]}


def _names(kind: str) -> dict[str, str]:
    """The one name of each form that any language has of it."""
    return {form: name for each in languages() for name, forms in table(each, kind).items() for form in forms}


_SCALES = {word: (Decimal(factor), each) for each in languages() for word, factor in _scales(each).items()}
UNITS, LABELS = _names("units"), _names("labels")
"""`LABELS`: what stands before a number ("Điều 5", "quarter 3"), by its name in all languages."""
_YEARS = {word for each in languages() for word in words(each, "numbers.year")}
_SCALE = re.compile(rf"[\s-]*({any_form(_SCALES)})\.?", re.IGNORECASE)
_UNIT = re.compile(
    rf"[\s-]*(?:{any_form(UNITS.keys() - _YEARS)}|{any_form(UNITS.keys() & _YEARS)}(?!\s*\d))", re.IGNORECASE
)
_HEAD = "|".join(any_form(words(each, "tables.unit_heads")) for each in languages())
_HEAD_UNIT = re.compile(
    rf"\(\s*(?:(?:{_HEAD})\s*)?(?::\s*)?(?P<unit>[^()\d]{{1,20}})\)[^().;\n]{{0,3}}:\s*$", re.IGNORECASE
)
_LONGEST_HEAD = 40


def scale_at(text: str, end: int) -> tuple[Decimal, int, str] | None:
    """The factor of the scales that begin at `end`, where they end, and the language of the first; None where none does."""
    factor, language = Decimal(1), ""
    while scale := _SCALE.match(text, end):
        value, spoken = _SCALES[scale[1].lower()]
        factor, end, language = factor * value, scale.end(), language or spoken
    return (factor, end, language) if language else None


def has_scale(text: str) -> bool:
    """Whether any of it is a scale."""
    return _SCALE.search(text) is not None


def unit_at(text: str, end: int) -> tuple[str, Decimal, int]:
    """The unit that begins at `end`, the factor into it, and where it ends: "2 km2" is 2,000,000 "m2"; "" where none does."""
    found = _UNIT.match(text, end)
    if found is None:
        return "", Decimal(1), end
    name = UNITS[" ".join(found[0].strip(" -\t\n").lower().split())]
    smaller, factor = _IN_SMALLER.get(name, (name, 1))
    return smaller, Decimal(factor), found.end()


def head_unit(text: str, start: int) -> str:
    """The unit in the head of a table's column before `start`, as `corpus.tables.table` writes the cell: "Kinh phí (triệu đồng): 1.850"."""
    head = _HEAD_UNIT.search(text[max(0, start - _LONGEST_HEAD) : start])
    return head["unit"] if head else ""
