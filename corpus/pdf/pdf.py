"""PDF files: the text layer where there is one that can be trusted, OCR for the pages that are pictures."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.errors import MissingProgramError, UnreadableFileError
from corpus.notice import Notice
from corpus.paragraph import ParsedFile
from corpus.pdf.annotation import annotations_of
from corpus.pdf.drawn import drawn_on
from corpus.pdf.filled_in import filled_in
from corpus.pdf.glyph_font import in_unicode
from corpus.pdf.pdfium import Document, PdfPage, glyphs_of, opened, page_of, picture_of, size_of, title_of
from corpus.pdf.text_layer import agrees_with, is_faulty, is_short, is_text, says_all_of
from corpus.pdf.unpainted import painted_of
from corpus.printed.glyph import Glyphs
from corpus.printed.layout import draft_of
from corpus.printed.printed_page import PrintedPage
from corpus.printed.signature_box import without_signature_boxes
from corpus.printed.typeset_page import typeset_page
from corpus.scanned.ocr import Ocr
from corpus.scanned.scan import DPI, default_ocr, scan_warnings, scanned_page
from corpus.text.encodings import Encoding
from corpus.text.legacy import warnings_of

if TYPE_CHECKING:
    from PIL.Image import Image


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pages make thousands of words and no cycles: looking for cycles among them takes a fifth of the time of reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collection()
def read_pdf(
    content: bytes, *, ocr: Ocr | None = None, on_page: Callable[[int, int], None] | None = None
) -> ParsedFile:
    """The parsed form of a PDF; raises `UnreadableFileError` where it is broken or protected by a password."""
    with opened(content) as document:
        reading, title = _Reading(document, ocr), title_of(document)
        pages = []
        for number in range(1, len(document) + 1):
            pages.append(reading.page(number))
            if on_page is not None:
                on_page(number, len(document))
    if not any(sheet.lines or sheet.tables for page in pages for sheet in page.sheets):
        raise UnreadableFileError("no_text_on_pages")
    return replace(draft_of(pages, scan_warnings(pages) + reading.warnings()), declared_title=title)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document that is read page by page, and what is to be said of it."""

    document: Document
    ocr: Ocr | None
    encodings: set[Encoding] = field(default_factory=set)
    """Those that letters were converted from."""
    typed: dict[str | None, str] = field(default_factory=dict)
    """What was typed in each font on the pages so far."""
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
        if not glyphs.characters.strip():
            return self._by_ocr(number, width) if drawn.anything else PrintedPage(number, width, height, ())
        if not is_text(glyphs):
            return self._by_ocr(number, width)
        printed = without_signature_boxes(typeset_page(glyphs, drawn.rules, number))
        if drawn.picture and is_short(glyphs):
            read = self._by_ocr(number, width)
            return printed if says_all_of(glyphs, read.lines) else read
        try:
            return printed if self._is_trusted(own, printed, scanned=drawn.picture) else self._by_ocr(number, width)
        except MissingProgramError:
            self.faulty.extend([] if drawn.picture else [number])
            return printed

    def _by_ocr(self, number: int, width: float) -> PrintedPage:
        return scanned_page(self._picture(number), number, width, self.ocr)

    def warnings(self) -> tuple[Notice, ...]:
        pages = ", ".join(map(str, self.faulty))
        return (*([Notice("faulty_text_layer", pages=pages)] if pages else []), *warnings_of(self.encodings))

    def _glyphs(self, page: PdfPage) -> Glyphs:
        """The characters of the text layer, in Unicode whatever its fonts are; what had to be converted is noted."""
        glyphs, used = in_unicode(*glyphs_of(page, painted_of), self.typed)
        self.encodings.update(used)
        return glyphs

    def _is_trusted(self, glyphs: Glyphs, page: PrintedPage, *, scanned: bool) -> bool:
        """Whether a text layer says what the page shows; raises MissingProgramError where only OCR could tell."""
        if scanned:
            return agrees_with(glyphs, self._picture(page.number), self.ocr or default_ocr())
        return not is_faulty(glyphs, page.text)

    def _picture(self, number: int) -> "Image":
        """The page as it is shown; loaded anew, for it may have been flattened."""
        page = page_of(self.document, number)
        try:
            return picture_of(page, DPI)
        finally:
            page.close()
