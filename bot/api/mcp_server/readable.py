"""What a tool gives, as text: for clients that hand a model nothing else. No words of its own but those of the library."""

from collections.abc import Sequence

from bot.api.mcp_server.results import AskResult, ListResult, ReadResult, ReportResult, SearchResult, SourceResult
from bot.wording.dates import short_date
from bot.wording.wording import wording
from corpus.language.detect import Language


def search_text(found: SearchResult, language: Language) -> str:
    """The passages, each below its source."""
    words = wording(language)
    missing = [words.missing_part.format(what="; ".join(found.missing))] if found.missing else []
    opening = {"firm": [], "tentative": [words.tentative], None: [words.nearest]}[found.certainty]
    return "\n\n".join([*missing, *(opening if found.passages else []), *map(_source, found.passages)])


def ask_text(told: AskResult, language: Language) -> str:
    """The answer with its markers, then its sources; a declined one with the nearest passages."""
    words = wording(language)
    listed: Sequence[SourceResult] = told.citations or told.nearest
    title = words.sources if told.citations else words.nearest.rstrip(":")
    sources = [_source(each, is_said=each.quote in told.answer) for each in listed]
    return "\n\n".join([told.answer, *([f"{title}:", *sources] if sources else [])])


def list_text(listed: ListResult) -> str:
    """A line for each report; how many there are and where it goes on."""
    more = [] if listed.next_offset is None else [f"offset={listed.next_offset} …"]
    return "\n".join([f"total={listed.total}", *map(_report, listed.reports), *more])


def read_text(read: ReadResult) -> str:
    """The text below the report's identity, and where it goes on."""
    more = [] if read.next_start is None else [f"start={read.next_start} …"]
    span = f"text[{read.start}:{read.end}] / {read.report.length}"
    return "\n\n".join([f"{_report(read.report)}\n{span}", read.text, *more])


def _source(source: SourceResult, *, is_said: bool = False) -> str:
    """Without its quote where that stands above already."""
    notices = "".join(f" ({notice})" for notice in source.notices)
    place = " ".join(filter(None, (f"{source.report_id} text[{source.start}:{source.end}]", source.url)))
    quote = [] if is_said else [f"“{source.quote}”"]
    return "\n".join([f"[{source.marker}] {source.source}{notices}", *quote, place])


def _report(report: ReportResult) -> str:
    identity = (report.kind, report.number, report.agency, short_date(report.issued) if report.issued else "")
    told = ", ".join(filter(None, (*identity, "/".join(map(str, report.years)))))
    notice = f" (→ {report.replaced_by})" if report.replaced_by else ""
    return f"{report.id}: {report.title} ({told}){notice} {report.url or ''}".rstrip()
