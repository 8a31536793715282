"""What readers thought of answers comes out as cases that an evaluation reads."""

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from bot.answer import Answered, Declined
from bot.answerer import Answerer
from bot.conversation.converse import Converser
from bot.evaluation.proposals.feedback_cases import FeedbackCase, feedback_cases
from bot.feedback import Feedback
from bot.terminal import console as terminal_console
from bot.terminal import feedback_view
from bot.wording.keys import REASONS
from bot.wording.wording import wording
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.command_line import hoidap
from tests.conftest import SAMPLES

MERGER = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
GOLD = "lãi suất ngân hàng hôm nay?"
PLAN = "2025-01-20-kh-ubnd-hop-nhat-so-ttt-so-khcn.pdf"


@pytest.fixture
def converser(sample_library: Library, sample_answerer: Answerer) -> Converser:
    return Converser(sample_answerer, sample_library)


def case_of(library: Library, answer_id: str) -> FeedbackCase:
    [case] = [each for each in feedback_cases(library.database) if each.id == answer_id]
    return case


def test_answer_judged_right_gives_its_passages_as_gold(converser: Converser, sample_library: Library) -> None:
    answer = converser.reply(MERGER).answer
    assert isinstance(answer, Answered)
    Feedback(sample_library.database).keep(answer.asked.id, "up", [], "")
    case = case_of(sample_library, answer.asked.id)
    texts = {Path(each.source).name: each.text for each in sample_library.reports.all()}
    assert [each.quote for each in case.gold] == [each.quote for each in answer.citations]
    assert {each.report for each in case.gold} == {PLAN}
    assert all(texts[each.report][each.start : each.end] == each.quote for each in case.gold)
    assert (case.question, case.history, case.language, case.status) == (MERGER, [], "vi", "answered")
    assert (case.cited, case.answers, case.unanswerable, case.tags) == ([], [], False, ["feedback"])


def test_answer_judged_wrong_gives_no_gold(converser: Converser, sample_library: Library) -> None:
    first = converser.reply(MERGER, user="lan")
    answer = converser.reply(
        "Kết quả tinh giản biên chế năm 2024 của tỉnh ra sao?", conversation=first.conversation, user="lan"
    ).answer
    assert isinstance(answer, Answered)
    Feedback(sample_library.database).keep(answer.asked.id, "down", ["wrong_source", "khác"], "sai <b>mục</b>")
    case = case_of(sample_library, answer.asked.id)
    assert (case.verdict, case.reasons, case.comment) == ("down", ["wrong_source", "khác"], "sai <b>mục</b>")
    assert (case.gold, case.history) == ([], [MERGER])
    assert [each.quote for each in case.cited] == [each.quote for each in answer.citations]
    assert case.tags == ["feedback", "follow-up", "wrong_source", "khác"]


@pytest.mark.parametrize(("verdict", "unanswerable"), [("up", True), ("down", False)])
def test_honest_no_judged_right_is_unanswerable(
    converser: Converser, sample_library: Library, verdict: str, unanswerable: bool
) -> None:
    answer = converser.reply(GOLD).answer
    assert isinstance(answer, Declined)
    Feedback(sample_library.database).keep(answer.asked.id, "up" if verdict == "up" else "down", [], "")
    case = case_of(sample_library, answer.asked.id)
    assert (case.status, case.gold, case.cited, case.unanswerable) == ("declined", [], [], unanswerable)


def test_small_talk_and_answers_that_are_gone_make_no_case(converser: Converser, sample_library: Library) -> None:
    talk = converser.reply("xin chào").answer.asked.id
    judged = Feedback(sample_library.database)
    for answer_id in (talk, "f" * 32):
        judged.keep(answer_id, "up", [], "")
    assert {talk, "f" * 32}.isdisjoint(case.id for case in feedback_cases(sample_library.database))


def test_latest_verdict_counts_and_comes_first(converser: Converser, sample_library: Library) -> None:
    answer = converser.reply(MERGER).answer.asked.id
    judged = Feedback(sample_library.database)
    judged.keep(answer, "up", [], "")
    judged.keep(answer, "down", ["outdated"], "")
    sample_library.database.run("UPDATE feedback SET given = '2100-01-01T00:00:00Z' WHERE answer_id = ?", answer)
    assert judged.verdict(answer) == "down"
    first = next(feedback_cases(sample_library.database))
    assert (first.id, first.verdict) == (answer, "down")
    judged.withdraw(answer)
    assert judged.verdict(answer) is None


def test_every_reason_has_its_words_in_both_languages() -> None:
    for words in (wording("vi"), wording("en")):
        assert set(words.feedback_reasons) == set(REASONS)


def test_table_counts_by_verdict_and_reason_and_shows_the_latest(converser: Converser, sample_library: Library) -> None:
    answer = converser.reply(MERGER).answer.asked.id
    Feedback(sample_library.database).keep(answer, "down", ["wrong_figure"], "[red]112[/red]")
    case = case_of(sample_library, answer)
    console = Console(width=200, record=True, file=io.StringIO())
    plain = terminal_console()
    with plain.capture() as steering:
        plain.print(feedback_view([case.model_copy(update={"comment": "\x1b]0;pwn\x07\x9b2J\x1b[31mđỏ"})]))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", steering.get())
    console.print(feedback_view([case, *[case.model_copy(update={"question": f"câu {n}"}) for n in range(25)]]))
    shown = console.export_text()
    assert "answers judged: 26" in shown
    assert "│ down    │ wrong_figure │ 26" in shown
    assert MERGER in shown
    assert "[red]112[/red]" in shown
    assert ("câu 18" in shown, "câu 19" in shown) == (True, False)


def test_command_prints_a_case_a_line(tmp_path: Path) -> None:
    with Library(tmp_path / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / PLAN]).failed == []
        answer = Converser(Answerer(library), library).reply(MERGER, user="lan").answer
        Feedback(library.database).keep(answer.asked.id, "up", [], "tốt")
    command = ["--data", str(tmp_path / "data"), "feedback"]
    listed = hoidap(*command, "--json")
    assert listed.returncode == 0, listed.stderr
    [case] = map(json.loads, listed.stdout.splitlines())
    assert list(case) == [
        "id", "question", "history", "language", "status", "verdict", "reasons", "comment", "given", "gold", "cited",
        "answers", "unanswerable", "tags",
    ]  # fmt: skip
    assert (case["id"], case["comment"]) == (answer.asked.id, "tốt")
    table = hoidap(*command)
    assert table.returncode == 0, table.stderr
    assert "answers judged: 1" in table.stdout
