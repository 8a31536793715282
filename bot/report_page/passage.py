"""Where a cited passage stands: its page as a picture with the passage marked, or the text around it.

Where that is not certain nothing is marked, and it is said so. Everything is escaped: report text is never markup.
"""

from collections.abc import Sequence
from itertools import pairwise

from bot.answer import Citation
from bot.html.templates import Macros
from bot.html.text import Html
from bot.report_page.marked_pages import page_label
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from corpus.paragraph import Box
from corpus.pdf.page_image import PICTURES
from corpus.printed.locate import locate
from corpus.report import Page, Report
from index.errors import DamagedOriginalError
from index.library import Library

_HTML = Macros("report_page/passage")
_warning = Macros("html/parts").warning
_AROUND = 700
"""Characters of text shown before and after a passage, at most; whole paragraphs where they fit."""
_MOST_PAGES = 4
"""Pages of one passage that are shown."""


def passage_html(
    library: Library, citation: Citation, language: Language, root: str = "", value: range | None = None
) -> Html:
    """The passage on its page, links below the path `root`. A report that changed since is searched for the quote, which must occur once.

    `value` is a span of the report that it cited: where the passage holds it, it is marked the more strongly.
    """
    words = wording(language)
    if citation.is_withdrawn:
        return _warning(words.withdrawn_note)
    report = library.reports.get(citation.report_id)
    if report is None:
        return _warning(words.report_gone)
    span = _span(report, citation)
    if span is None:
        return _warning(words.passage_gone)
    marked = _value(citation, span, value)
    if _has_pictures(library, report):
        return _pictures(library.reports.with_places(report), span, marked, words, root)
    return _text(report, span, marked)


def _has_pictures(library: Library, report: Report) -> bool:
    """Whether its pages can be drawn; not those of an original that is damaged."""
    try:
        original = library.original(report.sha256)
    except DamagedOriginalError:
        return False
    return original is not None and original.suffix in {".pdf", *PICTURES}


def _span(report: Report, citation: Citation) -> range | None:
    """Where the quote stands; None where it no longer does, or in several places."""
    if report.text[citation.start : citation.end] == citation.quote:
        return range(citation.start, citation.end)
    if citation.quote and report.text.count(citation.quote) == 1:
        start = report.text.index(citation.quote)
        return range(start, start + len(citation.quote))
    return None


def _value(citation: Citation, span: range, value: range | None) -> range:
    """Where the value stands now; empty, at the passage's begin, where the passage does not hold it."""
    if value is None or not citation.start <= value.start < value.stop <= citation.end:
        return range(span.start, span.start)
    moved = span.start - citation.start
    return range(value.start + moved, value.stop + moved)


def _pictures(report: Report, span: range, value: range, words: Wording, root: str) -> Html:
    pages = report.pages_of(span.start, span.stop)
    marks, values = _marks(report, span), _marks(report, value)
    query = f"?start={span.start}&end={span.stop}"
    if value:
        query += f"&value_start={value.start}&value_end={value.stop}"
    shown = (
        _picture(report, page, marks.get(page.number, ()), values.get(page.number, ()), query, words, root)
        for page in pages[:_MOST_PAGES]
    )
    return Html().join(shown)


def _marks(report: Report, span: range) -> dict[int, list[Box]]:
    """Where a span stands, by the number of the page; nothing where that is not known."""
    marks: dict[int, list[Box]] = {}
    for mark in locate(report, span.start, span.stop).marks if span else ():
        marks.setdefault(mark.page, []).append(mark.box)
    return marks


def _picture(
    report: Report, page: Page, marks: Sequence[Box], values: Sequence[Box], query: str, words: Wording, root: str
) -> Html:
    """The page with its marks; without them it is one and the same picture for every passage, drawn and sent once."""
    label, plain = page_label(page, words), f"{root}/api/reports/{report.id}/pages/{page.number}.png"
    alt = f"{label}. {words.passage_marked}" if marks else label
    top = min((box[1] for box in values or marks), default=0.0)
    source = plain + query if marks else plain
    return _HTML.picture(label, source, plain, alt, top, _written(marks), _written(values), words)


def _written(boxes: Sequence[Box]) -> str:
    """Left, top, width and height of each, in percent of the sides of the page."""
    return ";".join(
        f"{100 * left:.2f} {100 * top:.2f} {100 * (right - left):.2f} {100 * (bottom - top):.2f}"
        for left, top, right, bottom in boxes
    )


def _text(report: Report, span: range, value: range) -> Html:
    first = _paragraph_start(report.text, max(0, span.start - _AROUND), span.start)
    last = _paragraph_end(report.text, span.stop, min(len(report.text), span.stop + _AROUND))
    before = ("… " if first else "") + report.text[first : span.start]
    after = report.text[span.stop : last] + (" …" if last < len(report.text) else "")
    edges = (span.start, value.start, value.stop, span.stop)
    passage = [report.text[start:end] for start, end in pairwise(edges)]
    return _HTML.around(report.language, before, passage, after)


def _paragraph_start(text: str, earliest: int, start: int) -> int:
    """Where the first paragraph begins that does so from `earliest` on; `earliest` where none does."""
    found = text.find("\n", earliest, start)
    return earliest if earliest == 0 or found < 0 else found + 1


def _paragraph_end(text: str, end: int, latest: int) -> int:
    found = text.rfind("\n", end, latest)
    return latest if latest == len(text) or found < 0 else found
