"""`hoidap draft`: every proposal is a case whose gold stands in its report; a person's choices are written down at once."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answered
from bot.answerer import Answerer
from bot.conversation.converse import Converser
from bot.errors import DatasetError
from bot.evaluation.datasets.collection import CollectionCase, cases_of_file, places_of
from bot.evaluation.datasets.gold_place import Gold
from bot.evaluation.proposals.asked_for import ProposedAnswer, dates_asked, figures_asked
from bot.evaluation.proposals.candidates_by_words import candidates_by_words
from bot.evaluation.proposals.feedback_cases import feedback_cases
from bot.evaluation.proposals.judged_cases import judged
from bot.evaluation.proposals.propose import proposed
from bot.evaluation.proposals.proposed_case import Candidate, ProposedCase
from bot.evaluation.proposals.question_templates import templates
from bot.evaluation.proposals.review import Desk, case_line, known_cases, review
from bot.evaluation.system import LocalSystem
from bot.feedback import Feedback
from bot.settings import Settings
from corpus.text.letters import fold
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.command_line import hoidap
from tests.conftest import SAMPLES

VIETNAMESE = templates("vi")
PLAN = "2025-01-20-kh-ubnd-hop-nhat-so-ttt-so-khcn.pdf"


@pytest.mark.parametrize(("sentence", "clause", "answer"), [
    ("Năm 2024, tỉnh có 71 trạm 5G, tăng 12 trạm so với năm trước.", "năm 2024, tỉnh có bao nhiêu trạm 5G", "71 trạm"),
    ("- Tỷ lệ hồ sơ nộp trực tuyến toàn tỉnh đạt 74,3%; tăng mạnh.", "tỷ lệ hồ sơ nộp trực tuyến toàn tỉnh đạt bao nhiêu phần trăm", "74,3%"),
    ("b) Kinh phí phục vụ việc hợp nhất là 1,85 tỷ đồng.", "kinh phí phục vụ việc hợp nhất là bao nhiêu tỷ đồng", "1,85 tỷ đồng"),
    ("Vũ Thị Hồng Diệp giữ chức Phó Giám đốc trong 05 năm.", "Vũ Thị Hồng Diệp giữ chức Phó Giám đốc trong bao nhiêu năm", "05 năm"),
])  # fmt: skip
def test_figure_is_asked_for_in_its_place(sentence: str, clause: str, answer: str) -> None:
    assert next(figures_asked(sentence, "vi", VIETNAMESE)) == ProposedAnswer(clause, answer)


@pytest.mark.parametrize("sentence", [
    "Căn cứ Nghị quyết số 12/NQ-HĐND về việc giao 70 biên chế công chức năm 2024;",
    "Tỉnh ban hành Kế hoạch số 19/KH-UBND về việc hợp nhất hai sở.",
    "Năm 2024, tỉnh tiếp tục đẩy mạnh chuyển đổi số trong các cơ quan.",
    "Có 71 trạm.",
])  # fmt: skip
def test_what_counts_nothing_is_not_asked_for(sentence: str) -> None:
    assert list(figures_asked(sentence, "vi", VIETNAMESE)) == []


@pytest.mark.parametrize(("sentence", "clause", "answer"), [
    ("Sở Nội vụ hoàn thành việc thẩm định đề án trước ngày 07 tháng 02 năm 2025.",
     "Sở Nội vụ hoàn thành việc thẩm định đề án trước ngày nào", "ngày 07 tháng 02 năm 2025"),
    ("Ông Nguyễn Văn A nghỉ hưu kể từ ngày 01/3/2025 theo nguyện vọng.", "Ông Nguyễn Văn A nghỉ hưu kể từ ngày nào theo nguyện vọng",
     "ngày 01/3/2025"),
])  # fmt: skip
def test_date_is_asked_for_in_its_place(sentence: str, clause: str, answer: str) -> None:
    assert next(dates_asked(sentence, VIETNAMESE)) == ProposedAnswer(clause, answer)


@pytest.mark.parametrize("sentence", [
    "Thực hiện Kế hoạch số 19/KH-UBND ngày 20/01/2025 của UBND tỉnh về việc hợp nhất.",
    "Tỉnh đã nghiệm thu hồ sơ địa giới hành chính của 8/8 huyện, thành phố.",
    "Các sở báo cáo kết quả thực hiện trong tháng 12 năm 2025 cho UBND tỉnh.",
])  # fmt: skip
def test_what_is_no_day_is_not_asked_for(sentence: str) -> None:
    assert list(dates_asked(sentence, VIETNAMESE)) == []


@given(st.text(alphabet='Sở có 0123456789,.%/-;:\n"“()ngày tháng năm', max_size=80))
def test_whatever_is_asked_for_stands_in_the_sentence(sentence: str) -> None:
    for found in (*figures_asked(sentence, "vi", VIETNAMESE), *dates_asked(sentence, VIETNAMESE)):
        assert found.answer in sentence


def test_every_draft_is_a_case_of_its_report(sample_library: Library) -> None:
    reports = sample_library.reports.all()
    drafts = list(proposed(reports, set(), 150))
    assert len(drafts) == 150
    assert len({each.case.question for each in drafts}) == len({each.case.id for each in drafts}) == 150
    cases = [CollectionCase.model_validate_json(case_line(each.case)) for each in drafts]
    assert cases == [each.case for each in drafts]
    by_id = {each.id: each for each in reports}
    places = places_of(cases, {each.id: each.source for each in reports}, by_id.get)
    for case in cases:
        assert bool(case.gold) != case.unanswerable
        for gold, place in zip(case.gold, places[case.id], strict=True):
            assert by_id[place.report_id].text[place.start : place.end] == gold.quote
            assert all(answer in (gold.quote or "") for answer in case.answers)
    tags = Counter(tag for case in cases for tag in case.tags)
    assert set(tags) >= {"heading", "figure", "date", "identity", "relation", "no-diacritics", "unanswerable"}
    assert all(case.question == fold(case.question) for case in cases if "no-diacritics" in case.tags)
    assert {gold.report for case in cases for gold in case.gold} == {Path(each.source).name for each in reports}


def test_same_reports_give_the_same_drafts_but_for_those_that_are_known(sample_library: Library) -> None:
    reports = sample_library.reports.all()
    first = [each.case for each in proposed(reports, set(), 40)]
    assert [each.case for each in proposed(reports, set(), 40)] == first
    known = {first[0].id, first[1].question}
    assert not {first[0].question, first[1].id} & {
        name for each in proposed(reports, known, 40) for name in (each.case.id, each.case.question)
    }


class Person:
    """Who answers the desk's questions with what is laid out."""

    def __init__(self, *replies: str) -> None:
        self.replies: Iterator[str] = iter(replies)
        self.shown: list[str] = []
        self.told: list[str] = []

    def desk(self) -> Desk:
        return Desk(
            show=lambda proposal, number, count: self.shown.append(f"{number}/{count} {proposal.case.question}"),
            say=self.told.append,
            ask=lambda _: self._reply(),
            find=lambda words: [Candidate(Gold(report="s.pdf", quote=words), was_cited=False)],
        )

    def _reply(self) -> str:
        reply = next(self.replies, None)
        if reply is None:
            raise EOFError
        return reply


