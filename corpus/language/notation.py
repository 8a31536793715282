"""Figures in digits, "1.850,5" in Vietnamese and "1,850.5" in English: exact values, of which a figure may have two.

An English text may also have copied the Vietnamese form; then a point before three digits has two readings.
"""

from decimal import Decimal

from corpus.language.cldr import group_mark

DIGITS = r"\d{1,3}(?:\s\d{3})+(?![\d.,]?\d)|\d+(?:[.,]\d+)*"
"""The pattern of a figure in digits, without groups."""


def values_of(digits: str, language: str) -> frozenset[Decimal]:
    """What a figure in digits may mean: "3.245" is 3245 in Vietnamese, in English 3.245 or, copied, 3245."""
    figure = "".join(digits.split())
    marks = [char for char in figure if char in ".,"]
    groups = figure.replace(",", ".").split(".")
    whole, decimal = Decimal("".join(groups)), Decimal(f"{''.join(groups[:-1])}.{groups[-1]}")
    if not marks:
        return frozenset((whole,))
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        return frozenset((decimal,))
    grouped = len(groups[0]) <= 3 and not groups[0].startswith("0") and all(len(group) == 3 for group in groups[1:])
    if len(marks) > 1:
        return frozenset((whole,)) if grouped else frozenset()
    if not grouped:
        return frozenset((decimal,))
    if group_mark(language) == ".":
        return frozenset((whole if marks == ["."] else decimal,))
    return frozenset((whole, decimal) if marks == ["."] else (whole,))
