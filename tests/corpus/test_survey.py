"""What the readings of a folder of PDFs show of themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import MissingPathError
from corpus.survey import survey, surveyed_file, total
from tests.bot.command_line import hoidap


def page(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(72, 780, "The plan of the office")
    canvas.drawString(72, 700, "goes on in lower case after a line that had no stop.")
    canvas.grid([72, 220, 320], [600, 580, 560, 540])
    for row, cells in enumerate([("Unit", "Year 2024"), ("Office A", "10"), ("Office B", "20")]):
        for x, cell in zip((76, 224), cells, strict=True):
            canvas.drawString(x, 586 - 20 * row, cell)


@pytest.fixture
def folder(tmp_path: Path, make_pdf: Callable[..., bytes]) -> Path:
    (tmp_path / "one.pdf").write_bytes(make_pdf(page))
    (tmp_path / "broken.PDF").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "note.txt").write_text("no PDF")
    return tmp_path


def test_what_may_be_wrong_is_counted(folder: Path) -> None:
    found = surveyed_file(folder / "one.pdf")
    assert (found.pages, found.pages_by_ocr, found.without_number, found.failed) == (1, 0, 1, "")
    assert (found.tables, found.rows, found.rows_with_heads) == (1, 2, 2)
    assert (found.lines, found.broken_lines) == (2, 1)
    assert (found.words, found.words_lost, found.words_added) == (26, 0, 3)
    assert found.megabytes > 10


def test_a_folder_is_read_file_by_file(folder: Path) -> None:
    broken, one = survey(folder)
    assert (broken.file, one.file) == ("broken.PDF", "one.pdf")
    assert "damaged PDF" in broken.failed
    assert total([broken, one]).failed == "1 failed"
    assert total([broken, one]).rows == 2
    assert total([]).file == "0 files"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        list(survey(tmp_path / "none"))


def test_the_command_prints_a_line_each(folder: Path) -> None:
    done = hoidap("read", "--survey", str(folder))
    assert done.returncode == 0
    assert "1 of 2 lines broken" in " ".join(done.stdout.split())
    assert '"rows_with_heads": 2' in hoidap("read", "--survey", "--json", str(folder)).stdout
