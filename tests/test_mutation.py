"""Faults put into the evaluation's code are noticed by its known-answer tests; those that are not are known by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import Phase, settings

from bot.evaluation.citations import check, verify
from bot.evaluation.figures import compare, figures, gate, metrics
from tests.measures import mutation
from tests.measures.mutation import EQUIVALENT, TARGETS, Check

SLOW = (metrics, figures, compare, check, verify)
"""Modules whose faults take seconds each."""


@contextmanager
def few_examples() -> Iterator[None]:
    """Each law is tried on the same twenty examples."""
    settings.register_profile("mutation", max_examples=20, phases=[Phase.generate], derandomize=True, database=None)
    before = settings.get_current_profile_name()
    settings.load_profile("mutation")
    try:
        yield
    finally:
        settings.load_profile(before)


@pytest.mark.parametrize(
    ("module", "checks"),
    [
        pytest.param(*target, id=target[0].__name__, marks=pytest.mark.slow if target[0] in SLOW else ())
        for target in TARGETS
    ],
)
def test_faults_are_noticed(module: ModuleType, checks: list[Check]) -> None:
    with few_examples():
        survivors = mutation.survivors_of(module, checks)
    own = f"{module.__name__.rpartition('.')[2]}: "
    assert {each.name for each in survivors} == {each for each in EQUIVALENT if each.startswith(own)}


def test_there_are_hundreds_of_faults_and_no_module_is_forgotten() -> None:
    assert sum(mutation.count_of(module) for module, _ in TARGETS) >= 200
    modules = {module.__name__.rpartition(".")[2] for module, _ in TARGETS}
    assert len(modules) == len(TARGETS)
    assert {each.partition(":")[0] for each in EQUIVALENT} <= modules


def test_a_fault_that_nothing_notices_is_seen() -> None:
    """The measure itself: without checks every mutant survives, and the code is its own again afterwards."""
    code = gate.unmet.__code__
    mutants = list(mutation.mutants_of(gate))
    assert len(mutants) == mutation.count_of(gate) > 10
    assert not any(mutation.caught(gate, each, []) for each in mutants)
    assert gate.unmet.__code__ is code


def test_tests_are_run_with_each_set_of_parameters() -> None:
    from tests.bot.evaluation.datasets import test_gold_place

    some = SimpleNamespace(test_gold_stands_there=test_gold_place.test_gold_stands_there)
    checks = mutation.checks_in(some)  # type: ignore[arg-type]
    assert len(checks) == 9
    for each in checks:
        each()
