import io

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import UnreadableFileError
from corpus.word.docx import read_docx


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in read_docx(saved(document)).paragraphs]


def test_paragraphs_headings_and_bold() -> None:
    document = docx.Document()
    document.add_heading("Nhiệm vụ năm 2025", level=2)
    document.add_paragraph().add_run("In đậm").bold = True
    document.add_paragraph("Thường")
    assert [(p.text, p.level, p.bold) for p in read_docx(saved(document)).paragraphs] == [
        ("Nhiệm vụ năm 2025", 2, True),
        ("In đậm", None, True),
        ("Thường", None, False),
    ]


def test_rows_name_their_heads_also_under_merged_cells() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate([("Xã", "Năm 2024", ""), ("", "Kế hoạch", "Thực hiện"), ("Bản Mây", "10", "12")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    *heads, line = read_docx(saved(document)).paragraphs
    assert [head.text for head in heads] == ["Xã; Năm 2024", "Kế hoạch; Thực hiện"]
    assert line.role == "row"
    assert line.text == "Xã: Bản Mây; Năm 2024 - Kế hoạch: 10; Năm 2024 - Thực hiện: 12"


def test_a_letterhead_table_is_read_column_by_column() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "UBND TỈNH LAM GIANG"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    table.cell(1, 0).text = "Số: 5/KH-UBND"
    table.cell(1, 1).text = "Lam Bình, ngày 3 tháng 2 năm 2025"
    assert texts(document) == [
        "UBND TỈNH LAM GIANG",
        "Số: 5/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Lam Bình, ngày 3 tháng 2 năm 2025",
    ]


def test_automatic_numbers_are_written_out() -> None:
    document = docx.Document()
    for text in ("Sở Nội vụ", "Sở Tài chính"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Lưu ý", style="List Bullet")
    assert texts(document) == ["1. Sở Nội vụ", "2. Sở Tài chính", "- Lưu ý"]


def break_rendered(document: Document, paragraph: int, run: int = 0) -> None:
    """Marks that Word began a page before a run."""
    runs = document.paragraphs[paragraph].runs
    runs[run]._r.insert(0, parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))


def test_rendered_breaks_make_pages_also_inside_a_paragraph() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trang một")
    paragraph.add_run("trang hai")
    document.add_paragraph("Vẫn trang hai")
    break_rendered(document, 0, 1)
    parsed = read_docx(saved(document))
    assert [(p.text, p.page, p.turns) for p in parsed.paragraphs] == [
        ("Trang một trang hai", 1, ((10, 2),)),
        ("Vẫn trang hai", 2, ()),
    ]
    assert [leaf.label for leaf in parsed.leaves] == ["1", "2"]


def test_without_rendered_breaks_no_page_is_claimed() -> None:
    document = docx.Document()
    document.add_paragraph("Một").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Hai")
    parsed = read_docx(saved(document))
    assert {p.page for p in parsed.paragraphs} == {1}
    assert [leaf.label for leaf in parsed.leaves] == [""]


def test_one_break_marked_twice_is_one() -> None:
    document = docx.Document()
    document.add_paragraph("Một").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Hai")
    break_rendered(document, 1)
    assert [(p.text, p.page) for p in read_docx(saved(document)).paragraphs] == [("Một", 1), ("Hai", 2)]


def test_insertions_are_read_and_deletions_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Giao ")
    for xml in (
        f"<w:ins {nsdecls('w')}><w:r><w:t>Sở Nội vụ</w:t></w:r></w:ins>",
        f"<w:del {nsdecls('w')}><w:r><w:delText>Sở Y tế</w:delText></w:r></w:del>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert texts(document) == ["Giao Sở Nội vụ"]


def test_hidden_text_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Nhìn thấy. ")
    paragraph.add_run("Ẩn đi.").font.hidden = True
    shown = paragraph.add_run("Vẫn thấy.")
    shown.font.hidden = False
    assert texts(document) == ["Nhìn thấy. Vẫn thấy."]


def test_content_controls_are_read() -> None:
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert texts(document) == ["Trong khung"]


def test_damaged() -> None:
    whole = saved(docx.Document())
    with pytest.raises(UnreadableFileError, match="damaged Word document"):
        read_docx(whole[: len(whole) // 2])
