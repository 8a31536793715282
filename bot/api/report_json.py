"""A report as JSON: what `hoidap read --json` and the API write."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from corpus.report import Page, Relation, Report, Section
from index.record.related import RelatedDocument


class _Json(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class ReportSummaryJson(_Json):
    """Who wrote what, when, about which years."""

    id: str
    title: str
    kind: str | None
    number: str | None
    agency: str | None
    place: str | None
    issued: date | None
    effective: date | None
    years: list[int]
    signer: str | None
    language: str
    source: str
    sha256: str
    collection: str
    warnings: list[str]


class ReportJson(ReportSummaryJson):
    """All that was understood of a report; offsets count characters of `text`."""

    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    relations: tuple[Relation, ...]
    text: str


class LibraryReportJson(ReportJson):
    """A report of the library, with the documents that it relates to and that relate to it."""

    related: tuple[RelatedDocument, ...]


def report_summary_json(report: Report) -> ReportSummaryJson:
    return ReportSummaryJson.model_validate(report)


def report_json(report: Report) -> ReportJson:
    return ReportJson.model_validate(report)


def library_report_json(report: Report, related: tuple[RelatedDocument, ...]) -> LibraryReportJson:
    return LibraryReportJson(**dict(report_json(report)), related=related)
