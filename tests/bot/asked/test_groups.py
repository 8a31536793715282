"""Questions in groups: each in one, alike on average, the most central one first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked.groups import group_alike
from index.encoder.encoder import unit
from tests.measures.groups_of_questions import HELD_OUT, measure


def at(*degrees: float) -> np.ndarray:
    radians = np.radians(degrees)
    return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)


def test_what_is_alike_is_together_with_the_central_one_first() -> None:
    groups = group_alike(at(0, 90, 8, 3, 92, 200), alike=0.95)
    assert sorted(map(sorted, groups)) == [[0, 2, 3], [1, 4], [5]]
    assert next(group for group in groups if len(group) == 3)[0] == 3


def test_a_chain_is_no_group() -> None:
    """Each is like the next, the ends are not alike."""
    assert len(group_alike(at(*range(0, 180, 10)), alike=0.95)) > 3


@given(st.lists(st.integers(0, 359), max_size=30))
def test_each_is_in_one_group(degrees: list[int]) -> None:
    vectors = at(*degrees) if degrees else np.zeros((0, 0), np.float32)
    assert sorted(row for group in group_alike(vectors) for row in group) == list(range(len(degrees)))


@given(st.integers(2, 20))
def test_the_same_is_one_group(count: int) -> None:
    vectors = unit(np.repeat(np.random.default_rng(count).normal(size=(1, 384)).astype(np.float32), count, axis=0))
    assert len(group_alike(vectors)) == 1


@pytest.mark.slow
def test_of_questions_it_was_not_chosen_on_most_are_found_and_none_strays_to_another_document() -> None:
    from index.encoder.chosen import ChosenEncoder
    from tests.conftest import BACK_END

    [grouped] = measure(HELD_OUT, ChosenEncoder(back_end=BACK_END))
    assert (grouped.found.value or 0) >= 0.6
    assert (grouped.right.value or 0) >= 0.65
    assert (grouped.same_document.value or 0) >= 0.98
