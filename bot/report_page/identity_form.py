"""The form in which an editor corrects what was understood of a report."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.wording.dates import local_date, short_date
from bot.wording.wording import Wording
from corpus.report import Report
from index.correct import CORRECTABLE
from index.record.corrections import Correction


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed and cannot be."""

    cells: Mapping[str, str]
    column: str


@dataclass(frozen=True, slots=True)
class IdentityForm:
    """The form as it is filled in: with what the report has, or with what was typed and refused."""

    fields: tuple[tuple[str, str, str], ...]
    """(column, label, what is filled in)."""
    error: str
    """Why it was refused; empty where it was not."""
    may_undo: bool


def identity_form(
    report: Report, correction: Correction | None, words: Wording, refused: Refused | None = None
) -> IdentityForm:
    """A field for everything that can be corrected."""
    cells = refused.cells if refused else cells_of(report)
    return IdentityForm(
        tuple((name, words.identity_fields[name], cells.get(name, "")) for name in CORRECTABLE),
        words.correction_errors[refused.column] if refused else "",
        correction is not None,
    )


def correction_note(correction: Correction, words: Wording) -> str:
    """Who corrected it and when."""
    day = local_date(correction.given)
    if correction.by.startswith("browser:") or not correction.by:
        return words.corrected.format(date=day)
    return words.corrected_by.format(name=correction.by, date=day)


def cells_of(report: Report) -> dict[str, str]:
    """What the report has, as it is typed."""
    return {
        "number": report.number or "",
        "kind": report.kind or "",
        "title": report.title,
        "agency": report.agency or "",
        "place": report.place or "",
        "issued": short_date(report.issued) if report.issued else "",
        "effective": short_date(report.effective) if report.effective else "",
        "years": ", ".join(map(str, report.years)),
        "signer": report.signer or "",
    }
