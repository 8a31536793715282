"""What editors state of single reports: it wins over `catalog.csv` and over what was read, also when a report is read again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from corpus.catalog import CatalogRow, stated_row
from corpus.report import Relation, Report
from index.database.database import Database
from index.record.stored_json import read_stored, stored_as


@dataclass(frozen=True, slots=True)
class CorrectedIdentity:
    """What of a report can be corrected, and what follows from it."""

    number: str | None
    kind: str | None
    title: str
    agency: str | None
    place: str | None
    issued: date | None
    effective: date | None
    years: tuple[int, ...]
    signer: str | None
    relations: tuple[Relation, ...]

    @classmethod
    def of(cls, report: Report) -> "CorrectedIdentity":
        return cls(**{name: getattr(report, name) for name in cls.__slots__})

    def given_to(self, report: Report) -> Report:
        """The report with this identity."""
        given: Report = replace(report, **{name: getattr(self, name) for name in self.__slots__})
        return given


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor states of one report."""

    cells: Mapping[str, str]
    """As `catalog.csv` would have them: "-" states that there is none."""
    before: CorrectedIdentity
    """What was read, or a catalog stated."""
    by: str
    """Name of the editor; "browser:…" where nobody signed in."""
    given: datetime
    """In UTC."""

    @property
    def row(self) -> CatalogRow:
        return stated_row(self.cells)

    def applied(self, report: Report) -> Report:
        """`report`, which has the identity that was read, with what is stated here."""
        return self.row.applied(report)


class Corrections:
    """A table in the library's record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, report_id: str) -> Correction | None:
        """What is stated of a report, if anything."""
        row = self._database.one("SELECT cells, before, by, given FROM corrections WHERE report_id = ?", report_id)
        return _correction(*row) if row else None

    def all(self) -> dict[str, Correction]:
        """By report id."""
        rows = self._database.all("SELECT report_id, cells, before, by, given FROM corrections")
        return {row[0]: _correction(*row[1:]) for row in rows}

    def put(self, report_id: str, cells: Mapping[str, str], before: CorrectedIdentity, by: str) -> Correction:
        """State this of a report, in the place of what was stated before."""
        correction = Correction(cells, before, by, datetime.now(UTC))
        self._database.put(
            "corrections", ["report_id"], report_id=report_id, cells=json.dumps(dict(cells), ensure_ascii=False),
            before=stored_as(before), by=by, given=correction.given.isoformat(),
        )  # fmt: skip
        return correction

    def read_again(self, report: Report) -> None:
        """Remember what was read of a corrected report this time."""
        before = stored_as(CorrectedIdentity.of(report))
        self._database.run("UPDATE corrections SET before = ? WHERE report_id = ?", before, report.id)

    def remove(self, report_id: str) -> None:
        self._database.run("DELETE FROM corrections WHERE report_id = ?", report_id)


def _correction(cells: str, before: str, by: str, given: str) -> Correction:
    return Correction(json.loads(cells), read_stored(CorrectedIdentity, before), by, datetime.fromisoformat(given))
