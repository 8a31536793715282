"""What a question asks for beside its topic: years, part of the year, aspect, agency, kind and number of document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.chunk import Aspect
from index.question.agencies import AgencyName, agencies_in
from index.question.aspect import aspect_in
from index.question.kinds import kinds_in
from index.question.numbers import numbers_in, without_numbers
from index.question.period import Period, period_in
from index.question.years import years_in

Wish = Literal["years", "period", "aspect", "agencies", "kinds", "numbers"]
"""A field of `Wanted`."""
LEANING: tuple[Wish, ...] = ("years", "aspect", "kinds")
"""What leans the ranking where it is only implied (docs/decisions/0015); the others count only where they are stated."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was read out of a question; an empty field asks for nothing."""

    years: tuple[int, ...] = ()
    """Reporting years, ascending."""
    period: Period | None = None
    """The part of these years."""
    aspect: Aspect | None = None
    agencies: tuple[str, ...] = ()
    """As the library names them."""
    kinds: tuple[str, ...] = ()
    """In Vietnamese and lower case, as `Report.kind`."""
    numbers: tuple[str, ...] = ()
    """Whole ("57/QĐ-UBND") or only the digits ("57"): these come first."""
    hard: frozenset[Wish] = frozenset()
    """What the question states outright and what therefore excludes a passage known to disagree."""

    def without(self, *wishes: Wish) -> "Wanted":
        """The same, but asking for nothing in these fields."""
        nothing = Wanted()
        return replace(self, hard=self.hard.difference(wishes), **{wish: getattr(nothing, wish) for wish in wishes})


def wanted(text: str, *, today: date, named: Sequence[AgencyName] = ()) -> Wanted:
    """What a question asks for; any text is a question, once `cleaned`.

    It has its diacritics or is English; "năm ngoái" is the year before `today`; `named` is where it names agencies of
    the library. Never hard: the part of the year, which passages do not record, and here the number; a document of the library
    that is named by it is the only one that is searched (`Understanding.query_of`).
    """
    bare = without_numbers(text)
    years, years_stated = years_in(bare, today.year)
    aspect, aspect_stated = aspect_in(bare)
    authors, agencies_stated = agencies_in(text, named)
    kinds, kinds_stated = kinds_in(text)
    stated: dict[Wish, bool] = {
        "years": years_stated, "aspect": aspect_stated, "agencies": agencies_stated, "kinds": kinds_stated,
    }  # fmt: skip
    return Wanted(
        years=years,
        period=period_in(bare),
        aspect=aspect,
        agencies=authors,
        kinds=kinds,
        numbers=numbers_in(text),
        hard=frozenset(wish for wish, is_stated in stated.items() if is_stated),
    )
