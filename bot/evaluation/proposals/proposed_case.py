"""A case that is proposed to a person, who accepts it or not."""

from collections.abc import Container
from dataclasses import dataclass

from bot.evaluation.datasets.collection import CollectionCase
from bot.evaluation.datasets.gold_place import Gold


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer a question whose answer was wrong."""

    gold: Gold
    was_cited: bool
    """By the answer that was judged wrong."""


@dataclass(frozen=True, slots=True)
class ProposedCase:
    """A case, whole unless there are candidates to choose its gold from."""

    case: CollectionCase
    where: str = ""
    """Page of the gold, to look it up."""
    candidates: tuple[Candidate, ...] = ()
    note: str = ""
    """Why it is proposed: what was said of the answer that was judged."""

    def is_known(self, known: Container[str]) -> bool:
        """Whether its id or question is among them: it keeps its id where a person edits the question."""
        return self.case.id in known or self.case.question in known

    @property
    def is_whole(self) -> bool:
        """Whether it can be accepted as it is."""
        return bool(self.case.gold) or self.case.unanswerable
