"""Running heads, running feet and printed page numbers: taken off the page, the number kept as its label."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.printed.line import Line, PrintedPage

_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:Trang|Page|Tr\.)\s*)?(\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s|.]*",
    re.IGNORECASE,
)
_MARGIN = 0.12
"""Share of the height at the top and at the bottom in which furniture stands."""
_REPEATS = 0.5


def strip_furniture(pages: Sequence[PrintedPage]) -> tuple[list[PrintedPage], list[str]]:
    """The pages without furniture, and a label for each: the number printed on it, else its position."""
    running = _running(pages)
    stripped, labels = [], []
    for page in pages:
        number = _printed_number(page, running)
        kept = [
            line
            for line in page.lines
            if line is not number and not (_in_margin(line, page) and _mask(line) in running)
        ]
        stripped.append(PrintedPage(page.number, page.width, page.height, tuple(kept), page.confidence))
        labels.append(_label(number) if number is not None else str(page.number))
    return stripped, labels


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _in_margin(line: Line, page: PrintedPage) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _running(pages: Sequence[PrintedPage]) -> frozenset[str]:
    """Lines in the margins that stand on at least half of the pages, figures aside, and on no fewer than two."""
    counts = Counter(mask for page in pages for mask in {_mask(line) for line in page.lines if _in_margin(line, page)})
    least = max(2, _REPEATS * len(pages))
    return frozenset(mask for mask, count in counts.items() if count >= least)


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
