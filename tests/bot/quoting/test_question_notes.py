"""What is told of the question beside the passages: what none of them names."""

import pytest

from bot.answerer import Answerer
from bot.quoting.missing import words_of
from bot.quoting.question_notes import unnamed_note
from index.words import plain


@pytest.mark.parametrize(
    ("question", "name", "note"),
    [
        ("Sở Tài chính năm 2024 có bao nhiêu biên chế?", "Sở Tài chính", "Các đoạn trích dưới đây không nhắc đến: Sở Tài chính."),
        ("Huyện Tân Khuê năm 2024 có bao nhiêu dân?", "Tân Khuê", "Các đoạn trích dưới đây không nhắc đến: Tân Khuê."),
        ("How many people live in the district of Tan Khue?", "Tan Khue", "The passages below do not mention: Tan Khue."),
    ],
)  # fmt: skip
def test_a_thing_that_no_passage_names_is_told(sample_answerer: Answerer, question: str, name: str, note: str) -> None:
    found = sample_answerer.find(question)
    register = found.inquiry.register
    naming = [hit for hit in found.hits if f" {plain(name)} " in words_of(hit, register)]
    others = [hit for hit in found.hits if hit not in naming]
    assert naming
    assert others
    language = "en" if note.startswith("The") else "vi"
    assert found.inquiry.language == language
    assert unnamed_note(found, others) == (note,)
    assert unnamed_note(found, [*others[:1], naming[0]]) == ()


@pytest.mark.parametrize(
    "question",
    ["Tỉnh có bao nhiêu biên chế?", "Bây giờ Việt Nam có bao nhiêu thủ tục?", "How many posts are there in Vietnam?"],
)
def test_nothing_is_told_where_nothing_but_the_country_is_named(sample_answerer: Answerer, question: str) -> None:
    found = sample_answerer.find(question)
    assert found.hits
    assert unnamed_note(found, found.hits[:3]) == ()
