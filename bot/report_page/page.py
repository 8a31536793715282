"""The page that a citation opens: one report, page by page, with the passage marked. Its text is data, never markup."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.html.kept_look import KEPT_LOOK
from bot.html.templates import Macros
from bot.html.text import Html
from bot.kinds.briefing import TOPICS, Briefing
from bot.report_page.briefed import briefed
from bot.report_page.identity_form import Refused, correction_note, identity_form
from bot.report_page.marked_pages import marked_pages
from bot.wording.dates import short_date
from bot.wording.reading import reading_words
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from corpus.report import Report, Section
from index.record.corrections import Correction
from index.record.related import RelatedDocument, Supersession

_HTML = Macros("report_page/page")
_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
_DEEPEST = 3
"""Level of a heading that the contents have."""
_MOST = 400
"""Headings that the contents have."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a library knows of a report beside what stands in it."""

    superseded: Supersession | None = None
    related: tuple[RelatedDocument, ...] = ()
    correction: Correction | None = None
    may_edit: bool = False
    """Whether the reader may correct its identity."""
    refused: Refused | None = None
    briefing: Briefing | None = None
    origin: str | None = None
    """The address on the web that it was fetched from, if it was."""


@dataclass(frozen=True, slots=True)
class _Relation:
    """One line of what a report does to other documents and what they do to it."""

    name: str
    number: str
    report_id: str | None
    """Where the library has it."""


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
    report: Report,
    start: int | None,
    end: int | None,
    *,
    language: Language,
    root: str = "",
    home: str = "/",
    around: Around | None = None,
) -> str:
    """A whole HTML page that needs nothing but itself, with links below the path `root`; `#passage` scrolls to `report.text[start:end]`.

    `home` is where questions are asked in its language.

    A span that the text does not have marks nothing and is said to; without a span nothing is marked.
    """
    view = _View(report, language, around or Around(), _passage(report, start, end))
    asked, words = start is not None or end is not None, view.words
    form = identity_form(report, view.around.correction, words, view.around.refused) if view.around.may_edit else None
    page = _HTML.page(
        report,
        language,
        root,
        home,
        name=_name(report),
        superseded=_superseded(view),
        rows=_identity(report, words),
        relations=_relations(view),
        origin=view.around.origin,
        notices=_notices(view, asked=asked),
        form=form,
        told=briefed(view.around.briefing, language, TOPICS[1:]) if view.around.briefing else (),
        is_open=not asked,
        contents=_contents(report),
        pages=marked_pages(report, view.passage, words),
        style=Html(_STYLE.replace('url("/', f'url("{root}/')),
        look=KEPT_LOOK,
        words=words,
    )
    return str(page)


def _name(report: Report) -> str:
    return f"{report.number} – {report.title}" if report.number else report.title


def _passage(report: Report, start: int | None, end: int | None) -> range | None:
    """The span if the text has it."""
    if start is None or end is None or not 0 <= start < end <= len(report.text):
        return None
    return range(start, end)


def _notices(view: _View, *, asked: bool) -> Iterator[tuple[str, str]]:
    words = view.words
    if superseded := _superseded(view):
        yield "warning", superseded
    for warning in view.report.warnings:
        told = reading_words(warning, view.language)
        yield "warning", words.reading_note.format(what=told)
    if view.around.correction:
        yield "hint", correction_note(view.around.correction, words)
    if view.passage:
        yield "hint", words.passage_shown
    elif asked:
        yield "warning", words.passage_invalid


def _superseded(view: _View) -> str:
    """By which document it is replaced or repealed; empty where it is not."""
    words, superseded = view.words, view.around.superseded
    if superseded is None:
        return ""
    form = words.replaced_by if superseded.type == "replaces" else words.repealed_by
    return words.this_document.format(notice=form.format(number=superseded.by))


def _identity(report: Report, words: Wording) -> list[tuple[str, str | None]]:
    """What it is called and what it is, in the order of a letterhead."""
    return [
        (words.kind, report.kind and report.kind[0].upper() + report.kind[1:]),
        (words.number, report.number),
        (words.agency, report.agency),
        (words.place, report.place),
        (words.issued, short_date(report.issued) if report.issued else None),
        (words.effective, short_date(report.effective) if report.effective else None),
        (words.years, ", ".join(map(str, report.years))),
        (words.signer, report.signer),
    ]


def _relations(view: _View) -> Iterator[_Relation]:
    """What the library has related to it, else what it says itself."""
    related = view.around.related or tuple(
        RelatedDocument(each.type, "to", each.number, None) for each in view.report.relations
    )
    for each in related:
        names = view.words.relations if each.direction == "to" else view.words.relations_from
        yield _Relation(names[each.type], each.number or view.words.document, each.report_id)


def _contents(report: Report) -> list[Section]:
    """The headings below the root, three levels deep; numbered sentences are none."""
    return [each for each in report.sections if 0 < each.level <= _DEEPEST and each.is_titled][:_MOST]
