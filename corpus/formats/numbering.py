"""The numbers that Word writes before paragraphs by itself ("1.", "a)", "-"), counted as Word counts them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """One level of a list: format ("decimal", "lowerLetter", "bullet" …), text ("%1.%2."), first number."""

    format: str
    text: str
    start: int = 1


@dataclass(slots=True)
class Counter:
    """Counts the paragraphs of all lists of a document. `lists` maps a list's id to its levels, outermost first."""

    lists: Mapping[str, tuple[NumberLevel, ...]]
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def next(self, list_id: str, level: int) -> str:
        """The mark of the next paragraph of this list and level; empty where the list is not known."""
        levels = self.lists.get(list_id, ())
        if level >= len(levels):
            return ""
        self._counts[list_id, level] = self._counts.get((list_id, level), levels[level].start - 1) + 1
        for deeper in range(level + 1, len(levels)):
            self._counts.pop((list_id, deeper), None)
        if levels[level].format == "bullet":
            return "-"
        return self._spelled(list_id, levels, level)

    def _spelled(self, list_id: str, levels: tuple[NumberLevel, ...], level: int) -> str:
        text = levels[level].text
        for position in range(level + 1):
            count = self._counts.get((list_id, position), levels[position].start)
            text = text.replace(f"%{position + 1}", spelled(count, levels[position].format))
        return text.strip()


def spelled(count: int, number_format: str) -> str:
    """`count` in one of Word's formats: 4 → "4", "d", "D", "iv", "IV", "04"."""
    match number_format:
        case "lowerLetter":
            return _letters(count)
        case "upperLetter":
            return _letters(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperRoman":
            return _roman(count).upper()
        case "decimalZero":
            return f"{count:02d}"
        case "none":
            return ""
        case _:
            return str(count)


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while count >= value:
            written += letters
            count -= value
    return written
