"""The laws of every answer, written or quoted."""

import re

from bot.answer import Answer, Answered, Citation, Statement
from bot.events import Event, Stage
from bot.writing.citation_markers import MARKER
from index.library import Library

_MARKUP = re.compile(r"</?[a-z]|!\[|\]\(|https?://")
_FIGURE = re.compile(r"\d+(?:[.,/:-]\d+)*")


def check_answer(answer: Answer, library: Library) -> None:
    """Quotes are verbatim, markers resolve, every figure stands in a quote, nothing is markup."""
    citations = answer.citations if isinstance(answer, Answered) else answer.nearest
    for each in citations:
        report = library.reports.get(each.report_id)
        assert report is not None
        assert report.text[each.start : each.end] == each.quote != ""
    if not isinstance(answer, Answered):
        return
    quotes = {each.marker: each.quote for each in answer.citations}
    assert answer.statements
    assert sorted(quotes) == list(range(1, len(quotes) + 1))
    assert {marker for each in answer.statements for marker in each.markers} == set(quotes)
    for statement in answer.statements:
        assert statement.markers
        cited = " \n ".join(quotes[marker] for marker in statement.markers)
        assert set(_FIGURE.findall(statement.text)) <= set(_FIGURE.findall(cited)), statement
        assert 0 <= statement.support <= 1
        if not answer.is_quote(statement):
            assert not MARKER.search(statement.text)
            assert not _MARKUP.search(statement.text), statement
    assert all(each.text and each.reason for each in answer.dropped)
    assert {each.marker for each in answer.translations} <= set(quotes)
    assert not any(_MARKUP.search(each.text) for each in answer.translations)
    check_short(answer, library)


def check_short(answer: Answered, library: Library) -> None:
    """A line's markers are those it shows; each of its values stands where it says, within the quote of its citation."""
    if answer.short is None:
        return
    cited = {each.marker: each for each in answer.citations}
    shown = {piece for piece in answer.short.pieces if isinstance(piece, int)}
    assert answer.short.values
    assert answer.short.words
    assert {each.marker for each in answer.short.values} <= set(answer.short.markers) == shown <= set(cited)
    for value in answer.short.values:
        citation = cited[value.marker]
        report = library.reports.get(citation.report_id)
        assert report is not None
        assert report.text[value.start : value.end] == value.text != ""
        assert citation.start <= value.start < value.end <= citation.end


def check_events(events: list[Event]) -> Answer:
    """Each citation comes before the statements that use it; the last event is the answer and has all of them."""
    *before, answer = events
    assert isinstance(answer, Answer)
    assert isinstance(before[0], Stage)
    citations = [each for each in before if isinstance(each, Citation)]
    statements = [each for each in before if isinstance(each, Statement)]
    if isinstance(answer, Answered):
        assert (tuple(citations), tuple(statements)) == (answer.citations, answer.statements)
    known: set[int] = set()
    for each in before:
        if isinstance(each, Citation):
            known.add(each.marker)
        elif isinstance(each, Statement):
            assert set(each.markers) <= known
    return answer
