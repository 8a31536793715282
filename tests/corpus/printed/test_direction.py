"""Text set sideways is read by itself, its words at their places on the page as it is shown."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf

UPRIGHT = "The upright text of this page tells what the office has done in the year that has passed."


def sideways(canvas: Canvas, angle: float, x: float, y: float, *lines: str) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.setFont("Times-Roman", 11)
    for index, line in enumerate(lines):
        canvas.drawString(0, -16 * index, line)
    canvas.restoreState()


@pytest.mark.parametrize("angle", [90, 270, 180])
def test_a_page_set_sideways_is_read_along_its_lines(make_pdf: Callable[..., bytes], angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        sideways(canvas, angle, 300, 420, "The first line of it ends here.", "The second line of it ends there.")

    parsed = read_pdf(make_pdf(draw))
    assert [paragraph.text for paragraph in parsed.paragraphs] == [
        "The first line of it ends here.", "The second line of it ends there.",
    ]  # fmt: skip
    left, top, right, bottom = parsed.paragraphs[0].fragments[0].box
    assert 0.3 < left < right < 0.7
    assert 0.3 < top < bottom < 0.7


@pytest.mark.parametrize("angle", [90, 270, 45])
def test_a_stamp_along_the_margin_tears_no_line(make_pdf: Callable[..., bytes], angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for row in range(20):
            canvas.drawString(90, 740 - 16 * row, UPRIGHT)
        sideways(canvas, angle, 280, 500, "Received at the office")

    parsed = read_pdf(make_pdf(draw))
    assert "Received at the office" in [paragraph.text for paragraph in parsed.paragraphs]
    assert " ".join(paragraph.text for paragraph in parsed.paragraphs).count(UPRIGHT) == 20


def test_a_table_turned_on_an_upright_page_is_one(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for row in range(8):
            canvas.drawString(72, 780 - 16 * row, UPRIGHT)
        canvas.translate(400, 200)
        canvas.rotate(90)
        canvas.grid([0, 100, 200, 300], [60, 40, 20, 0])
        for row, cells in enumerate(
            [("Unit", "Year 2023", "Year 2024"), ("Office A", "10", "11"), ("Office B", "20", "21")]
        ):
            for column, cell in enumerate(cells):
                canvas.drawString(4 + 100 * column, 46 - 20 * row, cell)

    rows = [paragraph.text for paragraph in read_pdf(make_pdf(draw)).paragraphs if paragraph.role == "row"]
    assert rows == ["Unit: Office A; Year 2023: 10; Year 2024: 11", "Unit: Office B; Year 2023: 20; Year 2024: 21"]


def test_heads_set_sideways_head_their_columns(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        canvas.grid([72, 172, 202, 232], [700, 620, 600, 580])
        canvas.drawString(76, 650, "Unit")
        for row, cells in enumerate([("Office A", "10", "11"), ("Office B", "20", "21")]):
            for x, cell in zip((76, 176, 206), cells, strict=True):
                canvas.drawString(x, 606 - 20 * row, cell)
        sideways(canvas, 90, 190, 625, "Year 2023")
        sideways(canvas, 90, 220, 625, "Year 2024")

    assert [paragraph.text for paragraph in read_pdf(make_pdf(draw)).paragraphs] == [
        "Unit: Office A; Year 2023: 10; Year 2024: 11", "Unit: Office B; Year 2023: 20; Year 2024: 21",
    ]  # fmt: skip


def test_the_size_of_type_is_that_of_font_and_matrix_together(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setFont("Times-Roman", 1)
        for row, line in enumerate([UPRIGHT, "and all of them were of small kinds: a, e, o, u.", "So it ends."]):
            text.setTextTransform(12, 0, 0, 12, 72, 740 - 16 * row)
            text.textOut(line)
        canvas.drawText(text)

    (paragraph,) = read_pdf(make_pdf(draw)).paragraphs[:1]
    assert paragraph.text.startswith(UPRIGHT)
