"""Tables without lines: heads are named where each column has its own, and never where a figure stands between two."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf

Draw = Callable[[Canvas], None]


def right_aligned(*rows: tuple[str, ...], rights: tuple[float, ...] = (300, 400, 500), size: float = 11) -> Draw:
    """The first cell of a row at the left margin, the others so that they end at `rights`."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        canvas.drawString(72, 760, "The results are as follows, and more of them are told below in this report.")
        for index, (label, *cells) in enumerate(rows):
            canvas.drawString(72, 720 - 16 * index, label)
            for right, cell in zip(rights, cells, strict=False):
                canvas.drawRightString(right, 720 - 16 * index, cell)

    return draw


def rows_in(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_pdf(content).paragraphs if paragraph.role == "row"]


def test_columns_are_told_by_how_cells_stand(make_pdf: Callable[..., bytes]) -> None:
    page = right_aligned(
        ("Target", "Year 2023", "Year 2024", "Change"), ("Files received", "1.200", "1.350", "112,5%"),
        ("Letters", "8.100", "9.050", "111,7%"), ("Staff", "61", "59", "96,7%"),
    )  # fmt: skip
    assert rows_in(make_pdf(page)) == [
        "Target: Files received; Year 2023: 1.200; Year 2024: 1.350; Change: 112,5%",
        "Target: Letters; Year 2023: 8.100; Year 2024: 9.050; Change: 111,7%",
        "Target: Staff; Year 2023: 61; Year 2024: 59; Change: 96,7%",
    ]


def test_a_head_over_two_columns_stands_before_theirs(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        right_aligned(
            ("", "", "", ""), ("Target", "2023", "2024", "2025"), ("Taken in", "100", "200", "300"),
            ("Spent", "110", "210", "310"), ("Owed", "120", "220", "320"),
        )(canvas)  # fmt: skip
        canvas.drawCentredString((280 + 400) / 2, 720, "Plan of the years")
        canvas.drawRightString(500, 720, "Result")

    assert rows_in(make_pdf(draw))[0] == (
        "Target: Taken in; Plan of the years - 2023: 100; Plan of the years - 2024: 200; Result - 2025: 300"
    )


def test_a_figure_between_two_columns_has_no_head(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        right_aligned(
            ("Target", "Year 2023", "Year 2024"),
            ("Files", "1.200", "1.350"),
            ("Letters", "", ""),
            ("Staff", "61", "59"),
        )(canvas)
        canvas.drawRightString(350, 688, "8.100")

    content = make_pdf(draw)
    assert rows_in(content) == ["Files; 1.200; 1.350", "Letters; 8.100", "Staff; 61; 59"]
    assert len(read_pdf(content).warnings) == 1


def test_a_label_over_two_lines_is_one(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        right_aligned(("Target", "2023", "2024"), ("", "", ""), ("", "10", "11"), ("", "", ""), ("Staff", "61", "59"))(
            canvas
        )
        canvas.drawString(72, 695, "Files of the people that were")
        canvas.drawString(72, 681, "taken in by the office")

    assert (
        rows_in(make_pdf(draw))[0] == "Target: Files of the people that were taken in by the office; 2023: 10; 2024: 11"
    )


@pytest.mark.parametrize(
    "rows",
    [
        [("1. Introduction ..........................", "4"), ("2. Results ..........................", "5")],
        [("Introduction", "4"), ("Results of the year", "15"), ("Plan", "120")],
        [("Name: ......", "Born: 12/3/1980"), ("Card: ......", "Given: 1/2/2001")],
        [("- files received: 1.200", ""), ("- letters: 8.100", "")],
    ],
    ids=["contents with leaders", "contents", "form", "list"],
)
def test_what_only_looks_like_columns_is_no_table(make_pdf: Callable[..., bytes], rows: list[tuple[str, str]]) -> None:
    content = make_pdf(right_aligned(*rows, rights=(500,)))
    assert rows_in(content) == []
    assert read_pdf(content).warnings == ()
