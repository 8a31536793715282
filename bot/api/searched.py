"""What a search found, said as JSON."""

from bot.api.public import absolute
from bot.api.search_json import SearchedJson
from bot.finder import PASSAGES
from bot.quoting.found import Found
from bot.quoting.quote import among, quotes_of
from index.record.reports import ReportTable
from index.search.found_passage import FoundPassage, Span, found_passage
from index.search.hit import Hit

_SENTENCES = 5
_LONGEST_SENTENCE = 400


def searched_json(found: Found, reports: ReportTable, public_url: str = "") -> SearchedJson:
    """`reports` are those that were searched; `public_url` is the setting."""
    best = among(found.ranked, found.hits[:PASSAGES])
    return SearchedJson(
        question=found.question,
        searched_as=found.query.text,
        confidence=found.confidence,
        passages=_passages(found.hits, reports, public_url),
        sentences=tuple(
            Span(
                each.hit.chunk.report_id,
                each.sentence.start,
                min(each.sentence.end, each.sentence.start + _LONGEST_SENTENCE),
                each.text[:_LONGEST_SENTENCE],
            )
            for each in best[:_SENTENCES]
        ),
        quotes=tuple(
            Span(each.hit.chunk.report_id, each.start, each.end, each.text)
            for each in quotes_of(best, found.inquiry)
        ),
        search_ms=round(found.search_ms, 1),
    )  # fmt: skip


def _passages(hits: tuple[Hit, ...], reports: ReportTable, public_url: str) -> tuple[FoundPassage, ...]:
    """Without those of a report that was withdrawn since."""
    of = {report_id: reports.get(report_id) for report_id in {hit.chunk.report_id for hit in hits}}
    found = (found_passage(hit, report) for hit in hits if (report := of[hit.chunk.report_id]))
    return tuple(absolute(each, public_url) for each in found)
