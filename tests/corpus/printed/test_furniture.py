"""Running heads and page numbers go, rows of lists that only look like them stay."""

import pytest

from corpus.printed.furniture import strip_furniture
from corpus.printed.line import Line
from corpus.printed.printed_page import PrintedPage

HEIGHT = 800.0


def pages_of(*pages: list[tuple[float, str]]) -> list[PrintedPage]:
    """Pages of lines, each with the height at which it stands."""
    return [
        PrintedPage(
            number, 600.0, HEIGHT, tuple(Line(text, 100.0, top, 500.0, top + 12.0, 12.0) for top, text in lines)
        )
        for number, lines in enumerate(pages, 1)
    ]


def kept(pages: list[PrintedPage]) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in strip_furniture(pages)[0]]


def labels(pages: list[PrintedPage]) -> list[str]:
    return strip_furniture(pages)[1]


@pytest.mark.parametrize(
    "running",
    ["Báo cáo năm 2024", "Trang {page}/9", "Sở Y tế - tr. {page} của báo cáo 12", "Kỳ họp thứ 5, trang {page}"],
)
def test_what_stays_or_counts_with_the_pages_goes(running: str) -> None:
    pages = pages_of(*([(20.0, running.format(page=page)), (400.0, f"Đoạn {page}.")] for page in (1, 2, 3)))
    assert kept(pages) == [[f"Đoạn {page}."] for page in (1, 2, 3)]


@pytest.mark.parametrize("rows_a_page", [2, 36])
def test_rows_of_a_list_that_goes_on_overleaf_stay(rows_a_page: int) -> None:
    rows = [[f"Xã số {page * rows_a_page + row}: đạt {row % 19} tiêu chí" for row in (1, 2)] for page in range(4)]
    pages = pages_of(*([(20.0, first), (780.0, last)] for first, last in rows))
    assert kept(pages) == rows


def test_a_figure_of_the_text_is_no_page_number() -> None:
    pages = pages_of(*([(780.0, figure)] for figure in ("37", "512", "90")))
    assert labels(pages) == ["1", "2", "3"]
    assert kept(pages) == [["37"], ["512"], ["90"]]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["17", "18", "19"], ["17", "18", "19"]),
        (["", "2", ""], ["1", "2", "3"]),
        (["i", "ii", "iii"], ["i", "ii", "iii"]),
        (["12", "8", "14"], ["12", "2", "14"]),
        (["", "- 9 -", ""], ["1", "9", "3"]),
    ],
)
def test_page_numbers_count_with_the_pages(numbers: list[str], expected: list[str]) -> None:
    pages = pages_of(*([(400.0, "Đoạn."), *([(780.0, number)] if number else [])] for number in numbers))
    assert labels(pages) == expected


def test_one_row_at_the_end_of_a_page_and_the_next_at_the_beginning_are_no_page_numbers() -> None:
    pages = pages_of([(400.0, "Đoạn."), (780.0, "41")], [(20.0, "42"), (400.0, "Đoạn.")])
    assert labels(pages) == ["1", "2"]
