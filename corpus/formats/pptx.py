"""Slides (.pptx): a slide that is shown is a page, its title a heading; lists, tables, charts, diagrams and notes follow."""

import io
from collections.abc import Iterator
from typing import Any

import pptx
from pptx.exc import PythonPptxError

from corpus.archive import DAMAGED_ZIP
from corpus.document.letterhead import is_rule
from corpus.errors import UnreadableFileError
from corpus.formats import slide_text
from corpus.formats.slide_graphic import chart_lines, diagram_texts
from corpus.language.cues import Cues
from corpus.language.detect import language_written
from corpus.notice import Notice
from corpus.paragraph import Leaf, Paragraph, ParsedFile
from corpus.tables.head_rows import Told
from corpus.tables.table import is_layout, worded
from corpus.text.legacy import Run, unicode_of_runs, warnings_of
from corpus.text.normalise import normalise_line

_CUES = Cues(__file__)
_FURNITURE = ("SLIDE_NUMBER", "DATE", "FOOTER", "HEADER")
_DEEPEST = 8
_SAME_HEIGHT = 0.02
"""Of the slide's height: shapes whose tops differ by less stand side by side."""
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GRAPHICS = ("/chart", "/chartex", "/diagram")
"""How the kinds of graphic end that have words and figures of their own."""

Shape = Any
"""A shape of python-pptx."""


def read_pptx(content: bytes) -> ParsedFile:
    """The parsed form of a presentation; raises `UnreadableFileError` where it is damaged."""
    try:
        deck = pptx.Presentation(io.BytesIO(content))
        shown = [(number, slide) for number, slide in enumerate(deck.slides, start=1) if _is_shown(slide)]
        for _, slide in shown:
            _choose(slide)
        reader = _Reader(deck.slide_width or 0, deck.slide_height or 0)
        warnings = _recode([element for _, slide in shown for element in reader.text_paragraphs(slide)])
        reader.language = language_written(
            " ".join(p.text for _, slide in shown for p in reader.text_paragraphs(slide))
        )
        paragraphs = [paragraph for number, slide in shown for paragraph in reader.paragraphs(slide, number)]
    except (PythonPptxError, *DAMAGED_ZIP, KeyError, ValueError, AttributeError, SyntaxError, TypeError) as error:
        raise UnreadableFileError("damaged_powerpoint") from error
    if not paragraphs:
        raise UnreadableFileError("no_text_on_slides")
    leaves = tuple(Leaf(number, str(number)) for number, _ in shown)
    return ParsedFile(tuple(paragraphs), leaves, warnings=(*warnings, *reader.warnings))


def _is_shown(slide: Any) -> bool:
    """Whether a slide show shows the slide (ECMA-376 part 1, 19.3.1.38)."""
    return slide.element.get("show") not in ("0", "false")


def _choose(slide: Any) -> None:
    """Puts the first choice in the place of alternatives, which python-pptx passes over (ECMA-376 part 3, 7.6)."""
    for alternatives in list(slide.element.iter(f"{_MARKUP}AlternateContent")):
        choice = alternatives.find(f"{_MARKUP}Choice")
        for each in list(choice) if choice is not None else []:
            alternatives.addprevious(each)
        alternatives.getparent().remove(alternatives)


def _recode(paragraphs: list[Any]) -> tuple[str, ...]:
    """Rewrites the runs in Unicode where they stand; what was done, as warnings."""
    runs: list[list[Run]] = [[(run.text, run.font.name) for run in paragraph.runs] for paragraph in paragraphs]
    converted, encodings = unicode_of_runs(runs)
    for paragraph, texts in zip(paragraphs, converted, strict=True):
        for run, text in zip(paragraph.runs, texts, strict=True):
            if text != run.text:
                run.text = text
    return warnings_of(encodings)


