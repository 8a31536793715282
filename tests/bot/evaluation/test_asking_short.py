"""What comes of the answer in one line, from lines made by hand; the figures are worked out in each docstring."""

from collections.abc import Mapping

import pytest

from bot.evaluation.asking import outcome_of
from bot.evaluation.citations.judges import checks_of
from bot.evaluation.datasets.question import Question
from bot.evaluation.figures.outcome import Outcome
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from tests.bot.evaluation.hand_made import PLACES, STATIONS, HandMade, citation

CHECKS = checks_of(Settings(), HashEncoder())
TYPED = Question(
    "q", "tỉnh có mấy trạm 5G?", must=(("71 trạm", "bảy mươi mốt trạm"), ("59,2%",)), written="71 trạm, đạt 59,2%."
)


def came_of(question: Question, line: str) -> Outcome:
    """Of an answer that shows and cites what is right below its line."""
    system = HandMade(statements=[(STATIONS, (1,))], citations=[citation(1, STATIONS)], line=line)
    return outcome_of(question, system, CHECKS, by_report=False)


def short(found: Outcome) -> Mapping[str, float]:
    """The figures of the line, each of which counts once."""
    counts = {each.of for name, each in found.shares.items() if name.startswith("short.")}
    assert counts == {1}
    return {name.removeprefix("short."): each.value for name, each in found.shares.items() if name.startswith("short.")}


def test_a_right_line_in_other_words() -> None:
    """ "tỉnh có 71 trạm 5g đạt 59,2" against "71 trạm đạt 59,2": 4 words of 7 and of 4, F1 8/11."""
    found = came_of(TYPED, "Tỉnh có 71 trạm 5G, đạt 59,2% [3]")
    assert short(found) == {"given": 1, "right": 1, "wrong": 0, "exact": 0, "token_f1": pytest.approx(8 / 12)}
    assert (found.short, found.failures) == ("Tỉnh có 71 trạm 5G, đạt 59,2% [3]", ())


def test_the_gold_answer_itself_but_for_case_and_marks() -> None:
    found = came_of(TYPED, "71 Trạm – đạt  59,2% [3]")
    assert short(found) == {"given": 1, "right": 1, "wrong": 0, "exact": 1, "token_f1": 1}


def test_a_line_that_lacks_one_of_what_it_must_say() -> None:
    """The answer shows it below, but the line has no percentage: two words of two and of four."""
    found = came_of(TYPED, "71 trạm [3]")
    assert short(found) == {"given": 1, "right": 0, "wrong": 1, "exact": 0, "token_f1": pytest.approx(4 / 6)}
    assert found.failures == ("wrong line",)


def test_a_marker_is_no_figure() -> None:
    assert short(came_of(Question("q", "?", must=(("3",),)), "Có 5 trạm [3]")) == {"given": 1, "right": 0, "wrong": 1}


def test_without_a_line_nothing_else_is_told() -> None:
    found = came_of(TYPED, "")
    assert (short(found), found.short, found.failures) == ({"given": 0}, "", ())


def test_a_line_to_an_unanswerable_question_is_wrong() -> None:
    found = came_of(Question("q", "giá vàng?", unanswerable=True, written="71 trạm"), "71 trạm [3]")
    assert short(found) == {"given": 1, "wrong": 1}
    assert found.failures == ("answered",)


def test_of_several_gold_answers_the_nearest_counts() -> None:
    """What it must say is not known: the line is neither right nor wrong."""
    question = Question("q", "?", gold=(PLACES[STATIONS],), answers=("hoàn toàn khác", "71 trạm"))
    assert short(came_of(question, "71 trạm [3]")) == {"given": 1, "exact": 1, "token_f1": 1}
