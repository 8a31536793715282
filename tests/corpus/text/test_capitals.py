"""Letterhead and title are told by how they are printed, the text stays as it is typed."""

import io
from typing import Any

import docx
import pytest

from corpus.read import report_of
from corpus.report import Report
from corpus.word.docx import read_docx

BODY = "Căn cứ Luật Tổ chức chính quyền địa phương, Ủy ban nhân dân tỉnh Lam Giang yêu cầu các sở báo cáo."
# As .VnTime and .VnTimeH type it: lower case in a font that has capitals only.
OLD = {
    "ñy ban nh©n d©n": ".VnTimeH",
    "tØnh lam giang": ".VnTimeH",
    "Sè: 12/Q§-UB": ".VnTime",
    "céng hoµ x· héi chñ nghÜa viÖt nam": ".VnTimeH",
    "§éc lËp - Tù do - H¹nh phóc": ".VnTime",
    "Lam B×nh, ngµy 5 th¸ng 3 n¨m 2003": ".VnTime",
    "quyÕt ®Þnh": ".VnTimeH",
    "VÒ viÖc ban hµnh quy chÕ lµm viÖc": ".VnTime",
    "§iÒu 1. Ban hµnh kÌm theo QuyÕt ®Þnh nµy b¶n quy chÕ lµm viÖc cña ñy ban.": ".VnTime",
}


def test_a_font_of_capitals() -> None:
    document = docx.Document()
    for text, font in OLD.items():
        document.add_paragraph().add_run(text).font.name = font
    report = read(document)
    assert (report.kind, report.number, str(report.issued)) == ("quyết định", "12/QĐ-UB", "2003-03-05")
    assert (report.agency or "").lower() == "ủy ban nhân dân tỉnh lam giang"
    assert "quyết định" in report.text
    assert "QUYẾT ĐỊNH" not in report.text


@pytest.mark.parametrize("by_style", [True, False])
def test_all_caps_of_word(by_style: bool) -> None:
    document = docx.Document()
    style = document.styles.add_style("Capitals", 1)
    style.font.all_caps = True
    for text in ("Ủy ban nhân dân tỉnh Lam Giang", "Cộng hòa xã hội chủ nghĩa Việt Nam", "Số: 7/KH-UBND", "Kế hoạch"):
        paragraph = document.add_paragraph(style="Capitals" if by_style else None)
        paragraph.add_run(text).font.all_caps = None if by_style else True
    for text in ("Phát triển kinh tế số năm 2025", BODY):
        document.add_paragraph(text)
    report = read(document)
    assert (report.kind, report.number, report.title) == ("kế hoạch", "7/KH-UBND", "Phát triển kinh tế số năm 2025")
    assert "Kế hoạch\n" in report.text


def read(document: Any) -> Report:
    output = io.BytesIO()
    document.save(output)
    return report_of(read_docx(output.getvalue()), source="a.docx", sha256="", collection="a")
