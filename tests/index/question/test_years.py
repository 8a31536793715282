"""Reporting years and parts of the year in questions, against the first of August 2026."""

import pytest

from index.question.numbers import without_numbers
from index.question.period import Period, period_in
from index.question.years import years_in
from tests.corpus.language.spelling import english, vietnamese

STATED = [
    ("Kế hoạch năm 2025 nói gì?", (2025,)),
    ("Kế hoạch 2025 nói gì?", (2025,)),
    ("What happened in 2025?", (2025,)),
    ("the 2025 plan", (2025,)),
    ("the 2025 work plan of the province", (2025,)),
    ("Giai đoạn 2021-2025 có gì mới?", (2021, 2022, 2023, 2024, 2025)),
    ("giai đoạn 2021 – 2023", (2021, 2022, 2023)),
    ("từ 2021 đến 2023", (2021, 2022, 2023)),
    ("Từ năm 2021 đến năm 2023 có bao nhiêu vụ?", (2021, 2022, 2023)),
    ("from 2021 to 2023", (2021, 2022, 2023)),
    ("between 2021 and 2023", (2021, 2022, 2023)),
    ("Kế hoạch 5 năm 2021-2025", (2021, 2022, 2023, 2024, 2025)),
    ("2023 và 2024", (2023, 2024)),
    ("năm 2022, 2023 và 2024", (2022, 2023, 2024)),
    ("So sánh năm 2023 với năm 2024", (2023, 2024)),
    ("Kế hoạch 2024 và báo cáo 2025 khác gì nhau?", (2024, 2025)),
    ("FY2024 budget", (2024,)),
    ("Năm học 2024-2025 có bao nhiêu trường?", (2024, 2025)),
    ("quý III/2024 thu bao nhiêu?", (2024,)),
    ("quý 3/2024", (2024,)),
    ("Q3/2024 revenue", (2024,)),
    ("revenue in the third quarter of 2024", (2024,)),
    ("6 tháng đầu năm 2025", (2025,)),
    ("9 tháng năm 2024", (2024,)),
    ("báo cáo tháng 5/2025", (2025,)),
    ("Năm nay có gì mới?", (2026,)),
    ("Năm ngoái có gì mới?", (2025,)),
    ("năm kia", (2024,)),
    ("Sang năm tỉnh làm gì?", (2027,)),
    ("Nhiệm vụ năm tới là gì?", (2027,)),
    ("Sang năm 2025 tỉnh làm gì?", (2025,)),
    ("last year", (2025,)),
    ("this year's budget", (2026,)),
    ("next year", (2027,)),
    ("Năm 2024 - tỉnh có gì mới?", (2024,)),
    ("Công tác phổ biến pháp luật năm 2024", (2024,)),
    ("Kết quả thi hành Luật Đất đai trong năm 2024", (2024,)),
    ("đạt bao nhiêu so với kế hoạch năm 2024", (2024,)),
    ("Kế hoạch năm 2025 đặt mục tiêu gì đến năm 2030?", (2025, 2030)),
    ("Quyết định 57 giao chỉ tiêu năm 2025 thế nào?", (2025,)),
]
LEANING = [
    ("ngày 26/4/2024 có sự kiện gì?", (2024,)),
    ("ngày 26 tháng 4 năm 2024", (2024,)),
    ("on 26 April 2024", (2024,)),
    ("in April 2024", (2024,)),
    ("tháng 5/2025 có gì?", (2025,)),
    ("Quyết định 57 năm 2024", (2024,)),
    ("các văn bản ban hành năm 2024", (2024,)),
    ("nhiệm kỳ 2020-2022", (2020, 2021, 2022)),
    ("Đến năm 2030 tỉnh có gì?", (2030,)),
    ("đến hết năm 2024", (2024,)),
    ("before 2024", (2024,)),
    ("since 2024", (2024, 2025, 2026)),
    ("từ năm 2024 đến nay", (2024, 2025, 2026)),
    ("Năm 2024 tăng bao nhiêu so với năm 2023?", (2023, 2024)),
    ("Năm 2024 giảm bao nhiêu so với năm trước?", (2023, 2024)),
    ("Kết quả 6 tháng đầu năm 2025 so với cùng kỳ năm trước", (2024, 2025)),
    ("growth in 2024 compared with 2023", (2023, 2024)),
    ("giảm bao nhiêu so với năm ngoái?", (2025, 2026)),
    ("trong năm qua", (2025,)),
    ("năm trước", (2025,)),
    ("năm sau", (2027,)),
    ("2 năm tới", (2027, 2028)),
    ("so với năm nay", (2026,)),
    ("giảm so với năm 2022", (2022, 2023)),
    ("doanh nghiệp đăng ký trong tháng 5 năm 2024", (2024,)),
    ("3 năm qua", (2023, 2024, 2025, 2026)),
    ("3 năm gần đây", (2023, 2024, 2025, 2026)),
    ("in the last two years", (2024, 2025, 2026)),
    ("two years ago", (2024,)),
    ("cách đây 2 năm", (2024,)),
    ("nam 2025 tinh co gi", (2025,)),
]
NONE = [
    "Hiện nay ai là giám đốc?",
    "theo Nghị định 30/2020/NĐ-CP",
    "theo Nghị định 30/2020",
    "Quyết định số 31/2023/QĐ-UBND quy định gì?",
    "Luật Đất đai năm 2024 quy định gì?",
    "luật đất đai 2024 có gì mới",
    "the Land Law 2024",
    "hơn 2000 hộ nghèo",
    "có 2000 hộ nghèo không?",
    "over 2000 households",
    "sinh năm 1985",
    "5 năm sau khi hợp nhất",
    "hằng năm trước ngày 15 tháng 12",
    "trong những năm tới",
    "trong thời hạn 2 năm",
]