def whole(name: str) -> ProposedCase:
    return ProposedCase(CollectionCase(id=name, question=f"{name}?", gold=[Gold(report="r.pdf", quote="gold")]))


def open_case(name: str) -> ProposedCase:
    found = tuple(Candidate(Gold(report="r.pdf", quote=each), was_cited=False) for each in ("one", "two"))
    return ProposedCase(CollectionCase(id=name, question=f"{name}?"), candidates=found)


def test_what_a_person_chooses_is_written(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "old", "question": "old?", "unanswerable": true}', encoding="utf-8")
    person = Person("what", "A", "e", "b, asked otherwise?", "a", "s", "a", "3", "2 1 2", "n", "q")
    proposals = [whole("a"), whole("b"), whole("c"), open_case("d"), open_case("e"), whole("f"), whole("g")]
    assert review(proposals, path, person.desk()) == 4
    assert person.told == ["not understood"] * 3
    found = cases_of_file(path)
    assert [each.id for each in found] == ["old", "a", "b", "d", "e"]
    assert found[2].question == "b, asked otherwise?"
    assert [each.quote for each in found[3].gold] == ["two", "one"]
    assert found[4].unanswerable
    assert known_cases(path) >= {"a", "a?", "b", "b, asked otherwise?"}
    assert person.shown[-1] == "6/7 f?"


