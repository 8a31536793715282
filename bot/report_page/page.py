"""The page that a citation opens: one report, page by page, with the passage marked. Its text is data, never markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path

from bot.report_page.contents import anchor_of, contents_html
from bot.report_page.identity_form import Refused, correction_note, identity_form
from bot.wording.official_form import short_date
from bot.wording.reading import reading_words
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from corpus.report import Page, Report
from index.record.corrections import Correction
from index.record.related import RelatedDocument, Supersession

_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Around:
    """What a library knows of a report beside what stands in it."""

    superseded: Supersession | None = None
    related: tuple[RelatedDocument, ...] = ()
    correction: Correction | None = None
    may_edit: bool = False
    """Whether the reader may correct its identity."""
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class _View:
    report: Report
    language: Language
    around: Around
    passage: range | None
    words: Wording = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", wording(self.language))


def report_page(
    report: Report, start: int | None, end: int | None, *, language: Language, around: Around | None = None
) -> str:
    """A whole HTML page that needs nothing but itself; `#passage` scrolls to `report.text[start:end]`.

    A span that the text does not have marks nothing and is said to; without a span nothing is marked.
    """
    view = _View(report, language, around or Around(), _passage(report, start, end))
    words = view.words
    asked = start is not None or end is not None
    notices = "".join(f'<p class="{kind}">{escape(notice)}</p>' for kind, notice in _notices(view, asked=asked))
    pages = "".join(_page(view, page) for page in report.pages)
    form = ""
    if view.around.may_edit:
        form = identity_form(report, view.around.correction, words, language, view.around.refused)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(_name(report))}</title><style>{_STYLE}</style></head><body>"
        f'<nav><a href="/">{escape(words.back)}</a>'
        f'<a href="/api/reports/{escape(report.id)}/original">{escape(words.open_original)}</a></nav>'
        f'<header><h1 lang="{escape(report.language)}">{escape(report.title)}</h1>{_identity(view)}{notices}{form}'
        f"{contents_html(report.sections, words)}</header>"
        f'<main lang="{escape(report.language)}">{pages}</main></body></html>'
    )


def _name(report: Report) -> str:
    return f"{report.number} – {report.title}" if report.number else report.title


def _passage(report: Report, start: int | None, end: int | None) -> range | None:
    """The span if the text has it."""
    if start is None or end is None or not 0 <= start < end <= len(report.text):
        return None
    return range(start, end)


def _notices(view: _View, *, asked: bool) -> Iterator[tuple[str, str]]:
    words, superseded = view.words, view.around.superseded
    if superseded:
        form = words.replaced_by if superseded.type == "replaces" else words.repealed_by
        yield "warning", words.this_document.format(notice=form.format(number=superseded.by))
    for warning in view.report.warnings:
        told = reading_words(warning, view.language)
        yield "warning", words.reading_note.format(what=told)
    if view.around.correction:
        yield "hint", correction_note(view.around.correction, words)
    if view.passage:
        yield "hint", words.passage_shown
    elif asked:
        yield "warning", words.passage_invalid


def _identity(view: _View) -> str:
    report, words = view.report, view.words
    rows = [
        (words.kind, report.kind),
        (words.number, report.number),
        (words.agency, report.agency),
        (words.place, report.place),
        (words.issued, short_date(report.issued) if report.issued else None),
        (words.effective, short_date(report.effective) if report.effective else None),
        (words.years, ", ".join(map(str, report.years))),
        (words.signer, report.signer),
    ]
    unknown = f'<span class="hint">{escape(words.not_known)}</span>'
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value) if value else unknown}</td></tr>'
        for name, value in rows
    )
    return f"<table>{cells}{''.join(_relations(view))}</table>"


def _relations(view: _View) -> Iterator[str]:
    """What it does to other documents and what they do to it, with a link where the library has them."""
    related = view.around.related or tuple(
        RelatedDocument(each.type, "to", each.number, None) for each in view.report.relations
    )
    for each in related:
        names = view.words.relations if each.direction == "to" else view.words.relations_from
        number = escape(each.number or view.words.document)
        if each.report_id:
            number = f'<a href="/reports/{escape(each.report_id)}?lang={view.language}">{number}</a>'
        yield f'<tr><th scope="row">{escape(names[each.type])}</th><td>{number}</td></tr>'


def _page(view: _View, page: Page) -> str:
    label = view.words.page.format(label=page.label or page.number)
    if page.confidence is not None:
        label += f" ({view.words.read_by_ocr.format(percent=round(page.confidence * 100))})"
    return (
        f'<section id="page-{page.number}"><h2>{escape(label)}</h2>'
        f'<div class="text">{"".join(_runs(view, page))}</div></section>'
    )


def _runs(view: _View, page: Page) -> Iterator[str]:
    """The page's text as HTML: the part of the passage that stands on it is marked, sections begin at their anchors."""
    passage = view.passage or range(page.end, page.end)
    anchors = {
        each.start: anchor_of(each)
        for each in view.report.sections
        if each.level and page.start <= each.start < page.end
    }
    edges = sorted({page.start, page.end, *anchors, *_inside((passage.start, passage.stop), page)})
    opened = False
    for start, end in pairwise(edges):
        if start in anchors:
            yield f'<span id="{anchors[start]}"></span>'
        text = escape(view.report.text[start:end])
        if passage.start <= start < passage.stop:
            first = ' id="passage"' if start == passage.start and not opened else ""
            opened = True
            yield f"<mark{first}>{text}</mark>"
        else:
            yield text


def _inside(places: Sequence[int], page: Page) -> list[int]:
    return [place for place in places if page.start < place < page.end]
