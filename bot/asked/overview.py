"""What people ask, counted by week and by collection, of the part that one looks at."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.asked.lack import MOST, Lack, lacks_of
from bot.asked.ledger import asked_since
from bot.asked.question import AskedQuestion, Week
from bot.asked.question_vectors import QuestionVectors
from bot.user import User
from bot.wording.keys import Fate
from index.library import Library

Name = TypeVar("Name", bound=Hashable)
PERIODS = (4, 12, 26, 52)
"""Weeks that one may look back."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at; an empty field does not limit."""

    weeks: int = 12
    """That one looks back, this one included."""
    week: str = ""
    collection: str = ""
    fate: Fate | None = None

    def has(self, question: AskedQuestion) -> bool:
        return (
            self.week in ("", str(question.week))
            and (not self.collection or self.collection in question.collections)
            and (self.fate is None or question.fared(self.fate))
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How questions fared."""

    asked: int
    firm: int
    tentative: int
    declined: int
    disliked: int
    """Of all these."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Of what was chosen, and what may be chosen."""

    choice: Choice
    questions: tuple[AskedQuestion, ...]
    """Latest first."""
    total: Tally
    by_week: Mapping[Week, Tally]
    """Latest first."""
    by_collection: Mapping[str, Tally]
    """By name. A question that cites several counts in each."""
    lacks: tuple[Lack, ...]
    not_grouped: int
    """Questions that lack something and are too old and too many to be grouped."""
    weeks: tuple[Week, ...]
    """In which anything was asked, latest first."""
    collections: tuple[str, ...]


def overview_of(library: Library, user: User, choice: Choice, vectors: QuestionVectors) -> Overview:
    """For a user who may see some collections: of a question for which others were searched too there is no trace."""
    known = asked_since(library, _begin(choice.weeks), user.collections)
    chosen = tuple(each for each in known if choice.has(each))
    of_weeks, of_collections = (
        _parted(chosen, lambda each: (each.week,)),
        _parted(chosen, lambda each: each.collections),
    )
    lacking = [each for each in chosen if each.is_lacking]
    return Overview(
        choice,
        chosen,
        total=_tally(chosen),
        by_week={week: _tally(of_weeks[week]) for week in sorted(of_weeks, reverse=True)},
        by_collection={name: _tally(of_collections[name]) for name in sorted(of_collections)},
        lacks=tuple(lacks_of(lacking, vectors)),
        not_grouped=max(0, len(lacking) - MOST),
        weeks=tuple(sorted({each.week for each in known}, reverse=True)),
        collections=tuple(sorted({name for each in known for name in each.collections})),
    )


def _begin(weeks: int) -> datetime:
    """The Monday so many weeks ago, this one counted, by the clock of this machine."""
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return (today - timedelta(days=today.weekday(), weeks=weeks - 1)).astimezone(UTC)


def _parted(
    questions: Iterable[AskedQuestion], names_of: Callable[[AskedQuestion], Sequence[Name]]
) -> dict[Name, list[AskedQuestion]]:
    parts: dict[Name, list[AskedQuestion]] = {}
    for each in questions:
        for name in names_of(each):
            parts.setdefault(name, []).append(each)
    return parts


def _tally(questions: Sequence[AskedQuestion]) -> Tally:
    def count(fate: Fate) -> int:
        return sum(each.fared(fate) for each in questions)

    return Tally(len(questions), count("firm"), count("tentative"), count("declined"), count("disliked"))
