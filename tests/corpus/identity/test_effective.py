"""When a document was passed and from when it is in force; what cannot be told is None."""

from datetime import date, timedelta

import pytest

from corpus.identity.effective import effective_on, passed_on
from corpus.language.calendar_date import date_of
from tests.corpus.language.spelling import vietnamese

ISSUED = date(2025, 3, 5)


@pytest.mark.parametrize(
    ("text", "effective"),
    [
        ("Quyết định này có hiệu lực thi hành kể từ ngày ký.", date(2025, 3, 5)),
        ("Quyết định này có hiệu lực từ ngày 01/4/2025.", date(2025, 4, 1)),
        ("Điều 2. Thông tư này có hiệu lực thi hành từ ngày 15 tháng 4 năm 2025 và thay thế …", date(2025, 4, 15)),
        ("Quyết định này có hiệu lực thi hành sau 07 (bảy) ngày, kể từ ngày ký;", date(2025, 3, 12)),
        ("Quyết định này có hiệu lực sau mười (10) ngày kể từ ngày ký ban hành.", date(2025, 3, 15)),
        ("Quyết định này có hiệu lực sau mười ngày kể từ ngày ký.", date(2025, 3, 15)),
        ("Điều 3. Quyết định có hiệu lực kể từ ngày ký.", date(2025, 3, 5)),
        ("Nghị quyết này được thông qua và có hiệu lực sau mười ngày kể từ ngày HĐND tỉnh thông qua.", date(2025, 3, 15)),
        ("Nghị định số 5/2020/NĐ-CP có hiệu lực từ ngày 1/1/2020.", None),
        ("Quyết định này có hiệu lực sau vài ngày kể từ ngày ký.", None),
        ("Quyết định này có hiệu lực từ ngày 31/02/2025.", None),
    ],
)  # fmt: skip
def test_effective(text: str, effective: date | None) -> None:
    assert effective_on(text, ISSUED) == effective


def test_any_number_of_days_after_the_signing() -> None:
    for days in range(1, 200):
        spelled = vietnamese(days)
        for written in (str(days), f"{days:02} ({spelled})", spelled, f"{spelled} ({days})"):
            text = f"Quyết định này có hiệu lực thi hành sau {written} ngày kể từ ngày ký."
            assert effective_on(text, ISSUED) == ISSUED + timedelta(days=days), text


def test_months_after_the_signing_are_months() -> None:
    text = "Nghị định này có hiệu lực thi hành sau sáu tháng kể từ ngày ban hành."
    assert effective_on(text, date(2025, 8, 31)) == date(2026, 2, 28)


def test_unknown_issue_date_and_the_end_of_the_calendar() -> None:
    text = "Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký."
    assert effective_on(text, None) is None
    assert effective_on(text, date.max) is None
    assert date_of("1", None, "2020") is None


def test_a_resolution_is_of_the_day_on_which_it_was_passed() -> None:
    text = (
        "Căn cứ Luật Tổ chức HĐND và UBND được Quốc hội thông qua ngày 26 tháng 11 năm 2003;\n"
        "Nghị quyết này đã được HĐND tỉnh khóa VII kỳ họp thứ 13 thông qua ngày 11/12/2008."
    )
    assert passed_on(text, "nghị quyết") == date(2008, 12, 11)
    assert passed_on(text, "quyết định") is None
    assert passed_on(text.split("\n", maxsplit=1)[0], "nghị quyết") is None
