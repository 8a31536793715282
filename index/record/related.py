"""Which reports of a library replace, amend, repeal … which: their relations resolved, both ways.

Always within one collection: what one may not see must not show in a notice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.report import Relation, RelationType
from index.record.agency_rank import agency_rank
from index.words import fold


@dataclass(frozen=True, slots=True)
class Supersession:
    """That a report of the library is replaced or repealed, and by which document."""

    type: str
    """"replaces" or "repeals"."""
    by: str
    """Number of the newer document."""


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A document that a report relates to, or that relates to it."""

    type: RelationType
    direction: Literal["to", "from"]
    """"to": the report replaces, amends … it; "from": it replaces, amends … the report."""
    number: str | None
    report_id: str | None
    """None where it is not in the library."""


@dataclass(frozen=True, slots=True)
class Relating:
    """What relations are resolved with."""

    id: str
    collection: str
    number: str | None
    issued: str
    relations: tuple[Relation, ...]
    agency: str = ""
    """Folded; empty where it is unknown."""

    def acts_on(self, other: "Relating", relation: Relation) -> bool:
        """Whether `relation`, one of this report's, means `other`: by number, and not issued after this one.

        None replaces or repeals what an agency above it issued (`index.record.agency_rank`), so that not every text that claims
        to takes a decision out of force.
        """
        if other.number is None or other.id == self.id or other.collection != self.collection:
            return False
        if relation.type in ("replaces", "repeals") and agency_rank(self.agency) < agency_rank(other.agency):
            return False
        later = bool(self.issued and other.issued) and other.issued > self.issued
        return fold(other.number) == fold(relation.number) and not later


def superseded(reports: Sequence[Relating]) -> dict[str, Supersession]:
    """By report id: what replaces or repeals it.

    A number alone may mean several documents: one that was issued after the other cannot have been replaced by it.
    """
    by_number: dict[tuple[str, str], list[Relating]] = {}
    for each in reports:
        by_number.setdefault((each.collection, fold(each.number or "")), []).append(each)
    return {
        other.id: Supersession(relation.type, report.number)
        for report in reports
        for relation in report.relations
        if relation.type in ("replaces", "repeals") and report.number
        for other in by_number.get((report.collection, fold(relation.number)), [])
        if report.acts_on(other, relation)
    }


def related(reports: Sequence[Relating], report_id: str) -> tuple[RelatedDocument, ...]:
    """What a report relates to, in its order, then what relates to it."""
    own = next((each for each in reports if each.id == report_id), None)
    if own is None:
        return ()
    found: list[RelatedDocument] = []
    for relation in own.relations:
        known: list[str | None] = [each.id for each in reports if own.acts_on(each, relation)]
        found += [RelatedDocument(relation.type, "to", relation.number, each) for each in known or [None]]
    for other in reports:
        types = dict.fromkeys(relation.type for relation in other.relations if other.acts_on(own, relation))
        found += [RelatedDocument(type_, "from", other.number, other.id) for type_ in types]
    return tuple(found)


def acting_on(reports: Sequence[Relating], number: str) -> tuple[RelatedDocument, ...]:
    """The reports that say they replace, amend … the document with this number, whether or not it is among them.

    Digits with a year ("12/2019") mean every number that begins with them.
    """
    wanted = fold(number).lstrip("0")
    return tuple(
        RelatedDocument(relation.type, "from", report.number, report.id)
        for report in reports
        for relation in report.relations
        if (named := fold(relation.number).lstrip("0")) == wanted or ("/" in wanted and named.startswith(f"{wanted}/"))
    )
