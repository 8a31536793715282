"""Small files that ask for endless work: what each costs is bounded, in the process that reads it."""

from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from corpus.report import Report
from corpus.worker import ReadingPool

_SECONDS = 60.0
"""After which the pool ends a reader, and its file is no report."""


def words(path: Path) -> None:
    path.write_text("Báo cáo\n\n" + "ngày " * 20_000, encoding="utf-8")


def digits(path: Path) -> None:
    path.write_text("Báo cáo số " + "1" * 50_000 + "\n\nKết quả.", encoding="utf-8")


def spaces(path: Path) -> None:
    path.write_text("Báo cáo của" + " " * 20_000 + "x\n\nThứ a" + "  Thứ a" * 10_000, encoding="utf-8")


def brackets(path: Path) -> None:
    path.write_text("Kết quả. " + "(" * 30_000, encoding="utf-8")


def style(path: Path) -> None:
    path.write_text(f"<p style='text-indent: -{'1' * 50_000}x'>Kết quả năm 2024 của tỉnh.</p>", encoding="utf-8")


def span(path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Chỉ tiêu", "42"
    wide = OxmlElement("w:gridSpan")
    wide.set(qn("w:val"), "200000000")
    table.cell(0, 0)._tc.get_or_add_tcPr().append(wide)
    document.save(str(path))


def columns(path: Path) -> None:
    cells = "<tr><td colspan=200000000 rowspan=200000000>Chỉ tiêu</td><td>42</td></tr>"
    path.write_text(f"<html><body><p>Kết quả năm 2024.</p><table>{cells}</table></body></html>", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("ngay.txt", words), ("so.txt", digits), ("trang.txt", spaces), ("ngoac.txt", brackets), ("kieu.html", style),
        ("o.docx", span), ("o.html", columns),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_bomb_costs_no_more_than_its_size(tmp_path: Path, name: str, make: object) -> None:
    assert callable(make)
    make(tmp_path / name)
    with ReadingPool(seconds=_SECONDS, memory=2 << 30) as pool:
        ((_, outcome),) = pool.read_all([tmp_path / name])
    assert isinstance(outcome, Report), outcome
