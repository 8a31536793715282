"""What is drawn on a page and what is only shaded: only lines that are seen make tables."""

import itertools
from collections.abc import Callable

import pytest
from reportlab.lib.colors import Color, black, lightgrey, white
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf

CELLS = [("Unit", "Year 2023", "Year 2024"), ("Office A", "10", "11"), ("Office B", "20", "21")]
ROWS = ["Unit: Office A; Year 2023: 10; Year 2024: 11", "Unit: Office B; Year 2023: 20; Year 2024: 21"]
XS, YS = (72, 220, 320, 420), (700, 680, 660, 640)

LINES = (
    "The offices of the province have carried out the plan of the",
    "year that was made for all of them and told the people of it",
    "in full.",
)
Draw = Callable[[Canvas], None]


def typed(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 11)
    for row, cells in enumerate(CELLS):
        for x, cell in zip(XS, cells, strict=False):
            canvas.drawString(x + 4, 686 - 20 * row, cell)


def stroked(canvas: Canvas) -> None:
    canvas.grid(XS, YS)


def bars(canvas: Canvas) -> None:
    for y in YS:
        canvas.rect(XS[0], y, XS[-1] - XS[0], 0.6, stroke=0, fill=1)
    for x in XS:
        canvas.rect(x, YS[-1], 0.6, YS[0] - YS[-1], stroke=0, fill=1)


def dots(canvas: Canvas) -> None:
    for y in YS:
        for x in range(XS[0], XS[-1], 2):
            canvas.rect(x, y, 0.5, 0.5, stroke=0, fill=1)
    for x in XS:
        for y in range(YS[-1], YS[0], 2):
            canvas.rect(x, y, 0.5, 0.5, stroke=0, fill=1)


@pytest.mark.parametrize("draw", [stroked, bars, dots])
def test_strokes_and_thin_bars_frame_a_table(make_pdf: Callable[..., bytes], draw: Draw) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas)
        typed(canvas)

    assert [paragraph.text for paragraph in read_pdf(make_pdf(page)).paragraphs] == ROWS


def shaded(canvas: Canvas) -> None:
    canvas.setFillColor(lightgrey)
    for x, after in itertools.pairwise(XS):
        for y in (700, 684, 668):
            canvas.rect(x, y - 14, after - x, 14, stroke=0, fill=1)
    canvas.setFillColor(black)


def white_lines(canvas: Canvas) -> None:
    canvas.setStrokeColor(white)
    canvas.grid(XS, YS)


def clear_lines(canvas: Canvas) -> None:
    canvas.setStrokeColor(Color(0, 0, 0, alpha=0))
    canvas.grid(XS, YS)


def unpainted(canvas: Canvas) -> None:
    for y in YS:
        canvas.rect(XS[0], y, XS[-1] - XS[0], 20, stroke=0, fill=0)
    for x in XS:
        canvas.rect(x, YS[-1], 40, YS[0] - YS[-1], stroke=0, fill=0)


def thick_marks(canvas: Canvas) -> None:
    canvas.setStrokeColor(lightgrey)
    canvas.setLineWidth(14)
    for y in (700, 684, 668):
        canvas.line(72, y - 7, 500, y - 7)


@pytest.mark.parametrize("draw", [shaded, white_lines, clear_lines, unpainted, thick_marks])
def test_what_is_not_drawn_as_a_line_parts_nothing(make_pdf: Callable[..., bytes], draw: Draw) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas)
        canvas.setFillColor(black)
        canvas.setFont("Times-Roman", 11)
        for row, line in enumerate(LINES):
            canvas.drawString(72, 688 - 16 * row, line)

    (paragraph,) = read_pdf(make_pdf(page)).paragraphs
    assert (paragraph.role, paragraph.text) == (
        "body", " ".join(LINES),
    )  # fmt: skip
