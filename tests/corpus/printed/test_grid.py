"""Ruled tables: merged cells, rows that no bar parts, words over a wall, tables over pages."""

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from corpus.paragraph import ParsedFile
from corpus.pdf.pdf import read_pdf

XS = (72, 220, 320, 420)


def rows_of(parsed: ParsedFile) -> list[str]:
    return [paragraph.text for paragraph in parsed.paragraphs if paragraph.role == "row"]


def grid(rows: Sequence[Sequence[str]], *, top: float = 760, walls: bool = True, bars: Sequence[int] | None = None):  # type: ignore[no-untyped-def]
    """Draws rows 20 points high; `bars` are the rows that have a line above them, None: all."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for row in [*(range(len(rows)) if bars is None else bars), len(rows)]:
            canvas.line(XS[0], top - 20 * row, XS[-1], top - 20 * row)
        for x in XS if walls else ():
            canvas.line(x, top, x, top - 20 * len(rows))
        for row, cells in enumerate(rows):
            for x, cell in zip(XS, cells, strict=False):
                canvas.drawString(x + 4, top - 14 - 20 * row, cell)

    return draw


HEADS = ("Unit", "Year 2023", "Year 2024")


def test_rows_that_no_bar_parts_are_told_by_their_figures(make_pdf: Callable[..., bytes]) -> None:
    rows = [HEADS, ("Office A", "10", "11"), ("Office B", "20", "21"), ("Office C", "30", "31")]
    assert rows_of(read_pdf(make_pdf(grid(rows, bars=(0, 1))))) == [
        f"Unit: Office {name}; Year 2023: {ten}; Year 2024: {ten + 1}"
        for name, ten in (("A", 10), ("B", 20), ("C", 30))
    ]


def test_a_cell_merged_down_stands_in_each_of_its_rows(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for y in (700, 680, 640):
            canvas.line(72, y, 420, y)
        canvas.line(220, 660, 420, 660)
        for x in XS:
            canvas.line(x, 700, x, 640)
        for x, y, text in [(76, 686, "Group"), (224, 686, "Village"), (324, 686, "Homes"), (76, 656, "First"),
                           (224, 666, "Upper"), (324, 666, "10"), (224, 646, "Lower"), (324, 646, "20")]:  # fmt: skip
            canvas.drawString(x, y, text)

    assert rows_of(read_pdf(make_pdf(draw))) == [
        "Group: First; Village: Upper; Homes: 10", "Group: First; Village: Lower; Homes: 20",
    ]  # fmt: skip


def test_a_figure_over_a_wall_stands_under_no_head_for_certain(make_pdf: Callable[..., bytes]) -> None:
    rows = [HEADS, ("Office A", "10", "11"), ("Office B", "", "")]

    def draw(canvas: Canvas) -> None:
        grid(rows)(canvas)
        canvas.drawString(304, 706, "123.456")

    parsed = read_pdf(make_pdf(draw))
    assert rows_of(parsed) == ["Unit; Year 2023; Year 2024", "Office A; 10; 11", "Office B; 123.456"]
    assert [warning.split(" in a table")[0] for warning in parsed.warnings] == [
        "which column a figure stands in is not certain"
    ]


def pages(*draw: Callable[[Canvas], None]) -> list[Callable[[Canvas], None]]:
    def with_number(index: int, each: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            each(canvas)
            canvas.drawString(290, 30, str(index))

        return page

    return [with_number(index, each) for index, each in enumerate(draw, start=1)]


def offices(first: int, last: int) -> list[tuple[str, str, str]]:
    return [(f"The station {each}", str(1000 + each), str(2000 + each)) for each in range(first, last)]


def test_heads_printed_once_hold_for_the_pages_after(make_pdf: Callable[..., bytes]) -> None:
    found = rows_of(
        read_pdf(make_pdf(*pages(grid([HEADS, *offices(1, 30)]), grid(offices(30, 60)), grid(offices(60, 64)))))
    )
    assert found == [f"Unit: {unit}; Year 2023: {one}; Year 2024: {other}" for unit, one, other in offices(1, 64)]


def test_heads_of_words_alone_are_not_taken_from_the_next_page(make_pdf: Callable[..., bytes]) -> None:
    heads = ("Task", "Office", "Term")
    tasks = [(f"The plan {each}", f"The station {each}", "Quarter") for each in range(60)]
    found = rows_of(read_pdf(make_pdf(*pages(grid([heads, *tasks[:30]]), grid(tasks[30:])))))
    assert found[30] == "Task: The plan 30; Office: The station 30; Term: Quarter"


def test_a_table_after_a_line_of_its_own_has_no_heads_of_the_last(make_pdf: Callable[..., bytes]) -> None:
    def titled(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 780, "Another table follows.")
        grid(offices(30, 34))(canvas)

    found = rows_of(read_pdf(make_pdf(*pages(grid([HEADS, *offices(1, 30)]), titled))))
    assert found[-1] == "The station 33; 1033; 2033"
