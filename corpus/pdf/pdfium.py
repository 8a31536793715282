"""The door to pdfium: documents, characters with boxes, pictures of pages.

pdfium is asked as seldom as can be: the text of a page at once, the place and size of every character, and the
weight of its type once for each word. It must not be asked by two threads at a time, not even of two documents (its own
rule, which the Python package leaves to whoever uses it): the memory of the whole process goes wrong then.
"""

import ctypes
import itertools
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.errors import UnreadableFileError
from corpus.pdf.bulk_call import ADDRESS, NUMBER, address_of, by_address, told
from corpus.printed.glyph import Flags, Floats, Glyphs
from corpus.text.font_name import encoding_of_font
from corpus.text.normalise import normalise_line

if TYPE_CHECKING:
    from PIL.Image import Image

Document: TypeAlias = pdfium.PdfDocument
PdfPage: TypeAlias = pdfium.PdfPage
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_ASKED = re.compile(r"(?:(?<!\S)|(?<=[\d²³¹⁰-⁹₀-₉]))\S|[\d²³¹⁰-⁹₀-₉]")
"""What the type is asked of: what begins a word or follows a figure, and figures."""
_LEVEL = 0.3
"""Points by which the lower ends of two characters of one line differ at most."""
_MARKED = re.compile(r"[^\x00-\x7f\s]")
_MOST_PIXELS = 25_000_000
"""Of the picture of a page: A3 at 300 dpi has 17 million. A larger sheet is drawn smaller."""
_LONGEST_SIDE = 12_000
_CODE_PASSWORD = 4
_asked_by = threading.RLock()
"""Held by the thread that has a document open."""

_char_box = by_address(pdfium_c.FPDFText_GetCharBox, NUMBER, ADDRESS, NUMBER, *[ADDRESS] * 4)
_char_matrix = by_address(pdfium_c.FPDFText_GetMatrix, NUMBER, ADDRESS, NUMBER, ADDRESS)
_font_size = by_address(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, ADDRESS, NUMBER)
_font_info = by_address(
    pdfium_c.FPDFText_GetFontInfo, ctypes.c_ulong, ADDRESS, NUMBER, ADDRESS, ctypes.c_ulong, ADDRESS
)


@contextmanager
def opened(content: bytes) -> Iterator[Document]:
    """The document, while the block lasts; other threads wait for theirs.

    Raises `UnreadableFileError` where it is broken, empty or protected by a password.
    """
    with _asked_by:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == _CODE_PASSWORD or "password" in str(error).lower():
                raise UnreadableFileError("protected") from error
            raise UnreadableFileError("damaged_pdf") from error
        with closing(document):
            if len(document) == 0:
                raise UnreadableFileError("pdf_without_pages")
            try:
                document.init_forms()  # Before any page is loaded; fields without an appearance get theirs.
            except pdfium.PdfiumError as error:
                raise UnreadableFileError("damaged_pdf") from error
            yield document


def title_of(document: Document) -> str | None:
    """The title among the document's properties (ISO 32000, 14.3.3)."""
    return normalise_line(document.get_metadata_value("Title")) or None


def page_of(document: Document, number: int) -> PdfPage:
    """Page `number`, from 1; raises `UnreadableFileError` where it cannot be read."""
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise UnreadableFileError("damaged_pdf_page", page=number) from error


def size_of(page: PdfPage) -> tuple[float, float]:
    """Width and height in points as shown, never less than one."""
    width, height = page.get_size()
    return max(float(width), 1.0), max(float(height), 1.0)


def picture_of(page: PdfPage, dpi: float) -> "Image":
    """The page as it is shown, at `dpi` or, for a huge sheet, at as many as a bounded picture has."""
    width, height = size_of(page)
    scale = min(dpi / 72, (_MOST_PIXELS / (width * height)) ** 0.5, _LONGEST_SIDE / max(width, height))
    drawn = page.render(scale=scale)
    try:
        picture: Image = drawn.to_pil()
    finally:
        drawn.close()
    return picture