class _Reader:
    """Reads the slides of one deck, of `width` and `height` in EMU."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self.language: str | None = None
        """That of the deck, which its notes are named and its figures are written in."""
        self.warnings: list[Notice] = []

    def text_paragraphs(self, slide: Any) -> Iterator[Any]:
        """Every paragraph of a slide and its notes, in tables and groups too."""
        for shape in self._shapes(slide.shapes):
            if shape.has_text_frame:
                yield from shape.text_frame.paragraphs
            elif getattr(shape, "has_table", False):
                for row in shape.table.rows:
                    for cell in row.cells:
                        yield from cell.text_frame.paragraphs
        yield from _notes(slide)

    def paragraphs(self, slide: Any, number: int) -> Iterator[Paragraph]:
        """What slide `number` shows, its title first, and its notes behind a word that names them."""
        title = slide.shapes.title
        title_id = title.shape_id if title is not None else None
        if title is not None and (text := " ".join(text for _, text in slide_text.lines(title.text_frame.paragraphs))):
            yield Paragraph(text, number, level=1)
        for shape in self._shapes(slide.shapes):
            if shape.has_text_frame and shape.shape_id != title_id:
                yield from _lines(shape.text_frame.paragraphs, number)
            elif getattr(shape, "has_table", False):
                yield from _table(shape.table, number)
            elif kind := _graphic(shape):
                yield from self._drawn(shape, kind, slide, number)
        label = next(iter(_CUES.of("note", self.language or "") or _CUES.words("note")))
        for _, text in slide_text.lines(_notes(slide)):
            yield Paragraph(f"{label}: {text}", number)

    def _shapes(self, shapes: Any, depth: int = 0) -> Iterator[Shape]:
        """The shapes in the order a reader meets them, top down and from the left; groups opened."""
        for shape in self._in_order(shapes):
            if hasattr(shape, "shapes") and depth < _DEEPEST:
                yield from self._shapes(shape.shapes, depth + 1)
            elif not _is_furniture(shape):
                yield shape

    def _in_order(self, shapes: Any) -> Iterator[Shape]:
        seen = sorted((shape for shape in shapes if not self._is_hidden(shape)), key=lambda shape: shape.top or 0)
        bands: list[list[Shape]] = []
        for shape in seen:
            if not bands or (shape.top or 0) > (bands[-1][0].top or 0) + _SAME_HEIGHT * self._height:
                bands.append([])
            bands[-1].append(shape)
        for band in bands:
            yield from sorted(band, key=lambda shape: shape.left or 0)

    def _is_hidden(self, shape: Shape) -> bool:
        """Whether a shape is hidden by name, or lies beside the slide."""
        hidden = any(each.get("hidden") in ("1", "true") for each in shape.element.xpath("./*/p:cNvPr"))
        placed = None not in (shape.left, shape.top, shape.width, shape.height) and self._width
        return hidden or bool(
            placed
            and shape.element.getparent().tag.endswith("}spTree")
            and not (-shape.width < shape.left < self._width and -shape.height < shape.top < self._height)
        )

    def _drawn(self, shape: Shape, kind: str, slide: Any, number: int) -> Iterator[Paragraph]:
        """The lines of a chart or a diagram; a warning where nothing of it can be read."""
        if kind == "/chart":
            lines = list(chart_lines(shape.chart.element, vietnamese=self.language == "vi"))
        else:
            lines = list(diagram_texts(shape.element, slide.part))
        if not lines:
            self.warnings.append(Notice("graphic_not_read", page=number))
        yield from (Paragraph(line, number, role="row" if kind == "/chart" else "body") for line in lines if line)


def _is_furniture(shape: Shape) -> bool:
    return shape.is_placeholder and str(shape.placeholder_format.type).split(" ")[0] in _FURNITURE


def _graphic(shape: Shape) -> str | None:
    """The kind of a graphic that has words or figures of its own."""
    uris = [each.get("uri") or "" for each in shape.element.xpath(".//a:graphicData")]
    return next((kind for uri in uris for kind in _GRAPHICS if uri.endswith(kind)), None)


def _notes(slide: Any) -> list[Any]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return list(frame.paragraphs) if frame is not None else []


def _lines(paragraphs: Any, number: int) -> Iterator[Paragraph]:
    for paragraph, text in slide_text.lines(paragraphs):
        bold = bool(paragraph.runs) and all(run.font.bold for run in paragraph.runs if run.text.strip())
        if not is_rule(text):
            yield Paragraph(text, number, bold=bold)


def _table(table: Any, number: int) -> Iterator[Paragraph]:
    grid = [[_text(_origin(table, cell, row, column)) for column, cell in enumerate(each.cells)]
            for row, each in enumerate(table.rows)]  # fmt: skip
    if is_layout(grid):
        yield from (Paragraph(text, number) for row in grid for cell in row if (text := normalise_line(cell)))
        return
    told = Told(strong=frozenset({0} if table.first_row else ()))
    yield from worded(grid, heads_first=True, told=told).paragraphs(number)


def _text(cell: Any) -> str:
    return "\n".join(text for _, text in slide_text.lines(cell.text_frame.paragraphs))


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
