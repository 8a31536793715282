"""A few kills of each thing that changes a library; `python -m tests.measures.kills` makes many."""

import random

import pytest

from tests.measures.kills import ACTIONS, kills


@pytest.mark.slow
@pytest.mark.parametrize("action", ACTIONS)
def test_a_kill_loses_nothing(action: str) -> None:
    found = kills(action, 2, random.Random(action))
    assert [each for each in found if each.wrong] == []
