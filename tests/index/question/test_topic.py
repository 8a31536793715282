"""What a question is searched as and what it is about."""

import pytest

from index.question.topic import LONGEST_QUESTION, cleaned, is_broad, topic_of


@pytest.mark.parametrize(
    ("question", "topic", "broad"),
    [
        ("Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?", "hợp nhất các sở", True),
        ("Kế hoạch 2025 đề cập việc hợp nhất các sở như thế nào?", "hợp nhất các sở", True),
        ("Kế hoạch 2025 đề cập đến hợp nhất các sở ra sao", "hợp nhất các sở", True),
        ("Trong các báo cáo có những gì về chuyển đổi số?", "chuyển đổi số", True),
        ("what did the 2025 plan say about merging departments", "merging departments", True),
        ("What did the 2025 plan say about merging the departments?", "merging departments", True),
        ("Theo báo cáo của Sở Nội vụ, ai đứng đầu sở?", "ai đứng đầu sở", False),
        ("Trong Quyết định 57, ai chịu trách nhiệm thi hành?", "ai chịu trách nhiệm thi hành", False),
        ("Theo Quyết định số 31/2023/QĐ-UBND thì thời hạn là mấy ngày?", "thời hạn là mấy ngày", False),
        ("According to the 2024 report, how many people passed?", "how many people passed", False),
        ("Ai ký quyết định?", "Ai ký quyết định?", False),
        ("Quyết định 57 nói gì?", "Quyết định 57 nói gì?", False),
        ("Theo kế hoạch, khi nào?", "khi nào", False),
        ("Theo báo cáo, sao?", "Theo báo cáo, sao?", False),
        ("", "", False),
    ],
)
def test_topic(question: str, topic: str, broad: bool) -> None:
    assert (topic_of(question), is_broad(question)) == (topic, broad)


def test_cleaned() -> None:
    assert cleaned(" Kế\u0302 hoạch\x00\n  2025\u200b ") == "Kế\u0302 hoạch 2025"
    assert cleaned("e\u0302") == "ê"
    assert len(cleaned("a" * 20_000)) == LONGEST_QUESTION
    assert cleaned("sở " * 4_000) == cleaned(cleaned("sở " * 4_000))
