"""A question of an evaluation, of whatever dataset, over reports that are in the system already."""

from dataclasses import dataclass

from bot.evaluation.datasets.gold_place import GoldPlace


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known of its answer."""

    id: str
    text: str
    gold: tuple[GoldPlace, ...] = ()
    """Where an answer stands: any of these is right."""
    answers: tuple[str, ...] = ()
    """As they stand in the reports."""
    written: str = ""
    """An answer in somebody's own words; empty where there is none."""
    must: tuple[tuple[str, ...], ...] = ()
    """What a right answer shows: one alternative of each set."""
    unanswerable: bool = False
    missing: tuple[str, ...] = ()
    """What an unanswerable question names and the reports lack, as it writes it; empty where that is not known."""
    history: tuple[str, ...] = ()
    """The questions before it in its conversation, oldest first."""
    language: str = ""
    tags: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool | None:
        """None where that is not known."""
        return False if self.unanswerable else True if self.gold or self.answers or self.must else None
