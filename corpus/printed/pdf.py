"""PDF files: the text layer where there is one that can be trusted, OCR for the pages that are pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import MissingProgramError, UnreadableFileError
from corpus.notice import Notice
from corpus.paragraph import ParsedFile
from corpus.printed.annotation import annotations_of
from corpus.printed.filled_in import filled_in
from corpus.printed.glyph import Glyphs, lines_of
from corpus.printed.glyph_font import in_unicode
from corpus.printed.grid import Rule, tables_of
from corpus.printed.layout import draft_of
from corpus.printed.line import Line, PrintedPage
from corpus.printed.ocr import Ocr
from corpus.printed.pdfium import Document, PdfPage, drawn_on, glyphs_of, open_document, page_of, picture_of, size_of
from corpus.printed.scan import DPI, default_ocr, scan_warnings, scanned_page
from corpus.printed.signature_box import outside_signature_boxes
from corpus.printed.text_layer import agrees_with, is_faulty, is_short, is_text, says_all_of
from corpus.printed.unpainted import painted_of
from corpus.text.legacy import Encoding, warnings_of

if TYPE_CHECKING:
    from PIL.Image import Image


def read_pdf(
    content: bytes, *, ocr: Ocr | None = None, on_page: Callable[[int, int], None] | None = None
) -> ParsedFile:
    """The parsed form of a PDF; raises `UnreadableFileError` where it is broken or protected by a password."""
    reading = _Reading(open_document(content), ocr)
    try:
        pages = []
        for number in range(1, len(reading.document) + 1):
            pages.append(reading.page(number))
            if on_page is not None:
                on_page(number, len(reading.document))
    finally:
        reading.document.close()
    if not any(page.lines for page in pages):
        raise UnreadableFileError("no_text_on_pages")
    return draft_of(pages, scan_warnings(pages) + reading.warnings())


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document that is read page by page, and what is to be said of it."""

    document: Document
    ocr: Ocr | None
    encodings: set[Encoding] = field(default_factory=set)
    """Those that letters were converted from."""
    faulty: list[int] = field(default_factory=list)
    """Numbers of pages whose text layer is faulty and which no OCR could read instead."""

    def page(self, number: int) -> PrintedPage:
        page = page_of(self.document, number)
        try:
            width, height = size_of(page)
            own, drawn = self._glyphs(page), drawn_on(page)
            glyphs = filled_in(own, annotations_of(self.document, page, number))
        finally:
            page.close()
        printed = PrintedPage(number, width, height, outside_signature_boxes(_lines(glyphs, drawn.rules)))
        if not drawn.anything and not glyphs.characters.strip():
            return printed
        if not is_text(glyphs):
            return self._by_ocr(printed)
        if drawn.picture and is_short(glyphs):
            read = self._by_ocr(printed)
            return printed if says_all_of(glyphs, read.lines) else read
        try:
            return printed if self._is_trusted(own, printed, scanned=drawn.picture) else self._by_ocr(printed)
        except MissingProgramError:
            self.faulty.extend([] if drawn.picture else [number])
            return printed

    def _by_ocr(self, page: PrintedPage) -> PrintedPage:
        return scanned_page(self._picture(page.number), page.number, page.width, self.ocr)

    def warnings(self) -> tuple[Notice, ...]:
        pages = ", ".join(map(str, self.faulty))
        return (*([Notice("faulty_text_layer", pages=pages)] if pages else []), *warnings_of(self.encodings))

    def _glyphs(self, page: PdfPage) -> Glyphs:
        """The characters of the text layer, in Unicode whatever its fonts are; what had to be converted is noted."""
        glyphs, used = in_unicode(*glyphs_of(page, painted_of))
        self.encodings.update(used)
        return glyphs

    def _is_trusted(self, glyphs: Glyphs, page: PrintedPage, *, scanned: bool) -> bool:
        """Whether a text layer says what the page shows; raises MissingProgramError where only OCR could tell."""
        if scanned:
            return agrees_with(glyphs, self._picture(page.number), self.ocr or default_ocr())
        return not is_faulty(glyphs, page.lines)

    def _picture(self, number: int) -> "Image":
        """The page as it is shown; loaded anew, for it may have been flattened."""
        page = page_of(self.document, number)
        try:
            return picture_of(page, DPI)
        finally:
            page.close()


def _lines(glyphs: Glyphs, rules: Sequence[Rule]) -> list[Line]:
    """The lines of the text layer; the rows of ruled tables already in words."""
    tables = tables_of(glyphs, rules)
    if not tables:
        return lines_of(glyphs)
    inside = np.logical_or.reduce([table.inside for table in tables])
    return lines_of(glyphs.chosen(~inside)) + [line for table in tables for line in table.lines]
