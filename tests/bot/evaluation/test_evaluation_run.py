"""An evaluation that was interrupted goes on where it stopped, and only with the same questions of the same system."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.api.answer_json import AnswerJson
from bot.evaluation.citations.judges import checks_of
from bot.evaluation.datasets.question import Question
from bot.evaluation.figures.outcome import Outcome
from bot.evaluation.run import asked
from bot.evaluation.system import LocalSystem
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.conftest import SAMPLES

REPORT = "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"
OTHER = "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"
QUESTIONS = [Question(f"q{i}", text, unanswerable=i == 3) for i, text in enumerate((
    "Tỷ lệ hồ sơ nộp trực tuyến đạt bao nhiêu?", "Kho dữ liệu dùng chung kết nối bao nhiêu cơ sở dữ liệu?",
    "Bao nhiêu cơ quan thí điểm trợ lý ảo?", "giá vàng hôm nay?",
))]  # fmt: skip


class Interrupted(LocalSystem):
    """The library itself, which is interrupted at its n-th question."""

    def __init__(self, library: Library, after: int, settings: Settings | None = None) -> None:
        super().__init__(library, settings or Settings())
        self.after = after
        self.questions: list[str] = []

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerJson:
        if len(self.questions) == self.after:
            raise KeyboardInterrupt
        self.questions.append(question)
        return super().ask(question, history)


@pytest.fixture
def filled(library: Library) -> Library:
    assert sync(library, [SAMPLES / REPORT]).failed == []
    return library


def run(
    system: LocalSystem, data: Path, questions: Sequence[Question] = QUESTIONS
) -> tuple[list[Outcome], list[tuple[str, int, int]]]:
    told: list[tuple[str, int, int]] = []
    checks = checks_of(Settings(), HashEncoder())
    found = asked("few", questions, system, checks, data, lambda *each: told.append(each), by_report=False)
    return found, told


def test_what_was_asked_is_not_asked_again(filled: Library, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Interrupted(filled, 2), tmp_path)
    [kept] = (tmp_path / "evaluation").glob("few-*.jsonl")
    with kept.open("a", encoding="utf-8") as file:
        file.write('\n{"id": "q2", "question": "torn of')
    rest = Interrupted(filled, 9)
    found, told = run(rest, tmp_path)
    assert told[0] == ("resume", 2, 4)
    assert rest.questions == [each.text for each in QUESTIONS[2:]]
    assert [each.id for each in found] == [each.id for each in QUESTIONS]
    whole, told = run(Interrupted(filled, 9), tmp_path / "other")
    assert all(stage != "resume" for stage, _, _ in told)
    times = {"search_ms", "answer_ms", "took_ms"}
    assert [each.model_dump(exclude=times) for each in found] == [each.model_dump(exclude=times) for each in whole]
    assert list((tmp_path / "evaluation").glob("few-*.jsonl")) == []


@pytest.mark.parametrize("change", ["settings", "questions", "reports"])
def test_what_depends_on_anything_else_is_asked_anew(filled: Library, tmp_path: Path, change: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Interrupted(filled, 3), tmp_path)
    settings, questions = Settings(), QUESTIONS
    if change == "settings":
        settings = Settings(answer_from=0.9)
    elif change == "questions":
        questions = [*QUESTIONS[:-1], Question("q3", "giá bạc hôm nay?", unanswerable=True)]
    else:
        assert sync(filled, [SAMPLES / OTHER]).failed == []
    again = Interrupted(filled, 9, settings)
    run(again, tmp_path, questions)
    assert len(again.questions) == len(QUESTIONS)
