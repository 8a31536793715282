import pytest

from corpus.language.misread import is_doubtful, misread_words


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("Giao Sở Nội vụ tổng hợp, báo cáo trước ngàỷ 15/3.", ("ngàỷ",)),
        ("Số 12/QĐ-UBND của HĐND tỉnh, gửi Bộ KHĐT và Facebook", ()),
        ("Văn bản được ký quỳễn bởi quỳễn và sầưiố", ("quỳễn", "sầưiố")),
        ("Cơ quan th1nh thoảng nhận 25kg hồ sơ, Q1, COVID19", ("th1nh",)),
        ("Đã giải quyết tinh giản biên chế cho 84 trường hợp, giẳm 07 phòng", ("giẳm",)),
        ("Le comité a été reçu à l'hôtel de ville par le préfet de la région", ()),
        ("", ()),
    ],
)
def test_syllables_that_nobody_writes_and_figures_in_a_word_are_misread(text: str, misread: tuple[str, ...]) -> None:
    assert misread_words(text) == misread


def test_text_of_the_file_is_never_doubtful_and_that_of_a_scan_is_by_page_or_by_word() -> None:
    assert not is_doubtful("ngàỷ", None)
    assert not is_doubtful("ngày", 0.97)
    assert is_doubtful("Báo cáo trước ngàỷ 15 tháng 3", 0.97)
    assert is_doubtful("ngày", 0.9)
