"""Short answers over the sample reports, to questions that nothing was tuned on."""

import pytest

from bot.answer import Answered, Short
from bot.answerer import Answerer
from index.library import Library


def short_of(answerer: Answerer, question: str) -> Short | None:
    answer = answerer.answer(question)
    return answer.short if isinstance(answer, Answered) else None


@pytest.mark.parametrize(
    ("question", "text", "operation"),
    [
        ("Năm 2024 huyện nào có tỷ lệ hồ sơ nộp trực tuyến thấp nhất?", "Yên Hoài, 51,3%", "lowest"),
        ("địa phương nào có tỷ lệ hồ sơ nộp trực tuyến năm 2023 cao nhất", "Lam Bình, 68,2%", "highest"),
        ("Quyết định 31/2023/QĐ-UBND còn hiệu lực không?", "12/2025/QĐ-UBND, hiệu lực từ 25/3/2025", "in_force"),
        ("Ai ký Báo cáo số 15/BC-STTTT?", "do Phó giám đốc Vũ Thị Hồng Diệp ký", "holder"),
    ],
)
def test_what_is_composed(sample_answerer: Answerer, question: str, text: str, operation: str) -> None:
    short = short_of(sample_answerer, question)
    assert short is not None
    assert text in short.text
    assert short.operation == operation


@pytest.mark.parametrize(
    "question",
    [
        "Năm 2024 huyện nào có tỷ lệ hộ nghèo thấp nhất?",
        "Chỉ số DTI của riêng huyện Sơn Khê năm 2024 là bao nhiêu?",
        "Hợp nhất hai sở thì thống nhất quản lý việc gì?",
    ],
)
def test_nothing_is_composed_of_what_is_not_there(sample_answerer: Answerer, question: str) -> None:
    assert short_of(sample_answerer, question) is None


def test_every_value_stands_in_the_quote_of_its_citation(sample_answerer: Answerer, sample_library: Library) -> None:
    answer = sample_answerer.answer("Năm 2024 huyện nào có tỷ lệ hồ sơ nộp trực tuyến thấp nhất?")
    assert isinstance(answer, Answered)
    assert answer.short is not None
    cited = {each.marker: each for each in answer.citations}
    for value in answer.short.values:
        report = sample_library.reports.get(cited[value.marker].report_id)
        assert report is not None
        assert report.text[value.start : value.end] == value.text
        assert cited[value.marker].start <= value.start < value.end <= cited[value.marker].end
    assert all(f"[{marker}]" in answer.short.text for marker in answer.short.markers)
