"""Which reports of a library replace, amend, repeal … which: their relations resolved, both ways.

Always within one collection: what one may not see must not show in a notice.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.report import Relation, RelationType
from index.record.agency_rank import agency_rank
from index.record.entry import Entry
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


def superseded(reports: Iterable[Entry]) -> dict[str, Supersession]:
    """By report id: what replaces or repeals it.

    A number alone may mean several documents: one that was issued after the other cannot have been replaced by it.
    """
    by_number: dict[tuple[str, str], list[Entry]] = {}
    for each in reports:
        by_number.setdefault((each.collection, each.number), []).append(each)
    return {
        other.id: Supersession(relation.type, report.number_as_written)
        for report in reports
        for relation in report.relations
        if relation.type in ("replaces", "repeals") and report.number
        for other in by_number.get((report.collection, fold(relation.number)), [])
        if _acts_on(report, relation, other)
    }


def related(own: Entry, reports: Collection[Entry]) -> tuple[RelatedDocument, ...]:
    """What a report relates to, in its order, then what relates to it."""
    found: list[RelatedDocument] = []
    for relation in own.relations:
        known: list[str | None] = [each.id for each in reports if _acts_on(own, relation, each)]
        found += [RelatedDocument(relation.type, "to", relation.number, each) for each in known or [None]]
    for other in reports:
        types = dict.fromkeys(relation.type for relation in other.relations if _acts_on(other, relation, own))
        found += [RelatedDocument(type_, "from", other.number_as_written or None, other.id) for type_ in types]
    return tuple(found)


def acting_on(reports: Iterable[Entry], number: str) -> tuple[RelatedDocument, ...]:
    """The reports that say they replace, amend … the document with this number, whether or not it is among them.

    Digits with a year ("12/2019") mean every number that begins with them.
    """
    wanted = fold(number).lstrip("0")
    return tuple(
        RelatedDocument(relation.type, "from", report.number_as_written or None, report.id)
        for report in reports
        for relation in report.relations
        if (named := fold(relation.number).lstrip("0")) == wanted or ("/" in wanted and named.startswith(f"{wanted}/"))
    )


def _acts_on(report: Entry, relation: Relation, other: Entry) -> bool:
    """Whether the relation, one of the report's, means the other: by number, and not issued after this one.

    None replaces or repeals what an agency above it issued (`index.record.agency_rank`), so that not every text that claims
    to takes a decision out of force.
    """
    if not other.number or other.number != fold(relation.number):
        return False
    if other.id == report.id or other.collection != report.collection:
        return False
    if relation.type in ("replaces", "repeals") and agency_rank(fold(report.agency)) < agency_rank(fold(other.agency)):
        return False
    return not (report.issued and other.issued and other.issued > report.issued)
