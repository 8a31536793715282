import pytest

from corpus.language.detect import language_of


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 2025 nói gì về hợp nhất các sở?",
        "ke hoach 2025 noi gi ve hop nhat cac so",
        "ai ky quyet dinh 12/QĐ-UBND",
        "nhiem vu trong tam nam 2025 cua so noi vu la gi",
        "TT&TT 2025",
    ],
)
def test_vietnamese(question: str) -> None:
    assert language_of(question) == "vi"


@pytest.mark.parametrize(
    "question",
    [
        "what did the 2025 plan say about merging departments",
        "Who signed plan 173/KH-UBND?",
        "How many communes are there in Lam Giang?",
        "budget revenue",
    ],
)
def test_english(question: str) -> None:
    assert language_of(question) == "en"
