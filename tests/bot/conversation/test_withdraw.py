"""An answer that quoted a report keeps no word of it once the report is withdrawn, and says so in every form."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.answer import Answered, Citation, Declined, Short, SmallTalk, Statement, cited_by
from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.conversation.converse import Converser, Reply
from bot.conversation.withdraw import withdraw_reports, without
from bot.export.markdown import conversation_markdown
from bot.export.word import conversation_docx
from bot.page.answer_html import answer_html
from bot.page.evidence_html import evidence_html
from bot.report_page.passage import passage_html
from bot.terminal import answer_view
from bot.wording.page_language import PageLanguage
from bot.wording.wording import wording
from index.encoder.chosen import ChosenEncoder
from index.erase import erase
from index.library import Library
from index.record.stored_json import read_stored, stored_as
from tests.bot.export.kept_answers import ANSWERED, CITATION, DAY, SHORT
from tests.conftest import BACK_END
from tests.index.test_withdraw import bytes_of

QUESTIONS = {
    "vi": "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?",
    "en": "what did the 2025 plan say about merging departments?",
}


@pytest.fixture
def own_library(copy_of_samples: Callable[[Path], Path], tmp_path: Path) -> Library:
    return Library(copy_of_samples(tmp_path / "own"), ChosenEncoder(back_end=BACK_END))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_kept_answer_says_that_its_passage_was_withdrawn(own_library: Library, language: PageLanguage) -> None:
    with own_library as library:
        converser = Converser(Answerer(library), library)
        reply = converser.reply(QUESTIONS[language], user="lan")
        assert isinstance(reply.answer, Answered)
        quoted = reply.answer.citations[0]
        gone = {each.report_id for each in reply.answer.citations}
        assert quoted.quote.encode() in bytes_of(library.folder)

        withdraw_reports(library, gone)

        found = bytes_of(library.folder)
        for each in reply.answer.citations:
            assert not {line for line in each.quote.splitlines() if len(line) > 30 and line.encode() in found}
            assert each.title.encode() not in found
        kept = converser.history.answers(reply.conversation, None)
        answer = kept[0].answer
        assert answer.asked.question == QUESTIONS[language]
        assert all(each.is_withdrawn for each in cited_by(answer))
        words = wording(language)
        document = Document(BytesIO(conversation_docx(kept, language)))
        terminal = Console(width=400)
        with terminal.capture() as captured:
            terminal.print(answer_view(answer))
        for shown in (
            answer_json(answer).model_dump_json(),
            captured.get(),
            conversation_markdown(kept, language).replace("\\", ""),
            "\n".join(paragraph.text for paragraph in document.paragraphs),
            answer_html(answer, [], language),
            evidence_html(answer, [], language),
        ):
            assert words.withdrawn_quote in shown
        assert words.withdrawn_note in passage_html(library, cited_by(answer)[0], language)
        follow_up = converser.reply("còn năm 2024?", conversation=reply.conversation, user="lan").answer
        assert not isinstance(follow_up, SmallTalk)
        assert gone.isdisjoint(each.report_id for each in cited_by(follow_up))


@given(st.sets(st.sampled_from("rst"), min_size=1), st.lists(st.sampled_from("rst"), min_size=1, max_size=4))
def test_a_line_goes_with_any_report_of_its_answer(gone: set[str], cited: list[str]) -> None:
    """Its words are composed of all its values together: none is left of a withdrawn report's, in no form."""
    citations = tuple(replace(CITATION, marker=place, report_id=each) for place, each in enumerate(cited, 1))
    values = tuple(replace(DAY, marker=each.marker, text="71,2%") for each in citations)
    said = Statement("Hai sở hợp nhất.", tuple(each.marker for each in citations), 0.9)
    line = Short("71,2% [1]", (1,), values, "sum")
    answer = replace(ANSWERED, statements=(said,), citations=citations, short=line)
    left = without(answer, gone)
    assert (left == answer) == gone.isdisjoint(cited)
    assert ("71,2%" in stored_as(left)) == gone.isdisjoint(cited)


def test_an_answer_kept_before_there_were_lines_still_opens() -> None:
    stored = json.loads(stored_as(ANSWERED))
    del stored["short"]
    assert read_stored(Answered, json.dumps(stored)) == ANSWERED
    assert read_stored(Answered, stored_as(SHORT)) == SHORT


def test_an_answer_made_meanwhile_is_not_kept_with_what_was_withdrawn(own_library: Library) -> None:
    with own_library as library:
        converser = Converser(Answerer(library), library)
        events = converser.events(QUESTIONS["vi"], user="lan")
        cited = next(event for event in events if isinstance(event, Citation))
        withdraw_reports(library, [cited.report_id])
        assert library.withdrawals.unerased()  # who reads the old state holds it
        *_, reply = events
        assert isinstance(reply, Reply)
        erase(library)
        assert not library.withdrawals.unerased()
        assert cited in cited_by(reply.answer)  # as it was when it was asked
        [kept] = converser.history.answers(reply.conversation, None)
        assert all(each.is_withdrawn for each in cited_by(kept.answer) if each.report_id == cited.report_id)
        assert cited.quote.splitlines()[0].encode() not in bytes_of(library.folder)


def test_answers_that_quote_others_stay_as_they_were(own_library: Library) -> None:
    with own_library as library:
        converser = Converser(Answerer(library), library)
        kept = [
            converser.reply(question).answer
            for question in (*QUESTIONS.values(), "kế hoạch năm 2031 nói gì về tàu điện?", "xin chào")
        ]
        cited = {each.report_id for answer in kept for each in cited_by(answer)}
        other = next(each for each in library.reports.published() if each not in cited)
        withdraw_reports(library, [other])
        assert [converser.history.answer(each.asked.id, None).answer for each in kept] == kept  # type: ignore[union-attr]
        declined = next(each for each in kept if isinstance(each, Declined) and each.nearest)
        withdraw_reports(library, [declined.nearest[0].report_id])
        again = converser.history.answer(declined.asked.id, None)
        assert again is not None
        assert cited_by(again.answer)[0].quote == wording("vi").withdrawn_quote
