"""What a Word file has beside its text: headers, embedded documents, the strict form, equations and signs."""

import io
import zipfile

import pytest

from corpus.formats.sniff import sniff
from corpus.word.docx import read_docx
from tests.corpus.word.word_files import p, r, read_word, tbl, texts, tr, word_file

HEADER = '<w:sectPr><w:headerReference w:type="{}" r:id="header"/>{}</w:sectPr>'
LETTERHEAD = tbl(tr("SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) + p("Số: 45/BC-SNV")


def test_letterhead_in_the_header_of_the_first_page_is_read_once() -> None:
    body = p("BÁO CÁO") + HEADER
    head = ["SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 45/BC-SNV"]
    assert texts(body.format("default", ""), header=LETTERHEAD) == [*head, "BÁO CÁO"]
    assert texts(body.format("first", "<w:titlePg/>"), header=LETTERHEAD) == [*head, "BÁO CÁO"]
    assert texts(body.format("first", ""), header=LETTERHEAD) == ["BÁO CÁO"]


def test_other_headers_are_not_read() -> None:
    body = p("SỞ NỘI VỤ") + p("Số: 45/BC-SNV") + HEADER.format("default", "")
    assert texts(body, header=p("Báo cáo năm 2024")) == ["SỞ NỘI VỤ", "Số: 45/BC-SNV"]
    assert texts(body, header=p("Số: 45/BC-SNV")) == ["SỞ NỘI VỤ", "Số: 45/BC-SNV"]


def test_an_embedded_page_is_read_in_its_place() -> None:
    body = p("Trước") + '<w:altChunk r:id="chunk"/>' + p("Sau")
    assert texts(body, chunk="<html><body><p>Kinh phí 12,5 tỷ.</p></body></html>") == [
        "Trước",
        "Kinh phí 12,5 tỷ.",
        "Sau",
    ]


def test_an_embedded_file_that_is_told_to_be_xml_is_left_alone() -> None:
    body = p("Trước") + '<w:altChunk r:id="chunk"/>'
    told = rewritten(word_file(body, chunk="<p>Kinh phí.</p>"), "text/html", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")  # fmt: skip
    assert [paragraph.text for paragraph in read_docx(told).paragraphs] == ["Trước", "Kinh phí."]


def test_what_is_embedded_and_cannot_be_read_is_told() -> None:
    read = read_word(p("Trước") + '<w:altChunk r:id="nothing"/>')
    assert [notice.code for notice in read.warnings] == ["embedded_left_out"]


def rewritten(content: bytes, old: str, new: str, names: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(buffer, "w") as copy:
        for name in archive.namelist():
            copy.writestr(
                name.replace(names, "other") if names else name, archive.read(name).decode().replace(old, new)
            )
    return buffer.getvalue()


def test_the_strict_form_is_read() -> None:
    strict = rewritten(
        word_file(p("Nội dung một.")),
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://purl.oclc.org/ooxml/officeDocument",
    )
    strict = rewritten(
        strict,
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert [each.text for each in read_docx(strict).paragraphs] == ["Nội dung một."]


def test_the_main_part_may_have_another_name() -> None:
    other = rewritten(word_file(p("Nội dung một.")), "word/document.xml", "word/other.xml", "document")
    assert sniff(other, ".docx") == "docx"


def equation(inner: str) -> str:
    return p(f"<m:oMath>{inner}</m:oMath>")


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        (f"<m:f><m:num>{m('95')}</m:num><m:den>{m('a+b')}</m:den></m:f>{m('≥1')}", "95/(a+b)≥1"),
        (f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>", "x²"),
        (f"<m:sSubSup><m:e>{m('x')}</m:e><m:sub>{m('i')}</m:sub><m:sup>{m('n+1')}</m:sup></m:sSubSup>", "x_i^(n+1)"),
        (f"<m:sSub><m:e>{m('e')}</m:e><m:sub>{m('j')}</m:sub></m:sSub>{m('R')}", "e_j R"),
        (f"<m:acc><m:e>{m('y')}</m:e></m:acc>", "ŷ"),
        (f"<m:rad><m:deg/><m:e>{m('a+1')}</m:e></m:rad>", "√(a+1)"),
        (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{m("i=1")}</m:sub><m:sup>{m("n")}</m:sup><m:e>{m("x")}</m:e></m:nary>',
         "∑_(i=1)^n x"),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{m("x")}</m:e></m:d>', "[x]"),
    ],
)  # fmt: skip
def test_equations_stand_on_one_line(inner: str, line: str) -> None:
    assert texts(equation(inner)) == [line]


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def test_signs_of_fonts_are_read_as_printed() -> None:
    assert texts(p(r("x ") + sym("Symbol", "F0B3") + r(" 95%"))) == ["x ≥ 95%"]
    assert texts(p(sym("Wingdings", "F0FE") + r(" Có ") + sym("Wingdings", "F0A8") + r(" Không"))) == ["☑ Có ☐ Không"]
    typed = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert texts(p(r("\uf0fd", typed) + r(" Có"))) == ["☒ Có"]


def test_a_tick_box_without_content_shows_its_state() -> None:
    box = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>'
    assert texts(p(box.format(1) + r(" Có")) + p(box.format(0) + r(" Không"))) == ["☒ Có", "☐ Không"]


def test_raised_figures_make_no_figure_longer() -> None:
    high = '<w:vertAlign w:val="superscript"/>'
    body = (
        r("1.350")
        + r("2", high)
        + r(" hồ sơ, 450 m")
        + r("2", high)
        + r(", 10")
        + r("6", high)
        + r(" đồng, 30")
        + r("o", high)
    )
    assert texts(p(body + r("C"))) == ["1.350 [2] hồ sơ, 450 m², 10⁶ đồng, 30°C"]
