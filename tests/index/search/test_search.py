"""What a question states outright limits the search; copies are one hit; a hit carries its context."""

from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from index.question.filters import Filters
from index.search.hit import Hit
from index.sync import sync

TODAY = date(2025, 11, 25)
LETTERHEAD = """{agency}                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: {number}                     Độc lập - Tự do - Hạnh phúc

Lam Bình, ngày {day}

{kind}
{title}

{body}
"""
REPORTS = {
    "results": {
        "agency": "SỞ NỘI VỤ TỈNH LAM GIANG", "number": "12/BC-SNV", "day": "9 tháng 01 năm 2025", "kind": "BÁO CÁO",
        "title": "Tổng kết công tác năm 2024, nhiệm vụ năm 2025",
        "body": (
            "I. KẾT QUẢ NĂM 2024\nSở đã số hóa 540.000 trang tài liệu lưu trữ lịch sử, vượt kế hoạch được giao.\n"
            "II. NHIỆM VỤ NĂM 2025\nSố hóa 900.000 trang tài liệu lưu trữ lịch sử của các cơ quan cấp tỉnh.\n"
        ),
    },
    "old": {
        "agency": "ỦY BAN NHÂN DÂN TỈNH LAM GIANG", "number": "57/QĐ-UBND", "day": "3 tháng 02 năm 2020", "kind": "QUYẾT ĐỊNH",
        "title": "Về việc quản lý kho dữ liệu dùng chung",
        "body": "Điều 1. Thời hạn cung cấp dữ liệu là năm ngày làm việc kể từ khi nhận yêu cầu hợp lệ.\n",
    },
    "new": {
        "agency": "ỦY BAN NHÂN DÂN TỈNH LAM GIANG", "number": "8/QĐ-UBND", "day": "4 tháng 3 năm 2024", "kind": "QUYẾT ĐỊNH",
        "title": "Về việc quản lý kho dữ liệu dùng chung",
        "body": (
            "Điều 1. Thời hạn cung cấp dữ liệu là ba ngày làm việc kể từ khi nhận yêu cầu hợp lệ.\n"
            "Điều 2. Quyết định này thay thế Quyết định số 57/QĐ-UBND ngày 03 tháng 02 năm 2020.\n"
        ),
    },
    "transport": {
        "agency": "SỞ XÂY DỰNG TỈNH LAM GIANG", "number": "3/BC-SXD", "day": "5 tháng 6 năm 2025", "kind": "BÁO CÁO",
        "title": "Kết quả bảo trì đường bộ năm 2025",
        "body": "Đã bảo trì 42 km đường tỉnh. Cầu Bến Lam được sửa chữa xong trong tháng năm.\n",
    },
}  # fmt: skip


@pytest.fixture
def small(library: Library, tmp_path: Path) -> Library:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, fields in REPORTS.items():
        (folder / f"{name}.txt").write_text(LETTERHEAD.format(**fields), encoding="utf-8")
    assert sync(library, [folder]).failed == []
    return library


def ask(library: Library, question: str, filters: Filters | None = None, k: int = 10) -> list[Hit]:
    return library.searcher().search(library.understanding.query(question, filters, TODAY), k)


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch năm 2025 số hóa bao nhiêu trang tài liệu?",
        "nhiem vu nam 2025 so hoa bao nhieu trang tai lieu",
        "What is the 2025 plan for tài liệu lưu trữ?",
    ],
)
def test_the_plan_of_a_year_returns_no_result_of_another(small: Library, question: str) -> None:
    hits = ask(small, question)
    assert "900.000" in hits[0].chunk.text
    assert all(2025 in hit.chunk.years or not hit.chunk.years for hit in hits)
    assert all(hit.chunk.aspect not in ("result", "estimate") for hit in hits)
    free = ask(small, question, Filters(ignore=("years", "aspect")))
    assert any("540.000" in hit.chunk.text for hit in free)


def test_last_year_is_the_year_before_today(small: Library) -> None:
    query = small.understanding.query("Năm ngoái số hóa bao nhiêu trang?", None, TODAY)
    assert query.wanted.years == (2024,)


def test_a_named_number_comes_first_and_its_replacement_is_told(small: Library) -> None:
    first = ask(small, "Quyết định 57 quy định thời hạn cung cấp dữ liệu thế nào?")[0]
    assert "năm ngày" in first.chunk.text
    assert first.context.superseded is not None
    assert first.context.superseded.by == "8/QĐ-UBND"
    ranked = ask(small, "thời hạn cung cấp dữ liệu là bao lâu?")
    assert "ba ngày" in ranked[0].chunk.text
    assert ranked[0].context.superseded is None
    assert all(
        "năm ngày" not in hit.chunk.text for hit in ask(small, "thời hạn cung cấp dữ liệu", Filters(in_force=True))
    )


def test_an_old_name_of_an_agency_finds_the_new_one(small: Library) -> None:
    found = ask(small, "bảo trì đường bộ", Filters(agencies=("Sở GTVT",)))
    assert {small.reports.register().entries[hit.chunk.report_id].agency for hit in found} == {
        "Sở Xây dựng tỉnh Lam Giang"
    }


def test_a_hit_carries_its_heading_and_neighbours(small: Library) -> None:
    hit = next(hit for hit in ask(small, "số hóa tài liệu lưu trữ lịch sử") if "540.000" in hit.chunk.text)
    assert "KẾT QUẢ NĂM 2024" in hit.context.heading.upper()
    assert hit.context.before is not None
    assert hit.context.before.end == hit.chunk.start
    assert hit.context.after is not None
    assert hit.context.after.start == hit.chunk.end


def test_copies_are_one_hit_the_newest(small: Library, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    newer = REPORTS["transport"] | {"number": "9/BC-SXD", "day": "7 tháng 8 năm 2025"}
    (folder / "copy.txt").write_text(LETTERHEAD.format(**newer), encoding="utf-8")
    sync(small, [folder])
    hits = [hit for hit in ask(small, "Cầu Bến Lam được sửa chữa khi nào?") if "42 km" in hit.chunk.text]
    assert len(hits) == 1
    register = small.reports.register()
    assert register.entries[hits[0].chunk.report_id].issued == "2025-08-07"
    assert [register.entries[each.report_id].issued for each in hits[0].context.copies] == ["2025-06-05"]


@pytest.mark.parametrize("question", ["", "   ", "?!…", "\x00\u200b", "—" * 20_000])
def test_without_a_word_nothing_is_found(small: Library, question: str) -> None:
    assert ask(small, question) == []


@pytest.mark.parametrize("question", ["sở " * 7_000, "a" * 20_000, "57/QĐ-UBND " * 1_000])
def test_a_very_long_question_is_searched(small: Library, question: str) -> None:
    assert len(ask(small, question)) > 0


@pytest.mark.parametrize(
    "filters",
    [
        Filters(agencies=("Sở Không Có",)),
        Filters(years=(1999,)),
        Filters(collections=()),
        Filters(reports=("nothing",)),
        Filters(kinds=("thơ",)),
    ],
)
def test_a_filter_that_leaves_nothing_finds_nothing(small: Library, filters: Filters) -> None:
    assert ask(small, "bảo trì đường bộ", filters) == []


def test_reports_left_out_stay_out(small: Library) -> None:
    first = ask(small, "bảo trì đường bộ")[0].chunk.report_id
    query = small.understanding.query("bảo trì đường bộ", None, TODAY)
    assert first not in {hit.chunk.report_id for hit in small.searcher().search(query, exclude=frozenset({first}))}
