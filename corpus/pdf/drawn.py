"""What is drawn on a page of a PDF besides its characters: lines and pictures, those inside of forms too."""

import ctypes
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from corpus.pdf.bulk_call import ADDRESS, NUMBER, address_of, by_address
from corpus.pdf.pdfium import PdfPage, axes_of, size_of
from corpus.printed.rule import Rule, rules_painted

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of the PDF standard: x' = a x + c y + e, y' = b x + d y + f."""
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 4
"""Forms within forms that are looked into."""
_COVERS = 0.6
"""Share of the page; a picture that covers more of it is a scan."""
_MOST_SEGMENTS = 5000
"""Of one path; a drawing with more lines is no table."""
_WHITE, _CLEAR = 250, 12
"""Parts of 255: colours so light and so transparent are not seen."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands on a page besides its characters."""

    anything: bool
    """Whether there is any object at all, text included."""
    picture: bool
    """Whether a picture covers most of the page."""
    rules: tuple[Rule, ...]
    """The straight lines that are painted."""


def drawn_on(page: PdfPage) -> Drawn:
    """The lines and pictures of the page, those inside of forms too."""
    width, height = size_of(page)
    across, down, origin = (axis.tolist() for axis in axes_of(page, width, height))
    shown = (*across, *down, *origin)
    picture = False
    rules: list[Rule] = []
    for shape, kind, matrix in objects_of(page, texts=False):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            rules += _rules(shape, _chained(_matrix(shape), _chained(matrix, shown)))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE and not picture:
            picture = _area(_chained(_matrix(shape), _chained(matrix, shown))) > _COVERS * width * height
    return Drawn(pdfium_c.FPDFPage_CountObjects(page.raw) > 0, picture, tuple(rules))


def objects_of(page: PdfPage, *, texts: bool = True) -> Iterator[tuple[Any, int, Matrix]]:
    """Each object of the page as they are painted, with its kind and the matrix of the forms around it."""
    return _objects(_OF_PAGE, page.raw, _UNMOVED, 1, -1 if texts else pdfium_c.FPDF_PAGEOBJ_TEXT)


def _objects(
    holds: "_Holder", holder: Any, matrix: Matrix, depth: int, skipped: int
) -> Iterator[tuple[Any, int, Matrix]]:
    count, form = holds.count(holder), pdfium_c.FPDF_PAGEOBJ_FORM
    addresses = map(holds.nth_address, itertools.repeat(address_of(holder), count), range(count))
    for index, kind in enumerate(map(kind_of, addresses)):
        if kind == skipped:
            continue
        shape = holds.nth(holder, index)
        yield shape, kind, matrix
        if kind == form and depth < _DEEPEST:
            yield from _objects(_OF_FORM, shape, _chained(_matrix(shape), matrix), depth + 1, skipped)


class _Holder(NamedTuple):
    """How pdfium is asked for the objects of what holds some."""

    count: Callable[[Any], int]
    nth: Callable[[Any, int], Any]
    nth_address: Callable[[int, int], int]


kind_of = by_address(pdfium_c.FPDFPageObj_GetType, NUMBER, ADDRESS)
_OF_PAGE, _OF_FORM = (
    _Holder(count, nth, by_address(nth, ADDRESS, ADDRESS, NUMBER))
    for count, nth in (
        (pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject),
        (pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject),
    )
)


def _matrix(shape: Any) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(shape, found):
        return _UNMOVED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _chained(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _area(matrix: Matrix) -> float:
    """Of the unit square, on which every picture is painted, after `matrix`."""
    a, b, c, d, _, _ = matrix
    return abs(a * d - b * c)


def _rules(shape: Any, matrix: Matrix) -> Iterator[Rule]:
    """The rules that a path paints; none where it only clips, or is white as the page is."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(shape, fill, stroke)
    stroked = bool(stroke.value) and _is_seen(pdfium_c.FPDFPageObj_GetStrokeColor, shape)
    filled = bool(fill.value) and _is_seen(pdfium_c.FPDFPageObj_GetFillColor, shape)
    if not (stroked or filled):
        return
    width = ctypes.c_float()
    pdfium_c.FPDFPageObj_GetStrokeWidth(shape, width)
    thick = width.value * _area(matrix) ** 0.5 if stroked else None
    yield from rules_painted(_outlines(shape, matrix), stroke=thick, filled=filled)


def _is_seen(colour_of: Callable[..., int], shape: Any) -> bool:
    """Whether a colour shows on white paper; a pattern does."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(shape, red, green, blue, alpha):
        return True
    return alpha.value > _CLEAR and min(red.value, green.value, blue.value) < _WHITE


def _outlines(shape: Any, matrix: Matrix) -> list[list[tuple[tuple[float, float], bool]]]:
    """The parts of a path, each point with whether a straight line leads to it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    outlines: list[list[tuple[tuple[float, float], bool]]] = []
    for index in range(min(pdfium_c.FPDFPath_CountSegments(shape), _MOST_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(shape, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        outlines[-1].append((_moved(matrix, x.value, y.value), kind == pdfium_c.FPDF_SEGMENT_LINETO))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            outlines[-1].append((outlines[-1][0][0], True))
    return outlines
