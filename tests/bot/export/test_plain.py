"""What is copied: the answer, and its sources in official form."""

import pytest

from bot.answer import SmallTalk
from bot.answerer import Answerer
from bot.export.plain import plain_answer
from tests.bot.export.kept_answers import ANSWERED, ASKED, DECLINED, FORM, OPENING, TENTATIVE


def test_answer_then_sources() -> None:
    source = f"[1] {FORM} (đã bị thay thế bởi văn bản số 20/KH-UBND)"
    quote = "Hợp nhất hai sở.\nHoàn thành trước ngày 01/3/2025."
    assert (
        plain_answer(ANSWERED, "vi")
        == f"Theo Kế hoạch:\n{quote} [1] (đã bị thay thế bởi văn bản số 20/KH-UBND)\n\nNguồn:\n{source}"
    )
    nearest = "Không tìm thấy nội dung trả lời.\n\nNhững đoạn gần nhất, để tham khảo:\n"
    assert plain_answer(DECLINED, "vi") == nearest + source
    assert plain_answer(TENTATIVE, "vi") == "\n\n".join([*OPENING, plain_answer(ANSWERED, "vi")])
    assert plain_answer(SmallTalk(ASKED, "Xin chào."), "vi") == "Xin chào."


@pytest.mark.parametrize("question", ["Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?", "giá vàng hôm nay?"])
def test_every_marker_has_its_line(sample_answerer: Answerer, question: str) -> None:
    answer = sample_answerer.answer(question)
    copied = plain_answer(answer, "vi").split("\n")
    cited = getattr(answer, "citations", None) or answer.nearest  # type: ignore[union-attr]
    assert [line.split(" ")[0] for line in copied[-len(cited) :]] == [f"[{each.marker}]" for each in cited]
