import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from corpus.chunk import Chunk
from corpus.language.sentence import sentences
from corpus.report import Report
from corpus.split import LONGEST_CHUNK, chunks_of
from tests.corpus.small_reports import BAO_CAO, LINES, report_from


def holding(report: Report, words: str) -> Chunk:
    place = report.text.index(words)
    return next(chunk for chunk in chunks_of(report) if chunk.start <= place < chunk.end)


def test_the_2025_plan_is_not_the_2024_result(bao_cao: Report) -> None:
    result, plan = holding(bao_cao, "3.245 hồ sơ"), holding(bao_cao, "Hợp nhất Sở")
    assert (result.years, result.aspect) == ((2024,), "result")
    assert (plan.years, plan.aspect) == ((2025,), "plan")
    assert plan.path == "II. NHIỆM VỤ NĂM 2025"


def test_a_proposal_is_a_direction(bao_cao: Report) -> None:
    assert holding(bao_cao, "Đề nghị UBND").aspect == "direction"


def test_a_date_is_not_a_reporting_year() -> None:
    report = report_from(
        "BÁO CÁO\nTổng kết năm 2024\nI. KẾT QUẢ\nNghị quyết số 57-NQ/TW ngày 22/12/2023 đã được quán triệt."
    )
    assert holding(report, "57-NQ/TW").years == (2024,)


def test_letterhead_and_signature_are_kept_but_not_ranked(bao_cao: Report) -> None:
    assert not holding(bao_cao, "12/BC-SNV").searchable
    assert not holding(bao_cao, "Trần Văn Bình").searchable
    assert holding(bao_cao, "Tổng kết công tác").searchable


def test_a_heading_stays_with_what_it_heads() -> None:
    report = report_from("BÁO CÁO\nNăm\nI. KẾT QUẢ\n1. Kinh tế\n" + "Thu đạt 15 tỷ đồng. " * 100)
    assert any(chunk.text.startswith("I. KẾT QUẢ\n1. Kinh tế\nThu đạt") for chunk in chunks_of(report))


def test_pages_of_a_chunk() -> None:
    report = report_from(BAO_CAO, pages=2)
    assert holding(report, "12/BC-SNV").pages == (1,)
    assert holding(report, "Trần Văn Bình").pages == (2,)


def assert_laws(report: Report) -> None:
    chunks = chunks_of(report)
    assert "".join(chunk.text for chunk in chunks) == report.text
    position = 0
    for chunk in chunks:
        assert chunk.start == position
        assert chunk.text == report.text[chunk.start : chunk.end]
        assert chunk.id == f"{report.id}@{chunk.start}-{chunk.end}"
        assert chunk.pages
        assert chunk.path in {section.path for section in report.sections}
        position = chunk.end
    borders = {chunk.start for chunk in chunks}
    for start, end in sentences(report.text):
        assert not any(start < border < end for border in borders)


SENTENCES = st.sampled_from(
    [
        "Thu đạt 3.245 tỷ đồng, tăng 8,5%. ",
        "Giao TP. Lam Bình chủ trì. ",
        "Năm 2025 phấn đấu 20%! ",
        "Theo tr. 4, v.v. ",
    ]
)
PARAGRAPHS = st.one_of(LINES, st.lists(SENTENCES, min_size=1, max_size=60).map("".join).map(str.strip))


@given(st.lists(PARAGRAPHS, min_size=1, max_size=20), st.integers(1, 3))
def test_chunks_tile_the_text_and_cut_no_sentence(paragraphs: list[str], pages: int) -> None:
    report = report_from("\n".join(paragraphs), pages=pages)
    assert_laws(report)
    for chunk in chunks_of(report):
        inner = [end - start for start, end in sentences(chunk.text)]
        assert len(chunk.text) <= LONGEST_CHUNK or len(inner) == 1 or not chunk.searchable


@given(st.lists(PARAGRAPHS, min_size=1, max_size=12), st.integers(1, 4))
def test_pages_tile_the_text(paragraphs: list[str], pages: int) -> None:
    report = report_from("\n".join(paragraphs), pages=pages)
    assert report.pages[0].start == 0
    assert report.pages[-1].end == len(report.text)
    assert all(before.end == after.start for before, after in zip(report.pages, report.pages[1:], strict=False))
    assert unicodedata.is_normalized("NFC", report.text)
