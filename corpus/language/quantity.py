"""Figures of a text with their units, the same however they are written: "8,5%" = "8.5 %" = "8,5 phần trăm"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.language.notation import DIGITS, values_of
from corpus.language.number_words import any_form, number_in, ordinal, written_numbers
from corpus.language.units import LABELS, UNITS, has_scale, head_unit, scale_at, unit_at
from corpus.language.vocabulary import languages, words

_CODE_OF_CURRENCY = 3
"""Letters of "USD" and "VND", which stand before a figure, too."""
PLACE_LABELS = frozenset(("điều", "khoản", "mục", "chương", "phần", "phụ lục", "trang"))
"""Units that say where in a document something stands."""
_CURRENCIES = tuple(form for name in ("usd", "đồng") for form, unit in UNITS.items() if unit == name and form.isalpha())
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<currency>\$|(?:{any_form(form for form in _CURRENCIES if len(form) == _CODE_OF_CURRENCY)})\s)\s*)?(?P<digits>{DIGITS})",
    re.IGNORECASE,
)
_MARKS = "|".join(mark for each in languages() for mark in words(each, "numbers.ordinal_marks"))
_ORDINAL = "|".join(ordinal(each) for each in languages() if not words(each, "numbers.ordinal_marks"))
"""What stands before its noun without a mark of its own: "second quarter"; "sáu quý" are six of them."""
_LABELLED = re.compile(
    rf"\b(?P<label>{any_form(LABELS)})\s+(?:số\s+|(?:{_MARKS})\s+)?"
    r"(?:(?P<roman>(?-i:[IVXLC]+))|(?P<digits>\d{1,3}(?:,\s\d{1,3}\b(?!\s*[%\w]))*))(?![\w%]|[.,]\d)"
    rf"|\bQ(?P<quarter>[1-4])\b|\b(?P<ordinal>{_ORDINAL})\s+{any_form(name for name, label in LABELS.items() if label == 'quý')}",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\b(?:[Mm]ục|[Ss]ection)\s+((?:[A-ZĐ]|[IVXLC]+|\d{1,2})(?:\.(?:[IVXLC]+|\d{1,2}))+)(?![\w])")
""" "mục A.II.3": a section by its whole path."""
_TO = re.compile(
    rf"\s*(?:[-–—]|{any_form(word for each in languages() for word in words(each, 'numbers.to'))})\s*"
    rf"(?:{any_form(word for each in languages() for word in words(each, 'numbers.year'))}\s+)?",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]`, a figure; `readings` are the values it may have, in units of one (not thousands)."""

    readings: frozenset[Decimal]
    unit: str
    """"%", "đồng", "tháng", or "quý" before it …; empty where none is known."""
    start: int
    end: int
    unit_start: int
    """Behind the number and its scale; equal to `end` where no unit is known."""

    def agrees(self, other: "Quantity") -> bool:
        """Whether both can be the same figure: a value in common, and no two different units."""
        return bool(self.readings & other.readings) and (not self.unit or not other.unit or self.unit == other.unit)


def number(value: int | str, unit: str, start: int, end: int) -> Quantity:
    """A figure with one reading."""
    return Quantity(frozenset((Decimal(value),)), unit, start, end, end)


def quantities_in(text: str, language: str, *, doubtful: bool = False) -> list[Quantity]:
    """The figures of a text, in order, in digits and in words; `doubtful` as `written_numbers` has it."""
    labelled = list(_labelled(text))
    rest = _without(text, labelled)
    figures = [_in_digits(rest, match, language) for match in _NUMBER.finditer(rest)]
    written = [
        _scaled(text, frozenset((Decimal(value),)), start, end)
        for start, end, value in written_numbers(_without(rest, figures), language, doubtful=doubtful)
    ]
    found = sorted(labelled + figures + written, key=lambda each: each.start)
    return list(_compounds(text, _ranges(text, found)))