def test_passages_are_found_by_their_words(tmp_path: Path, sample_library: Library) -> None:
    person = Person("f", "three", "f", "three", "3")
    assert review([open_case("d")], tmp_path / "cases.jsonl", person.desk()) == 1
    [case] = cases_of_file(tmp_path / "cases.jsonl")
    assert [(each.report, each.quote) for each in case.gold] == [("s.pdf", "three")]
    reports = sample_library.reports.all()
    [found] = candidates_by_words("bo nhiem  dong chi Trịnh Hoài Đăng", reports)
    assert found.gold.report == "2025-02-28-bao-lam-giang-hoi-nghi-hop-nhat-so.html"
    assert "bổ nhiệm đồng chí Trịnh Hoài Đăng" in (found.gold.quote or "")
    assert len(candidates_by_words("sở", reports)) == 10
    assert candidates_by_words(" ", reports) == []


def test_what_was_accepted_stays_where_nobody_answers_any_more(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    assert review([whole("a"), whole("b")], path, Person("a").desk()) == 1
    assert [each.id for each in cases_of_file(path)] == ["a"]
    with pytest.raises(DatasetError, match="cannot be written"):
        review([whole("a")], tmp_path / "no" / "cases.jsonl", Person("a").desk())
    path.write_text("{", encoding="utf-8")
    with pytest.raises(DatasetError, match="line 1 is not a JSON object"):
        known_cases(path)


def test_answer_judged_wrong_becomes_a_case_to_choose_from(sample_library: Library, sample_answerer: Answerer) -> None:
    converser = Converser(sample_answerer, sample_library)
    answer = converser.reply("Kinh phí phục vụ việc hợp nhất hai sở là bao nhiêu?").answer
    assert isinstance(answer, Answered)
    right = converser.reply("Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?").answer
    Feedback(sample_library.database).keep(right.asked.id, "up", [], "")
    Feedback(sample_library.database).keep(answer.asked.id, "down", ["wrong_source"], "sai mục")
    system = LocalSystem(sample_library, Settings())
    cases = [each for each in feedback_cases(sample_library.database) if each.id in (answer.asked.id, right.asked.id)]
    wrong, good = judged(cases, system, set())
    assert (wrong.is_whole, good.is_whole) == (False, True)
    assert wrong.note == "judged wrong: wrong_source; sai mục"
    cited = [each.gold.quote for each in wrong.candidates if each.was_cited]
    assert cited == [each.quote for each in answer.citations]
    others = [each.gold for each in wrong.candidates if not each.was_cited]
    assert others
    texts = {Path(each.source).name: each.text for each in sample_library.reports.all()}
    assert all((each.quote or "-") in texts[each.report] for each in others)
    assert list(judged(cases, system, {wrong.case.id, good.case.question})) == []


def test_command(tmp_path: Path) -> None:
    with Library(tmp_path / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / PLAN]).failed == []
    into = tmp_path / "cases.jsonl"
    command = ["--data", str(tmp_path / "data"), "draft", "--count", "5"]

    def run(*more: str, typed: str = "") -> str:
        done = hoidap(*command, *more, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    lines = [json.loads(line) for line in run("--json").splitlines()]
    assert len(lines) == 5
    assert lines[0]["gold"][0]["report"] == PLAN
    assert "5 proposed" in run()
    said = run("--into", str(into), typed="a\ns\na\n")
    assert "2 cases added" in said
    assert [each.question for each in cases_of_file(into)] == [lines[0]["question"], lines[2]["question"]]
    assert lines[0]["question"] not in run("--into", str(into), typed="q\n")
