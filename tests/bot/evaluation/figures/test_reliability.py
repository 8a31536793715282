"""How far answers can be relied on, worked out by hand."""

from bot.evaluation.figures.figures import evaluated
from bot.evaluation.figures.outcome import Outcome
from bot.evaluation.figures.page import evaluation_page
from bot.evaluation.figures.reliability import reliability
from bot.terminal import console, figures_view
from tests.bot.evaluation.outcomes import outcome


def asked() -> list[Outcome]:
    """Three firm answers of which one is right, one of them to an unanswerable question; a tentative and a declined one."""
    firm, tentative = {"certainty": "firm"}, {"certainty": "tentative"}
    return [
        outcome("a", {"answers.shown": 1.0}, cited="x", confidence=1.0).model_copy(update=firm),
        outcome("b", {"answers.shown": 0.0}, cited="x", confidence=0.95).model_copy(update=firm),
        outcome("c", answerable=False, cited="x", confidence=0.3).model_copy(update=firm),
        outcome("d", {"answers.shown": 1.0}, cited="x", confidence=0.35).model_copy(update=tentative),
        outcome("e", {"answers.shown": 0.0}, confidence=0.1),
    ]


def test_by_certainty_and_by_confidence() -> None:
    """Firm 1 of 3, tentative 1 of 1; from .3 to .4 one of two, from .9 to 1 one of two; what was declined is no answer."""
    found = [
        (each.certainty, each.confidence_from, each.confidence_to, each.right.value, each.right.count)
        for each in reliability(asked())
    ]
    assert found == [
        ("firm", None, None, 1 / 3, 3),
        ("tentative", None, None, 1.0, 1),
        (None, 0.3, 0.4, 0.5, 2),
        (None, 0.9, 1.0, 0.5, 2),
    ]
    assert all(0 <= (each.right.low or 0) <= (each.right.high or 0) <= 1 for each in reliability(asked()))


def test_nothing_is_told_where_it_is_not_known_what_is_right() -> None:
    assert reliability([outcome("a", cited="x"), outcome("b", answerable=False, cited="x")]) == ()


def test_it_is_told_on_the_terminal_and_on_the_page() -> None:
    figures = evaluated("set", 1, asked(), "encoder")
    assert len(figures.answers.reliability) == 4
    terminal = console()
    with terminal.capture() as shown:
        terminal.print(*figures_view(figures))
    assert "tentative" in shown.get()
    assert "confidence 0.9 - 1" in shown.get()
    page = evaluation_page(figures, "en")
    assert "How far answers can be relied on" in page
    assert "confidence 0.300 – 0.400" in page
    assert "chưa chắc chắn" in evaluation_page(figures, "vi")
