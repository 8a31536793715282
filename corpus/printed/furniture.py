"""Running heads, running feet and printed page numbers: taken off the page, the number kept as its label."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.printed.line import Line
from corpus.printed.printed_page import PrintedPage

_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:Trang|Page|Tr\.)\s*)?(\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s|.]*",
    re.IGNORECASE,
)
_MARGIN = 0.12
"""Share of the height at the top and at the bottom in which furniture stands."""
_REPEATS = 0.5


def strip_furniture(pages: Sequence[PrintedPage]) -> tuple[list[PrintedPage], list[str]]:
    """The pages without furniture, and a label for each: the number printed on it, else its position."""
    running, repeated = _running(pages), _repeated([aside for page in pages for aside in page.asides], len(pages))
    stripped, labels = [], []
    for page in pages:
        number = next(filter(None, (_printed_number(sheet, running) for sheet in page.sheets)), None)
        asides = tuple(_without(aside, number, repeated, anywhere=True) for aside in page.asides)
        kept = _without(page, number, running)
        stripped.append(replace(kept, asides=tuple(aside for aside in asides if aside.lines or aside.tables)))
        labels.append(_label(number) if number is not None else str(page.number))
    return stripped, labels


def _without(page: PrintedPage, number: Line | None, running: frozenset[str], *, anywhere: bool = False) -> PrintedPage:
    """The page without its number and the running lines in its margins, or `anywhere`."""
    kept = [
        line
        for line in page.lines
        if line is not number and not (_mask(line) in running and (anywhere or _in_margin(line, page)))
    ]
    return replace(page, lines=tuple(kept))


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _in_margin(line: Line, page: PrintedPage) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _running(pages: Sequence[PrintedPage]) -> frozenset[str]:
    """Lines in the margins that stand on at least half of the pages, figures aside, and on no fewer than two."""
    margins = [replace(page, lines=tuple(line for line in page.lines if _in_margin(line, page))) for page in pages]
    return _repeated(margins, len(pages))


def _repeated(sheets: Sequence[PrintedPage], pages: int) -> frozenset[str]:
    """Lines that stand on half of the `pages`; figures alone differ from page to page, and are none."""
    counts = Counter(mask for sheet in sheets for mask in set(map(_mask, sheet.lines)))
    least = max(2, _REPEATS * pages)
    return frozenset(
        mask for mask, count in counts.items() if count >= least and (mask.count("#") < 3 or re.search(r"[^\W_]", mask))
    )


def _printed_number(page: PrintedPage, running: frozenset[str]) -> Line | None:
    """The line at the very top or bottom that is nothing but a page number."""
    inner = [
        line
        for line in page.lines
        if not (_in_margin(line, page) and _mask(line) in running and not _NUMBER.fullmatch(line.text))
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
