"""Running heads, running feet and printed page numbers: taken off the page, the number kept as its label."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.language.quantity import roman
from corpus.printed.line import Line
from corpus.printed.printed_page import PrintedPage

_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:Trang|Page|Tr\.)\s*)?(\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s|.]*",
    re.IGNORECASE,
)
_MARGIN = 0.12
"""Share of the height at the top and at the bottom in which furniture stands."""
_REPEATS = 0.5
_DIGITS = re.compile(r"\d+")
_SAYS_SO = re.compile(r"[-–—]|[^\W\d_]{2,}\.?\s*\d|/|\bof\b|\btrên\b", re.IGNORECASE)
"""In a page number that can be nothing else: "- 3 -", "Trang 3"."""
_MOST_NUMBERS = 4
"""Numbers of a line up to which it is seen whether they count with the pages."""
_Numbered = tuple[Line, PrintedPage]
"""A number, and the sheet that it stands on."""
_Mask = tuple[bool, str, tuple[tuple[bool, int], ...]]
"""Whether a line is in the upper half of its page, its words, and of each of its numbers whether it counts with the pages, and from where."""


def strip_furniture(pages: Sequence[PrintedPage]) -> tuple[list[PrintedPage], list[str]]:
    """The pages without furniture, and a label for each: the number printed on it, else its position."""
    running, repeated = _running(pages), _repeated([aside for page in pages for aside in page.asides], len(pages))
    numbers = _counting([_printed_number(page, running) for page in pages])
    stripped, labels = [], []
    for page, number in zip(pages, numbers, strict=True):
        asides = tuple(_without(aside, number, repeated, anywhere=True) for aside in page.asides)
        kept = _without(page, number, running)
        stripped.append(replace(kept, asides=tuple(aside for aside in asides if aside.lines or aside.tables)))
        labels.append(_label(number) if number is not None else str(page.number))
    return stripped, labels


def _without(
    page: PrintedPage, number: Line | None, running: frozenset[_Mask], *, anywhere: bool = False
) -> PrintedPage:
    """The page without its number and the running lines in its margins, or `anywhere`."""
    kept = [
        line
        for line in page.lines
        if line is not number and not ((anywhere or _in_margin(line, page)) and _is_running(line, page, running))
    ]
    return replace(page, lines=tuple(kept))


def _masks(line: Line, page: PrintedPage) -> Iterator[_Mask]:
    """The line with each of its numbers either as it is or by how far it is ahead of the page's: what stays the same in a running line.

    The rows of a list that goes on overleaf are alike too, but their figures neither stay nor count with the pages at one end of them.
    """
    words, numbers = _DIGITS.sub("#", line.text.casefold()), list(map(int, _DIGITS.findall(line.text)))
    if len(numbers) > _MOST_NUMBERS:
        yield _is_above(line, page), line.text.casefold(), ()
        return
    for ahead in itertools.product((False, True), repeat=len(numbers)):
        counted = zip(ahead, numbers, strict=True)
        yield _is_above(line, page), words, tuple((counts, number - page.number * counts) for counts, number in counted)


def _is_running(line: Line, page: PrintedPage, running: frozenset[_Mask]) -> bool:
    return not running.isdisjoint(_masks(line, page))


def _is_above(line: Line, page: PrintedPage) -> bool:
    return line.level < page.height / 2


def _in_margin(line: Line, page: PrintedPage) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _running(pages: Sequence[PrintedPage]) -> frozenset[_Mask]:
    """Lines in the margins that stand on at least half of the pages, their figures the same or counting with them, and on no fewer than two."""
    margins = [replace(page, lines=tuple(line for line in page.lines if _in_margin(line, page))) for page in pages]
    return _repeated(margins, len(pages))


def _repeated(sheets: Sequence[PrintedPage], pages: int) -> frozenset[_Mask]:
    """Lines that stand on half of the `pages`."""
    counts = Counter(
        mask for sheet in sheets for mask in {each for line in sheet.lines for each in _masks(line, sheet)}
    )
    return frozenset(mask for mask, count in counts.items() if count >= max(2, _REPEATS * pages))


def _counting(numbers: Sequence[_Numbered | None]) -> list[Line | None]:
    """Those that count with the pages, as two of them at one end do, or that say what they are; any other is a figure of the text."""
    places = [each and (_is_above(*each), _value(each[0]) - each[1].number) for each in numbers]
    times = Counter(places)
    return [
        each[0] if each and place and (place[1] == 0 or times[place] > 1 or _SAYS_SO.search(each[0].text)) else None
        for each, place in zip(numbers, places, strict=True)
    ]


def _printed_number(page: PrintedPage, running: frozenset[_Mask]) -> _Numbered | None:
    """The line at the very top or bottom of the page, or of what is set otherwise on it, that is nothing but a number."""
    return next(((number, sheet) for sheet in page.sheets if (number := _number_on(sheet, running)) is not None), None)


def _number_on(page: PrintedPage, running: frozenset[_Mask]) -> Line | None:
    inner = [
        line
        for line in page.lines
        if _NUMBER.fullmatch(line.text) or not (_in_margin(line, page) and _is_running(line, page, running))
    ]
    if not inner:
        return None
    for line in (min(inner, key=lambda line: line.top), max(inner, key=lambda line: line.bottom)):
        if _in_margin(line, page) and _NUMBER.fullmatch(line.text) and _alone(line, page):
            return line
    return None


def _alone(line: Line, page: PrintedPage) -> bool:
    return len(page.lines) == 1 or not any(
        other is not line and min(other.bottom, line.bottom) - max(other.top, line.top) > 0.5 * line.size
        and _NUMBER.fullmatch(other.text) for other in page.lines
    )  # fmt: skip


def _label(line: Line) -> str:
    found = _NUMBER.fullmatch(line.text)
    return found.group(1) if found else line.text


def _value(line: Line) -> int:
    """Of a page number, roman ones too."""
    label = _label(line)
    return int(label) if label.isdigit() else roman(label.upper())
