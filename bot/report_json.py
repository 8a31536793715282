"""A report as JSON: what `hoidap read --json` and the API write."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from corpus.report import Report


class _Json(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class PageJson(_Json):
    number: int
    label: str
    start: int
    end: int
    confidence: float | None


class SectionJson(_Json):
    level: int
    heading: str
    start: int
    end: int
    path: str
    unit: str | None


class RelationJson(_Json):
    type: str
    number: str


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

    pages: list[PageJson]
    sections: list[SectionJson]
    relations: list[RelationJson]
    text: str


def report_summary_json(report: Report) -> ReportSummaryJson:
    return ReportSummaryJson.model_validate(report)


def report_json(report: Report) -> ReportJson:
    return ReportJson.model_validate(report)
