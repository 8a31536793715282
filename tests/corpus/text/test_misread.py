import pytest

from corpus.text.misread import is_doubtful, misread_words


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("Giao Sở Nội vụ tổng hợp, báo cáo trước ngàỷ 15/3.", ("ngàỷ",)),
        ("Số 12/QĐ-UBND của HĐND tỉnh, gửi Bộ KHĐT và Facebook", ()),
        ("ký quỳễn bởi quỳễn và sầưiố", ("quỳễn", "sầưiố")),
        ("th1nh thoảng có 25kg, Q1, COVID19", ("th1nh",)),
        ("", ()),
    ],
)
def test_marks_on_what_is_no_syllable_and_figures_in_a_word_are_misread(text: str, misread: tuple[str, ...]) -> None:
    assert misread_words(text) == misread


def test_text_of_the_file_is_never_doubtful_and_that_of_a_scan_is_by_page_or_by_word() -> None:
    assert not is_doubtful("ngàỷ", None)
    assert not is_doubtful("ngày", 0.97)
    assert is_doubtful("ngàỷ", 0.97)
    assert is_doubtful("ngày", 0.9)
