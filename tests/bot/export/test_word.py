"""A conversation as a Word file: what was said is in it, as an office lays it out, and Word and LibreOffice open it."""

import io
import os
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Statement
from bot.answerer import Answerer
from bot.export.word import conversation_docx
from corpus.word.docx import read_docx
from tests.bot.export.kept_answers import ANSWERED, CITATION, DECLINED, FORM, LINE, OPENING, TENTATIVE, every_kind, kept
from tests.bot.hostile_reports import MARKUP

LETTERS = "aăâáàảãạắằẳẵặấầẩẫậ eêéèẻẽẹếềểễệ iíìỉĩị oôơóòỏõọốồổỗộớờởỡợ uưúùủũụứừửữự yýỳỷỹỵ dđ"


def document_of(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def lines(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in document_of(content).paragraphs]


def test_answer_has_its_quotes_verbatim_and_its_sources_in_official_form() -> None:
    written = lines(conversation_docx([kept(ANSWERED), kept(DECLINED)], "vi"))
    assert written[:3] == ["Hỏi đáp báo cáo", "Cuộc hỏi đáp ngày 25/11/2026", "Hợp nhất sở nào?"]
    assert f"“{CITATION.quote}” [1]" in written
    assert written.count(f"“{CITATION.quote}”") == 2
    assert f"[1] {FORM} (đã bị thay thế bởi văn bản số 20/KH-UBND):" in written
    assert written.index("Nguồn:") < written.index("Những đoạn gần nhất, để tham khảo:")


def test_a_tentative_answer_says_so_before_its_quotes() -> None:
    written = lines(conversation_docx([kept(TENTATIVE)], "vi"))
    first = written.index(OPENING[0])
    assert written[first + 1 : first + 3] == [OPENING[1], "Theo Kế hoạch:"]


def test_the_line_stands_above_all_else_in_bold() -> None:
    document = document_of(conversation_docx([kept(replace(TENTATIVE, short=LINE))], "vi"))
    first = next(each for each in document.paragraphs if each.text == LINE.text)
    assert all(run.bold for run in first.runs)
    written = [each.text for each in document.paragraphs]
    assert written[written.index(LINE.text) + 1] == OPENING[0]


def test_page_and_type_are_those_of_an_office() -> None:
    document = document_of(conversation_docx([kept(ANSWERED)], "vi"))
    [section] = document.sections
    measures = (section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin)
    assert [round(each.mm) for each in (*measures, section.right_margin)] == [210, 297, 20, 20, 30, 20]
    for name in ("Normal", "Title", "Heading 1", "Quote", "Header"):
        properties = document.styles[name].element.rPr
        fonts = {key.rpartition("}")[2]: font for key, font in properties.rFonts.attrib.items()}
        assert fonts == dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), "Times New Roman"), name
        assert properties.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    assert document.styles["Normal"].font.size.pt == 13
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"] == ["Hợp nhất sở nào?"]
    about = document.core_properties
    assert (about.title, about.language, about.author, about.comments) == ("Hỏi đáp báo cáo", "vi-VN", "hoidap", "")
    assert about.created.year == 2026
    english = document_of(conversation_docx([kept(ANSWERED)], "en"))
    assert english.core_properties.language == "en-GB"


def test_table_is_a_table_with_markers() -> None:
    [table] = document_of(conversation_docx(every_kind("năm 2024"), "vi")).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["năm 2024", "b"],
        ["năm 2024", "năm 2024 [1]"],
    ]


ROWS = "Địa phương: Yên Hoài; Đạt: 51,3%; Hạng: 9\nĐịa phương: Lam Sơn; Đạt: 88%; Hạng: 1"


def test_a_quote_that_is_rows_of_a_table_is_a_table() -> None:
    at = ROWS.index("51,3%")
    quote = Statement(ROWS, (1,), 1.0, lead="Theo Kế hoạch:", marks=((at, at + 5),))
    answer = replace(ANSWERED, statements=(quote,), citations=(replace(CITATION, quote=ROWS),))
    content = conversation_docx([kept(answer)], "vi")
    said, source = document_of(content).tables
    for table in (said, source):
        assert [[cell.text for cell in row.cells] for row in table.rows] == [
            ["Địa phương", "Đạt", "Hạng"], ["Yên Hoài", "51,3%", "9"], ["Lam Sơn", "88%", "1"]
        ]  # fmt: skip
    bold = [cell.text for row in said.rows[1:] for cell in row.cells if cell.paragraphs[0].runs[0].bold]
    assert bold == ["51,3%"]
    assert " [1]" in lines(content)


@pytest.mark.parametrize(
    "text", ["một\x00hai\x0bba\x1b[31m\ufffe\uffff", MARKUP, "</w:t></w:r><w:br/>&amp;&#0;", LETTERS]
)
def test_report_text_is_text(text: str) -> None:
    content = conversation_docx(every_kind(text), "vi")
    expected = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cn"))
    assert "\n".join(lines(content)).count(expected) >= 9
    read_docx(content)


@settings(max_examples=30)
@given(text=st.text(max_size=60))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    assert lines(conversation_docx(every_kind(text), "vi"))


@pytest.fixture
def soffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    return program


def test_libreoffice_prints_it(tmp_path: Path, soffice: str, sample_answerer: Answerer) -> None:
    questions = (
        "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?",
        "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024",
        "giá vàng hôm nay?",
        "tóm tắt Kế hoạch số 19/KH-UBND",
    )
    answers = [kept(sample_answerer.answer(question)) for question in questions]
    (tmp_path / "a.docx").write_bytes(conversation_docx([*answers, *every_kind(LETTERS)], "vi"))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.docx"], check=True, timeout=180, capture_output=True)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert "19/KH-UBND" in "".join(pages)
    numbers = [page.strip().split()[0] for page in pages]
    assert numbers[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert not numbers[0].isdigit()
