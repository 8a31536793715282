"""Figures of a text with their units, the same however they are written: "8,5%" = "8.5 %" = "8,5 phần trăm".

What a separator means follows the language: "3.245 tỷ" is "3,245 billion". An English text may also have copied the
Vietnamese form; then a point before three digits has two readings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.language.detect import Language
from corpus.language.number_words import written_numbers

_SCALES = {
    "trăm": 10**2, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9, "mn": 10**6,
}  # fmt: skip
_VIETNAMESE_SCALES = frozenset(("trăm", "nghìn", "ngàn", "vạn", "triệu", "tr", "tỷ", "tỉ"))
_UNITS = {
    "điểm %": r"điểm\s+(?:phần trăm|%)|percentage\s+points?|pp\b",
    "%": r"%|phần trăm\b|percent\b|per\s+cent\b|pct\b",
    "‰": r"‰|phần nghìn\b",
    "đồng": r"(?:việt nam\s+)?đồng\b|đ\b|vnđ\b|vnd\b|dongs?\b",
    "usd": r"usd\b|đô\s?la(?:\s+mỹ)?\b|(?:us\s+)?dollars?\b",
    "ngày": r"ngày\b|(?:working\s+)?days?\b", "tuần": r"tuần\b|weeks?\b", "tháng": r"tháng\b|months?\b",
    "năm": r"năm\b(?!\s*\d)|years?\b", "giờ": r"giờ\b|hours?\b", "phút": r"phút\b|minutes?\b",
    "km2": r"km2\b|km²|square\s+kilomet(?:er|re)s?\b", "km": r"km\b|kilomet(?:er|re)s?\b|ki-lô-mét\b", "ha": r"ha\b|hécta\b|hectares?\b",
    "m3": r"m3\b|m³|mét khối\b|cubic\s+met(?:er|re)s?\b", "m2": r"m2\b|m²|mét vuông\b|square\s+met(?:er|re)s?\b",
    "tấn": r"tấn\b|tonnes?\b|tons?\b", "kg": r"kg\b|kilograms?\b", "kwh": r"kwh\b", "mw": r"mw\b|megawatts?\b",
}  # fmt: skip
_LABELS = {
    "quý": r"quý|quarter", "điều": r"điều|article", "khoản": r"khoản|clause", "mục": r"mục|section", "chương": r"chương|chapter",
    "phần": r"phần|part", "phụ lục": r"phụ lục|annex|appendix", "trang": r"trang|tr\.|pages?|pp?\.", "khóa": r"khóa|khoá",
}  # fmt: skip
PLACE_LABELS = frozenset(("điều", "khoản", "mục", "chương", "phần", "phụ lục", "trang"))
"""Units that say where in a document something stands."""
_DIGITS = r"\d{1,3}(?:\s\d{3})+(?![\d.,]?\d)|\d+(?:[.,]\d+)*"
_NUMBER = re.compile(rf"(?<![\w.,])(?:(?P<usd>\$|usd\s))?(?P<digits>{_DIGITS})", re.IGNORECASE)
_SCALE = re.compile(rf"[\s-]*({'|'.join(sorted(_SCALES, key=len, reverse=True))})\b\.?", re.IGNORECASE)
_UNIT = re.compile(rf"[\s-]*(?:{'|'.join(f'({pattern})' for pattern in _UNITS.values())})", re.IGNORECASE)
_LABELLED = re.compile(
    rf"\b(?:{'|'.join(f'({pattern})' for pattern in _LABELS.values())})\s+(?:số\s+|thứ\s+)?(?:(?P<roman>(?-i:[IVXLC]+))|(?P<digits>\d{{1,3}}(?:,\s\d{{1,3}}\b(?!\s*[%\w]))*))(?![\w%]|[.,]\d)"
    r"|\bQ(?P<quarter>[1-4])\b|\b(?P<ordinal>first|second|third|fourth)\s+quarter\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\b(?:[Mm]ục|[Ss]ection)\s+((?:[A-ZĐ]|[IVXLC]+|\d{1,2})(?:\.(?:[IVXLC]+|\d{1,2}))+)(?![\w])")
""" "mục A.II.3": a section by its whole path."""
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_HEAD_UNIT = re.compile(
    r"\(\s*(?:đvt|đơn vị(?:\s+tính)?|unit)?\s*:?\s*(?P<unit>[^()\d]{1,20})\)[^().;\n]{0,3}:\s*$", re.IGNORECASE
)
"""The unit in the head of a table's column, as `corpus.formats.table` writes the cell: "Kinh phí (triệu đồng): 1.850"."""
_TO = re.compile(r"\s*(?:[-–—]|đến|tới|to|và|and)\s*(?:năm\s+)?", re.IGNORECASE)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]`, a figure; `readings` are the values it may have, in units of one (not thousands)."""

    readings: frozenset[Decimal]
    unit: str
    """"%", "đồng", "tháng", or "quý" before it …; empty where none is known."""
    start: int
    end: int

    def agrees(self, other: "Quantity") -> bool:
        """Whether both can be the same figure: a value in common, and no two different units."""
        return bool(self.readings & other.readings) and (not self.unit or not other.unit or self.unit == other.unit)


def quantities_in(text: str, language: Language, *, doubtful: bool = False) -> list[Quantity]:
    """The figures of a text, in order, in digits and in words; `doubtful` as `written_numbers` has it."""
    labelled = list(_labelled(text))
    rest = _without(text, labelled)
    figures = [_with_unit(rest, match, language) for match in _NUMBER.finditer(rest)]
    written = [
        _scaled(text, frozenset((Decimal(value),)), start, end)
        for start, end, value in written_numbers(_without(rest, figures), language, doubtful=doubtful)
    ]
    found = sorted(labelled + figures + written, key=lambda each: each.start)
    return list(_compounds(text, _ranges(text, found)))


def values_of(digits: str, language: Language) -> frozenset[Decimal]:
    """What a figure in digits may mean: "3.245" is 3245 in Vietnamese, in English 3.245 or, copied, 3245."""
    digits = re.sub(r"\s", "", digits)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return frozenset((Decimal(digits),))
    groups = re.split(r"[.,]", digits)
    whole = Decimal("".join(groups))
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        return frozenset((Decimal(f"{''.join(groups[:-1])}.{groups[-1]}"),))
    grouped = len(groups[0]) <= 3 and not groups[0].startswith("0") and all(len(group) == 3 for group in groups[1:])
    if len(marks) > 1:
        return frozenset((whole,)) if grouped else frozenset()
    decimal = Decimal(".".join(groups))
    if not grouped:
        return frozenset((decimal,))
    if language == "vi":
        return frozenset((whole if marks == ["."] else decimal,))
    return frozenset((whole, decimal) if marks == ["."] else (whole,))


def _with_unit(text: str, match: re.Match[str], language: Language) -> Quantity:
    scale = _SCALE.match(text, match.end())
    spoken: Language = language if scale is None else "vi" if scale[1].lower() in _VIETNAMESE_SCALES else "en"
    found = _scaled(text, values_of(match["digits"], spoken), match.start("digits"), match.end())
    if match["usd"]:
        return replace(found, unit=found.unit or "usd")
    head = _HEAD_UNIT.search(text[max(0, match.start() - 40) : match.start()]) if not found.unit else None
    if head is None:
        return found
    headed = _scaled(f" {head['unit']}", found.readings, 0, 0)
    return replace(found, readings=found.readings | headed.readings, unit=headed.unit)


def _scaled(text: str, readings: frozenset[Decimal], start: int, end: int) -> Quantity:
    """The figure with what stands after it: "nghìn tỷ", "triệu đồng", "%"."""
    factor = 1
    while scale := _SCALE.match(text, end):
        factor *= _SCALES[scale[1].lower()]
        end = scale.end()
    unit, name = _UNIT.match(text, end), ""
    if unit is not None and unit.lastindex is not None:
        name, end = list(_UNITS)[unit.lastindex - 1], unit.end()
    return Quantity(frozenset(value * factor for value in readings), name, start, end)


def _labelled(text: str) -> Iterator[Quantity]:
    for match in _SECTION.finditer(text):
        parts = [part for part in match[1].split(".") if part.isdecimal() or set(part) <= set(_ROMAN)]
        values = [int(part) if part.isdecimal() else roman(part) for part in parts]
        yield from (Quantity(frozenset((Decimal(value),)), "mục", *match.span()) for value in values)
    for match in _LABELLED.finditer(_SECTION.sub(lambda found: "_" * len(found[0]), text)):
        if match["quarter"] or match["ordinal"]:
            label, values = "quý", [int(match["quarter"] or _ORDINALS[match["ordinal"].lower()])]
        else:
            label = next(name for number, name in enumerate(_LABELS, 1) if match[number])
            values = [roman(match["roman"])] if match["roman"] else [int(each) for each in match["digits"].split(",")]
        yield from (Quantity(frozenset((Decimal(value),)), label, *match.span()) for value in values)


def roman(numeral: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))


def _without(text: str, taken: list[Quantity]) -> str:
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
    match = re.compile(_DIGITS).match(text, quantity.start)
    return match.end() if match else quantity.end


def _compounds(text: str, found: Iterator[Quantity]) -> Iterator[Quantity]:
    """Figures that are one: "1 tỷ 250 triệu đồng"."""
    held: Quantity | None = None
    for each in found:
        if held and _continues(text, held, each):
            total = frozenset(high + low for high in held.readings for low in each.readings)
            held = Quantity(total, each.unit, held.start, each.end)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def _continues(text: str, high: Quantity, low: Quantity) -> bool:
    if high.unit or text[high.end : low.start].strip() or not _SCALE.search(text[high.start : high.end]):
        return False
    return bool(_SCALE.search(text[low.start : low.end])) and max(low.readings) < max(high.readings)
