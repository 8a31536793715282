"""The same of several years or agencies side by side: a cell for each, cited by itself, or said not to be found.

A row of a table that has all the years is better than sentences of several reports: its figures were put together
by one agency in one way.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product, takewhile
from operator import eq

from bot.answer import Cell, Table
from bot.kinds.part import KindAnswer, Part
from bot.quoting.inquiry import Inquiry
from bot.quoting.quote import ranked_sentences
from bot.short.two_values import Told, difference_line
from bot.wording.wording import wording
from corpus.identity.years import aspect_of_kind, aspect_of_sentence
from corpus.language.cues import Cues
from corpus.language.detect import Language
from corpus.language.sentence import is_bare_heading, is_table_row
from corpus.language.syllable_pairs import general_pairs
from corpus.report import Report
from corpus.tables.written_row import row_at
from corpus.text.letters import fold
from index.glossary.bilingual import Translation
from index.glossary.word_files import translated_languages
from index.question.query import Query
from index.record.register import Register
from index.search.hit import Hit
from index.words import tokens

_COVERED = 0.7
"""Share of the words of the subject that a row or sentence must hold."""
_COVERED_TRANSLATED = 0.6
"""The same of what is known in Vietnamese of an English question: a settled translation is not always the one used."""
_CUES = Cues(__file__, folded=True)
_PLAN, _RESULT = map(_CUES.whole, ("plan", "result"))
_SHARE = _CUES.pattern("share")
_AHEAD = ("plan", "direction")
"""Aspects of what is yet to come: beside what came of another year they would not be compared with their like."""
_UNIT = re.compile(rf"\b{_CUES.expression('unit')}$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WHOLE = re.compile(r"%[^%.,;:]+")
"""A share with what it is of."""
_NO_SUBJECT = _CUES.syllables("no_subject")
"""Words that ask or name a side, folded."""
_MEASURES = _CUES.syllables("measures")
"""Those among them that belong to the name of what is compared where they stand before it, folded."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared, as groups of folded words; a group is covered where all words of one of its members are."""

    groups: tuple[tuple[tuple[str, ...], ...], ...]
    least: float
    is_share: bool
    """Whether its words say that it is a share of something."""
    neighbours: frozenset[tuple[str, str]] = frozenset()
    """Those of its words that stand side by side, in small letters."""

    def share(self, text: str) -> float:
        """Share of the groups that the text covers; 0 for a subject without words."""
        held = {fold(token) for token in tokens(text)}
        covered = sum(any(held.issuperset(member) for member in group) for group in self.groups)
        return covered / len(self.groups) if self.groups else 0.0

    def is_in(self, text: str) -> bool:
        return self.share(text) >= self.least

    def is_told_in(self, text: str) -> bool:
        """The same of a sentence; what a share in it is of is told no figure: "1,08% tổng chi ngân sách"."""
        return self.is_in(text if self.is_share else _WHOLE.sub("%", text))

    def has_another_word(self, label: str) -> bool:
        """Whether a word of two syllables in a label shares one with what is asked for, which has another beside it: "doanh nghiệp" for "sự nghiệp"."""
        held, theirs = {fold(token) for token in tokens(label)}, filter(_is_word, _neighbours(label))
        pairs = ((ours, word) for ours, word in product(self.neighbours, theirs) if sum(map(eq, ours, word)) == 1)
        return any(
            not held.issuperset(map(fold, ours)) and not self.words.issuperset(map(fold, word)) for ours, word in pairs
        )

    def written_in(self, question: str) -> str:
        """Its words as the question writes them, in order, with what measures them before and what joins them between."""
        said = tokens(question)
        own = [at for at, token in enumerate(said) if fold(token) in self.words]
        kept = set(own)
        for before, at in pairwise((-1, *own)):
            between = range(before + 1, at)
            if before >= 0 and not any(said[each].isdigit() for each in between):
                kept.update(between)
            kept.update(takewhile(lambda each: fold(said[each]) in _MEASURES, reversed(between)))
        return " ".join(said[at] for at in sorted(kept))

    @property
    def words(self) -> set[str]:
        return {word for group in self.groups for member in group for word in member}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, as `corpus.tables.table` writes it."""

    hit: Hit
    start: int
    label: str
    """What it is about: the cells before the first column of a year."""
    unit: str
    """Of its figures, where a cell says it; it stands in brackets in the label."""
    columns: tuple[tuple[str, str, int], ...]
    """(head, value, end in the report's text) of the columns whose head names a year."""

    def column(self, year: int, *, plan: bool) -> tuple[str, str, int] | None:
        """The column of a year that has a plan, or what came of it."""
        of_year = (each for each in self.columns if str(year) in _YEAR.findall(each[0]))
        return next((each for each in of_year if self._has_plan(each[0]) == plan), None)

    def _has_plan(self, head: str) -> bool:
        """By its head, or what its passage speaks of."""
        if _PLAN.search(fold(head)):
            return True
        return self.hit.chunk.aspect in _AHEAD and not _RESULT.search(fold(head))


def compared_subject(query: Query) -> Subject:
    """What the question compares, without the names of its sides."""
    is_share = _SHARE.search(query.folded) is not None
    if query.language in translated_languages():
        translated = _translated(query.translation)
        groups = [tuple(tuple(fold(term).split()) for term in alternatives) for alternatives in translated]
        return Subject(tuple(groups), _COVERED_TRANSLATED, is_share)
    text = query.folded
    for side in sorted((name.written for name in query.named), key=len, reverse=True):
        text = text.replace(fold(side), " ")
    words = dict.fromkeys(fold(token) for token in tokens(_YEAR.sub(" ", text)))
    words_of_it = tuple(((word,),) for word in words if word not in _NO_SUBJECT)
    return Subject(words_of_it, _COVERED, is_share, _neighbours(query.text))


def _neighbours(text: str) -> frozenset[tuple[str, str]]:
    """The syllables of a text that stand side by side and name something, in small letters."""
    syllables = [token.lower() for token in tokens(text)]
    return frozenset(pair for pair in pairwise(syllables) if _NO_SUBJECT.isdisjoint(map(fold, pair)))


def _is_word(pair: tuple[str, str]) -> bool:
    return general_pairs().are_one_word(*pair)


def _translated(known: Translation) -> list[tuple[str, ...]]:
    """For each term of an English question that has settled translations these, for any other word itself."""
    terms = [each for each in known.alternatives if not _NO_SUBJECT.issuperset(fold(" ".join(each)).split())]
    return [*terms, *((word,) for word in known.untranslated if word not in _NO_SUBJECT)]


def rows_of(hits: Sequence[Hit]) -> list[TableRow]:
    """The rows of tables among the sentences of the hits that have columns of years, best hit first."""
    found = []
    for hit in hits:
        for sentence in hit.sentences:
            text = hit.chunk.text[sentence.start - hit.chunk.start : sentence.end - hit.chunk.start]
            if is_table_row(text):
                cells = [cell for cell in row_at(text, 0, len(text)).cells if cell.head]
                first = next((i for i, cell in enumerate(cells) if _YEAR.search(cell.head)), len(cells))
                before = [(cell.head, cell.value) for cell in cells[:first]]
                unit = next((value for head, value in before if _UNIT.search(fold(head))), "")
                dated = ((c.head, c.value, sentence.start + c.end) for c in cells[first:] if _YEAR.search(c.head))
                found.append(TableRow(hit, sentence.start, _label(before, unit), unit, tuple(dated)))
    return found


def _label(cells: Sequence[tuple[str, str]], unit: str) -> str:
    """The cells before the figures, without ordinals, the unit in brackets."""
    told = [value for head, value in cells if not value.isdigit() and not _UNIT.search(fold(head))]
    return f"{' '.join(told)} ({unit})" if unit else " ".join(told)


def row_for(rows: Sequence[TableRow], subject: Subject, years: Mapping[int, bool]) -> tuple[int, TableRow] | None:
    """The row about the subject that has a column of each year, of its plan where `years` says so; of several the one whose label says least else.

    With how many words that are.
    """
    fit = []
    for row in rows:
        columns = [row.column(year, plan=plan) for year, plan in years.items()]
        foreign = _foreign(row.label, subject)
        is_share_of = foreign and not subject.is_share and _SHARE.match(fold(row.label))
        if is_share_of or subject.has_another_word(row.label):
            continue
        if all(columns) and subject.is_in(row.label) and (subject.share(row.label) == 1 or not foreign):
            fit.append((foreign, row))
        elif not foreign and all(column and subject.is_in(f"{row.label} {column[0]}") for column in columns):
            fit.append((0, row))
    return min(fit, key=lambda pair: pair[0], default=None)


def _foreign(label: str, subject: Subject) -> int:
    """How many words of a label the subject does not have: units and ordinals aside."""
    return len({fold(token) for token in tokens(label) if not token.isdigit()} - subject.words)


def sentence_for(
    hits: Sequence[Hit], inquiry: Inquiry, subject: Subject, year: int | None, *, plan: bool
) -> tuple[Hit, int, int] | None:
    """The best sentence about the subject that has a figure, tells a plan or what came of it, and is of the year alone, if there is one."""
    for each in ranked_sentences(hits, inquiry):
        hit, sentence, text = each.hit, each.sentence, each.text
        if is_table_row(text) or is_bare_heading(text) or not re.search(r"\d", _YEAR.sub("", text)):
            continue
        named = {int(found) for found in _YEAR.findall(text)}
        of_year = year is None or named == {year} or (hit.chunk.years == (year,) and (not named or year in named))
        if of_year and subject.is_told_in(text) and _tells_plan(text, hit, inquiry.register) == plan:
            return hit, sentence.start, sentence.end
    return None


def _tells_plan(text: str, hit: Hit, register: Register) -> bool:
    """By its words, else what its passage speaks of, else what documents of its kind do."""
    kind = register.entries[hit.chunk.report_id].kind_as_written
    return (aspect_of_sentence(text) or hit.chunk.aspect or aspect_of_kind(kind)) in _AHEAD


def plan_years(folded: str, years: Sequence[int]) -> frozenset[int]:
    """The years of which the question, folded, asks for the plan: the word stands right before or after them."""
    near = {year: folded[max(0, at - 22) : at + 12] for year in years if (at := folded.find(str(year))) >= 0}
    return frozenset(year for year, words in near.items() if _PLAN.search(words) and not _RESULT.search(words))


def comparison_answer(
    cells: Sequence[Sequence[tuple[Report, int, int, str] | None]],
    names: Sequence[str],
    heads: Sequence[str],
    language: Language,
    unit: str = "",
) -> KindAnswer | None:
    """The table of what was found: (report, start, end, what the cell shows) for each name and head; `unit` of those that have none of their own.

    None where less than two cells were found, which is no comparison.
    """
    words = wording(language)
    parts: list[Part] = []
    told: list[Told] = []
    rows = []
    for name, row in zip(names, cells, strict=True):
        shown = [Cell(name)]
        for cell, head in zip(row, heads, strict=True):
            if cell is None:
                shown.append(Cell(words.not_found))
                continue
            parts.append(Part(cell[0], cell[1], cell[2]))
            told.append(Told(cell[0], cell[1], cell[2], head if len(row) > 1 else name))
            shown.append(Cell(cell[3], (len(parts),)))
        rows.append(tuple(shown))
    if len(parts) < min(2, sum(map(len, cells))):
        return None
    line = difference_line(told[0], told[1], names[0], language, unit) if len(told) == 2 else None
    return KindAnswer(tuple(parts), (), Table((words.compared, *heads), tuple(rows)), line)
