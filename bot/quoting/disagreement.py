"""Two reports that give different figures for the same thing and the same year: found, shown both, said to disagree.

Kept narrow: to call figures of different things a contradiction would be worse than to miss one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.quoting.inquiry import Inquiry
from bot.quoting.quote import Quote, Ranked
from corpus.identity.years import years_of
from corpus.language.cues import Cues
from corpus.language.detect import Language, language_of
from corpus.language.quantity import quantities_in
from corpus.language.sentence import is_table_row
from corpus.text.letters import CAPITAL, SMALL, fold
from index.question.query import Query
from index.record.entry import Entry
from index.search.hit import Hit
from index.words import tokens

_CUES = Cues(__file__, folded=True)
_ASKS_FIGURE, _COMPARED, _WHOLE_PROVINCE = map(_CUES.whole, ("asks_figure", "compared", "whole_province"))
_COUNTED = re.compile(r"\s*([^\W\d_]+)(?:\s[^\W\d_]+)?|\s*%")
"""What stands behind a number, as much as names it."""
_NUMBERING = re.compile(r"(?:nam|ngay|thang|quy|so|dieu|khoan|muc)\s*$|[/-]$")
_CLAUSE = re.compile(r"[;\n]|,\s|\btrong đó\b")
_NAME = re.compile(rf"(?<=\s)[{CAPITAL}][{SMALL}]*(?:\s[{CAPITAL}][{SMALL}]*)+")
_COVERED = 0.8
"""Share of the question's words that the clause of a figure must hold."""
_ASKING = _CUES.syllables("asking")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in its clause."""

    readings: frozenset[Decimal]
    """As `Quantity` has them: in units of one."""
    unit: str
    """As `Quantity` has it, else what is counted: folded, its first syllable."""
    written: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The quotes of one answer, those that disagree first and the newest of these before all."""

    quotes: tuple[Quote, ...]
    figures: tuple[str, ...]
    """As written, in the order of the quotes."""


def disagreement(inquiry: Inquiry, ranked: Sequence[Ranked], quotes: Sequence[Quote]) -> Disagreement | None:
    """What disagrees with the figure that the first quotes give; None for a question that asks for none.

    Two figures are of the same thing where both clauses hold the words of the question and one figure alone, of one unit,
    name the same places, and their passages are of the same single year and the same aspect; and where both reports are
    of one agency, or both speak of the whole province.
    """
    if not _ASKS_FIGURE.search(inquiry.query.folded):
        return None
    entries, words = inquiry.register.entries, _subject(inquiry.query)
    if len(words) < 2:
        return None
    told = list(_told(ranked, words, inquiry.query.wanted.years))
    first = next((each for each in told if each[0].chunk.id in {quote.hit.chunk.id for quote in quotes}), None)
    if first is None:
        return None
    others = [
        each for each in told if _is_same_thing(first, each, entries) and not each[3].readings & first[3].readings
    ]
    if not others:
        return None
    sides = sorted([first, others[0]], key=lambda each: entries[each[0].chunk.report_id].issued, reverse=True)
    shown = [_quoted(quotes, each) for each in sides]
    rest = [quote for quote in quotes if quote not in shown]
    return Disagreement((*shown, *rest), tuple(figure.written for *_, figure in sides))


_Told = tuple[Hit, int, int, Figure]


def _quoted(quotes: Sequence[Quote], told: _Told) -> Quote:
    """The quote that holds the sentence, or the sentence alone."""
    hit, start, end, _ = told
    of_report = (each for each in quotes if each.hit.chunk.report_id == hit.chunk.report_id)
    return next((each for each in of_report if each.start <= start < each.end), Quote(hit, start, end))


def _subject(query: Query) -> set[str]:
    words = {fold(token) for token in tokens(query.text)}
    return {word for word in words if word not in _ASKING and not word.isdigit()}


def _told(ranked: Sequence[Ranked], words: set[str], years: tuple[int, ...]) -> Iterator[_Told]:
    """The sentences that answer with one figure, best first."""
    for each in ranked:
        hit, sentence, text = each.hit, each.sentence, each.text
        of_year = len(hit.chunk.years) == 1 and (not years or hit.chunk.years == years)
        names_other = not set(years_of(text)) <= set(hit.chunk.years)
        if of_year and not names_other and not is_table_row(text) and (figure := figure_about(text, words)):
            yield hit, sentence.start, sentence.end, figure


def figure_about(sentence: str, words: set[str]) -> Figure | None:
    """The figure of the one clause that holds the words; None where there are several, or it only compares."""
    found = []
    for clause in _CLAUSE.split(sentence):
        held = {fold(token) for token in tokens(clause)}
        if words and len(words & held) / len(words) >= _COVERED:
            figures = list(figures_in(clause, language_of(sentence)))
            if len(figures) != 1 or _COMPARED.search(fold(clause)):
                return None
            found += figures
    return found[0] if len(found) == 1 else None


def figures_in(clause: str, language: Language = "vi") -> Iterator[Figure]:
    """Its figures in digits that have a unit; years, dates and numbers of documents have none."""
    for each in quantities_in(clause, language):
        counted = _COUNTED.match(clause, each.unit_start)
        if (
            counted
            and each.readings
            and clause[each.start].isdigit()
            and not _NUMBERING.search(fold(clause[: each.start]))
        ):
            unit = each.unit or fold(counted[1])
            yield Figure(each.readings, unit, clause[each.start : counted.end()].strip())


def _is_same_thing(one: _Told, other: _Told, entries: Mapping[str, Entry]) -> bool:
    chunks = one[0].chunk, other[0].chunk
    reports = entries[chunks[0].report_id], entries[chunks[1].report_id]
    return (
        reports[0].id != reports[1].id
        and reports[0].period == reports[1].period
        and chunks[0].years == chunks[1].years
        and chunks[0].aspect == chunks[1].aspect
        and one[3].unit == other[3].unit
        and _places(one) == _places(other)
        and (reports[0].agency == reports[1].agency or (_is_of_province(one) and _is_of_province(other)))
    )


def _sentence(told: _Told) -> str:
    chunk = told[0].chunk
    return chunk.text[told[1] - chunk.start : told[2] - chunk.start]


def _places(told: _Told) -> frozenset[str]:
    """The names of places and bodies in the sentence: runs of words with capitals, folded."""
    return frozenset(fold(name) for name in _NAME.findall(_sentence(told)))


def _is_of_province(told: _Told) -> bool:
    return _WHOLE_PROVINCE.search(fold(_sentence(told))) is not None
