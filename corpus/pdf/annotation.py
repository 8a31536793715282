"""What annotations and form fields show on a page: ISO 32000-2, 12.5 (annotations) and 12.7 (forms).

Software that signs documents writes number and day so, as form fields, as the appearance of a signature, as notes or stamps:
they stand on the page as it is shown, but not in its content. pdfium draws their appearances into the page ("flattens"
it), makes those that a field lacks of its value, and what they show is then read as any text is.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c

from corpus.pdf.pdfium import Document, PdfPage, as_shown, glyphs_of, page_of
from corpus.pdf.unpainted import painted_of
from corpus.printed.glyph import Floats, Glyphs, Indices

_WITHOUT_WORDS = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP, pdfium_c.FPDF_ANNOT_TEXT})
"""Links, the windows of notes and their icons."""
_UNSEEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_TYPED = frozenset(
    {pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX}
)
_TICKED = frozenset({pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON})
_PASSWORD = 1 << 13
"""Of the flags of a text field, ISO 32000-2, table 231: what is typed is not shown."""
_TICK = "\u2611"
_MOST = 2_000
"""Annotations of a page that are looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """An annotation of a page that shows words."""

    box: Floats
    """float64[4]: left, top, right, bottom of the page as shown, in points."""
    glyphs: Glyphs
    """What is drawn for it, letters as its fonts have them; none where the file draws nothing."""
    fonts: tuple[str, ...]
    """The name of the font of each glyph."""
    value: str
    """What a field is filled in with, or a note says, a line each; empty where that is not shown."""
    signature: bool
    """Whether it is the appearance of an electronic signature."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An annotation as the file has it."""

    box: tuple[float, float, float, float]
    """left, bottom, right, top in the space of the page."""
    field: int
    value: str


def annotations_of(document: Document, page: PdfPage, number: int) -> list[Annotation]:
    """The annotations of `page`, which is page `number`, that show words, in the order in which they are painted.

    Where there are any, the page is flattened: `page_of` gives it with them in its content from then on.
    """
    if all(_kind(annotation) in _WITHOUT_WORDS for annotation in _each(page)):
        return []
    shown = page_of(document, number)
    try:
        _remove_unseen(shown)
        entries = [_entry(document, each) for each in _each(shown)]
        boxes = as_shown(np.array([entry.box for entry in entries]).reshape(-1, 4), shown)
        flattened = pdfium_c.FPDFPage_Flatten(shown.raw, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS
    finally:
        shown.close()
    glyphs, fonts = _drawn(document, number, flattened=flattened)
    owners = _owners(glyphs, boxes)
    return [
        _annotation(entry, box, glyphs, fonts, np.flatnonzero(owners == index))
        for index, (entry, box) in enumerate(zip(entries, boxes, strict=True))
    ]


def _annotation(entry: _Entry, box: Floats, glyphs: Glyphs, fonts: Sequence[str], own: Indices) -> Annotation:
    if entry.field in _TICKED:  # The tick is a glyph of a font of signs, or a drawing.
        own = own[:0]
    names = tuple(fonts[index] for index in own.tolist())
    return Annotation(box, glyphs.chosen(own), names, entry.value, entry.field == pdfium_c.FPDF_FORMFIELD_SIGNATURE)


def _drawn(document: Document, number: int, *, flattened: bool) -> tuple[Glyphs, list[str]]:
    """The glyphs that annotations put on the page when it was `flattened`, and their fonts."""
    page = page_of(document, number)
    try:
        # Flattening appends a form that has all of them.
        for index in reversed(range(pdfium_c.FPDFPage_CountObjects(page.raw) - int(flattened))):
            pdfium_c.FPDFPage_RemoveObject(page.raw, pdfium_c.FPDFPage_GetObject(page.raw, index))
        return glyphs_of(page, painted_of)
    finally:
        page.close()


def _owners(glyphs: Glyphs, boxes: Floats) -> Indices:
    """int[n]: the index in `boxes` of the smallest one that holds the middle of each glyph; -1 where none does."""
    owners = np.full(len(glyphs), -1)
    sizes = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    x, y = glyphs.middles.T
    for index in np.argsort(-sizes).tolist():
        left, top, right, bottom = boxes[index]
        owners[(x >= left - 1) & (x <= right + 1) & (y >= top - 1) & (y <= bottom + 1)] = index
    return owners


def _each(page: PdfPage) -> Iterator[Any]:
    """The annotations of a page, each open until the next one is asked for."""
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            yield annotation
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def _kind(annotation: Any) -> int:
    return int(pdfium_c.FPDFAnnot_GetSubtype(annotation))


def _remove_unseen(page: PdfPage) -> None:
    """Takes away what is hidden, and what shows no words."""
    unseen = [
        _kind(each) in _WITHOUT_WORDS or bool(pdfium_c.FPDFAnnot_GetFlags(each) & _UNSEEN) for each in _each(page)
    ]
    for index in reversed(range(len(unseen))):
        if unseen[index]:
            pdfium_c.FPDFPage_RemoveAnnot(page.raw, index)


def _entry(document: Document, annotation: Any) -> _Entry:
    form = None if document.formenv is None else document.formenv.raw
    field = -1 if form is None else int(pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation))
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDFAnnot_GetRect(annotation, box)
    return _Entry((box.left, box.bottom, box.right, box.top), field, _value(form, annotation, field))


def _value(form: Any, annotation: Any, field: int) -> str:
    """What a field is filled in with or a note says."""
    if field in _TYPED:
        secret = pdfium_c.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD
        text = field == pdfium_c.FPDF_FORMFIELD_TEXTFIELD
        return "" if secret and text else _string(pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation)
    if field in _TICKED:
        return _TICK if pdfium_c.FPDFAnnot_IsChecked(form, annotation) else ""
    if _kind(annotation) == pdfium_c.FPDF_ANNOT_FREETEXT:
        return _string(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"Contents")
    return ""


def _string(asked: Callable[..., int], *of: Any) -> str:
    """The text that pdfium gives, in UTF-16, of unknown length."""
    length = asked(*of, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    asked(*of, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").split("\0", 1)[0]
