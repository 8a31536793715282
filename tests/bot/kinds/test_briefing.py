"""A document at a glance: every line word for word where it says, figures with their years, deadlines by day, who does what."""

from datetime import date
from itertools import pairwise

import pytest

from bot.kinds.briefing import MOST_LINES, TOPICS, Briefing, briefing
from bot.kinds.due import deadlines_of
from bot.kinds.tasks import tasks_of
from index.library import Library
from tests.corpus.small_reports import report_from

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 7/KH-UBND
Lam Bình, ngày 09 tháng 01 năm 2025
KẾ HOẠCH
Sắp xếp các sở năm 2025
"""


@pytest.fixture(scope="module")
def briefings(sample_library: Library) -> list[Briefing]:
    return [briefing(sample_library.reports, each, "vi") for each in sample_library.reports.all()]


def test_every_line_is_word_for_word(briefings: list[Briefing]) -> None:
    for each in briefings:
        for number, line in enumerate(each.lines, 1):
            cited = line.citation
            assert cited.quote == each.report.text[cited.start : cited.end]
            assert (cited.marker, cited.report_id) == (number, each.report.id)
            assert all(0 <= start < end <= len(cited.quote) for start, end in line.marks)


def test_topics_are_in_order_and_not_too_long(briefings: list[Briefing]) -> None:
    for each in briefings:
        topics = [line.topic for line in each.lines]
        assert topics == sorted(topics, key=TOPICS.index)
        assert all(topics.count(topic) <= MOST_LINES for topic in TOPICS)
        days = [line.day for line in each.lines if line.day]
        assert all(first <= second for first, second in pairwise(days))
        assert [line.topic for line in each.lines if line.day] == ["deadlines"] * len(days)


def test_the_plan_says_what_it_is_by_when_and_who_does_what(briefings: list[Briefing]) -> None:
    plan = next(each for each in briefings if each.report.number == "19/KH-UBND")
    facts = {line.fact: line.citation.quote for line in plan.lines if line.fact}
    assert facts["number"] == "Số: 19/KH-UBND"
    assert facts["signer"].endswith("Hà Quang Thưởng")
    assert date(2025, 3, 20) in [line.day for line in plan.lines]
    assert [line.who for line in plan.lines if line.who][:3] == ["Sở Nội vụ", "Sở TT&TT và Sở KH&CN", "Sở Tài chính"]


def test_figures_have_their_years_and_are_marked(briefings: list[Briefing]) -> None:
    report = next(each for each in briefings if each.report.number == "08/BC-STTTT")
    figures = {line.citation.quote: line for line in report.lines if line.topic == "figures"}
    budget = next(line for quote, line in figures.items() if "186,3 tỷ đồng" in quote)
    assert budget.years == (2024,)
    assert "186,3 tỷ đồng" in [budget.citation.quote[start:end] for start, end in budget.marks]
    planned = next(line for quote, line in figures.items() if "235 tỷ đồng" in quote)
    assert planned.years == (2025,)


@pytest.mark.parametrize(
    "line",
    [
        "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng đề án.",
        "1. Giao Sở Tài chính bố trí kinh phí thực hiện kế hoạch.",
        "a) Ủy ban nhân dân các huyện có trách nhiệm tuyên truyền tới người dân.",
        "- Sở Y tế, Sở Giáo dục và Đào tạo phụ trách các cơ sở trực thuộc.",
    ],
)
def test_who_is_charged_is_told(line: str) -> None:
    report = report_from(f"{HEAD}I. TỔ CHỨC THỰC HIỆN\n{line}\nTrên đây là kế hoạch của tỉnh.")
    assert [report.text[each.start : each.end] for each in tasks_of(report)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Sở hữu trí tuệ được giao dịch ngày càng nhiều trên địa bàn tỉnh.",
        "Sở Nội vụ đã hoàn thành việc rà soát do mình phụ trách trong năm 2024.",
        "Nhiệm vụ được giao cho các phòng đều đúng tiến độ đề ra.",
        "Sở Khoa học và Công nghệ là cơ quan thuộc tỉnh, tham mưu quản lý nhà nước.",
    ],
)
def test_what_charges_nobody_is_not(line: str) -> None:
    assert tasks_of(report_from(f"{HEAD}I. TÌNH HÌNH\n{line}\nTrên đây là kế hoạch của tỉnh.")) == []


def test_the_points_below_a_name_are_its_tasks() -> None:
    report = report_from(
        f"{HEAD}Điều 5. Trách nhiệm của Sở Nội vụ\n1. Thẩm định đề án của các cơ quan.\n2. Tổng hợp báo cáo hằng quý của các sở.\n"
        "Điều 6. Hiệu lực thi hành\n1. Kế hoạch này có hiệu lực từ ngày ký ban hành."
    )
    assert [(each.lead, report.text[each.start : each.end]) for each in tasks_of(report)] == [
        ("Sở Nội vụ", "1. Thẩm định đề án của các cơ quan."),
        ("Sở Nội vụ", "2. Tổng hợp báo cáo hằng quý của các sở."),
    ]


def test_a_day_before_the_document_is_no_deadline_of_it() -> None:
    report = report_from(
        f"{HEAD}I. NỘI DUNG\nHoàn thành đề án trước ngày 28/02/2025 và trước ngày 15/02/2025.\n"
        "Đến ngày 31/12/2024, các sở có 120 phòng theo đề án."
    )
    assert [days for _, _, days in deadlines_of(report)] == [(date(2025, 2, 15), date(2025, 2, 28))]
