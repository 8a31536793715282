"""What every search must know of one report."""

import json
from dataclasses import dataclass
from functools import lru_cache

from corpus.report import Relation
from corpus.text.letters import fold
from index.question.period import Period, period_in
from index.record.stored_json import made

_period_of = lru_cache(maxsize=100_000)(period_in)
"""Of titles, which are asked again and again, by few questions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One published report."""

    id: str
    collection: str
    agency: str
    """As written; empty where it is unknown."""
    kind: str
    """Folded; empty where it is unknown."""
    number: str
    """Folded; empty where there is none."""
    issued: str
    """ISO date; empty where it is unknown."""
    language: str
    length: int
    """Characters of its text."""
    title: str
    years: tuple[int, ...]
    """Reporting years, ascending."""
    kind_as_written: str
    """As `Report.kind`; empty where it is unknown."""
    number_as_written: str
    """As `Report.number`; empty where there is none."""
    signer: str = ""
    """As written; empty where it is unknown."""
    sha256: str = ""
    """Of the file; empty where it is unknown."""
    relations: tuple[Relation, ...] = ()
    """What it says of other documents."""

    @property
    def period(self) -> Period | None:
        """The part of the year that its title names."""
        return _period_of(self.title)


def entry_of(
    id_: str, collection: str, kind: str, number: str | None, length: int, relations: str, identity: str
) -> Entry:
    """Of a row of the record: `relations` and `identity` are JSON."""
    known = json.loads(identity)
    return Entry(
        id_, collection, known.get("agency") or "", kind, fold(number or ""), known.get("issued") or "",
        known.get("language") or "vi", length, known.get("title") or "", tuple(known.get("years") or ()),
        known.get("kind") or "", number or "", known.get("signer") or "", known.get("sha256") or "",
        tuple(made(Relation, each) for each in json.loads(relations)) if relations != "[]" else (),
    )  # fmt: skip
