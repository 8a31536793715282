"""Statements and citations of what was found: quotes, stretches, parts of reports, numbered in their order."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Citation, Short, Statement
from bot.kinds.cited_parts import cited_parts
from bot.kinds.part import Part
from bot.quoting.cite import cite
from bot.quoting.highlight import marks_of
from bot.quoting.inquiry import Inquiry
from bot.quoting.introduction import leads_of
from bot.quoting.quote import Quote, Ranked
from bot.short.line import Line, cited_line, marked, needed_by, uncited
from index.record.reports import ReportTable
from index.search.hit import Hit

Said = tuple[tuple[Statement, ...], tuple[Citation, ...]]


class Citing:
    """Cites the reports of one library; safe to call from several threads."""

    def __init__(self, reports: ReportTable) -> None:
        self._reports = reports

    def stretches(self, ranked: Sequence[Ranked], inquiry: Inquiry) -> Said:
        """The stretch around each sentence, with the sentence marked."""
        cited = [(each, citation) for each in ranked if (citation := self.hit(0, each.hit, *each.window, inquiry))]
        citations = tuple(replace(citation, marker=marker) for marker, (_, citation) in enumerate(cited, 1))
        leads = leads_of(citations, inquiry.language)
        statements = tuple(
            Statement(
                citation.quote,
                (citation.marker,),
                1.0,
                lead,
                ((start := each.sentence.start - citation.start, start + len(each.text)),),
            )
            for (each, _), citation, lead in zip(cited, citations, leads, strict=True)
        )
        return statements, citations

    def quotes(self, quotes: Sequence[Quote], inquiry: Inquiry) -> Said:
        """Each quote, with what the question asks for marked."""
        citations: list[Citation] = []
        for quote in quotes:
            citation = self.hit(len(citations) + 1, quote.hit, quote.start, quote.end, inquiry)
            citations += [citation] if citation else []
        statements = [
            Statement(each.quote, (each.marker,), 1.0, lead, marks_of(each.quote, inquiry))
            for each, lead in zip(citations, leads_of(citations, inquiry.language), strict=True)
        ]
        return tuple(statements), tuple(citations)

    def with_line(
        self,
        line: Line | None,
        statements: tuple[Statement, ...],
        citations: tuple[Citation, ...],
        inquiry: Inquiry,
        *,
        own_quotes: bool = False,
    ) -> tuple[tuple[Statement, ...], tuple[Citation, ...], Short | None]:
        """What is said with the line above it: the quotes that the line needs come first.

        With `own_quotes` all of them, instead of what overlaps them; without only those that no citation holds.
        """
        if line is None:
            return statements, citations, None
        needed = needed_by(line) if own_quotes else uncited(line, citations)
        parts = [Part(value.report, *value.quote) for value in needed]
        statements, citations = self.led_by(parts, statements, citations, inquiry, are_alone=own_quotes)
        short = cited_line(line, citations)
        return marked(statements, citations, short), citations, short

    def led_by(
        self,
        parts: Sequence[Part],
        statements: tuple[Statement, ...],
        citations: tuple[Citation, ...],
        inquiry: Inquiry,
        *,
        are_alone: bool = True,
    ) -> Said:
        """The parts, and behind them what is said; where they are to be alone, without what quotes a piece of theirs."""
        added, cited = self.parts(parts, inquiry)
        kept = [each for each in citations if not (are_alone and any(_overlap(each, part) for part in parts))]
        moved = {each.marker: place for place, each in enumerate(kept, len(parts) + 1)}
        others = (
            replace(each, markers=tuple(map(moved.__getitem__, each.markers)))
            for each in statements
            if moved.keys() >= set(each.markers)
        )
        return (*added, *others), (*cited, *(replace(each, marker=moved[each.marker]) for each in kept))

    def parts(self, parts: Sequence[Part], inquiry: Inquiry) -> Said:
        """A statement and a citation for each part of an answer to a kind of question, numbered alike."""
        citations = cited_parts(self._reports, inquiry.register, parts, inquiry.language)
        statements = [
            Statement(each.quote, (each.marker,), 1.0, official if part.lead is None else part.lead)
            for part, each, official in zip(parts, citations, leads_of(citations, inquiry.language), strict=True)
        ]
        return tuple(statements), tuple(citations)

    def nearest(self, hits: Sequence[Hit], inquiry: Inquiry) -> tuple[Citation, ...]:
        """The passages themselves."""
        cited = [self.hit(i, hit, *trimmed(hit), inquiry) for i, hit in enumerate(hits, 1)]
        return tuple(citation for citation in cited if citation)

    def hit(self, marker: int, hit: Hit, start: int, end: int, inquiry: Inquiry) -> Citation | None:
        """None where the report was removed since it was found."""
        report = self._reports.get(hit.chunk.report_id)
        superseded = inquiry.register.superseded.get(hit.chunk.report_id)
        language = inquiry.language
        return cite(marker, report, hit.chunk, start, end, superseded=superseded, language=language) if report else None


def trimmed(hit: Hit) -> tuple[int, int]:
    """Offsets of the passage from its first sentence to its last."""
    if not hit.sentences:
        return hit.chunk.start, hit.chunk.end
    return hit.sentences[0].start, hit.sentences[-1].end


def _overlap(citation: Citation, part: Part) -> bool:
    return citation.report_id == part.report.id and citation.start < part.end and part.start < citation.end
