"""The form in which an editor corrects what was understood of a report; it needs no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from bot.wording.official_form import short_date
from bot.wording.wording import Wording
from corpus.report import Report
from index.correct import CORRECTABLE
from index.record.corrections import Correction


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed and cannot be."""

    cells: Mapping[str, str]
    column: str


def identity_form(
    report: Report, correction: Correction | None, words: Wording, language: str, refused: Refused | None = None
) -> str:
    """A form for each field, filled with what the report has or with what was typed and refused."""
    cells = refused.cells if refused else cells_of(report)
    rows = "".join(_row(name, cells.get(name, ""), words) for name in CORRECTABLE)
    error = ""
    if refused:
        error = f'<p class="warning" role="alert">{escape(words.correction_errors[refused.column])}</p>'
    action = f"/reports/{escape(report.id)}/identity?lang={language}"
    undo = ""
    if correction:
        undo = f'<button name="undo" value="yes" formnovalidate>{escape(words.correction_undo)}</button>'
    return (
        f'<details class="correct" id="correct"{" open" if refused else ""}><summary>{escape(words.correct)}</summary>'
        f'<form method="post" action="{action}">{error}<p class="hint">{escape(words.correct_hint)}</p>{rows}'
        f'<p><button class="primary" name="undo" value="">{escape(words.correction_save)}</button> {undo}</p></form></details>'
    )


def correction_note(correction: Correction, words: Wording) -> str:
    """Who corrected it and when."""
    day = short_date(correction.given.astimezone().date())
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


def _row(name: str, cell: str, words: Wording) -> str:
    label = escape(words.identity_fields[name])
    return f'<label><span>{label}</span><input name="{name}" value="{escape(cell)}" maxlength="500" autocomplete="off"></label>'
