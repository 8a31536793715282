"""From when a document is in force, in one line: the day that it says of itself, never that of a document which it replaces."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.kinds.form_line import effective_line
from bot.kinds.identity import identity_answer
from bot.kinds.identity_spans import effective_span
from corpus.language.detect import Language
from corpus.read import read
from corpus.report import Report

Decided = Callable[[str], Report]
LETTERHEAD = """ỦY BAN NHÂN DÂN TỈNH LAM GIANG
Số: 12/2025/QĐ-UBND
Lam Bình, ngày 14 tháng 3 năm 2025
QUYẾT ĐỊNH
Về việc quản lý xe công
Điều 1. Bản án, quyết định có hiệu lực pháp luật từ ngày 01 tháng 01 năm 2020 thì được thi hành.
Điều 2. """


@pytest.fixture
def decided(tmp_path: Path) -> Decided:
    def made(said: str) -> Report:
        file = tmp_path / "12.txt"
        file.write_text(f"{LETTERHEAD}{said}\n", encoding="utf-8")
        return read(file)

    return made


OLD = "và thay thế Quyết định số 31/2023/QĐ-UBND ngày 18 tháng 8 năm 2023 của Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("said", "language", "line"),
    [
        (f"Quyết định này có hiệu lực từ ngày 25/3/2025 {OLD}.", "vi", "có hiệu lực từ 25/3/2025"),
        (f"Quyết định này có hiệu lực từ ngày 25/3/2025 {OLD}.", "en", "is in force from 25/3/2025"),
        (
            f"Quyết định này có hiệu lực thi hành sau 10 ngày kể từ ngày ký {OLD}.",
            "vi",
            "có hiệu lực từ 24/3/2025 (“sau 10 ngày kể từ ngày ký”, ban hành 14/3/2025)",
        ),
        (
            f"Quyết định này có hiệu lực kể từ ngày ký {OLD}.",
            "en",
            "is in force from 14/3/2025 (“kể từ ngày ký”, issued 14/3/2025)",
        ),
        (
            f"Quyết định này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo {OLD}.",
            "vi",
            "có hiệu lực “sau 15 ngày kể từ ngày đăng Công báo”",
        ),
        (
            "Quyết định này có hiệu lực từ ngày 01/4/2025, trừ quy định tại khoản 2 Điều này.",
            "vi",
            "có hiệu lực từ 1/4/2025 (“từ ngày 01/4/2025, trừ quy định tại khoản 2 Điều này”)",
        ),
        (
            "Quyết định này có hiệu lực kể từ ngày ban hành đến hết ngày 28 tháng 02 năm 2027.",
            "vi",
            "có hiệu lực từ 14/3/2025 (“kể từ ngày ban hành đến hết ngày 28 tháng 02 năm 2027”, ban hành 14/3/2025)",
        ),
    ],
)
def test_the_day_is_its_own(decided: Decided, said: str, language: Language, line: str) -> None:
    report = decided(said)
    told = effective_line(report, language)
    assert told is not None
    assert told.text.endswith(line)
    answer = identity_answer([report], ("effective",), language)
    assert answer is not None
    for value in told.values:
        assert any(part.start <= value.start < value.end <= part.end for part in answer.parts)
    start, end = effective_span(report) or (0, 0)
    assert report.text[start:end].endswith(said)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Quyết định này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.", "en"),
        ("Quyết định này thay thế Quyết định số 31/2023/QĐ-UBND ngày 18 tháng 8 năm 2023.", "vi"),
    ],
)
def test_no_line_without_a_day_in_the_language_of_the_question(decided: Decided, said: str, language: Language) -> None:
    assert effective_line(decided(said), language) is None


def test_a_day_that_somebody_corrected_is_not_told_as_the_texts(decided: Decided) -> None:
    report = decided("Quyết định này có hiệu lực từ ngày 25/3/2025.")
    told = effective_line(replace(report, effective=date(2025, 4, 1)), "vi")
    assert told is None or "25/3/2025" not in told.text.split("“")[0]
