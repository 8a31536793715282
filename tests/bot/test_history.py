"""What was answered is kept as it was, for the one who asked, and forgotten when it should be."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer import Answered
from bot.answerer import Answerer
from bot.conversation.conversation_list import ConversationList
from bot.conversation.converse import Converser
from bot.conversation.history import UNOWNED_KEPT, History
from bot.feedback import Feedback
from bot.user import User
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.record.stored_json import read_stored, stored_as
from index.safekeeping.move import move
from tests.conftest import BACK_END

QUESTIONS = (
    "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?",
    "xin chào",
    "giá vàng hôm nay?",
    "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024",
    "",
)


@pytest.fixture
def own_samples(copy_of_samples: Callable[[Path], Path], tmp_path: Path, database_url: str) -> Iterator[Library]:
    """With a history of their own: others ask in the library that tests share."""
    folder = copy_of_samples(tmp_path / "samples")
    if database_url:
        move(folder, "", database_url)
    with Library(folder, ChosenEncoder(back_end=BACK_END), database_url=database_url) as library:
        yield library


@pytest.fixture
def converser(own_samples: Library) -> Converser:
    return Converser(Answerer(own_samples), own_samples)


@pytest.mark.parametrize("question", QUESTIONS)
def test_kept_answer_is_the_answer_given(converser: Converser, question: str) -> None:
    reply = converser.reply(question, user="lan")
    kept = converser.history.answer(reply.answer.asked.id, None)
    assert kept is not None
    assert kept.answer == reply.answer
    assert (kept.conversation, kept.user) == (reply.conversation, "lan")


def test_an_answer_kept_before_there_was_certainty_is_firm(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer(QUESTIONS[0])
    stored = json.loads(stored_as(answer))
    assert (stored.pop("certainty"), stored.pop("missing")) == ("firm", [])
    assert read_stored(Answered, json.dumps(stored)) == answer
    tentative = replace(answer, certainty="tentative", missing=("năm 2031",))
    assert read_stored(Answered, stored_as(tentative)) == tentative


def test_conversations_are_each_users_own_and_the_latest_first(converser: Converser) -> None:
    first = converser.reply(QUESTIONS[0], user="minh")
    second = converser.reply(QUESTIONS[2], user="minh")
    converser.reply("còn năm 2024?", conversation=first.conversation, user="minh")
    listed = ConversationList(converser.history._database).of("minh", None)
    assert [each.id for each in listed] == [first.conversation, second.conversation]
    assert listed[0].title == QUESTIONS[0]
    assert [kept.answer.asked.question for kept in converser.history.answers(first.conversation, None)] == [
        QUESTIONS[0],
        "còn năm 2024?",
    ]
    assert ConversationList(converser.history._database).of("", None) == []
    converser.history.delete("lan", first.conversation)
    assert converser.history.owner(first.conversation) == "minh"
    converser.history.delete("minh", first.conversation)
    assert converser.history.owner(first.conversation) is None
    assert [each.id for each in ConversationList(converser.history._database).of("minh", None)] == [second.conversation]
    converser.history.delete("minh")
    assert ConversationList(converser.history._database).of("minh", None) == []


def test_judged_answer_outlives_its_conversation_without_its_user(converser: Converser, own_samples: Library) -> None:
    reply = converser.reply(QUESTIONS[0], user="hoa")
    Feedback(own_samples.database).keep(reply.answer.asked.id, "down", ["wrong_source"], "")
    converser.history.delete("hoa")
    kept = converser.history.answer(reply.answer.asked.id, None)
    assert kept is not None
    assert (kept.user, kept.conversation, kept.answer) == ("", "", reply.answer)


@pytest.mark.usefixtures("database_url")
def test_answers_are_forgotten_in_time(library: Library, sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer(QUESTIONS[0])
    assert isinstance(answer, Answered)
    history = History(library.database, timedelta(days=100))
    for name, user, age in (("a", "", UNOWNED_KEPT), ("b", "lan", UNOWNED_KEPT), ("c", "lan", timedelta(days=100))):
        history.keep(replace(answer, asked=replace(answer.asked, id=name)), name, user)
        given = (datetime.now(UTC) - age - timedelta(hours=1)).isoformat()
        library.database.run("UPDATE answers SET given = ? WHERE id = ?", given, name)
    History(library.database, timedelta(days=100)).keep(answer, "d", "lan")
    assert [history.answer(name, None) is None for name in ("a", "b", "c")] == [True, False, True]


def test_answer_taken_back_is_not_leant_on(converser: Converser) -> None:
    first = converser.reply(QUESTIONS[0], user="nam")
    second = converser.reply(QUESTIONS[2], conversation=first.conversation, user="nam")
    assert converser.take_back(second.answer.asked.id, User("another")) is None
    assert converser.take_back(first.answer.asked.id, User("nam")) is None
    assert converser.take_back(second.answer.asked.id, User("nam")) is not None
    assert converser.history.answer(second.answer.asked.id, None) is None
    followed = converser.reply("ai chủ trì?", conversation=first.conversation, user="nam")
    assert "hợp nhất" in followed.answer.asked.searched_as
