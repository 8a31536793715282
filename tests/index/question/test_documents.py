"""Numbers, kinds and agencies of documents in questions."""

from collections.abc import Sequence

import pytest

from corpus.text.letters import fold
from index.glossary.agency_names import english_names
from index.question.agencies import NamesOf, agencies_in, agency_names
from index.question.kinds import kinds_in
from index.question.numbers import numbers_in

SNV, SKHCN, STTTT, UBND, HUYEN = (
    "Sở Nội vụ tỉnh Lam Giang",
    "Sở Khoa học và Công nghệ tỉnh Lam Giang",
    "Sở Thông tin và Truyền thông tỉnh Lam Giang",
    "Ủy ban nhân dân tỉnh Lam Giang",
    "Ủy ban nhân dân huyện Hạ Lam",
)
AGENCIES = (SNV, SKHCN, STTTT, UBND, HUYEN)


def named(question: str, agencies: Sequence[str], names_of: NamesOf | None = None) -> tuple[tuple[str, ...], bool]:
    return agencies_in(question, agency_names(question, agencies, names_of))


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Quyết định 57", ("57",)),
        ("Quyết định số 57 quy định gì?", ("57",)),
        ("quyết định 57 có hiệu lực khi nào", ("57",)),
        ("QĐ 57 nói gì?", ("57",)),
        ("Kế hoạch 19/KH-UBND", ("19/KH-UBND",)),
        ("19/KH-UBND ngày 20/1/2025", ("19/KH-UBND",)),
        ("QD 57/QD-UBND", ("57/QĐ-UBND",)),
        ("qđ 57/qđ-ubnd", ("57/QĐ-UBND",)),
        ("30/2020/nd-cp", ("30/2020/NĐ-CP",)),
        ("Nghị quyết 57-NQ/TW", ("57-NQ/TW",)),
        ("Nghị quyết số 57-NQ/TW và Quyết định 12/2025/QĐ-UBND", ("57-NQ/TW", "12/2025/QĐ-UBND")),
        ("Decision No. 57", ("57",)),
        ("was decision 31/2023 replaced?", ("31/2023",)),
        ("is decision 31/2023 still in force?", ("31/2023",)),
        ("Quyết định 31/2023 ai ký?", ("31/2023",)),
        ("Decision 57/QD-UBND", ("57/QĐ-UBND",)),
        ("What does Decision 57 say?", ("57",)),
        ("Quyết định 31/2023 còn hiệu lực không?", ("31/2023",)),
        ("Quyết định số 31/2023/QĐ-UBND, kế hoạch số 57", ("31/2023/QĐ-UBND", "57")),
        ("báo cáo 312/BC-STTTT", ("312/BC-STTTT",)),
        ("Quyết định 57 năm 2024", ("57",)),
        ("TT 45/2024 BGTVT hiệu lực từ?", ("45/2024",)),
        ("thông tư 8/2021 sửa thông tư nào", ("8/2021",)),
        ("kế hoạch 31/2020 huyện Hạ Lam", ("31/2020",)),
        ("luật số 52/2014 do ai ký", ("52/2014",)),
        ("NQ 66.4/2025/NQ-CP chạy từ lúc nào", ("66.4/2025/NQ-CP",)),
        ("kế hoạch 6/2025 của huyện", ()),
        ("quyết định 31/12/2025", ()),
        ("Quyết định năm 2024", ()),
        ("Kế hoạch 2025", ()),
        ("57 quyết định", ()),
        ("báo cáo 6 tháng đầu năm", ()),
        ("Kế hoạch 5 năm 2021-2025", ()),
        ("kế hoạch 3 xã", ()),
        ("báo cáo 5/2025", ()),
        ("năm 2024 - tỉnh có gì", ()),
        ("COVID-19", ()),
        ("tăng 10/năm", ()),
    ],
)
def test_numbers(question: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(question) == numbers


@pytest.mark.parametrize(
    ("question", "kinds", "only"),
    [
        ("Kế hoạch năm 2025 nói gì?", ("kế hoạch",), False),
        ("Báo cáo và nghị quyết nào nói về biên chế?", ("báo cáo", "nghị quyết"), False),
        ("what did the 2025 plan say", ("kế hoạch",), False),
        ("which decisions were replaced", ("quyết định",), False),
        ("Theo quyết định nào?", ("quyết định",), False),
        ("QĐ 57 nói gì?", ("quyết định",), False),
        ("Trong các quyết định, ai chịu trách nhiệm?", ("quyết định",), True),
        ("who signs in the decisions", ("quyết định",), True),
        ("Trong các kế hoạch có gì?", ("kế hoạch",), False),
        ("Trong các quyết định và báo cáo", ("quyết định", "báo cáo"), False),
        ("57 quyết định", (), False),
        ("Ban hành bao nhiêu quyết định?", (), False),
        ("how many decisions", (), False),
        ("Sở Kế hoạch và Đầu tư", (), False),
        ("đạt bao nhiêu phần trăm kế hoạch", (), False),
        ("The province plans to merge", (), False),
    ],
)
def test_kinds(question: str, kinds: tuple[str, ...], only: bool) -> None:
    assert kinds_in(question) == (kinds, only)


@pytest.mark.parametrize(
    ("question", "agencies", "authors"),
    [
        ("Báo cáo của Sở Nội vụ nói gì?", (SNV,), True),
        ("Báo cáo tổng kết năm 2024 của Sở Nội vụ nói gì?", (SNV,), True),
        ("Kế hoạch của Ủy ban nhân dân tỉnh", (UBND,), True),
        ("Theo Sở Nội vụ, năm 2024 có bao nhiêu người đỗ?", (SNV,), True),
        ("Quyết định do Ủy ban nhân dân tỉnh ban hành", (UBND,), True),
        ("according to the Department of Home Affairs, how many?", (SNV,), True),
        ("the report of the Department of Science and Technology", (SKHCN,), True),
        ("the Department of Home Affairs’ 2024 report", (SNV,), True),
        ("Decisions issued by the provincial People's Committee", (UBND,), True),
        ("Báo cáo của Sở Nội vụ nói gì về Sở Khoa học và Công nghệ?", (SNV,), True),
        ("bao cao cua so noi vu", (SNV,), True),
        ("Năm 2025 Sở Nội vụ dự kiến giảm bao nhiêu biên chế?", (SNV,), False),
        ("Ai đứng đầu Sở Khoa học và Công nghệ?", (SKHCN,), False),
        ("Ủy ban nhân dân tỉnh ban hành bao nhiêu quyết định?", (UBND,), False),
        ("bao nhiêu báo cáo của Sở Nội vụ bị chậm?", (SNV,), False),
        ("So với kế hoạch của Ủy ban nhân dân tỉnh thì sao?", (UBND,), False),
        ("Theo Sở Nội vụ quản lý", (SNV,), False),
        ("hợp nhất Sở Khoa học và Công nghệ với Sở Thông tin và Truyền thông", (SKHCN, STTTT), False),
        ("Sở Nội vụ tỉnh Lam Giang làm gì?", (SNV,), False),
        ("Ủy ban nhân dân huyện làm gì?", (HUYEN,), False),
        ("Sở Nội vụ tỉnh Khác Xa làm gì?", (), False),
        ("so noi vu tinh bac kan lam gi", (), False),
        ("Sở Nội vụ Tây Ninh làm gì?", (), False),
        ("Văn phòng Ủy ban nhân dân tỉnh ở đâu?", (), False),
        ("Sở Y tế làm gì?", (), False),
        ("các sở", (), False),
    ],
)
def test_agencies(question: str, agencies: tuple[str, ...], authors: bool) -> None:
    assert named(question, AGENCIES) == (agencies, authors)


def test_agencies_go_by_the_names_a_glossary_gives() -> None:
    short = {STTTT: ["Sở TT&TT tỉnh Lam Giang"], UBND: ["UBND tỉnh Lam Giang"]}
    found = named("UBND tỉnh và Sở TT&TT làm gì?", AGENCIES, lambda name: short.get(name, ()))
    assert found == ((UBND, STTTT), False)


def test_same_office_of_two_provinces_is_both_until_one_is_named() -> None:
    other = "Sở Nội vụ tỉnh Hạ Giang"
    assert named("Sở Nội vụ làm gì?", (SNV, other))[0] == (other, SNV)
    assert named("Sở Nội vụ tỉnh Lam Giang làm gì?", (SNV, other))[0] == (SNV,)


def test_english_names() -> None:
    assert english_names(fold("Sở Nội vụ"))[0] == "department of home affairs"
    assert "ministry of finance" in english_names(fold("Bộ Tài chính"))
    assert english_names(fold("Chi cục Thủy lợi")) == ()
