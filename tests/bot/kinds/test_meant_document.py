"""A fact of a document that is named by what it is about, in words that are not its title's."""

import pytest

from bot.answer import Answered, cited_by, is_firm
from bot.answerer import Answerer
from bot.kinds.meant_document import document_signals, meant_document
from bot.kinds.meant_document import learned as as_kept
from index.library import Library
from tests.fit.documents import asked_over, figures, learned, named

SIGNER = "Cho mình hỏi báo cáo về đề tài nghiên cứu, sáng chế, đo lường của tỉnh trong năm 2023 do ai ký?"
ISSUED = "bao cao hoat dong nghien cuu khoa hoc nam 2023 cua tinh ra ngay bao nhieu"
ELSEWHERE = "Ai ký nghị quyết về hỗ trợ tiền thuê nhà cho giáo viên mầm non vùng lũ?"


@pytest.mark.parametrize(("question", "told"), [(SIGNER, "Ngô Bảo Trâm"), (ISSUED, "28 tháng 12 năm 2023")])
def test_it_is_told_tentatively_and_the_document_named(sample_answerer: Answerer, question: str, told: str) -> None:
    answer = sample_answerer.answer(question)
    assert isinstance(answer, Answered)
    assert answer.certainty == "tentative"
    (citation,) = answer.citations
    assert answer.short is not None
    assert citation.number
    assert citation.number in answer.short.text
    assert told in citation.quote
    assert citation.number in (answer.statements[0].lead or "")


def test_no_passage_is_firm_where_no_document_stands_out(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer(ELSEWHERE)
    assert not is_firm(answer)
    found = sample_answerer.find(ELSEWHERE)
    assert meant_document(found.inquiry, found.hits) is None


def test_a_title_is_surer(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer(
        "ai la nguoi ky quyet dinh nam 2025 ve chia se, khai thac du lieu dung chung cua tinh"
    )
    assert is_firm(answer)
    assert "Lương Thị Minh Khuê" in cited_by(answer)[0].quote


def test_signals_are_the_same_for_every_document_and_may_be_none(sample_answerer: Answerer) -> None:
    found = sample_answerer.find(SIGNER)
    signals = document_signals(found.inquiry, found.hits)
    assert len({tuple(each) for each in signals.values()}) == 1
    assert sum(each["share"] for each in signals.values()) == pytest.approx(1)
    assert meant_document(found.inquiry, found.hits) in signals
    assert all(each["share"] == 0 for each in document_signals(found.inquiry, ()).values())
    assert meant_document(found.inquiry, ()) is None


def test_another_document_is_hardly_ever_taken_for_it(sample_library: Library) -> None:
    """Over questions that nothing was learned from, in their writer's words."""
    asked = asked_over(sample_library, "samples")
    likeliest = named(asked, as_kept())
    sure = [(each, file) for each, (how, file) in zip(asked, likeliest, strict=True) if how >= as_kept().least]
    right = [each.file == file for each, file in sure if each.file]
    assert sum(right) >= 17
    assert right.count(False) <= 1
    assert sum(each.by_title == (each.file,) for each in asked if each.file) < sum(right)
    assert f"right {sum(right)} of 30" in figures(asked, likeliest, as_kept().least)
    assert set(learned(asked).signals) == set(as_kept().signals)