def _in_digits(text: str, match: re.Match[str], language: str) -> Quantity:
    """A scale tells the language that the figure is written in, whatever the text's."""
    scale = scale_at(text, match.end())
    readings = values_of(match["digits"], scale[2] if scale else language)
    found = _scaled(text, readings, match.start(), match.end())
    if match["currency"]:
        return replace(found, unit=found.unit or UNITS.get(match["currency"].strip().lower(), "usd"))
    head = "" if found.unit else head_unit(text, match.start())
    if not head:
        return found
    headed = _scaled(f" {head}", found.readings, 0, 0)
    return replace(found, readings=found.readings | headed.readings, unit=headed.unit)


def _scaled(text: str, readings: frozenset[Decimal], start: int, end: int) -> Quantity:
    """The figure that ends at `end` with what stands after it: "nghìn tỷ", "triệu đồng", "%"."""
    scale, end, _ = scale_at(text, end) or (Decimal(1), end, "")
    unit, factor, unit_end = unit_at(text, end)
    return Quantity(frozenset(value * scale * factor for value in readings), unit, start, unit_end, end)


def with_unit(found: Quantity, unit: str) -> Quantity:
    """The figure as it is in a table whose values are in this unit: "358" of "tỷ đồng" is 358,000,000,000 "đồng"."""
    headed = _scaled(f" {unit}", found.readings, 0, 0)
    return replace(found, readings=headed.readings, unit=headed.unit)


def _labelled(text: str) -> Iterator[Quantity]:
    for match in _SECTION.finditer(text):
        parts = [part for part in match[1].split(".") if part.isdecimal() or set(part) <= set(_ROMAN)]
        values = [int(part) if part.isdecimal() else roman(part) for part in parts]
        yield from (number(value, "mục", *match.span()) for value in values)
    for match in _LABELLED.finditer(_SECTION.sub(lambda found: "_" * len(found[0]), text)):
        if match["quarter"] or match["ordinal"]:
            label, values = "quý", [number_in(match["quarter"] or match["ordinal"]) or 0]
        else:
            label = LABELS[" ".join(match["label"].lower().split())]
            values = [roman(match["roman"])] if match["roman"] else [int(each) for each in match["digits"].split(",")]
        yield from (number(value, label, *match.span()) for value in values)


def roman(numeral: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))


def _without(text: str, taken: Iterable[Quantity]) -> str:
    """The text with blanks where these stand, as long as before."""
    for each in taken:
        text = text[: each.start] + "_" * (each.end - each.start) + text[each.end :]
    return text


def _ranges(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The first figure of "5-7%" or "3 đến 5 tỷ đồng" may have the scale and unit of the second."""
    for i, first in enumerate(found):
        second = found[i + 1] if i + 1 < len(found) else None
        if second is None or first.unit or not _TO.fullmatch(text[first.end : second.start]):
            yield first
            continue
        after = _scaled(text, first.readings, first.start, _digits_end(text, second))
        yield replace(first, readings=first.readings | after.readings, unit=after.unit)


def _digits_end(text: str, quantity: Quantity) -> int:
    match = _NUMBER.match(text, quantity.start)
    return match.end() if match else quantity.end


def _compounds(text: str, found: Iterator[Quantity]) -> Iterator[Quantity]:
    """Figures that are one: "1 tỷ 250 triệu đồng"."""
    held: Quantity | None = None
    for each in found:
        if held and _continues(text, held, each):
            total = frozenset(high + low for high in held.readings for low in each.readings)
            held = replace(each, readings=total, start=held.start)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def _continues(text: str, high: Quantity, low: Quantity) -> bool:
    """Whether both have scales, the second a smaller one."""
    if high.unit or text[high.end : low.start].strip():
        return False
    if not all(has_scale(text[each.start : each.unit_start]) for each in (high, low)):
        return False
    return max(low.readings, default=0) < max(high.readings, default=0)
