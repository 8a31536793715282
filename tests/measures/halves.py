"""Which questions of a dataset weights are fitted on, and which report what the fitting was worth.

A question's position counts from 0 in `queries.jsonl`: even ones may be fitted on, odd ones are held out.
"""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def is_held_out(position: int) -> bool:
    """Whether nothing may be fitted on the question at this position."""
    return position % 2 == 1


def held_out(items: Sequence[Item]) -> list[Item]:
    """Those of the items, one a question and in the questions' order, that were not fitted on."""
    return [item for position, item in enumerate(items) if is_held_out(position)]
