"""Pictures of pages (PNG, JPEG, TIFF), read by OCR; each picture of a TIFF is a page."""

import io
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from corpus.errors import UnreadableFileError
from corpus.paragraph import ParsedFile
from corpus.printed.layout import draft_of
from corpus.printed.printed_page import PrintedPage
from corpus.scanned.ocr import Ocr
from corpus.scanned.scan import scan_warnings, scanned_page

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST = 120_000_000
"""Pixels of one page: A2 at 600 dpi."""
_LONGEST = 3508
"""Pixels of the longer side that OCR is given: A4 at 300 dpi."""
_SMALLEST = 60
"""Pixels of the shorter side; less holds no line of print."""


def read_picture(
    content: bytes, *, ocr: Ocr | None = None, on_page: Callable[[int, int], None] | None = None
) -> ParsedFile:
    """The parsed form of a picture; raises `UnreadableFileError` where it is damaged, too large, or shows no text."""
    pages = []
    for number, count, image in _frames(content):
        pages.append(_page(image, number, ocr))
        if on_page is not None:
            on_page(number, count)
    if not any(page.lines for page in pages):
        raise UnreadableFileError("no_text_in_picture")
    return draft_of(pages, scan_warnings(pages))


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
                        raise UnreadableFileError("too_many_pixels")
                    page = ImageOps.exif_transpose(image).convert("RGB")
                    page.thumbnail((_LONGEST, _LONGEST))
                    yield index + 1, count, page
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableFileError("damaged_picture") from error


def _page(image: "Image", number: int, ocr: Ocr | None) -> PrintedPage:
    if min(image.size) < _SMALLEST:
        return PrintedPage(number, float(image.width), float(image.height), ())
    return scanned_page(image, number, ocr=ocr)
