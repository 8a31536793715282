"""Where a document names itself again: its annexes are "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/3/2025 …)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.document.number import NUMBER, normalise_number
from corpus.language.calendar_date import DAY_MONTH_YEAR, date_of

_ATTACHED = re.compile(
    rf"kèm\s+theo\s+(?P<kind>\w+(?:\s+\w+){{0,2}}?)\s+số\s*:?\s*(?P<number>{NUMBER})(?![\w/])(?:\s*,?\s*ngày\s+{DAY_MONTH_YEAR})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnMention:
    """Number and date under which an annex names the document that it belongs to."""

    number: str
    issued: date | None


def own_mentions(text: str, kind: str | None) -> Iterator[OwnMention]:
    """Those of a document of this kind, in its order; none of a document of no kind."""
    for found in _ATTACHED.finditer(text):
        if found["kind"].lower() == kind:
            yield OwnMention(normalise_number(found["number"]), date_of(found["day"], found["month"], found["year"]))
