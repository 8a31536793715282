"""Reports change between two questions, never inside one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.answer import Answered, Declined, cited_by
from bot.answerer import Answerer
from bot.conversation.converse import Converser
from bot.events import Event, Stage
from corpus.report import Report
from index.correct import correct
from index.library import Library
from index.sync import sync

pytestmark = pytest.mark.usefixtures("database_url")
"""In each database."""

QUESTION = "Năm 2025 Sở Nội vụ tuyển bao nhiêu công chức?"
TEXT = """ỦY BAN NHÂN DÂN TỈNH
Số: {number}/BC-UBND

BÁO CÁO
Kết quả công tác năm 2025

Năm 2025 Sở Nội vụ tuyển {number} công chức, đợt {turn}.

Năm 2025 Sở Y tế tuyển {number} bác sĩ, đợt {turn}.
"""
ASKED = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in (11, 12, 13):
        (folder / f"{number}.txt").write_text(TEXT.format(number=number, turn=0), encoding="utf-8")
    return folder


@contextmanager
def changing(library: Library, folder: Path, texts: dict[str, str]) -> Iterator[None]:
    """One report corrected and another replaced, over and over, until the block ends; `texts` gets the text of each by id."""
    stop, failed = threading.Event(), []

    def change() -> None:
        turn = 0
        try:
            while not stop.wait(0.03):  # of no pause at all every search is disturbed, however often it is made
                turn += 1
                (folder / "12.txt").write_text(TEXT.format(number=12, turn=turn), encoding="utf-8")
                sync(library)
                for report in library.reports.all():
                    texts[report.id] = report.text
                    if report.source.endswith("11.txt"):
                        correct(
                            library, report.id, {"title": f"Báo cáo đợt {turn}", "signer": f"Người ký {turn}"}, "lan"
                        )
        except BaseException as error:
            failed.append(error)
            raise

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    assert not failed


def test_an_answer_is_made_of_one_state_of_the_library(library: Library, folder: Path) -> None:
    sync(library, [folder])
    texts = {report.id: report.text for report in library.reports.all()}
    # Well below what the states in between (a report there twice, or not yet again) come to: .32 more or less.
    converser = Converser(Answerer(library, answer_from=0.1), library)
    questions = (
        QUESTION,
        "so sánh số công chức Sở Nội vụ tuyển và số bác sĩ Sở Y tế tuyển năm 2025",
        "Báo cáo số 11/BC-UBND nói gì?",
    )
    still = {question: type(converser.reply(question).answer) for question in questions}
    answers = []
    with changing(library, folder, texts):
        for number in range(ASKED):
            history = [("user", questions[1])] if number % 2 else None
            answers.append(converser.reply(questions[number % 3], conversation=history).answer)  # type: ignore[arg-type]
    texts |= {report.id: report.text for report in library.reports.all()}
    for answer in answers:
        assert type(answer) is still[answer.asked.question]
        cited = cited_by(answer)
        assert cited
        assert all(texts[each.report_id][each.start : each.end] == each.quote for each in cited)
        assert len({(each.report_id, each.title) for each in cited}) == len({each.report_id for each in cited})


def test_a_report_that_changes_while_an_answer_is_told_is_told_as_it_was(library: Library, folder: Path) -> None:
    """Step by step, each in a thread of its own, as a stream takes them."""
    sync(library, [folder])
    before = {report.id: report for report in library.reports.all()}
    [first] = [report.id for report in before.values() if report.number == "11/BC-UBND"]
    events = Answerer(library).events("Báo cáo số 11/BC-UBND: năm 2025 Sở Nội vụ tuyển bao nhiêu công chức?")
    found: list[Event] = []

    def step() -> None:
        event = next(events, None)
        if event is not None:
            found.append(event)

    while not (found and isinstance(found[-1], Stage) and found[-1].stage == "found"):
        _in_a_thread(step)
    correct(library, first, {"title": "Tên mới"}, "lan")
    told = len(found)
    while len(found) == told:
        told = len(found) + 1
        _in_a_thread(step)
    found += events
    answer = found[-1]
    assert isinstance(answer, Answered | Declined)
    assert {each.title for each in cited_by(answer) if each.report_id == first} == {before[first].title}


def test_a_search_during_which_reports_change_is_made_once_more(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(library, [folder])
    answerer = Answerer(library)
    [first] = [report for report in library.reports.all() if report.number == "11/BC-UBND"]
    find = answerer.find
    searches: list[Report] = []

    def find_slowly(*arguments: object, **more: object) -> object:
        found = find(*arguments, **more)  # type: ignore[arg-type]
        if not searches:
            _in_a_thread(lambda: correct(library, first.id, {"title": "Tên mới"}, "lan"))
        searches.append(first)
        return found

    monkeypatch.setattr(answerer, "find", find_slowly)
    answer = answerer.answer("Báo cáo số 11/BC-UBND: năm 2025 Sở Nội vụ tuyển bao nhiêu công chức?")
    assert len(searches) == 2
    assert {each.title for each in cited_by(answer) if each.report_id == first.id} == {"Tên mới"}


def _in_a_thread(step: object) -> None:
    thread = threading.Thread(target=step)  # type: ignore[arg-type]
    thread.start()
    thread.join()
