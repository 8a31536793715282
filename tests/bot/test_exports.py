"""Conversations as files: every quote verbatim, every source in official form, and no markup of anyone else's."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import docx
import httpx
import pytest
from markdown_it import MarkdownIt

from bot.answer import Answered
from bot.answerer import Answerer
from bot.api import api_of
from bot.conversation_docx import conversation_docx
from bot.conversation_markdown import conversation_markdown, escaped
from bot.history import Kept
from bot.plain_answer import plain_answer
from bot.settings import Settings
from bot.source_form import source_form
from corpus.language import Language
from corpus.read import read
from index.library import Library
from tests.bot.page_driver import MERGER, NOT_THERE, REPLACED, missing

QUESTIONS = (MERGER, REPLACED, NOT_THERE, "xin chào", "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024")
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3)) ![i](http://192.0.2.1/p.png) `mã` **đậm** "
    "| a | b | # tiêu đề ~~gạch~~ $x$ &lt; \\ http://192.0.2.1/ \x00\x0b\ufffe"
)
WRITTEN = {"h1", "h2", "p", "em", "strong", "blockquote", "br", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.fixture(scope="module")
def kept(sample_answerer: Answerer) -> list[Kept]:
    return [Kept(sample_answerer.answer(question), "c", "lan", datetime.now(UTC)) for question in QUESTIONS]


class Rendered(HTMLParser):
    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(MarkdownIt("gfm-like", {"linkify": False}).render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def flat(text: str) -> str:
    return " ".join(text.split())


def quotes_of(kept: list[Kept]) -> list[tuple[str, str]]:
    return [
        (source_form(each, "vi"), each.quote)
        for one in kept
        if isinstance(one.answer, Answered)
        for each in one.answer.citations
    ]


def test_markdown_reads_as_it_was_said(kept: list[Kept]) -> None:
    rendered = Rendered(conversation_markdown(kept, "vi"))
    assert rendered.tags <= WRITTEN
    assert "table" in rendered.tags
    assert rendered.attributes == set()
    text = flat(rendered.text)
    for source, quote in quotes_of(kept):
        assert flat(source) in text
        assert f"“{flat(quote)}”" in text
    for question in QUESTIONS:
        assert question in text
    assert "đã bị thay thế bởi văn bản số 12/2025/QĐ-UBND" in text


def hostile(kept: list[Kept]) -> list[Kept]:
    answer = kept[0].answer
    assert isinstance(answer, Answered)
    citations = tuple(
        replace(each, quote=HOSTILE, title=HOSTILE, agency=HOSTILE, number=HOSTILE, notices=(HOSTILE,))
        for each in answer.citations
    )
    statements = tuple(replace(each, text=HOSTILE, lead=HOSTILE) for each in answer.statements)
    asked = replace(answer.asked, question=HOSTILE, searched_as=f"1. {HOSTILE}")
    return [
        replace(
            kept[0], answer=replace(answer, asked=asked, citations=citations, statements=statements, notes=(HOSTILE,))
        )
    ]


def test_markdown_of_hostile_text_has_no_markup_of_its(kept: list[Kept]) -> None:
    rendered = Rendered(conversation_markdown(hostile(kept), "vi"))
    assert rendered.tags <= WRITTEN - {"table"}
    assert rendered.attributes == set()
    assert flat(HOSTILE).split(" &lt;")[0].replace("\x00", "") in flat(rendered.text)


@pytest.mark.parametrize(
    "text", ["# a", "1. a", "- a", "+ a", "=== a", "2) a", "*a*", "a | b", "<b>", "> a", "\ta\n\n    b"]
)
def test_escaped_text_is_a_plain_paragraph(text: str) -> None:
    rendered = Rendered(escaped(text))
    assert rendered.tags == {"p"}
    assert flat(rendered.text) == flat(text)


def test_word_file_is_laid_out_as_an_office_does(kept: list[Kept], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(conversation_docx(kept, "vi"))
    document = docx.Document(str(path))
    section = document.sections[0]
    assert [round(each.mm) for each in (section.page_width, section.page_height, section.left_margin, section.top_margin)] == [
        210, 297, 30, 20,
    ]  # fmt: skip
    for name in ("Normal", "Heading 1", "Title", "Quote"):
        fonts = document.styles[name].element.rPr.rFonts
        assert {value for key, value in fonts.attrib.items()} == {"Times New Roman"}
    assert document.styles["Normal"].font.size.pt == 13
    assert 'w:val="vi-VN"' in document.styles["Normal"].element.xml
    assert "PAGE" in section.header._element.xml
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings == list(QUESTIONS)
    text = read(path).text
    for source, quote in quotes_of(kept):
        assert flat(source) in flat(text)
        assert flat(quote) in flat(text)
    assert len(document.tables) == 1


def test_word_file_holds_hostile_text_as_text(kept: list[Kept]) -> None:
    document = docx.Document(io.BytesIO(conversation_docx(hostile(kept), "vi")))
    assert any("<script>alert(1)</script>" in each.text for each in document.paragraphs)


def test_word_file_opens_in_libreoffice(kept: list[Kept], tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        missing("LibreOffice")
    (tmp_path / "a.docx").write_bytes(conversation_docx(kept, "vi"))
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "pdf",
        "a.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert "19/KH-UBND" in read(tmp_path / "a.pdf").text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_clipboard_has_answer_and_sources(kept: list[Kept], language: Language) -> None:
    for each in kept:
        plain = plain_answer(each.answer, language)
        if isinstance(each.answer, Answered):
            assert plain.startswith(each.answer.text)
            lines = re.findall(r"^\[(\d+)\] (.+)$", plain.split("\n\n")[-1], re.MULTILINE)
            assert [marker for marker, _ in lines] == [str(cited.marker) for cited in each.answer.citations]
            for (_, line), cited in zip(lines, each.answer.citations, strict=True):
                assert line == source_form(cited, language) + "".join(f" ({notice})" for notice in cited.notices)


@pytest.mark.anyio
async def test_files_are_for_those_whose_they_are(sample_library: Library, sample_answerer: Answerer) -> None:
    settings = Settings(users={"lan": "khoa-cua-lan", "minh": "khoa-cua-minh"})
    transport = httpx.ASGITransport(app=api_of(sample_answerer, sample_library, settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        lan, minh = ("lan", "khoa-cua-lan"), ("minh", "khoa-cua-minh")
        answer = (await http.post("/api/ask", json={"question": MERGER}, auth=lan)).json()
        address = f"/api/conversations/{answer['conversation']}/export"
        word = await http.get(f"{address}.docx", auth=lan)
        assert word.status_code == 200
        assert re.fullmatch(r'attachment; filename="hoidap-[\d-]+\.docx"', word.headers["Content-Disposition"])
        assert (await http.get(f"{address}.md?lang=en", auth=lan)).text.startswith("# Ask the reports")
        assert (await http.get(f"{address}.md", auth=minh)).status_code == 404
        assert (await http.get(f"{address}.md")).status_code == 401
        assert (await http.get("/api/conversations/nothing/export.md", auth=lan)).status_code == 404


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
