"""Faults put into the evaluation's code are noticed by its known-answer tests; those that are not are known by name."""

from types import SimpleNamespace

from hypothesis import Phase, settings

from bot.evaluation.figures import gate
from tests.measures import mutation


def test_faults_are_noticed() -> None:
    settings.register_profile("mutation", max_examples=20, phases=[Phase.generate], derandomize=True, database=None)
    before = settings.get_current_profile_name()
    settings.load_profile("mutation")
    try:
        found = mutation.measure()
    finally:
        settings.load_profile(before)
    assert [str(each) for each in found if not each.is_met] == []


def test_a_fault_that_nothing_notices_is_seen() -> None:
    """The measure itself: without checks every mutant survives, and the code is its own again afterwards."""
    code = gate.unmet.__code__
    mutants = list(mutation.mutants_of(gate))
    assert len(mutants) > 10
    assert not any(mutation.caught(gate, each, []) for each in mutants)
    assert gate.unmet.__code__ is code


def test_tests_are_run_with_each_set_of_parameters() -> None:
    from tests.bot.evaluation.datasets import test_gold_place

    some = SimpleNamespace(test_gold_stands_there=test_gold_place.test_gold_stands_there)
    checks = mutation.checks_in(some)  # type: ignore[arg-type]
    assert len(checks) == 9
    for check in checks:
        check()
