"""What a model writes that is no answer, whatever its sources say."""

import pytest

from bot.writing.whole_sentence import answers_alone, says_something

QUESTION = "Năm 2024 toàn tỉnh có bao nhiêu trạm 5G?"
QUOTE = (
    "Các doanh nghiệp viễn thông phát triển mới 122 trạm thu phát sóng, nâng tổng số lên 2.268 trạm, trong đó có 38 trạm 5G tại "
    "thành phố Lam Bình, thị xã Vân Trạch và Khu công nghiệp Bến Lam."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm 2024 toàn tỉnh có bao nhiêu trạm 5G tại thành phố?",
        "Năm 2024 toàn tỉnh có bao nhiêu trạm 5G.",
        "Câu hỏi là toàn tỉnh có bao nhiêu trạm 5G.",
        "38 trạm 5G.",
        "Năm 2024 toàn tỉnh có 38 trạm 5G tại",
        "",
    ],
)
def test_questions_echoes_and_scraps_say_nothing(sentence: str) -> None:
    assert not says_something(sentence, QUESTION)
    assert not answers_alone(sentence, QUESTION, QUOTE)


@pytest.mark.parametrize(
    "sentence",
    [
        "38 trạm 5G tại thành phố Lam Bình, thị xã Vân Trạch và Khu công nghiệp Bến Lam.",  # no verb
        "Phát triển mới 122 trạm thu phát sóng.",  # of whom
        "Tại thành phố Lam Bình, thị xã Vân Trạch và Khu công nghiệp Bến Lam.",
        "Ngày 22 tháng 5 năm 2024 lúc 8 giờ.",
        "Năm 2024 toàn tỉnh có 38 trạm 5G, trong đó",
        "Năm 2024 toàn tỉnh có 38 trạm 5G tại các thành phố, thị xã",
    ],
)
def test_a_fragment_however_long_or_what_is_cut_off_is_no_answer(sentence: str) -> None:
    assert not answers_alone(sentence, QUESTION, QUOTE)


@pytest.mark.parametrize(
    ("sentence", "question", "quote"),
    [
        ("Năm 2024 toàn tỉnh có 38 trạm 5G.", QUESTION, QUOTE),
        ("Toàn tỉnh có 38 trạm 5G tại thành phố Lam Bình.", QUESTION, QUOTE),
        ("Chủ tịch nói về dự án: “Phải xong trong năm.”", "Chủ tịch nói gì về dự án?", QUOTE),
        ("In 2024 the province had 38 stations with 5G.", "How many 5G stations did the province have in 2024?", QUOTE),
        # Torn out of the quote, but in the words of the question.
        (
            "đã xóa được 27 thôn lõm sóng, vượt 02 thôn so với kế hoạch.",
            "Đã xóa được bao nhiêu thôn lõm sóng?",
            "Trong năm đã xóa được 27 thôn lõm sóng, vượt 02 thôn so với kế hoạch; toàn tỉnh còn 14 thôn.",
        ),
    ],
)
def test_a_sentence_that_says_of_what_answers(sentence: str, question: str, quote: str) -> None:
    assert answers_alone(sentence, question, quote)