@pytest.mark.parametrize(
    ("question", "years", "stated"),
    [(*case, True) for case in STATED] + [(*case, False) for case in LEANING] + [(case, (), False) for case in NONE],
)
def test_years(question: str, years: tuple[int, ...], stated: bool) -> None:
    assert years_in(without_numbers(question), 2026) == (years, stated)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("6 tháng đầu năm 2025", (1, 6)),
        ("III. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM 2025", (7, 12)),
        ("9 tháng năm 2024", (1, 9)),
        ("chín tháng đầu năm", (1, 9)),
        ("nửa đầu năm nay", (1, 6)),
        ("báo cáo 6 tháng", (1, 6)),
        ("quý III/2024", (7, 9)),
        ("quý 3/2024", (7, 9)),
        ("quý một", (1, 3)),
        ("Q4 2024", (10, 12)),
        ("the third quarter of 2024", (7, 9)),
        ("the first half of 2025", (1, 6)),
        ("H2 2025", (7, 12)),
        ("the first nine months of 2024", (1, 9)),
        ("tháng 5/2025", (5, 5)),
        ("5/2025", (5, 5)),
        ("in May 2024", (5, 5)),
        ("từ tháng 3 đến tháng 6 năm 2024", (3, 6)),
        ("cả năm 2024", None),
        ("12 tháng năm 2024", None),
        ("quý I và quý II", None),
        ("ngày 26 tháng 4 năm 2024", None),
        ("26/4/2024", None),
        ("26 April 2024", None),
        ("trong thời hạn 6 tháng kể từ ngày ký", None),
        ("tháng 13", None),
    ],
)
def test_period(text: str, months: tuple[int, int] | None) -> None:
    assert period_in(text) == (months and Period(*months))


@pytest.mark.parametrize("months", range(1, 12))
def test_months_are_counted_in_digits_and_in_words(months: int) -> None:
    said, of_year = (str(months), vietnamese(months)), "năm 2025"
    for count in said:
        assert period_in(f"{count} tháng đầu {of_year}") == Period(1, months), count
        assert period_in(f"{count} tháng cuối {of_year}") == Period(13 - months, 12), count
    assert period_in(f"the first {english(months)} months of 2025") == Period(1, months)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_is_named_in_digits_in_words_and_by_its_name(month: int) -> None:
    nth = "tư" if month == 4 else vietnamese(month)
    name = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][month - 1]
    for text in (
        f"tháng {month} năm 2025",
        f"tháng {nth} năm 2025",
        f"{month}/2025",
        f"in {name} 2025",
    ):
        assert period_in(text) == Period(month, month), text


@pytest.mark.parametrize("quarter", range(1, 5))
def test_a_quarter_is_named_in_digits_and_in_words(quarter: int) -> None:
    ordinal = ("first", "second", "third", "fourth")[quarter - 1]
    nth = ("một", "hai", "ba", "tư")[quarter - 1]
    for text in (
        f"quý {quarter}",
        f"quý {nth}",
        f"quý {('I', 'II', 'III', 'IV')[quarter - 1]}",
        f"Q{quarter} 2025",
        f"the {ordinal} quarter",
    ):
        assert period_in(text) == Period(3 * quarter - 2, 3 * quarter), text


@pytest.mark.parametrize("count", range(2, 31))
def test_years_are_counted_in_digits_and_in_words(count: int) -> None:
    past, coming = tuple(range(2026 - count, 2027)), tuple(range(2027, 2027 + count))
    for said in (str(count), vietnamese(count)):
        assert years_in(f"trong {said} năm qua", 2026) == (past, False)
        assert years_in(f"{said} năm tới", 2026) == (coming, False)
        assert years_in(f"cách đây {said} năm", 2026) == ((2026 - count,), False)
    assert years_in(f"in the last {english(count)} years", 2026) == (past, False)
    assert years_in(f"{english(count)} years ago", 2026) == ((2026 - count,), False)
