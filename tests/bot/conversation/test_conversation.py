"""Follow-ups stand alone, small talk cites nothing, conversations survive and do not mix."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer import Answered, Declined, SmallTalk, is_firm
from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.conversation.about_answer import about_answer
from bot.conversation.converse import Converser
from bot.conversation.exchange import continued
from bot.conversation.model_rewriter import ModelRewriter
from bot.conversation.turn import TURNS_KEPT, Turn
from bot.errors import ModelFailedError
from bot.small_talk import heard, small_talk_in
from bot.writing.chat_model import ScriptedModel
from corpus.language.detect import Language
from index.library import Library
from index.question.wishes import Wanted

QUESTION = "Năm 2024 đã xóa được bao nhiêu thôn lõm sóng?"

MERGED = "Sở mới sau hợp nhất có bao nhiêu phòng?"
LIMIT = "Quyết định số 31/2023/QĐ-UBND cho phép mỗi cơ quan tối đa bao nhiêu tài khoản khai thác?"


def turn(question: str, language: Language = "vi") -> Turn:
    return Turn(question, question, language, Wanted(), ())


@pytest.fixture
def converser(sample_answerer: Answerer, sample_library: Library) -> Converser:
    return Converser(sample_answerer, sample_library)


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (QUESTION, "còn năm 2025?", "Năm 2025 đã xóa được bao nhiêu thôn lõm sóng?"),
        (QUESTION, "con nam 2025 thi sao", "Năm 2025 đã xóa được bao nhiêu thôn lõm sóng?"),
        ("How many pages were digitised in 2024?", "what about 2025?", "How many pages were digitised in 2025?"),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến của huyện Yên Hoài là bao nhiêu?",
            "thế còn Thạch Lĩnh?",
            "Tỷ lệ hồ sơ nộp trực tuyến của huyện Thạch Lĩnh là bao nhiêu?",
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến của thành phố Lam Bình là bao nhiêu?",
            "huyện Yên Hoài thì sao?",
            "Tỷ lệ hồ sơ nộp trực tuyến của huyện Yên Hoài là bao nhiêu?",
        ),
        ("Thu ngân sách năm 2023?", "GRDP năm 2024?", "Thu ngân sách năm 2024, GRDP năm 2024?"),
        (QUESTION, "vì sao?", "Năm 2024 đã xóa được bao nhiêu thôn lõm sóng, vì sao?"),
        (
            "Năm 2024 Sở Nội vụ số hóa được bao nhiêu trang?",
            "cơ quan này có bao nhiêu biên chế năm 2025?",
            "Năm 2025 Sở Nội vụ số hóa được bao nhiêu trang, cơ quan này có bao nhiêu biên chế năm 2025?",
        ),
    ],
)
def test_what_is_named_takes_the_place_of_its_like_and_the_rest_stands_behind(
    sample_library: Library, before: str, question: str, expected: str
) -> None:
    understood = sample_library.understanding.query
    assert continued(understood(before), understood(question)) == expected


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (QUESTION, "còn năm 2025?"),
        (QUESTION, "con nam 2025 thi sao"),
        ("Tỷ lệ hồ sơ nộp trực tuyến năm 2024 của thành phố Lam Bình là bao nhiêu?", "huyện Yên Hoài thì sao?"),
        ("Tỷ lệ hồ sơ nộp trực tuyến năm 2024 của huyện Yên Hoài là bao nhiêu?", "thế còn Thạch Lĩnh?"),
        ("Phòng thử nghiệm dược liệu được đầu tư như thế nào?", "kinh phí thì sao?"),
        ("Dự án cải tạo, mở rộng kho lưu trữ lịch sử tỉnh như thế nào?", "tại sao chậm?"),
        (LIMIT, "còn Quyết định số 12/2025/QĐ-UBND?"),
        ("What did the 2025 plan say about merging the departments?", "who leads it?"),
    ],
)
def test_a_question_that_names_too_little_follows_on_the_last(converser: Converser, before: str, question: str) -> None:
    assert converser.read([turn(before)], question).is_continued


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch hợp nhất yêu cầu bàn giao trước ngày nào?",
        "Chi tieu tuyen dung cong chuc nam 2025 la bao nhieu?",
        "How many civil servants passed the examination in 2024?",
        "Quyết định nào thay thế Quyết định số 31/2023/QĐ-UBND?",
        "Còn bao nhiêu thôn chưa có sóng di động băng rộng tính đến hết năm 2024?",
    ],
)
def test_a_question_about_something_new_takes_nothing_over(converser: Converser, question: str) -> None:
    reading = converser.read([turn(MERGED)], question)
    assert not reading.is_continued
    assert reading.found.question == question


@pytest.mark.parametrize(
    "question", ["Vì sao dự án chậm?", "Thế có bao nhiêu thôn lõm sóng?", "Và dự án nào chậm tiến độ?"]
)
def test_nothing_follows_for_its_form_alone_on_what_found_nothing(converser: Converser, question: str) -> None:
    """Words of a language, and a sentence of none of its own."""
    _, nonsense = converser.after([], "con mèo xanh bay qua bàn phím chuối")
    assert nonsense
    assert not nonsense.points
    assert not converser.read([nonsense], question).is_continued
    assert converser.read([turn(QUESTION)], "còn năm 2025?").is_certain  # names only what stands for its like


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (QUESTION, "Ai là giám đốc sở mới?"),
        ("How many cyber attacks were blocked?", "What is the total approved budget?"),
    ],
)
def test_where_both_readings_are_open_the_other_is_offered(converser: Converser, before: str, question: str) -> None:
    first, _ = converser.after([], question)
    assert first.asked.searched.passages
    answer, _ = converser.after([turn(before)], question)
    assert isinstance(answer, Answered)
    assert answer.asked.searched_as == question
    assert any(before.rstrip("?") in note for note in answer.notes)


@pytest.mark.parametrize(
    "question", ["Giá xăng hôm nay bao nhiêu?", "Ai trúng xổ số ở Cà Mau?", "Which team won the cup?"]
)
def test_the_answer_before_is_not_given_again_to_something_else(converser: Converser, question: str) -> None:
    first = converser.reply("Ai ký Quyết định số 12/2025/QĐ-UBND?")
    assert is_firm(first.answer)
    assert not is_firm(converser.reply(question, conversation=first.conversation).answer)


@pytest.mark.parametrize(
    ("chain", "number", "told"),
    [
        (("Quyết định 12/2025/QĐ-UBND còn hiệu lực không?", "ai ký?"), "12/2025/QĐ-UBND", "Lương Thị Minh Khuê"),
        (("Ai ký Kế hoạch số 19/KH-UBND?", "ban hành khi nào vậy"), "19/KH-UBND", "20/1/2025"),
        (("Kế hoạch 19/KH-UBND có những thời hạn nào?", "ai ký văn bản này"), "19/KH-UBND", "Hà Quang Thưởng"),
        (("Quyết định 31/2023/QĐ-UBND ai ký?", "còn hiệu lực không?"), "31/2023/QĐ-UBND", "12/2025/QĐ-UBND"),
        (("Is Decision 12/2025/QĐ-UBND still in force?", "who signed it?"), "12/2025/QĐ-UBND", "Lương Thị Minh Khuê"),
    ],
)
def test_a_question_of_another_kind_is_asked_of_the_same_document(
    converser: Converser, chain: tuple[str, ...], number: str, told: str
) -> None:
    conversation = None
    for question in chain:
        reply = converser.reply(question, conversation=conversation)
        conversation = reply.conversation
    assert isinstance(reply.answer, Answered)
    assert number in reply.answer.asked.searched_as
    assert reply.answer.short is not None
    assert told in reply.answer.short.text


@pytest.mark.parametrize(
    "question",
    [
        "bao giờ?",
        "khi nào vậy",
        "ngày nào?",
        "cơ quan nào?",
        "ai?",
        "hôm nay?",
        "mấy ngày?",
        "thế còn khoản dự phòng?",
        "and when?",
    ],
)
def test_what_does_not_say_that_it_asks_of_the_document_is_not_asked_of_it(converser: Converser, question: str) -> None:
    first = converser.reply(QUESTION)
    assert is_firm(first.answer)
    reply = converser.reply(question, conversation=first.conversation)
    assert "08/BC-STTTT" not in reply.answer.asked.searched_as


def test_a_follow_up_is_searched_standing_alone_and_says_so(converser: Converser) -> None:
    first = converser.reply(QUESTION)
    second = converser.reply("còn năm 2025?", None, first.conversation)
    assert second.conversation == first.conversation
    assert second.answer.asked.question == "còn năm 2025?"
    assert "2025" in second.answer.asked.searched_as
    assert "thôn lõm sóng" in second.answer.asked.searched_as


def test_more_about_a_point_quotes_its_passage(converser: Converser) -> None:
    first = converser.reply(QUESTION)
    assert isinstance(first.answer, Answered)
    more = converser.reply("nói rõ hơn ý 1", None, first.conversation)
    assert isinstance(more.answer, Answered)
    point = first.answer.citations[0]
    assert any(
        each.report_id == point.report_id and each.start <= point.start and point.end <= each.end
        for each in more.answer.citations
    )
    none = converser.reply("nói rõ hơn ý 9", None, first.conversation)
    assert isinstance(none.answer, Declined)
    assert "9" in none.answer.reason


@pytest.mark.parametrize("nothing", ["asdf qwer", "HJKL;", "zxcvbn, qwrt?", "dfgh 88888", "@@@"])
@pytest.mark.parametrize("question", ["Sở mới có bao nhiêu phòng?", "ai chủ trì?", "còn năm 2024?", "Số 19/KH-UBND"])
def test_letters_struck_at_random_are_nothing_to_follow_on(converser: Converser, nothing: str, question: str) -> None:
    _, struck = converser.after([], nothing)
    assert struck
    alone, _ = converser.after([], question)
    answer, _ = converser.after([struck], question)
    assert (answer.asked.searched_as, type(answer)) == (alone.asked.searched_as, type(alone))
    assert nothing not in str(answer_json(answer))
    before = turn(QUESTION)
    answers = [converser.after(turns, question)[0] for turns in ([before], [before, struck])]
    assert len({(each.asked.searched_as, str(answer_json(each).answer)) for each in answers}) == 1


@pytest.mark.parametrize("before", ["huyện Yên Hoài", "budget", "19/KH-UBND", "roads", "số hóa"])
def test_a_single_word_of_the_reports_can_be_followed(converser: Converser, before: str) -> None:
    assert converser.after([turn(before)], "vì sao?")[0].asked.searched_as == f"{turn(before).question}, vì sao?"


def test_the_same_in_english(converser: Converser) -> None:
    first = converser.reply(QUESTION)
    english = converser.reply("in English", None, first.conversation)
    assert english.answer.asked.language == "en"
    assert isinstance(english.answer, Answered)
    assert english.answer.statements[0].lead.startswith("According to")


def test_a_follow_up_of_nothing_is_declined_clearly(converser: Converser) -> None:
    reply = converser.reply("còn năm 2024?")
    assert isinstance(reply.answer, Declined)
    assert reply.answer.asked.searched.passages == 0


def test_conversations_do_not_mix_and_unknown_ids_begin_anew(converser: Converser) -> None:
    one = converser.reply(QUESTION)
    other = converser.reply("Chỉ tiêu tuyển dụng công chức năm 2024 là bao nhiêu?")
    assert one.conversation != other.conversation
    assert "tuyển dụng" in converser.reply("còn năm 2025?", None, other.conversation).answer.asked.searched_as
    made_up = converser.reply(QUESTION, None, "f" * 32)
    assert made_up.conversation != "f" * 32
    assert isinstance(made_up.answer, Answered)


def test_a_history_that_a_client_sends_is_gone_through_again(converser: Converser) -> None:
    history = [("user", QUESTION), ("assistant", "Đã xóa 999 thôn vào năm 1999.")]
    reply = converser.reply("còn năm 2025?", None, history)  # type: ignore[arg-type]
    assert "thôn lõm sóng" in reply.answer.asked.searched_as
    assert "1999" not in reply.answer.asked.searched_as


def test_a_conversation_survives_a_restart_and_stays_bounded(library: Library) -> None:
    first = Converser(Answerer(library), library)
    known = first.reply("Sở nào chủ trì việc hợp nhất?").conversation
    for year in range(TURNS_KEPT + 5):
        first.reply(f"Năm {1990 + year} sở nào chủ trì việc hợp nhất?", None, known)
    again = Converser(Answerer(library), library)
    turns = again._conversations.turns(known)
    assert len(turns) == TURNS_KEPT
    assert turns[-1].question.startswith(f"Năm {1990 + TURNS_KEPT + 4}")


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        ("Xin chào", "greeting"), ("chao ban", "greeting"), ("Hello!", "greeting"), ("Cảm ơn nhiều", "thanks"),
        ("thanks", "thanks"), ("tạm biệt", "goodbye"), ("Bạn làm được gì?", "about"), ("ban la ai", "about"),
        ("What can you do?", "about"), ("help", "about"), ("ok em", "thanks"), ("Ok bác nhé", "thanks"),
        ("Em ơi cho anh hỏi tí", "greeting"), ("cho chị hỏi chút nhé", "greeting"), ("cho bác hỏi một câu", "greeting"),
    ],
)  # fmt: skip
def test_small_talk_gets_a_reply_and_never_a_citation(sample_answerer: Answerer, said: str, talk: str) -> None:
    found = small_talk_in(heard(said))
    assert found is not None
    assert found[0] == talk
    answer = sample_answerer.answer(said)
    assert isinstance(answer, SmallTalk)
    record = answer_json(answer, None)
    assert record.status == "smalltalk"
    assert record.answer
    assert record.citations == record.statements == ()
    for question in answer.examples:
        assert isinstance(sample_answerer.answer(question), Answered), question


def test_a_greeting_before_a_question_is_not_searched(sample_answerer: Answerer) -> None:
    assert heard(f"Chào bạn, {QUESTION[0].lower()}{QUESTION[1:]}").question.lower() == QUESTION.lower()
    answer = sample_answerer.answer(f"Xin chào, {QUESTION} Cảm ơn!")
    assert isinstance(answer, Answered)
    assert "chào" not in answer.asked.searched_as.lower()


@pytest.mark.parametrize("ahead", ["em ơi cho anh hỏi tí", "cho bác hỏi một chút", "Chị muốn hỏi", "cháu xin hỏi"])
def test_whoever_asks_and_however_old_the_question_is_what_is_searched(ahead: str) -> None:
    assert heard(f"{ahead}, năm 2024 xóa mấy thôn?").question == "Năm 2024 xóa mấy thôn?"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_after_any_turn_has_an_outcome(sample_library: Library, question: str) -> None:
    understood = sample_library.understanding.query
    for turns in ([], [turn(QUESTION)], [turn("")]):
        about_answer(turns, question)
        assert all(continued(understood(each.stand_alone), understood(question)) for each in turns)
    assert isinstance(heard(question).question, str)


BY_RULES = "Năm 2025 đã xóa được bao nhiêu thôn lõm sóng?"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Năm 2025 sẽ xóa được bao nhiêu thôn lõm sóng?", "Năm 2025 sẽ xóa được bao nhiêu thôn lõm sóng?"),
        ("Năm 2026 đã xóa được bao nhiêu thôn lõm sóng?", BY_RULES),
        ("Đã xóa được bao nhiêu thôn lõm sóng?", BY_RULES),
        ("Tôi là một mô hình ngôn ngữ và rất vui được trả lời về năm 2025.", BY_RULES),
        ("", BY_RULES),
        ("Năm 2025 " + "xóa được bao nhiêu thôn " * 40, BY_RULES),
    ],
)
def test_a_model_rewrites_with_what_was_said(reply: str, expected: str) -> None:
    rewriter = ModelRewriter(ScriptedModel(reply))
    assert rewriter.rewritten([turn(QUESTION)], "còn năm 2025?", BY_RULES) == expected


def test_a_model_that_fails_is_done_without_and_a_fresh_question_is_none_for_it(
    sample_answerer: Answerer, sample_library: Library
) -> None:
    failing = ModelRewriter(ScriptedModel(ModelFailedError("stalled", "told to")))
    assert failing.rewritten([turn(QUESTION)], "còn năm 2025?", BY_RULES) == BY_RULES
    model = ScriptedModel("Năm 2025?")
    converser = Converser(sample_answerer, sample_library, ModelRewriter(model))
    assert not converser.read([turn(QUESTION)], "Kế hoạch hợp nhất yêu cầu bàn giao trước ngày nào?").is_continued
    assert model.asked == []


def test_data_folder_of_one_conversation_knows_nothing_of_another(tmp_path: Path, library: Library) -> None:
    known = Converser(Answerer(library), library).reply("Sở nào chủ trì?").conversation
    from index.encoder.encoder import HashEncoder

    with Library(tmp_path / "other", HashEncoder()) as other:
        assert Converser(Answerer(other), other).reply("Sở nào chủ trì?", None, known).conversation != known
