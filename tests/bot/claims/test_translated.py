"""Whether a text is the quote in another language, nothing added and nothing left out."""

from functools import partial

import pytest

from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness
from bot.claims.signals import denies
from bot.claims.translated import is_translation, is_way_back
from index.library import Library
from tests.bot.claims.test_check import citation

QUOTE = (
    "Năm 2024, tỉnh chi 186,3 tỷ đồng cho chuyển đổi số, tăng 30,6% so với năm 2023. "
    "Kế hoạch số 45/KH-UBND chưa được phê duyệt trước ngày 25 tháng 3 năm 2025."
)
SPENT = "In 2024 the province spent 186.3 billion VND on digital transformation, up 30.6% from 2023."
APPROVED = "Plan No. 45/KH-UBND was not approved before 25 March 2025."


def is_whole_and_true(text: str, library: Library, quote: str = QUOTE) -> bool:
    check = partial(check_claim, likeness=EncoderLikeness(library.encoder))
    return is_translation(text, citation(3, quote, aspect=None), "en", check)


def test_a_translation_that_says_all_stands(sample_library: Library) -> None:
    assert is_whole_and_true(f"{SPENT} {APPROVED}", sample_library)


@pytest.mark.parametrize(
    "text",
    [
        f"{SPENT.replace('186.3', '168.3')} {APPROVED}",
        f"{SPENT} {APPROVED.replace('25', '26')}",
        f"{SPENT} {APPROVED.replace('45', '54')}",
        f"{SPENT} {APPROVED.replace('not ', '')}",
        f"{SPENT.replace('spent', 'never spent')} {APPROVED}",
        f"{SPENT} {APPROVED} This is worth 40 million dollars.",
        SPENT,
        f"{SPENT.replace(', up 30.6% from 2023', '')} {APPROVED}",
        f"{SPENT} Plan No. 45/KH-UBND was not approved.",
        QUOTE,
        "",
    ],
    ids=["figure", "date", "number", "denial left out", "denial added", "added", "left out", "figure left out", "date left out", "untranslated", "empty"],
)  # fmt: skip
def test_what_is_changed_added_or_left_out_is_none(sample_library: Library, text: str) -> None:
    assert not is_whole_and_true(text, sample_library)


@pytest.mark.parametrize(
    "text", ["chưa có sóng", "nghiêm cấm đốt rừng", "no signal", "it does not apply", "is forbidden"]
)
def test_what_denies(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize("text", ["an toàn không gian mạng", "cảng hàng không", "Plan No. 45/KH-UBND", "no. 7"])
def test_what_only_looks_like_a_denial(text: str) -> None:
    assert not denies(text)


HONEY = "Hoàn thành việc cấp chỉ dẫn địa lý cho mật ong hoa rừng Sơn Khê trước ngày 30 tháng 10 năm 2025."


@pytest.mark.parametrize(
    ("back", "is_one"),
    [
        ("Hoàn tất việc cấp chỉ dẫn địa lý cho mật ong hoa rừng Sơn Khê trước ngày 30 tháng 10 năm 2025.", True),
        ("Hoàn thành lập bản đồ vị trí các loài rừng quý hiếm ở Sơn Khê trước ngày 30 tháng 10 năm 2025.", False),
        ("Trước ngày 30 tháng 10 năm 2025.", False),
        (f"{HONEY} Tỉnh cấp 40 giấy phép khai thác.", False),
    ],
)
def test_the_way_back_says_what_the_quote_says_and_all_of_it(sample_library: Library, back: str, is_one: bool) -> None:
    check = partial(check_claim, likeness=EncoderLikeness(sample_library.encoder))
    assert is_way_back(back, citation(3, HONEY, aspect=None), check) == is_one
