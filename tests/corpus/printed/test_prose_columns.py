"""Columns of prose are read one after the other; what runs across stands where it is printed."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf

WORDS = [
    "the",
    "offices",
    "of",
    "the",
    "province",
    "have",
    "carried",
    "out",
    "what",
    "was",
    "planned",
    "for",
    "the",
    "year",
    "and",
    "told",
    "the",
    "people",
    "of",
    "it",
]


def text(name: str, words: int) -> str:
    return f"{name} begins " + " ".join(WORDS[index % len(WORDS)] for index in range(words)) + f" and {name} ends."


def set_in(canvas: Canvas, words: str, left: float, width: float, top: float, lines: int = 100) -> str:
    """Sets `words` in a column, as many lines as are given; returns what is left over."""
    canvas.setFont("Times-Roman", 10)
    rest = words.split()
    for index in range(lines):
        line: list[str] = []
        while rest and stringWidth(" ".join([*line, rest[0]]), "Times-Roman", 10) <= width:
            line.append(rest.pop(0))
        canvas.drawString(left, top - 12 * index, " ".join(line))
        if not rest:
            break
    return " ".join(rest)


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_pdf(content).paragraphs]


@pytest.mark.parametrize(
    "columns",
    [[(72, 215), (310, 215)], [(72, 140), (228, 140), (384, 140)], [(72, 130), (220, 305)]],
    ids=["two", "three", "of unequal width"],
)
@pytest.mark.parametrize("offset", [0, 5], ids=["level", "half a line off"])
def test_each_column_is_read_by_itself(
    make_pdf: Callable[..., bytes], columns: Sequence[tuple[float, float]], offset: float
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 14)
        canvas.drawCentredString(297, 780, "A HEAD THAT RUNS ACROSS ALL THE COLUMNS")
        for index, (left, width) in enumerate(columns):
            set_in(canvas, text(f"column {index}", 120), left, width, 740 - offset * index)
        set_in(canvas, text("what follows", 40), 72, 450, 300)

    assert texts(make_pdf(draw)) == [
        "A HEAD THAT RUNS ACROSS ALL THE COLUMNS",
        *(text(f"column {index}", 120) for index in range(len(columns))),
        text("what follows", 40),
    ]


def test_a_sentence_goes_on_in_the_next_column_and_overleaf(make_pdf: Callable[..., bytes]) -> None:
    whole = text("the report", 900)

    def first(canvas: Canvas) -> None:
        rest = whole
        for left in (72, 310):
            rest = set_in(canvas, rest, left, 215, 780, lines=50)
        left_over.append(rest)

    def second(canvas: Canvas) -> None:
        rest = set_in(canvas, left_over[0], 72, 215, 780, lines=12)
        set_in(canvas, rest, 310, 215, 780)

    left_over: list[str] = []
    assert texts(make_pdf(first, second)) == [whole]


def test_cells_side_by_side_are_no_columns_of_prose(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for row in range(6):
            canvas.drawString(72, 740 - 14 * row, f"Task number {row}")
            canvas.drawString(310, 740 - 14 * row, f"Office number {row}")

    assert "Task number 0 Office number 0" in " ".join(texts(make_pdf(draw)))
