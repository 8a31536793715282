"""The numbers that Word writes before paragraphs by itself ("1.", "a)", "-"), counted as Word counts them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.formats.numerals import MOST, roman

_BETWEEN = {"nothing": "", "space": " ", "tab": " "}


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """One level of a list (ECMA-376 part 1, 17.9.6)."""

    format: str
    """"decimal", "lowerLetter", "bullet" …; "001" counts with as many digits."""
    text: str
    """"%1.%2.": the counts of the levels from the outermost, and what stands between them; of bullets, the sign."""
    start: int = 1
    restart: int | None = None
    """The level is counted anew after this many of the outermost levels (17.9.10); None after each, 0 after none."""
    legal: bool = False
    """Writes the counts of all levels in decimal (17.9.4)."""
    suffix: str = "tab"
    """What stands before the text of the paragraph: "tab", "space" or "nothing" (17.9.28)."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as paragraphs name it; those of one `definition` are counted together (17.9.15)."""

    definition: str
    levels: tuple[NumberLevel, ...]
    """Outermost first."""
    starts: Mapping[int, int] = field(default_factory=dict)
    """By level, the number that its first paragraph in this list has (17.9.26, startOverride)."""

    def start(self, level: int) -> int:
        """The first number of a level."""
        return self.starts.get(level, self.levels[level].start)


@dataclass(slots=True)
class Counter:
    """Counts the paragraphs of all lists of a document, in its order. `lists` by the ids that paragraphs name."""

    lists: Mapping[str, NumberedList]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, list_id: str, level: int) -> str:
        """The mark of the next paragraph of this list and level, with what parts it from the text.

        Empty where the list is not known or its numbers are in a format that is not.
        """
        numbered = self.lists.get(list_id)
        if numbered is None or not 0 <= level < len(numbered.levels):
            return ""
        counts = self._counted(list_id, numbered, level)
        return _mark(numbered.levels, counts, level)

    def _counted(self, list_id: str, numbered: NumberedList, level: int) -> dict[int, int]:
        """The counts of the list's levels after one more paragraph; a level that is passed over counts as begun."""
        counts = self._counts.setdefault(numbered.definition, {})
        begins = level in numbered.starts and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        counts[level] = numbered.start(level) if begins or level not in counts else counts[level] + 1
        for outer in range(level):
            counts.setdefault(outer, numbered.start(outer))
        for inner in range(level + 1, len(numbered.levels)):
            restart = numbered.levels[inner].restart
            if level < (inner if restart is None else restart):
                counts.pop(inner, None)
        return counts


def _mark(levels: tuple[NumberLevel, ...], counts: Mapping[int, int], level: int) -> str:
    own = levels[level]
    between = _BETWEEN.get(own.suffix, " ")
    if own.format == "bullet":
        return f"{own.text}{between or ' '}" if own.text.strip() else ""
    text = own.text
    for position in range(level + 1):
        if f"%{position + 1}" in text:
            form = levels[position].format
            number = spelled(counts[position], "decimal" if own.legal and form != "decimalZero" else form)
            if not number and form != "none":
                return ""
            text = text.replace(f"%{position + 1}", number)
    return f"{text}{between}" if text.strip() else ""


def spelled(count: int, number_format: str) -> str:
    """`count` in one of Word's formats (17.18.59): 4 → "4", "d", "D", "iv", "IV", "04", "④"; empty in one that is not known."""
    if number_format.isdecimal():
        return str(count).zfill(len(number_format))
    return _SPELLED[number_format](count) if number_format in _SPELLED and 0 <= count < MOST else ""


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""


def _chicago(count: int) -> str:
    return "*†‡§"[(count - 1) % 4] * ((count - 1) // 4 + 1)


_SPELLED: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": str,
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedCircle": lambda count: chr(ord("①") + count - 1) if 1 <= count <= 20 else "",
    "chicago": _chicago,
}
