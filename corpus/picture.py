"""Pictures of pages (PNG, JPEG, TIFF), read by OCR; each picture of a TIFF is a page."""

import io
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from corpus.draft import Draft
from corpus.errors import UnreadableFileError
from corpus.layout import draft_of
from corpus.line import Line, PrintedPage
from corpus.ocr import Ocr, default_ocr

if TYPE_CHECKING:
    from PIL.Image import Image

_BROKEN = "is a damaged picture; scan or export it again and sync"
_LARGEST = 120_000_000
"""Pixels of one page: A2 at 600 dpi."""
_LONGEST = 3508
"""Pixels of the longer side that OCR is given: A4 at 300 dpi."""
_SMALLEST = 60
"""Pixels of the shorter side; less holds no line of print."""
_HEIGHT = 842.0
"""Points of the longer side of A4: a picture tells its size in pixels alone."""
_DOUBTFUL = 0.85


def read_picture(content: bytes, *, ocr: Ocr | None = None, on_page: Callable[[int, int], None] | None = None) -> Draft:
    """The draft of a picture; raises `UnreadableFileError` where it is damaged, too large, or shows no text."""
    pages = []
    for number, count, image in _frames(content):
        pages.append(_page(image, number, ocr or default_ocr()))
        if on_page is not None:
            on_page(number, count)
    if not any(page.lines for page in pages):
        raise UnreadableFileError("is a picture in which OCR finds no text")
    doubtful = [str(page.number) for page in pages if page.lines and (page.confidence or 0.0) < _DOUBTFUL]
    told = [f"{len(pages)} of {len(pages)} pages were read by OCR"]
    told += [f"OCR is unsure of page {', '.join(doubtful)}"] if doubtful else []
    return draft_of(pages, tuple(told))


def _frames(content: bytes) -> Iterator[tuple[int, int, "Image"]]:
    """Number from 1, number of pages, and the page upright in RGB."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are checked here; what a tag of a scanner lacks is no matter
            with Image.open(io.BytesIO(content)) as image:
                count = getattr(image, "n_frames", 1)
                for index in range(count):
                    image.seek(index)
                    if image.width * image.height > _LARGEST:
                        raise UnreadableFileError("is a picture of too many pixels; save it at 300 dpi and sync again")
                    page = ImageOps.exif_transpose(image).convert("RGB")
                    page.thumbnail((_LONGEST, _LONGEST))
                    yield index + 1, count, page
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableFileError(_BROKEN) from error


def _page(image: "Image", number: int, ocr: Ocr) -> PrintedPage:
    scale = _HEIGHT / max(image.size)
    width, height = image.width * scale, image.height * scale
    found = ocr.read(image) if min(image.size) >= _SMALLEST else []
    if not found:
        return PrintedPage(number, width, height, ())
    lines = []
    for line in found:
        left, top, right, bottom = (value * scale for value in line.box)
        lines.append(Line(line.text, left, top, right, bottom, size=(bottom - top) * 0.85))
    confidence = sum(line.confidence for line in found) / len(found)
    return PrintedPage(number, width, height, tuple(lines), round(confidence, 3))
