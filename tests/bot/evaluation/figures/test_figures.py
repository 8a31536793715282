"""Figures over several questions, worked out by hand."""

import pytest

from bot.evaluation.figures.figures import evaluated, risk_coverage
from bot.evaluation.figures.outcome import Outcome, Share
from bot.evaluation.figures.statistics import measured
from tests.bot.evaluation.outcomes import outcome


def over(outcomes: list[Outcome], figure: str) -> tuple[float | None, int]:
    found = measured(outcomes, figure)
    return found.value, found.count


def test_share_is_over_the_parts_of_answers() -> None:
    """Of three citations all are right, of one none: 3 of 4, not the mean of 1 and 0; a question without any counts nothing."""
    one, other, none = outcome("a"), outcome("b"), outcome("c")
    one = one.model_copy(update={"shares": {"citations.precision": Share(value=1.0, of=3)}})
    other = other.model_copy(update={"shares": {"citations.precision": Share(value=0.0, of=1)}})
    assert over([one, other, none], "citations.precision") == (0.75, 4)
    assert over([none], "citations.precision") == (None, 0)


def test_latencies_of_twenty_questions() -> None:
    """1 … 20 ms: the tenth is not exceeded by half of them, the nineteenth by 95 %; answers take twice as long."""
    asked = [outcome(f"q{i}", search_ms=float(i)) for i in (*range(11, 21), *range(1, 11))]
    assert over(asked, "speed.query_ms_p50") == (10.0, 20)
    assert over(asked, "speed.query_ms_p95") == (19.0, 20)
    assert over(asked, "speed.answer_ms_p95") == (38.0, 20)


def test_refusal_is_answerable_against_unanswerable() -> None:
    """.9 and .4 against .5: one of two pairs; a question of which it is not known counts nowhere."""
    asked = [outcome("a", confidence=0.9), outcome("b", confidence=0.4), outcome("c", confidence=0.5, answerable=False)]
    unknown = outcome("d", confidence=1.0).model_copy(update={"answerable": None, "expected": ()})
    assert over([*asked, unknown], "refusal.auroc") == (0.5, 3)
    assert over(asked[:2], "refusal.auroc") == (None, 2)


def test_leaving_gold_out() -> None:
    """.9 and .6 with gold against .7 and .1 without: three of four pairs; a question without gold counts nowhere."""
    asked = [outcome("a", confidence=0.9, without_gold=0.7), outcome("b", confidence=0.6, without_gold=0.1)]
    other = outcome("c", confidence=0.0, answerable=False)
    assert over([other, *asked], "refusal.auroc_leave_gold_out") == (0.75, 2)
    assert over([other], "refusal.auroc_leave_gold_out") == (None, 0)


def test_risk_and_coverage() -> None:
    """Of four with gold three are answered from .5, one of these wrongly; two would be without gold. From .9 on: one."""
    asked = [
        outcome("a", confidence=0.9, without_gold=0.5),
        outcome("b", confidence=0.5, without_gold=0.6, quotes_gold=False),
        outcome("c", confidence=0.7, without_gold=0.1),
        outcome("d", confidence=0.2, without_gold=None),
        outcome("e", confidence=0.99, answerable=False),
    ]
    curve = {each.answer_from: each for each in risk_coverage(asked)}
    assert list(curve) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    half = curve[0.5]
    assert (half.answered, half.wrong, half.answered_without_gold) == (0.75, pytest.approx(1 / 3), 0.5)
    assert (curve[0.9].answered, curve[0.9].wrong, curve[0.9].answered_without_gold) == (0.25, 0.0, 0.0)
    assert (curve[0.1].answered, curve[0.1].answered_without_gold) == (1.0, 0.75)
    assert risk_coverage(asked[-1:]) == ()


def test_nothing_answered_has_no_risk() -> None:
    assert risk_coverage([outcome("a", confidence=0.2)])[-1].wrong is None


def test_tags_have_figures_of_their_own() -> None:
    asked = [
        outcome("a", {"retrieval.hit@1": 1.0}, tags=("year",)),
        outcome("b", {"retrieval.hit@1": 0.0}, tags=("year", "figure")),
        outcome("c", {"retrieval.hit@1": 1.0}),
    ]
    found = evaluated("set", 7, asked, "encoder", 12.0)
    values = found.all_values()
    assert values["retrieval.hit@1"] == pytest.approx(2 / 3)
    assert (values["tags.year.retrieval.hit@1"], values["tags.figure.retrieval.hit@1"]) == (0.5, 0.0)
    assert (found.tags["year"].queries, found.queries, found.passages) == (2, 3, 7)
    assert found.intervals["retrieval.hit@1"].count == 3
    assert "answers.token_f1" not in found.intervals
    assert values["answers.token_f1"] is None
    assert (found.settings.encoder, found.settings.seed, found.speed.characters_per_second) == ("encoder", 0, 12.0)
    assert found.speed.queries_per_second == pytest.approx(3 / 0.009)
    assert len(found.cases) == 3
    assert evaluated("none", 0, [], "encoder").speed.queries_per_second is None
