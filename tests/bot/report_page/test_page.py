"""The page of one report: the passage marked where it stands, and text that is never markup."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from markupsafe import escape

from bot.html.kept_look import KEPT_LOOK
from bot.report_page.identity_form import Refused
from bot.report_page.page import Around, report_page
from corpus.notice import Notice
from corpus.report import Page, Relation, Report, Section
from index.record.related import RelatedDocument, Supersession

HOSTILE = '<script>alert(1)</script> <img src=x onerror="alert(2)"> </mark></div> & "'
FIRST = f"BÁO CÁO\n\nSố hồ sơ đạt 68,7%. {HOSTILE}\n"
SECOND = "Trang sau nói tiếp về sở mới.\n"
TEXT = FIRST + SECOND
REPORT = Report(
    id="r1",
    collection="default",
    title=f"Kết quả năm 2024 {HOSTILE}",
    kind="báo cáo",
    number="15/BC-STTTT",
    agency="Sở Nội vụ",
    place="Lam Bình",
    issued=date(2025, 1, 9),
    effective=None,
    years=(2024, 2025),
    signer="Vũ Thị Hồng Diệp",
    source="a.txt",
    sha256="0" * 64,
    language="vi",
    text=TEXT,
    pages=(Page("i", 1, 0, len(FIRST), 0.913), Page("2", 2, len(FIRST), len(TEXT))),
    sections=(Section(0, "", 0, len(TEXT), ""),),
    relations=(Relation("replaces", "31/2023/QĐ-UBND"),),
)


def marked(page: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)]


def text_of(page: str) -> str:
    """What a reader reads as the report's text."""
    blocks = re.findall(r'<div class="text">(.*?)</div>', page, re.DOTALL)
    return unescape(re.sub(r"</?(?:mark|span)[^>]*>", "", "".join(blocks)))


def test_passage_is_marked_exactly() -> None:
    start = TEXT.index("Số hồ sơ")
    end = TEXT.index(" &")
    page = report_page(REPORT, start, end, language="vi")
    assert marked(page) == [TEXT[start:end]]
    assert page.count('<mark id="passage">') == 1
    assert text_of(page) == TEXT


def test_passage_across_pages_is_marked_on_both() -> None:
    start, end = TEXT.index("68,7"), TEXT.index("nói tiếp")
    page = report_page(REPORT, start, end, language="vi")
    assert marked(page) == [TEXT[start : len(FIRST)], TEXT[len(FIRST) : end]]
    assert page.count('id="passage"') == 1
    assert text_of(page) == TEXT


def test_whole_text_can_be_the_passage() -> None:
    assert "".join(marked(report_page(REPORT, 0, len(TEXT), language="vi"))) == TEXT


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, len(TEXT) + 1), (10**9, 10**9 + 1), (3, None), (None, 3)]
)
def test_passage_that_is_not_there_is_said_and_marks_nothing(start: int | None, end: int | None) -> None:
    page = report_page(REPORT, start, end, language="vi")
    assert marked(page) == []
    assert "chỉ đến một đoạn không có trong văn bản" in page
    assert text_of(page) == TEXT


def test_without_a_passage_nothing_is_said_of_one() -> None:
    page = report_page(REPORT, None, None, language="vi")
    assert marked(page) == []
    assert "đoạn" not in re.sub(r"<style>.*</style>|<div class=\"text\">.*?</div>", "", page, flags=re.DOTALL)


def test_text_is_never_markup() -> None:
    hostile = replace(REPORT, number=HOSTILE, agency=HOSTILE, place=HOSTILE, signer=HOSTILE, kind=HOSTILE)
    page = report_page(hostile, 0, 40, language="vi").replace(KEPT_LOOK, "")
    tags = set(re.findall(r"<([a-z][a-z0-9]*)", page))
    assert not tags & {"script", "img", "iframe", "link"}
    assert "onerror=" not in "".join(re.findall(r"<[^>]*>", page))
    assert "http" not in page


@pytest.mark.parametrize(("language", "signed"), [("vi", "Người ký"), ("en", "Signed by")])
def test_identity_in_both_languages(language: str, signed: str) -> None:
    page = report_page(REPORT, None, None, language="vi" if language == "vi" else "en")
    assert f'<html lang="{language}">' in page
    for told in (
        signed,
        "15/BC-STTTT",
        "Sở Nội vụ",
        "9/1/2025",
        "2024, 2025",
        "Vũ Thị Hồng Diệp",
        "31/2023/QĐ-UBND",
        "91",
    ):
        assert told in page
    assert 'href="/api/reports/r1/original"' in page
    assert 'href="/"' in page


@pytest.mark.parametrize(("kind", "said"), [("replaces", "đã bị thay thế bởi"), ("repeals", "đã bị bãi bỏ bởi")])
def test_superseded_report_says_so(kind: str, said: str) -> None:
    page = report_page(
        REPORT, None, None, language="vi", around=Around(superseded=Supersession(kind, "12/2025/QĐ-UBND"))
    )
    assert f"Văn bản này {said} văn bản số 12/2025/QĐ-UBND." in page


def test_unknown_identity_is_said_to_be_unknown() -> None:
    bare = replace(
        REPORT, kind=None, number=None, agency=None, place=None, issued=None, years=(), signer=None, relations=()
    )
    assert report_page(bare, None, None, language="vi").count("chưa xác định") == 8


def test_contents_lead_to_where_sections_begin() -> None:
    start = TEXT.index("Số hồ sơ")
    sections = (*REPORT.sections, Section(1, f"I. {HOSTILE}", start, len(TEXT), "I"), Section(4, "a)", 40, 50, "I › a"))
    page = report_page(replace(REPORT, sections=sections), start - 3, start + 10, language="vi")
    assert f'<a href="#s-{start}">I. &lt;script&gt;' in page
    assert page.count(f'<span id="s-{start}"></span>') == 1
    assert "".join(marked(page)) == TEXT[start - 3 : start + 10]
    assert page.count('id="passage"') == 1
    assert text_of(page) == TEXT


def test_related_documents_have_links_both_ways() -> None:
    related = (
        RelatedDocument("replaces", "to", "31/2023/QĐ-UBND", "old"),
        RelatedDocument("amends", "from", "40/2026/QĐ-UBND", None),
    )
    page = report_page(REPORT, None, None, language="vi", around=Around(related=related))
    assert '<th scope="row">Thay thế</th><td><a href="/reports/old?lang=vi">31/2023/QĐ-UBND</a></td>' in page
    assert '<th scope="row">Được sửa đổi, bổ sung bởi</th><td>40/2026/QĐ-UBND</td>' in page


def test_warnings_of_reading_are_in_the_language_of_the_page() -> None:
    doubtful = replace(REPORT, warnings=(Notice("pages_by_ocr", scanned=2, pages=3),))
    assert "2/3 trang được đọc bằng nhận dạng chữ" in report_page(doubtful, None, None, language="vi")
    assert "2 of 3 pages were read by OCR" in report_page(doubtful, None, None, language="en")


def test_form_keeps_what_was_typed_and_stays_text() -> None:
    typed = {"number": HOSTILE, "issued": "hôm qua"}
    around = Around(may_edit=True, refused=Refused(typed, "issued"))
    page = report_page(REPORT, None, None, language="vi", around=around)
    assert f'name="number" value="{escape(HOSTILE)}"' in page
    assert "Hãy nhập theo mẫu 20/1/2025." in page
    assert "<form" not in report_page(REPORT, None, None, language="vi")
