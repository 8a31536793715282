import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.sentence import sentences


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Thu ngân sách đạt 3.245 tỷ đồng, tăng 8,5%.",
        "Theo Quyết định số 12/QĐ-UBND.",
        "Giao UBND TP. Lam Bình chủ trì.",
        "Xem biểu 2 (tr. 4) kèm theo.",
        "Gồm máy tính, máy in, v.v. và thiết bị khác.",
        "PGS.TS. Nguyễn Văn An dự hội nghị.",
        "Ông N. V. Bình phát biểu.",
        "Ths. Lê Hoa trình bày.",
        "1. Sở Nội vụ",
        "a) Tên cơ quan, đơn vị đề nghị;",
        "II. NHIỆM VỤ NĂM 2025",
        "1.2. Về thể chế",
        "Điều 5. Hiệu lực thi hành",
        "Ngày 30.6.2025 là hạn cuối.",
        "Mr. Smith met Dr. Lee, e.g. on 4 May.",
    ],
)
def test_is_not_cut(whole: str) -> None:
    assert texts(whole) == [whole]


def test_ends_at_full_stops() -> None:
    assert texts("Năm 2024 đạt 15%. Năm 2025 phấn đấu 20%. 12 xã chưa đạt.") == [
        "Năm 2024 đạt 15%.",
        "Năm 2025 phấn đấu 20%.",
        "12 xã chưa đạt.",
    ]


def test_english() -> None:
    assert texts('Revenue rose. "Is it so?" he asked. Yes! It did.') == [
        "Revenue rose.",
        '"Is it so?" he asked.',
        "Yes!",
        "It did.",
    ]


def test_a_line_break_ends_a_sentence() -> None:
    assert texts("Nơi nhận:\n- UBND tỉnh;\n\n- Lưu: VT.") == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]


@given(st.text(alphabet=st.sampled_from(list('aB1.?!;, \n"”)đĐ-…'))))
def test_tiles_all_that_is_not_space(text: str) -> None:
    spans = sentences(text)
    assert all(left < right for left, right in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = {index for start, end in spans for index in range(start, end)}
    assert all(character.isspace() or index in covered for index, character in enumerate(text))
    assert all("\n" not in text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)


def test_capitals_with_marks_begin_sentences() -> None:
    assert texts("Đã giao việc. Ủy ban nhân dân tỉnh chủ trì. Ở huyện cũng vậy.") == [
        "Đã giao việc.",
        "Ủy ban nhân dân tỉnh chủ trì.",
        "Ở huyện cũng vậy.",
    ]
