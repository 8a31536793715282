"""The page that a citation opens: one report, page by page, with the passage marked. Its text is data, never markup."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from bot.source_form import short_date
from bot.wording import Wording, wording
from corpus.language import Language
from corpus.report import Page, Report
from index.related import Supersession

_STYLE = (Path(__file__).parent / "report_page.css").read_text(encoding="utf-8")


def report_page(
    report: Report, start: int | None, end: int | None, *, language: Language, superseded: Supersession | None = None
) -> str:
    """A whole HTML page that needs nothing but itself; `#passage` scrolls to `report.text[start:end]`.

    A span that the text does not have marks nothing and is said to; without a span nothing is marked.
    """
    words = wording(language)
    passage = _passage(report, start, end)
    pages = "".join(_page(report, page, passage, words) for page in report.pages)
    notices = "".join(
        f'<p class="{kind}">{escape(notice)}</p>' for kind, notice in _notices(report, start, end, superseded, words)
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(_name(report))}</title><style>{_STYLE}</style></head><body>"
        f'<nav><a href="/">{escape(words.back)}</a>'
        f'<a href="/api/reports/{escape(report.id)}/original">{escape(words.open_original)}</a></nav>'
        f'<header><h1 lang="{escape(report.language)}">{escape(report.title)}</h1>{_identity(report, words)}{notices}</header>'
        f'<main lang="{escape(report.language)}">{pages}</main></body></html>'
    )


def _name(report: Report) -> str:
    return f"{report.number} – {report.title}" if report.number else report.title


def _passage(report: Report, start: int | None, end: int | None) -> range | None:
    """The span if the text has it."""
    if start is None or end is None or not 0 <= start < end <= len(report.text):
        return None
    return range(start, end)


def _notices(
    report: Report, start: int | None, end: int | None, superseded: Supersession | None, words: Wording
) -> Iterator[tuple[str, str]]:
    if superseded:
        form = words.replaced_by if superseded.type == "replaces" else words.repealed_by
        yield "warning", words.this_document.format(notice=form.format(number=superseded.by))
    if _passage(report, start, end):
        yield "hint", words.passage_shown
    elif start is not None or end is not None:
        yield "warning", words.passage_invalid


def _identity(report: Report, words: Wording) -> str:
    rows = [
        (words.kind, report.kind),
        (words.number, report.number),
        (words.agency, report.agency),
        (words.place, report.place),
        (words.issued, short_date(report.issued) if report.issued else None),
        (words.years, ", ".join(map(str, report.years))),
        (words.signer, report.signer),
        *((words.relations[each.type], each.number) for each in report.relations),
    ]
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in rows if value
    )
    return f"<table>{cells}</table>"


def _page(report: Report, page: Page, passage: range | None, words: Wording) -> str:
    label = words.page.format(label=page.label or page.number)
    if page.confidence is not None:
        label += f" ({words.read_by_ocr.format(percent=round(page.confidence * 100))})"
    return (
        f'<section id="page-{page.number}"><h2>{escape(label)}</h2>'
        f'<div class="text">{"".join(_runs(report, page, passage))}</div></section>'
    )


def _runs(report: Report, page: Page, passage: range | None) -> Iterator[str]:
    """The page's text as HTML; the part of the passage that stands on it is marked."""
    text = report.text
    start = min(max(passage.start, page.start), page.end) if passage else page.end
    end = min(max(passage.stop, page.start), page.end) if passage else page.end
    yield escape(text[page.start : start])
    if passage and start < end:
        begins = ' id="passage"' if start == passage.start else ""
        yield f"<mark{begins}>{escape(text[start:end])}</mark>"
    yield escape(text[end : page.end])
