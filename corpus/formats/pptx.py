"""Slides (.pptx): a slide is a page, its title a heading; lists, tables and the speaker's notes follow."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pptx
from pptx.exc import PythonPptxError

from corpus.document.letterhead import is_rule
from corpus.errors import UnreadableFileError
from corpus.formats.table import is_layout, rows_as_lines
from corpus.paragraph import Leaf, Paragraph, ParsedFile
from corpus.text.legacy import Run, unicode_of_runs, warnings_of
from corpus.text.normalise import normalise_line

_FURNITURE = ("SLIDE_NUMBER", "DATE", "FOOTER", "HEADER")
_DEEPEST = 8

Shape = Any
"""A shape of python-pptx."""


def read_pptx(content: bytes) -> ParsedFile:
    """The parsed form of a presentation; raises `UnreadableFileError` where it is damaged."""
    try:
        slides = list(pptx.Presentation(io.BytesIO(content)).slides)
        elements = [element for slide in slides for element in _text_paragraphs(slide)]
        warnings = _recode(elements)
        paragraphs = [
            paragraph for number, slide in enumerate(slides, start=1) for paragraph in _paragraphs(slide, number)
        ]
    except (PythonPptxError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise UnreadableFileError("damaged_powerpoint") from error
    if not paragraphs:
        raise UnreadableFileError("no_text_on_slides")
    leaves = tuple(Leaf(number, str(number)) for number in range(1, len(slides) + 1))
    return ParsedFile(tuple(paragraphs), leaves, warnings=warnings)


def _text_paragraphs(slide: Any) -> Iterator[Any]:
    """Every paragraph of a slide and its notes, in tables and groups too."""
    for shape in _shapes(slide.shapes):
        if shape.has_text_frame:
            yield from shape.text_frame.paragraphs
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                for cell in row.cells:
                    yield from cell.text_frame.paragraphs
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from slide.notes_slide.notes_text_frame.paragraphs


def _shapes(shapes: Any, depth: int = 0) -> Iterator[Shape]:
    """The shapes in the order a reader meets them, top down; groups opened."""
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes") and depth < _DEEPEST:
            yield from _shapes(shape.shapes, depth + 1)
        elif not _is_furniture(shape):
            yield shape


def _is_furniture(shape: Shape) -> bool:
    return shape.is_placeholder and str(shape.placeholder_format.type).split(" ")[0] in _FURNITURE


def _recode(paragraphs: list[Any]) -> tuple[str, ...]:
    """Rewrites the runs in Unicode where they stand; what was done, as warnings."""
    runs: list[list[Run]] = [[(run.text, run.font.name) for run in paragraph.runs] for paragraph in paragraphs]
    converted, encodings = unicode_of_runs(runs)
    for paragraph, texts in zip(paragraphs, converted, strict=True):
        for run, text, (before, _) in zip(
            paragraph.runs, texts, [(run.text, None) for run in paragraph.runs], strict=True
        ):
            if text != before:
                run.text = text
    return warnings_of(encodings)


def _paragraphs(slide: Any, number: int) -> Iterator[Paragraph]:
    title = slide.shapes.title
    title_id = title.shape_id if title is not None else None
    if title is not None and (text := normalise_line(title.text_frame.text)):
        yield Paragraph(text, number, level=1)
    for shape in _shapes(slide.shapes):
        if shape.has_text_frame and shape.shape_id != title_id:
            yield from _lines(shape.text_frame, number)
        elif getattr(shape, "has_table", False):
            yield from _table(shape.table, number)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _lines(slide.notes_slide.notes_text_frame, number)


def _lines(frame: Any, number: int) -> Iterator[Paragraph]:
    for paragraph in frame.paragraphs:
        text = normalise_line(paragraph.text)
        bold = bool(paragraph.runs) and all(run.font.bold for run in paragraph.runs if run.text.strip())
        if text and not is_rule(text):
            yield Paragraph(text, number, bold=bold)


def _table(table: Any, number: int) -> Iterator[Paragraph]:
    grid = [[_origin(table, cell, row, column).text for column, cell in enumerate(each.cells)]
            for row, each in enumerate(table.rows)]  # fmt: skip
    if is_layout(grid):
        yield from (Paragraph(text, number) for row in grid for cell in row if (text := normalise_line(cell)))
        return
    yield from (
        Paragraph(text, number, role="row")
        for line in rows_as_lines(grid, heads_first=True)
        if (text := normalise_line(line))
    )


def _origin(table: Any, cell: Any, row: int, column: int) -> Any:
    """The cell that is merged over this place, or the cell itself."""
    if not cell.is_spanned:
        return cell
    for top in range(row, -1, -1):
        for left in range(column, -1, -1):
            other = table.cell(top, left)
            if other.is_merge_origin and top + other.span_height > row and left + other.span_width > column:
                return other
    return cell
