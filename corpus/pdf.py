"""PDF files: the text layer where there is one, OCR for the pages that are pictures."""

import ctypes
import re
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.draft import Draft
from corpus.errors import UnreadableFileError
from corpus.glyph import HYPHEN, Glyph, lines_of
from corpus.glyph_font import in_unicode
from corpus.grid import Rule, tables_of
from corpus.layout import draft_of
from corpus.legacy import Encoding, warnings_of
from corpus.line import Line, PrintedPage
from corpus.ocr import Ocr, OcrLine, default_ocr

_DPI = 200
"""trueocr reads 200 dpi twice as fast as 300 dpi and no worse."""
_COVERS = 0.6
_STAMP = 250
"""On a scanned page, no more characters than this are the stamp of an electronic signature."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_GARBAGE = 0.15
"""A text layer with this share of unmapped characters is read by OCR instead."""
_DOUBTFUL = 0.85
_MOST_SEGMENTS = 5000
"""Of one path; a drawing with more lines is no table."""
_CODE_PASSWORD = 4


def read_pdf(content: bytes, *, ocr: Ocr | None = None, on_page: Callable[[int, int], None] | None = None) -> Draft:
    """The draft of a PDF; raises `UnreadableFileError` where it is broken or protected by a password."""
    document = _open(content)
    encodings: set[Encoding] = set()
    try:
        pages = []
        for number in range(1, len(document) + 1):
            pages.append(_page(document, number, ocr, encodings))
            if on_page is not None:
                on_page(number, len(document))
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise UnreadableFileError("has no text on its pages, and OCR finds none")
    return draft_of(pages, _warnings(pages) + warnings_of(encodings))


def _open(content: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _CODE_PASSWORD or "password" in str(error).lower():
            raise UnreadableFileError("is protected by a password: remove the password and sync again") from error
        raise UnreadableFileError("is a damaged PDF; export it again and sync") from error
    if len(document) == 0:
        raise UnreadableFileError("is a PDF without pages; export it again and sync")
    return document


def _warnings(pages: list[PrintedPage]) -> tuple[str, ...]:
    scanned = [page for page in pages if page.confidence is not None]
    if not scanned:
        return ()
    warnings = [f"{len(scanned)} of {len(pages)} pages were read by OCR"]
    doubtful = [str(page.number) for page in scanned if (page.confidence or 0.0) < _DOUBTFUL]
    if doubtful:
        warnings.append(f"OCR is unsure of page {', '.join(doubtful)}")
    return tuple(warnings)


def _page(document: pdfium.PdfDocument, number: int, ocr: Ocr | None, encodings: set[Encoding]) -> PrintedPage:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(
            f"is a damaged PDF: page {number} cannot be read; export it again and sync"
        ) from error
    width, height = page.get_size()
    glyphs = _glyphs(page, height, encodings)
    if _is_readable(glyphs, scanned=_is_picture(page, width * height)):
        return PrintedPage(number, width, height, tuple(_lines(page, glyphs, height)))
    if not _has_ink(page):
        return PrintedPage(number, width, height, ())
    return _scanned(page, number, width, height, ocr or default_ocr())


def _is_picture(page: pdfium.PdfPage, area: float) -> bool:
    """Whether a picture covers most of the page."""
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > _COVERS * area:
            return True
    return False


def _is_readable(glyphs: list[Glyph], *, scanned: bool) -> bool:
    """Whether the text layer is the page's text: no garbage, and no mere stamp of a signature on a scan."""
    inked = [glyph.character for glyph in glyphs if glyph.character.strip()]
    garbage = sum(
        character in "\ufffd\ufffe\uffff" or (ord(character) < 32 and character != HYPHEN) for character in inked
    )
    return len(inked) > (_STAMP if scanned else 0) and garbage <= _GARBAGE * len(inked)


def _has_ink(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(max_depth=3)), None) is not None


def _lines(page: pdfium.PdfPage, glyphs: list[Glyph], height: float) -> list[Line]:
    """The lines of the text layer; the rows of ruled tables already in words."""
    rules = list(_rules(page, height))
    tables = tables_of(glyphs, rules)
    inside = {id(glyph) for table in tables for glyph in table.glyphs}
    free = [glyph for glyph in glyphs if id(glyph) not in inside]
    return lines_of(free) + [line for table in tables for line in table.lines]


def _glyphs(page: pdfium.PdfPage, height: float, encodings: set[Encoding]) -> list[Glyph]:
    """The characters of the text layer, in Unicode whatever its fonts are; what had to be converted is noted."""
    found = list(_typed(page, height))
    glyphs, used = in_unicode([glyph for glyph, _ in found], [font for _, font in found])
    encodings |= used
    return glyphs


def _typed(page: pdfium.PdfPage, height: float) -> Iterator[tuple[Glyph, str]]:
    """The characters as the file has them, each with the name of its font."""
    textpage = page.get_textpage()
    raw = textpage.raw
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        if code in (0, 10, 13):
            continue
        left, bottom, right, top = textpage.get_charbox(index)
        size = pdfium_c.FPDFText_GetFontSize(raw, index)
        named = pdfium_c.FPDFText_GetFontInfo(raw, index, buffer, 128, flags)
        font = buffer.value.decode("latin-1") if named else ""
        bold = pdfium_c.FPDFText_GetFontWeight(raw, index) >= _BOLD_WEIGHT or bool(_BOLD.search(font))
        size = size if size > 1.5 else max(top - bottom, 1.0)
        yield Glyph(chr(code), left, height - top, right, height - bottom, size, bold), font


def _rules(page: pdfium.PdfPage, height: float) -> Iterator[Rule]:
    """The straight lines that are drawn on the page, and the sides of boxes."""
    for shape in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=4):
        matrix = shape.get_matrix()
        count = min(pdfium_c.FPDFPath_CountSegments(shape.raw), _MOST_SEGMENTS)
        before = start = (0.0, 0.0)
        for index in range(count):
            segment = pdfium_c.FPDFPath_GetPathSegment(shape.raw, index)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            point = matrix.on_point(x.value, y.value)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
                yield _rule(before, point, height)
                if pdfium_c.FPDFPathSegment_GetClose(segment):
                    yield _rule(point, start, height)
            before = point


def _rule(one: tuple[float, float], other: tuple[float, float], height: float) -> Rule:
    (left, right), (bottom, top) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Rule(left, height - top, right, height - bottom)


def _scanned(page: pdfium.PdfPage, number: int, width: float, height: float, ocr: Ocr) -> PrintedPage:
    image = page.render(scale=_DPI / 72).to_pil()
    found = ocr.read(image)
    if not found:
        return PrintedPage(number, width, height, ())
    scale = 72 / _DPI
    lines = tuple(_printed(line, scale) for line in found)
    confidence = sum(line.confidence for line in found) / len(found)
    return PrintedPage(number, width, height, lines, round(confidence, 3))


def _printed(line: OcrLine, scale: float) -> Line:
    left, top, right, bottom = (value * scale for value in line.box)
    return Line(line.text, left, top, right, bottom, size=(bottom - top) * 0.85)
