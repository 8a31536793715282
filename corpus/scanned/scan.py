"""The picture of a page as a printed page: straightened, freed of red ink, read by OCR."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import MissingProgramError
from corpus.language.misread import DOUBTFUL
from corpus.notice import Notice
from corpus.printed.line import Line, words_at
from corpus.printed.printed_page import PrintedPage
from corpus.printed.signature_box import outside_signature_boxes
from corpus.scanned.ocr import LineReader, Ocr, OcrLine, TrueOcr, Upright, upright_of
from corpus.scanned.second_look import doubts_of
from corpus.scanned.tesseract import Tesseract, is_installed

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
"""Of trueocr's 200, 250 and 300 dpi none reads better: docs/decisions/0005-ocr-engine.md."""
_A4_LENGTH = 842.0
"""Points; the size of type on a page whose size is not known is measured as if it were A4."""
_MOST_PIXELS = 25_000_000
_RED = 60
"""By how much red exceeds green and blue in the ink of stamps."""
_MOSTLY_RED = 0.5
"""A page with a greater share of red in its ink is printed in red, not stamped."""
_INK = 160


def scanned_page(image: "Image", number: int, width: float | None = None, ocr: Ocr | None = None) -> PrintedPage:
    """What OCR reads in the picture of page `number`; `width` of the page in points (None: taken for A4)."""
    upright = upright_of(without_stamps(_bounded(image)))
    across, down = upright.image.size
    if upright.quarters % 2 and width is not None:
        width *= across / down
    scale = width / across if width else _A4_LENGTH / max(across, down)
    engine = ocr or default_ocr()
    found = engine.read(upright.image)
    lines = outside_signature_boxes([_printed(line, scale, upright) for line in found])
    confidence = round(sum(line.confidence for line in found) / len(found), 3) if found else None
    doubts = doubts_of(upright.image, found, engine, _second_reader) if isinstance(engine, LineReader) else ()
    return PrintedPage(number, across * scale, down * scale, lines, confidence, doubts)


@lru_cache(maxsize=1)
def default_ocr() -> Ocr:
    """The OCR of this installation, loaded once: trueocr, else Tesseract; `MissingProgramError` where there is neither."""
    try:
        return TrueOcr()
    except MissingProgramError:
        if is_installed():
            return Tesseract()
        raise


@lru_cache(maxsize=1)
def _second_reader() -> LineReader | None:
    """Tesseract beside trueocr, where it is installed."""
    return Tesseract() if isinstance(default_ocr(), TrueOcr) and is_installed() else None


def scan_warnings(pages: Sequence[PrintedPage]) -> tuple[Notice, ...]:
    """What a reader of scanned pages must know: how many there are, and which of them are doubtful."""
    scanned = [page for page in pages if page.confidence is not None]
    if not scanned:
        return ()
    warnings = [Notice("pages_by_ocr", scanned=len(scanned), pages=len(pages))]
    doubtful = [str(page.number) for page in scanned if (page.confidence or 0.0) < DOUBTFUL]
    if doubtful:
        warnings.append(Notice("ocr_unsure", pages=", ".join(doubtful)))
    warnings += [
        Notice("figures_unsure", line=doubt.line, others=" / ".join(doubt.others))
        for page in scanned
        for doubt in page.doubts
    ]
    return tuple(warnings)


def without_stamps(image: "Image") -> "Image":
    """The picture in grey, red ink gone white: the stamps of offices are red, what they cover is black."""
    import PIL.Image

    if image.mode in ("1", "L", "LA", "I;16"):
        return image.convert("L")
    gray = np.asarray(image.convert("L"))
    red, green, blue = (np.asarray(band, dtype=np.int16) for band in image.convert("RGB").split())
    stamped = red - np.maximum(green, blue) > _RED
    inked = (gray < _INK) | stamped
    if stamped.sum() > _MOSTLY_RED * inked.sum():
        return PIL.Image.fromarray(gray)
    return PIL.Image.fromarray(np.where(stamped, np.uint8(255), gray))


def _bounded(image: "Image") -> "Image":
    """The picture, made smaller where it is so large that reading it would take all memory."""
    width, height = image.size
    shrink = (_MOST_PIXELS / max(width * height, 1)) ** 0.5
    return image if shrink >= 1 else image.resize((max(int(width * shrink), 1), max(int(height * shrink), 1)))


def _printed(line: OcrLine, scale: float, upright: Upright) -> Line:
    left, top, right, bottom = (value * scale for value in line.box)
    words = words_at(line.text, [(word.text, upright.shares(word.box)) for word in line.words])
    return Line(line.text, left, top, right, bottom, size=(bottom - top) * 0.85, words=words)
