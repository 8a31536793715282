"""One sentence condensed out of the best quote: it stands above the quote, or the quote stands alone."""

from functools import partial

import pytest

from bot.answer import Answered, Declined
from bot.answerer import Answerer
from bot.assemble import writers_of
from bot.claims.check import check_claim
from bot.claims.likeness import EncoderLikeness
from bot.errors import ModelFailedError
from bot.settings import Settings
from bot.wording.told_notes import is_told
from bot.wording.wording import wording
from bot.writing.chat_model import ChatModel, ScriptedModel
from bot.writing.condenser import Condenser
from bot.writing.pace import Pacer
from index.library import Library
from tests.bot.lawful import check_answer, check_events
from tests.bot.writing.chat_server import said, serving

VIETNAMESE = wording("vi")
QUESTION = "Năm 2024 chi cho chuyển đổi số hết bao nhiêu tiền?"
TRUE = "Năm 2024 chi cho chuyển đổi số 186,3 tỷ đồng."
REPLACED = "Nhật ký khai thác dữ liệu cá nhân phải lưu tối thiểu bao lâu?"
LINED = "Cam Hạ Lam được cấp chỉ dẫn địa lý ngày nào?"


def condenser(library: Library, model: ChatModel, pacer: Pacer | None = None) -> Condenser:
    likeness = EncoderLikeness(library.encoder)
    return Condenser(model, partial(check_claim, likeness=likeness), likeness, pacer)


def condensed(library: Library, *script: str | ModelFailedError, question: str = QUESTION) -> Answered:
    answerer = Answerer(library, condenser(library, ScriptedModel(*script)))
    answer = check_events(list(answerer.events(question)))
    check_answer(answer, library)
    assert isinstance(answer, Answered)
    assert all(map(answer.is_quote, answer.statements))
    return answer


def test_the_sentence_stands_above_its_quote_and_says_who_wrote_it(sample_library: Library) -> None:
    answer = condensed(sample_library, "Năm 2024 chi cho chuyển ", "đổi số 186,3 tỷ đồng.")
    assert answer.short
    marker = answer.short.markers[0]
    assert answer.short.text == f"{TRUE} [{marker}]"
    assert answer.short.operation == "written"
    [value] = answer.short.values
    assert "186,3 tỷ đồng" in value.text
    assert answer.notes == (VIETNAMESE.model_condensed.format(marker=f"[{marker}]"),)
    assert is_told(answer.notes[0], "vi")


@pytest.mark.parametrize(
    "reply",
    [
        "KHÔNG CÓ.",
        "186,3 tỷ đồng.",
        QUESTION,
        "Có phải năm 2024 chi cho chuyển đổi số 186,3 tỷ đồng?",
        "Năm 2024 chi cho chuyển đổi số 186,3 tỷ đồng, trong đó",
        "",
        ModelFailedError("cut", "told to"),
    ],
)
def test_what_is_no_answer_leaves_what_stands_without_a_model(
    sample_library: Library, reply: str | ModelFailedError
) -> None:
    answer = condensed(sample_library, reply)
    without = Answerer(sample_library).answer(QUESTION)
    assert isinstance(without, Answered)
    assert (answer.short, answer.statements, answer.citations) == (without.short, without.statements, without.citations)
    assert answer.notes == answer.dropped == ()


def test_what_the_quote_does_not_carry_is_dropped_and_the_next_sentence_taken(sample_library: Library) -> None:
    answer = condensed(sample_library, f"Năm 2024 chi cho chuyển đổi số 187,3 tỷ đồng. {TRUE}")
    assert answer.short
    assert answer.short.words == TRUE
    [dropped] = answer.dropped
    assert "187,3" in dropped.text


@pytest.mark.parametrize("fault", ["unreachable", "stalled", "broken"])
def test_a_model_that_fails_is_told(sample_library: Library, fault: str) -> None:
    answer = condensed(sample_library, ModelFailedError(fault, "told to"))  # type: ignore[arg-type]
    assert answer.notes == (VIETNAMESE.model_unused.format(why=VIETNAMESE.model_faults[fault]),)  # type: ignore[index]


def test_what_a_slow_server_would_not_read_in_time_is_not_sent(sample_library: Library) -> None:
    model = ScriptedModel("một ", "hai ", "ba.")
    answer = Answerer(sample_library, condenser(sample_library, model, Pacer(model, "Viết.", silence=1e-9))).answer(
        QUESTION
    )
    assert isinstance(answer, Answered)
    assert answer.notes == ()
    assert len(model.asked) == 2  # to be measured


def test_where_a_rule_has_a_line_the_model_is_not_asked(sample_library: Library) -> None:
    model = ScriptedModel("Cam Hạ Lam được cấp chỉ dẫn địa lý ngày 26 tháng 4 năm 2024.")
    answer = Answerer(sample_library, condenser(sample_library, model)).answer(LINED)
    assert isinstance(answer, Answered)
    assert answer.short == Answerer(sample_library).answer(LINED).short  # type: ignore[union-attr]
    assert model.asked == []


def test_nothing_is_condensed_of_a_document_that_was_replaced(sample_library: Library) -> None:
    model = ScriptedModel("Nhật ký khai thác dữ liệu cá nhân phải lưu tối thiểu 12 tháng.")
    answer = Answerer(sample_library, condenser(sample_library, model)).answer(REPLACED)
    assert isinstance(answer, Answered)
    assert [each.number for each in answer.citations] == ["31/2023/QĐ-UBND"]
    assert answer.short is None
    assert model.asked == []


def test_a_question_that_is_declined_or_not_certain_never_reaches_the_model(sample_library: Library) -> None:
    model = ScriptedModel(TRUE)
    answerer = Answerer(sample_library, condenser(sample_library, model))
    assert isinstance(answerer.answer("Lãi suất ngân hàng hôm nay là bao nhiêu?"), Declined)
    unsure = answerer.answer("Năm 2024 toàn tỉnh có bao nhiêu trường học đạt chuẩn quốc gia?")
    assert isinstance(unsure, Answered)
    assert unsure.certainty == "tentative"
    assert model.asked == []


def test_it_is_how_a_configured_model_writes_unless_told_otherwise(sample_library: Library) -> None:
    with serving(partial(said, text=TRUE)) as url:
        settings = Settings(model="m", model_url=url, model_timeout=20, model_retries=0)
        answer = Answerer(sample_library, *writers_of(sample_library, settings)).answer(QUESTION)
    check_answer(answer, sample_library)
    assert isinstance(answer, Answered)
    assert answer.short
    assert answer.short.words == TRUE
