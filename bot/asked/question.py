"""A question that somebody asked, and how it fared; never who asked it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args
from unicodedata import normalize

from bot.answer import Asked
from bot.wording.keys import Fate

FATES: tuple[Fate, ...] = get_args(Fate)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week of the calendar (ISO 8601), by the clock of this machine."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> "Week":
        return cls(*moment.astimezone().isocalendar()[:2])

    @property
    def first(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date.fromisocalendar(self.year, self.number, 7)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One that was answered or declined; small talk is none."""

    id: str
    """Of its answer."""
    asked: Asked
    given: datetime
    """When, in UTC."""
    fate: Fate
    is_disliked: bool
    reasons: tuple[str, ...]
    """Why it was judged not good enough."""
    missing: tuple[str, ...]
    """What it names and the library lacks."""
    collections: tuple[str, ...]
    """Those of what was cited; where nothing was, those that were searched."""

    @property
    def week(self) -> Week:
        return Week.of(self.given)

    @property
    def is_lacking(self) -> bool:
        """Whether the library did not give what was asked for."""
        return self.fate == "declined" or self.is_disliked

    @property
    def stand_alone(self) -> str:
        """As it was searched: it names what those before it named, with its diacritics."""
        return self.asked.searched_as or self.asked.question

    @property
    def words(self) -> str:
        """By which it is the same as another, however it was typed; empty where nothing was asked."""
        return " ".join(_WORD.findall(normalize("NFC", self.stand_alone).casefold()))

    def fared(self, fate: Fate) -> bool:
        return self.is_disliked if fate == "disliked" else self.fate == fate
