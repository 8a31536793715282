"""`--compare`: what got better and worse, and how likely chance would do as much, by hand-made answers."""

import json
from math import comb
from pathlib import Path

import pytest

from bot.errors import DatasetError
from bot.evaluation.figures.compare import Change, compare, load_evaluated
from bot.evaluation.figures.figures import Evaluated, evaluated
from bot.evaluation.figures.outcome import Outcome
from bot.evaluation.figures.page import evaluation_page
from tests.bot.command_line import hoidap
from tests.bot.evaluation.outcomes import outcome

HIT = "retrieval.hit@1"


def of(*values: float | None, first: int = 0) -> Evaluated:
    """An evaluation of one question a value: whether its passage came first."""
    return evaluated(
        "set", 1, [outcome(f"q{i}", {} if v is None else {HIT: v}) for i, v in enumerate(values, first)], "e"
    )


def change(old: Evaluated, new: Evaluated, figure: str = HIT) -> Change:
    [found] = [each for each in compare(old, new).changes if each.figure == figure]
    return found


def test_what_rose_and_fell_is_named() -> None:
    """Of four questions one rises, one falls, one stays right and one is told of by the old evaluation alone."""
    found = change(of(0, 1, 1, 1), of(1, 0, 1, None))
    assert (found.old, found.new) == (0.75, 2 / 3)
    assert (found.better, found.worse) == (("q0",), ("q1",))
    assert not found.is_significant


def test_less_is_better_of_what_is_wrong() -> None:
    wrong = "answers.firm_wrong"
    old, new = (evaluated("set", 1, [outcome("a", {wrong: each})], "e") for each in (1.0, 0.0))
    found = change(old, new, wrong)
    assert (found.better, found.worse) == (("a",), ())
    assert '<td class="number up">0.000</td>' in evaluation_page(new, "en", compare(old, new))


@pytest.mark.parametrize("risen", [2, 5, 6, 9])
def test_p_is_that_of_the_exact_sign_test(risen: int) -> None:
    """Questions that all rise by the same are exchanged by the toss of a coin.

    Both directions count, so that p is 2 / 2^n, exactly where all 2^n exchanges can be counted: below 2,000 of them.
    """
    found = change(of(*[0] * risen, 1), of(*[1] * (risen + 1)))
    assert found.p == pytest.approx(2 / 2**risen)
    assert found.is_significant == (risen >= 6)


def test_p_of_changes_both_ways() -> None:
    """Nine rise and two fall: of the 2^11 ways, those with at least nine of one sign, binomially."""
    found = change(of(*[0] * 9, 1, 1), of(*[1] * 9, 0, 0))
    exact = 2 * sum(comb(11, k) for k in (9, 10, 11)) / 2**11
    assert found.p == pytest.approx(exact, abs=0.02)


def test_two_questions_are_enough_for_a_test() -> None:
    """Both rise: 2 of 4 ways are as far apart. One alone could be exchanged in no way that tells."""
    assert change(of(0, 0), of(1, 1)).p == pytest.approx(0.5)
    assert change(of(0), of(1)).p == 1.0


def test_ways_that_leave_a_side_without_the_figure_count_as_no_difference() -> None:
    """Old knows q0 (0), new knows q1 (1): the four exchanges differ by 1, 0, 0 and -1, two-sided p = 2 * 1/4."""
    assert change(of(0, None), of(None, 1)).p == pytest.approx(0.5)


@pytest.mark.parametrize(("old", "new"), [((None, None), (1, 1)), ((1, 1), (None, None))])
def test_figure_that_one_does_not_tell_is_left_out(
    old: tuple[float | None, ...], new: tuple[float | None, ...]
) -> None:
    assert HIT not in {each.figure for each in compare(of(*old), of(*new)).changes}


def test_significant_is_below_five_per_cent() -> None:
    assert not Change("f", 0, 1, 0.05, (), ()).is_significant
    assert Change("f", 0, 1, 0.049, (), ()).is_significant


def test_nothing_changed() -> None:
    found = compare(of(0, 1), of(0, 1))
    assert all((each.old, each.p, each.better, each.worse) == (each.new, 1.0, (), ()) for each in found.changes)


def test_only_questions_that_both_have_are_compared() -> None:
    """q0 and q1 against q1 and q2, and q1 asked otherwise is another question."""
    found = compare(of(0, 0), of(1, 1, first=1))
    assert (found.questions, found.only_old, found.only_new) == (1, 1, 1)
    assert change(of(0, 0), of(1, 1, first=1)).better == ("q1",)
    other = evaluated("set", 1, [outcome("q0", question="something else?")], "e")
    with pytest.raises(DatasetError, match="no question in common"):
        compare(of(0), other)


def test_figure_of_all_questions_has_no_better_or_worse() -> None:
    def asked(*confidences: float) -> Evaluated:
        cases: list[Outcome] = [
            outcome(f"q{i}", confidence=c, answerable=i % 2 == 0) for i, c in enumerate(confidences)
        ]
        return evaluated("set", 1, cases, "e")

    found = change(asked(0.2, 0.8, 0.3, 0.7), asked(0.8, 0.2, 0.7, 0.3), "refusal.auroc")
    assert (found.old, found.new, found.better, found.worse) == (0.0, 1.0, (), ())


def test_old_figures_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    old = of(0, 1)
    path.write_text(old.model_dump_json(by_alias=True), encoding="utf-8")
    assert load_evaluated(path) == old
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "cases": []}), encoding="utf-8")
    with pytest.raises(DatasetError, match="has no `cases`"):
        load_evaluated(path)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(DatasetError, match="is not what `hoidap evaluate --json` writes"):
        load_evaluated(path)


def test_command_names_what_it_cannot_compare_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = hoidap("evaluate", str(tmp_path), "--compare", str(tmp_path / "none.json"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_page_tells_what_changed() -> None:
    old, new = of(*[0] * 6, 1), of(*[1] * 6, 0)
    page = evaluation_page(new, "en", compare(old, new))
    assert '6: <a href="#q0">q0</a>, <a href="#q1">q1</a>' in page
    assert '1: <a href="#q6">q6</a>' in page
