"""PDF files: the text layer where there is one that can be trusted, OCR for the pages that are pictures."""

from collections.abc import Callable, Sequence

import numpy as np

from corpus.errors import UnreadableFileError
from corpus.paragraph import ParsedFile
from corpus.printed.glyph import HYPHEN, Glyphs, lines_of
from corpus.printed.glyph_font import in_unicode
from corpus.printed.grid import Rule, tables_of
from corpus.printed.layout import draft_of
from corpus.printed.line import Line, PrintedPage
from corpus.printed.ocr import Ocr
from corpus.printed.pdfium import Document, PdfPage, drawn_on, glyphs_of, open_document, page_of, picture_of, size_of
from corpus.printed.scan import DPI, scan_warnings, scanned_page
from corpus.text.encodings import Encoding
from corpus.text.gibberish import is_gibberish
from corpus.text.legacy import warnings_of

_STAMP = 250
"""On a scanned page, no more characters than this are the stamp of an electronic signature."""


def read_pdf(
    content: bytes, *, ocr: Ocr | None = None, on_page: Callable[[int, int], None] | None = None
) -> ParsedFile:
    """The parsed form of a PDF; raises `UnreadableFileError` where it is broken or protected by a password."""
    document = open_document(content)
    encodings: set[Encoding] = set()
    try:
        pages = []
        typed: dict[str | None, str] = {}  # by font, from page to page
        for number in range(1, len(document) + 1):
            pages.append(_page(document, number, ocr, encodings, typed))
            if on_page is not None:
                on_page(number, len(document))
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise UnreadableFileError("no_text_on_pages")
    return draft_of(pages, scan_warnings(pages) + warnings_of(encodings))


def _page(
    document: Document, number: int, ocr: Ocr | None, encodings: set[Encoding], typed: dict[str | None, str]
) -> PrintedPage:
    page = page_of(document, number)
    try:
        width, height = size_of(page)
        glyphs, drawn = _glyphs(page, encodings, typed), drawn_on(page)
        if _is_readable(glyphs, scanned=drawn.picture):
            return PrintedPage(number, width, height, tuple(_lines(glyphs, drawn.rules)))
        if not drawn.anything:
            return PrintedPage(number, width, height, ())
        return scanned_page(picture_of(page, DPI), number, width, ocr)
    finally:
        page.close()


def _glyphs(page: PdfPage, encodings: set[Encoding], typed: dict[str | None, str]) -> Glyphs:
    """The characters of the text layer, in Unicode whatever its fonts are; what had to be converted is noted."""
    glyphs, used = in_unicode(*glyphs_of(page), typed)
    encodings |= used
    return glyphs


def _is_readable(glyphs: Glyphs, *, scanned: bool) -> bool:
    """Whether the text layer is the page's text: no garbage, and no mere stamp of a signature on a scan."""
    inked = len("".join(glyphs.characters.split()))
    return inked > (_STAMP if scanned else 0) and not is_gibberish(glyphs.characters.replace(HYPHEN, "-"))


def _lines(glyphs: Glyphs, rules: Sequence[Rule]) -> list[Line]:
    """The lines of the text layer; the rows of ruled tables already in words."""
    tables = tables_of(glyphs, rules)
    if not tables:
        return lines_of(glyphs)
    inside = np.logical_or.reduce([table.inside for table in tables])
    return lines_of(glyphs.chosen(~inside)) + [line for table in tables for line in table.lines]
