"""Kinds told by examples: only possible labels, ordinary in doubt, names replaced."""

from pathlib import Path

import pytest

from bot.classifying.by_example import MAY_BE_FROM, ByExample, likeliest
from bot.classifying.example import ORDINARY, examples
from bot.classifying.question_form import form_of
from bot.classifying.question_kind import IdentityQuestion, InForce
from index.encoder.encoder import HashEncoder
from index.question.named_things import named_things
from index.question.query import Query


def test_a_question_is_told_by_any_encoder(tmp_path: Path) -> None:
    asked = Query("Ai ký Quyết định số 1/QĐ-UBND?", "")
    assert ByExample(HashEncoder(), tmp_path).told(asked) == IdentityQuestion(("signer",))


def test_a_fact_is_told_of_a_document_in_whatever_words_it_is_named(tmp_path: Path) -> None:
    told = ByExample(HashEncoder(), tmp_path)
    signer = told.of_document(Query("Cái quyết định hồi năm ngoái về nuôi cá lồng ấy, ai ký vậy?", ""))
    assert signer is not None
    assert signer[0] == IdentityQuestion(("signer",))
    assert MAY_BE_FROM <= signer[1] <= 1
    replaced = told.of_document(Query("Cái quy định mới về vỉa hè nó thay thế mấy quyết định cũ nào?", ""))
    assert replaced is not None
    assert replaced[0] == InForce(backwards=True)
    assert told.of_document(Query("Nuôi cá lồng cần bao nhiêu vốn?", "")) is None


def test_only_possible_labels_are_told() -> None:
    shares = {"signer": 0.7, "list": 0.2, ORDINARY: 0.1}
    assert likeliest(shares, ["list"]) == ("list", 0.2)
    assert likeliest(shares, []) == (ORDINARY, 0)
    assert likeliest(shares, ["signer", "list"]) == ("signer", pytest.approx(0.9))


def test_examples_of_each_label_are_in_every_language_and_of_one_label() -> None:
    labels = {each.label for each in examples()}
    assert {each.label for each in examples() if each.language == "en"} == labels
    questions = [each.question for each in examples()]
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Ai ký Quyết định số 31/2023/QĐ-UBND?", "Ai ký Quyết định số văn bản số 1?"),
        ("ai ky qd 31/2023/qd-ubnd", "ai ky qd văn bản số 1"),
        ("Sở Y tế làm gì trước 30/6/2025?", "cơ quan A làm gì trước 1/1/2024?"),
        ("báo cáo 6 tháng đầu năm 2023", "báo cáo 6 tháng đầu năm 2024"),
        ("Who signed Decision 31/2023?", "Who signed Decision văn bản số 1?"),
    ],
)
def test_the_form_of_a_question_names_nothing(question: str, form: str) -> None:
    assert form_of(question, named_things(question)) == form
