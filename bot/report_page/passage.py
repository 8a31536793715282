"""Where a cited passage stands: its page as a picture with the passage marked, or the text around it.

Where that is not certain nothing is marked, and it is said so. Everything is escaped: report text is never markup.
"""

from html import escape

from bot.answer import Citation
from bot.page.html_text import warning_html
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from corpus.printed.locate import locate
from corpus.printed.page_image import PICTURES
from corpus.report import Page, Report
from index.library import Library

_AROUND = 700
"""Characters of text shown before and after a passage, at most; whole paragraphs where they fit."""
_MOST_PAGES = 4
"""Pages of one passage that are shown."""


def passage_html(library: Library, citation: Citation, language: Language) -> str:
    """The passage on its page. A report that changed since is searched for the quote, which must occur once."""
    words = wording(language)
    report = library.reports.get(citation.report_id)
    if report is None:
        return warning_html(words.report_gone)
    span = _span(report, citation)
    if span is None:
        return warning_html(words.passage_gone)
    path = library.original(report.sha256)
    if path is not None and path.suffix in {".pdf", *PICTURES}:
        return _pictures(library.reports.with_places(report), span, words)
    return _text(report, span)


def _span(report: Report, citation: Citation) -> range | None:
    """Where the quote stands; None where it no longer does, or in several places."""
    if report.text[citation.start : citation.end] == citation.quote:
        return range(citation.start, citation.end)
    if citation.quote and report.text.count(citation.quote) == 1:
        start = report.text.index(citation.quote)
        return range(start, start + len(citation.quote))
    return None


def _pictures(report: Report, span: range, words: Wording) -> str:
    pages = report.pages_of(span.start, span.stop)
    tops: dict[int, float] = {}
    for mark in locate(report, span.start, span.stop).marks:
        tops[mark.page] = min(mark.box[1], tops.get(mark.page, 1.0))
    return "".join(_picture(report, page, span, words, tops.get(page.number)) for page in pages[:_MOST_PAGES])


def _picture(report: Report, page: Page, span: range, words: Wording, top: float | None) -> str:
    """The page, marked from `top` on (a share of its height); not marked where that is not known."""
    is_marked = top is not None
    label = words.page.format(label=page.label or page.number)
    if page.confidence is not None:
        label += f" ({words.read_by_ocr.format(percent=round(page.confidence * 100))})"
    note = "" if is_marked else warning_html(words.place_uncertain)
    alt = f"{label}. {words.passage_marked}" if is_marked else label
    address = f"/api/reports/{report.id}/pages/{page.number}.png"
    source = f"{address}?start={span.start}&end={span.stop}" if is_marked else address
    return (
        f"<figure><figcaption>{escape(label)}</figcaption>{note}"
        f'<a class="sheet" data-top="{top or 0:.4f}" href="{escape(source)}" target="_blank" rel="noopener">'
        f'<img src="{escape(source)}" alt="{escape(alt)}" loading="lazy"></a></figure>'
    )


def _text(report: Report, span: range) -> str:
    first = _paragraph_start(report.text, max(0, span.start - _AROUND), span.start)
    last = _paragraph_end(report.text, span.stop, min(len(report.text), span.stop + _AROUND))
    before, after = report.text[first : span.start], report.text[span.stop : last]
    return (
        f'<div class="around" lang="{escape(report.language)}">{"… " if first else ""}{escape(before)}'
        f"<mark>{escape(report.text[span.start : span.stop])}</mark>{escape(after)}"
        f"{' …' if last < len(report.text) else ''}</div>"
    )


def _paragraph_start(text: str, earliest: int, start: int) -> int:
    """Where the first paragraph begins that does so from `earliest` on; `earliest` where none does."""
    found = text.find("\n", earliest, start)
    return earliest if earliest == 0 or found < 0 else found + 1


def _paragraph_end(text: str, end: int, latest: int) -> int:
    found = text.rfind("\n", end, latest)
    return latest if latest == len(text) or found < 0 else found
