"""A person's list of conversations: their own alone, found by words with and without diacritics, named and pinned."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import Answered, Asked, Statement, Timings
from bot.conversation.conversation_list import LONGEST_TITLE, ConversationList
from bot.conversation.history import History
from bot.conversation.table import Conversations
from index.database.database import Database
from index.database.place import opened
from index.question.filters import Filters


class Kept:
    """A record with a few conversations in it."""

    def __init__(self, database: Database) -> None:
        self.history = History(database)
        self.table = Conversations(database)
        self.list = ConversationList(database)

    def say(self, question: str, answer: str = "", user: str = "lan", conversation: str = "", seen: str = "a") -> str:
        conversation = conversation or self.table.begin()
        said = (Statement(answer, (), 1.0),) if answer else ()
        answered = Answered(Asked.unsearched(question, Filters(), "vi"), said, (), Timings(0, 0))
        self.history.keep(answered, conversation, user, [seen])
        return conversation

    def titles(self, words: str = "", seen: tuple[str, ...] | None = None) -> list[str]:
        return [each.title for each in self.list.of("lan", seen, words)]


@pytest.fixture
def kept(tmp_path: Path, database_url: str) -> Iterator[Kept]:
    with opened(tmp_path, database_url) as database:
        yield Kept(database)


def test_the_latest_is_first_and_says_when_and_how_many(kept: Kept) -> None:
    first = kept.say("Hợp nhất các sở?")
    kept.say("Ai ký Quyết định 31?")
    kept.say("còn năm 2024?", conversation=first)
    kept.say("của người khác", user="minh")
    kept.say("của máy", user="")
    assert kept.titles() == ["Hợp nhất các sở?", "Ai ký Quyết định 31?"]
    listed = kept.list.of("lan", None)[0]
    assert (listed.id, listed.questions, listed.is_pinned) == (first, 2, False)
    assert listed.begun < listed.latest
    assert kept.list.of("", None) == []
    assert len(kept.list.of("lan", None, limit=1)) == 1


@pytest.mark.parametrize("words", ["hợp nhất sở", "HOP NHAT", "sở hợp", "trình tỉnh", "bao cao", "báo cáo ti"])
def test_found_by_words_of_question_or_answer(kept: Kept, words: str) -> None:
    kept.say("Hợp nhất các sở?", "Đã báo cáo tiến độ.")
    kept.say("Kho dữ liệu?", "Sở báo, sau đó cáo.")
    conversation = kept.list.of("lan", None)[1].id
    kept.say("ai trình Tỉnh ủy?", conversation=conversation)
    assert kept.titles(words) == ["Hợp nhất các sở?"]


@pytest.mark.parametrize("words", ["hợp nhất huyện", "nhất các báo", "ất", "cáo báo", "%", "[("])
def test_not_found_by_other_words(kept: Kept, words: str) -> None:
    kept.say("Hợp nhất các sở?", "Đã báo cáo tiến độ.")
    assert kept.titles(words) == []


def test_what_may_not_be_seen_is_neither_listed_nor_found(kept: Kept) -> None:
    conversation = kept.say("Câu công khai?", "Bình thường.")
    kept.say("Câu kín?", "Lương bí mật.", conversation=conversation, seen="hidden")
    kept.say("Kín hẳn?", seen="hidden")
    assert kept.titles(seen=("a",)) == ["Câu công khai?"]
    assert kept.titles("bí mật", ("a",)) == []
    assert kept.titles("bí mật") == ["Câu công khai?"]
    assert kept.list.of("lan", ("a",))[0].questions == 1


def test_named_and_pinned_by_its_owner_alone(kept: Kept) -> None:
    first, second = kept.say("Một?"), kept.say("Hai?")
    assert kept.list.rename("lan", first, "  Việc \n sáp nhập  ")
    assert kept.list.pin("lan", first, pinned=True)
    assert kept.titles() == ["Việc sáp nhập", "Hai?"]
    assert kept.titles("sap nhap") == ["Việc sáp nhập"]
    assert not kept.list.rename("minh", first, "của tôi")
    assert not kept.list.pin("minh", second, pinned=True)
    assert not kept.list.rename("", first, "x")
    assert not kept.list.rename("lan", "", "x")
    assert kept.titles() == ["Việc sáp nhập", "Hai?"]
    assert kept.list.rename("lan", first, "x" * 300)
    assert kept.titles()[0] == "x" * LONGEST_TITLE
    assert kept.list.rename("lan", first, "")
    assert kept.list.pin("lan", first, pinned=False)
    assert kept.titles() == ["Hai?", "Một?"]


def test_a_deleted_conversation_leaves_nothing(kept: Kept) -> None:
    first = kept.say("Một?")
    kept.list.rename("lan", first, "Tên riêng")
    kept.history.delete("lan")
    assert kept.titles() == []
    assert not kept.list.rename("lan", first, "x")
    assert not kept.table.has(first)
