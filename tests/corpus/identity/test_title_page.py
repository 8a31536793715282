"""Reports that bear no Vietnamese letterhead: what their title pages say, and nothing of what merely looks like it."""

from datetime import date

import pytest

from corpus.paragraph import Paragraph, ParsedFile
from corpus.read import report_of
from corpus.report import Report
from tests.corpus.small_reports import report_from

BODY = (
    "In the first half of the year total revenue reached 3.4 billion dollars, which is 52 percent of the estimate for the year, "
    "and the rest is expected to follow in the second half as planned, so that the target of the year will be met by December."
)


def page(*lines: str) -> Report:
    return report_from("\n".join([*lines, BODY]))


@pytest.mark.parametrize(
    ("lines", "kind", "number", "agency", "issued", "title"),
    [
        (("MINISTRY OF FINANCE", "July 23, 2024", "REPORT", "On the Execution of the Budget"),
         "báo cáo", None, "Ministry of Finance", date(2024, 7, 23), "On the Execution of the Budget"),
        (("U.S. Department of Labor", "Bureau of Labor Statistics", "Annual Report 2023", "Report No. 1098", "23 July 2024"),
         "báo cáo", "1098", "Bureau of Labor Statistics", date(2024, 7, 23), "Annual Report 2023"),
        (("Office of the Auditor General", "Audit of Road Maintenance", "Report Number: 2024-17", "Published: 2024-07-23"),
         "báo cáo", "2024-17", "Office of the Auditor General", date(2024, 7, 23), "Audit of Road Maintenance"),
        (("Strategic Plan 2024-2028", "National Health Commission", "July 2024"),
         "kế hoạch", None, "National Health Commission", None, "Strategic Plan 2024-2028"),
        (("GAO-24-106203", "Government Accountability Office", "Report to Congressional Committees", "Updated March 5,2024",
          "Spending of the States"),
         "báo cáo", "GAO-24-106203", "Government Accountability Office", date(2024, 3, 5), "Spending of the States"),
        (("Congress to Hear Report on Trade", "By Jane Doe"), None, None, None, None, "Congress to Hear Report on Trade"),
    ],
)  # fmt: skip
def test_states(
    lines: tuple[str, ...], kind: str | None, number: str | None, agency: str | None, issued: date | None, title: str
) -> None:
    report = page(*lines)
    assert (report.kind, report.number, report.agency, report.issued) == (kind, number, agency, issued)
    assert (report.title, report.language, report.signer) == (title, "en", None)


def test_two_dates_or_numbers_are_none() -> None:
    report = page(
        "Ministry of Finance", "Report No. 12", "Report No. 13", "July 23, 2024", "July 24, 2024", "Annual Report"
    )
    assert (report.number, report.issued) == (None, None)


def test_a_vietnamese_letterhead_in_english() -> None:
    report = page(
        "THE PEOPLE'S COMMITTEE OF LAM GIANG PROVINCE", "DEPARTMENT OF HOME AFFAIRS", "No: 45/BC-SNV",
        "SOCIALIST REPUBLIC OF VIETNAM", "Independence - Freedom - Happiness", "Lam Giang, March 12, 2025", "REPORT", "Results of 2024",
    )  # fmt: skip
    assert (report.kind, report.number, report.agency) == ("báo cáo", "45/BC-SNV", "Department of Home Affairs")
    assert (report.place, report.issued, report.title) == ("Lam Giang", date(2025, 3, 12), "Results of 2024")


def parsed(*paragraphs: Paragraph, declared_title: str | None = None) -> Report:
    file = ParsedFile(paragraphs, declared_title=declared_title)
    return report_of(file, source="x/scan_0012.pdf", sha256="0" * 64, collection="default")


def test_the_largest_type_is_the_title() -> None:
    report = parsed(
        Paragraph("Informing the debate", size=11), Paragraph("Seabed Mining", size=24), Paragraph("Issues for Congress", size=20),
        Paragraph("April 15, 2026", size=12), Paragraph(BODY, size=11),
    )  # fmt: skip
    assert (report.title, report.issued) == ("Seabed Mining Issues for Congress", date(2026, 4, 15))


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("Revenue of the first half of the year", "Revenue of the first half of the year"),
        ("Microsoft Word - revenue first half.doc", "scan 0012"),
        ("Template of the office", "scan 0012"),
    ],
)
def test_a_title_among_the_properties_needs_the_text(declared: str, title: str) -> None:
    assert parsed(Paragraph(BODY), declared_title=declared).title == title
