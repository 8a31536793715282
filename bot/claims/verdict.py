"""What a check says of one sentence: how well its citations carry it, and what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.answer import Citation
from bot.wording.keys import FaultKind


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a sentence that its citations do not carry."""

    kind: FaultKind
    """`Wording.faults` says it in words."""
    what: str
    """The piece of the sentence; empty where it is the sentence as a whole."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of one sentence."""

    support: float
    """The probability, 0 to 1, that the citations carry it; 1 for a verbatim quote."""
    faults: tuple[Fault, ...] = ()

    @property
    def carried(self) -> bool:
        """Whether it may be shown."""
        return not self.faults


Check = Callable[[str, Sequence[int], Mapping[int, Citation]], Verdict]
"""Sentence without markers, its markers, the answer's citations by marker."""
