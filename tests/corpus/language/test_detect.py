import pytest

from corpus.language.detect import is_in_a_language, language_of, language_written


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Séance ordinaire du conseil municipal tenue le 20 juin 2022 à l'hôtel de ville de Val-Lamont", "fr"),
        ("今年の予算はいくらですか", "ja"),
        ("올해 예산은 얼마입니까", "ko"),
        ("本市今年的预算是多少", "zh"),
        ("Sở tiếp nhận 1.350 hồ sơ, theo 合同 số 5.", "vi"),
        ("th ese so tot al s vi rgi ni a " * 20, "und"),
    ],
)
def test_other_languages(text: str, language: str) -> None:
    assert language_written(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Sở mới có mấy phòng?",
        "ke hoach nam 2025",
        "vì sao?",
        "How many pages?",
        "Wie viele Seiten wurden digitalisiert?",
    ],
)
def test_what_is_said_in_a_language(text: str) -> None:
    assert is_in_a_language(text)


@pytest.mark.parametrize("text", ["asdf qwer", "hjkl", "QWERTY", "zxcv bnmk dfgh jklp", "12 34", "", "@@@"])
def test_letters_struck_at_random_are_in_none(text: str) -> None:
    assert not is_in_a_language(text)