def plain_texts(content: bytes) -> list[str]:
    """The text layer of each page as pdfium has it; raises `UnreadableFileError`."""
    with opened(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


Painted: TypeAlias = Callable[[PdfPage, Any, str, Floats], Flags]
"""Of a page, its text page, the characters of that and their boxes as shown: bool[n], which of them are to be seen."""


def glyphs_of(page: PdfPage, painted: Painted | None = None) -> tuple[Glyphs, list[str]]:
    """The characters of the text layer that are `painted`, line ends left out, and the name of the font of each."""
    textpage = page.get_textpage()
    try:
        characters = _characters(textpage)
        boxes = _boxes(textpage.raw, len(characters))
        sizes, angles, fonts, weights = _typed(textpage.raw, characters, boxes)
        upright = as_shown(boxes, page)
        shown = (
            [True] * len(characters) if painted is None else painted(page, textpage.raw, characters, upright).tolist()
        )
    finally:
        textpage.close()
    width, height = size_of(page)
    heights = np.maximum(upright[:, 3] - upright[:, 1], 1.0)
    turned = (angles - page.get_rotation()) % 360
    glyphs = Glyphs(characters, upright, np.where(sizes > 1.5, sizes, heights), weights, turned, width, height)
    kept = [each and character not in "\0\r\n" for character, each in zip(characters, shown, strict=True)]
    return glyphs.chosen(np.array(kept, dtype=bool)), list(itertools.compress(fonts, kept))


def _characters(textpage: pdfium.PdfTextPage) -> str:
    """One character for each that pdfium counts."""
    count = textpage.count_chars()
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium_c.FPDFText_GetText(textpage.raw, 0, count, buffer) == count + 1:
        text = bytes(buffer).decode("utf-16-le", "surrogatepass")[:count]
        if not any(character == "\ufffe" or "\ud800" <= character <= "\udfff" for character in set(text)):
            return text
    return "".join(chr(pdfium_c.FPDFText_GetUnicode(textpage.raw, index)) for index in range(count))


def _boxes(raw: object, count: int) -> Floats:
    """Of the first `count` characters in pdfium's coordinates: left, bottom, right, top."""
    # pdfium writes left, right, bottom, top.
    boxes: Floats = told(_char_box, ctypes.c_double, 4, range(count), itertools.repeat(address_of(raw), count))[1][
        :, [0, 2, 1, 3]
    ]
    return boxes


def _typed(raw: object, characters: str, boxes: Floats) -> tuple[Floats, Floats, list[str], Flags]:
    """Size of each character's type, the angle it is set at, name of its font, and whether it is bold.

    Asked once for each word and for figures that may be raised. Where a font is older than Unicode, letters with
    marks are asked for too: a word may be set in two fonts, and plain letters are the same in all.
    """
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    to_name, to_flags, page = ctypes.addressof(name), ctypes.addressof(flags), address_of(raw)
    seen: dict[bytes, tuple[str, bool]] = {}

    def font_of(index: int) -> tuple[str, bool]:
        key = name.value if _font_info(page, index, to_name, 128, to_flags) else b""
        if key not in seen:
            seen[key] = key.decode("latin-1"), _is_bold(raw, index, key)
        return seen[key]

    fonts = {index: font_of(index) for index in _asked(characters, boxes)}
    if any(encoding_of_font(font) for font, _ in seen.values()):
        fonts |= {found.start(): font_of(found.start()) for found in _MARKED.finditer(characters)}
    begins = sorted(fonts)
    told_of = [("", False), *(fonts[index] for index in begins)]
    lengths = np.diff([0, *begins, len(characters)])
    sizes, angles = _set(page, begins)
    spelled = [font for (font, _), length in zip(told_of, lengths.tolist(), strict=True) for _ in range(length)]
    bold = np.repeat(np.array([is_bold for _, is_bold in told_of], dtype=bool), lengths)
    return np.repeat([0.0, *sizes], lengths), np.repeat([0.0, *angles], lengths), spelled, bold


def _asked(characters: str, boxes: Floats) -> Iterator[int]:
    """The characters that are asked for their type; no raised figure stands level with what is before it."""
    level = [False, *(np.abs(np.diff(boxes[:, 1])) < _LEVEL).tolist()]
    for found in _ASKED.finditer(characters):
        index = found.start()
        if not level[index] or characters[index - 1].isspace():
            yield index


def _set(page: int, asked: Sequence[int]) -> tuple[Floats, Floats]:
    """Sizes in points and angles in degrees, against the clock: size and text matrix together (ISO 32000-1, 9.4.4)."""
    sizes = np.fromiter(map(_font_size, itertools.repeat(page), asked), np.float64, len(asked))
    known, matrices = told(_char_matrix, pdfium_c.FS_MATRIX, 1, asked, itertools.repeat(page))
    matrix = {side: matrices[:, 0][side].astype(np.float64) for side in "abcd"}
    stretched = np.abs(sizes) * np.hypot(matrix["c"], matrix["d"])
    angles = np.degrees(np.arctan2(matrix["b"], matrix["a"]))
    return np.where(known, stretched, sizes), np.where(known, angles, 0.0)


def _is_bold(raw: object, index: int, font: bytes) -> bool:
    return pdfium_c.FPDFText_GetFontWeight(raw, index) >= _BOLD_WEIGHT or bool(_BOLD.search(font))


def as_shown(boxes: Floats, page: PdfPage) -> Floats:
    """Boxes (left, bottom, right, top) as left, top, right, bottom of the page as it is shown: cropped and turned."""
    across, down, origin = axes_of(page, *size_of(page))
    corners = boxes.reshape(-1, 2, 2)
    shown = origin + corners[:, :, :1] * across + corners[:, :, 1:] * down
    return np.hstack((shown.min(axis=1), shown.max(axis=1)))


def axes_of(page: PdfPage, width: float, height: float) -> tuple[Floats, Floats, Floats]:
    """Where a step of one point to the right and one upwards lead on the page as it is shown, and its origin."""
    parts, far = 1_000_000, 1000.0

    def at(x: float, y: float) -> Floats:
        horizontal, vertical = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, parts, parts, 0, x, y, horizontal, vertical)
        return np.array([horizontal.value / parts * width, vertical.value / parts * height])

    origin = at(0, 0)
    return (at(far, 0) - origin) / far, (at(0, far) - origin) / far, origin
