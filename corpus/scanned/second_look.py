"""Figures of a scanned letterhead that are looked at a second time: its number and its day are often written by hand.

An engine's confidence does not tell them: of 574 written by hand it reads 514 at 0.99. What tells a figure that is plainly
there from a guess is that it stays the same when the picture changes a little, or that an engine of another make reads it, too.
Of 51 lines of 40 scanned letterheads, most with figures by hand, 8 are read wrongly: none of them passes, 27 of the others do.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus.document.letterhead import PLACE_AND_DATE
from corpus.document.number import NUMBER, PREFIX
from corpus.printed.line import Doubt
from corpus.scanned.ocr import LineReader, OcrLine

if TYPE_CHECKING:
    from PIL.Image import Image

_HEAD = 0.45
"""Share of a page's height in which a letterhead stands."""
_STATES_NUMBER = re.compile(rf"\W*{PREFIX}\W*?{NUMBER}", re.IGNORECASE)
_NUMBER = re.compile(rf"\W*{PREFIX}[\s:.]*+(?P<own>[\w\s.,_]*?)[\s_]*[/-]\s?(?:(?P<year>\d{{4}})\s?/)?", re.IGNORECASE)
_NOISE = re.compile(r"[\s.,_]")
_MARGINS = (0.05, 0.15, 0.3)
"""Around a line, in its heights."""
_SCALES = (0.7, 0.85, 1.0, 1.3, 1.7)
_DEGREES = (-1.5, 1.5)
_CLOSE = len(_SCALES) + len(_DEGREES) + 2
"""Pictures with the first margin."""
_MOST_AGREE, _MAY_DIFFER = 7, 1
"""Of the close pictures, how many must show the figures that were read; of all, how many may show others of the same kind."""
_LOOKS, _FEWEST = 4, 2
"""Close pictures that the other engine is given, and in how many it must read the same figures."""
_SHOWN = 3

Figures = tuple[str, ...]
"""Number and year of "Số: 21/2026/TT-BCT", day, month and year of "Hà Nội, ngày 28 tháng 4 năm 2026"."""


def doubts_of(
    image: "Image", lines: Sequence[OcrLine], ocr: LineReader, other: Callable[[], LineReader | None]
) -> tuple[Doubt, ...]:
    """The lines that state number, or place and date, in the upper part of a page whose figures are not certain.

    `lines` is what `ocr` read in `image`; `other` gives an engine of another make, None where there is none.
    """
    head = [line for line in lines if line.box[1] < _HEAD * image.height and _states_identity(line.text)]
    doubts = (_doubt(image, line, ocr, other) for line in head)
    return tuple(doubt for doubt in doubts if doubt is not None)


def _states_identity(text: str) -> bool:
    return bool(_STATES_NUMBER.fullmatch(text) or _day_month_year(text))


def _doubt(image: "Image", line: OcrLine, ocr: LineReader, other: Callable[[], LineReader | None]) -> Doubt | None:
    pictures, stated = _pictures(image.convert("L"), line), _figures(line.text)
    again = ocr.read_lines(pictures)
    if _is_steady(stated, [_figures(text) for text in again]):
        return None
    engine = other()
    elsewhere = engine.read_lines(pictures[:_LOOKS]) if engine is not None else []
    if sum(_figures(text) == stated for text in elsewhere) >= _FEWEST:
        return None
    others = Counter(text for text in again + elsewhere if _figures(text) != stated)
    return Doubt(line.text, tuple(text for text, _ in others.most_common(_SHOWN)))


def _is_steady(stated: Figures, again: Sequence[Figures]) -> bool:
    """Whether the figures of a line are the same in what is read of all its pictures; letters among them never are."""
    others = Counter(figures for figures in again if figures != stated and "".join(figures).isdecimal())
    return (
        "".join(stated).isdecimal()
        and again[:_CLOSE].count(stated) >= _MOST_AGREE
        and max(others.values(), default=0) <= _MAY_DIFFER
    )


def _figures(text: str) -> Figures:
    """Those that identify a document, without zeros before them; none in a line that states neither number nor date."""
    if day := _day_month_year(text):
        return day
    number = _NUMBER.match(text)
    if number is None:
        return ()
    return tuple(_NOISE.sub("", figures).lstrip("0") for figures in number.group("own", "year") if figures)


def _day_month_year(text: str) -> Figures:
    found = PLACE_AND_DATE.fullmatch(text)
    stated = found.group("day", "month", "year") if found is not None else ()
    return tuple(figures.lstrip("0") for figures in stated) if all(stated) else ()


def _pictures(page: "Image", line: OcrLine) -> list["Image"]:
    """The line cut close and wide, each smaller and larger, turned to either side, blurred and in heavier strokes."""
    from PIL.Image import Resampling
    from PIL.ImageFilter import GaussianBlur, MinFilter

    pictures = []
    for cut in (_cut(page, line, margin) for margin in _MARGINS):
        sizes = [(max(int(cut.width * by), 1), max(int(cut.height * by), 1)) for by in _SCALES]
        pictures += [cut.resize(size, Resampling.LANCZOS) for size in sizes]
        pictures += [cut.rotate(by, Resampling.BICUBIC, fillcolor=255) for by in _DEGREES]
        pictures += [cut.filter(GaussianBlur(1)), cut.filter(MinFilter(3))]
    return pictures


def _cut(page: "Image", line: OcrLine, margin: float) -> "Image":
    left, top, right, bottom = line.box
    by = int(margin * (bottom - top))
    return page.crop((max(left - by, 0), max(top - by, 0), min(right + by, page.width), min(bottom + by, page.height)))
