"""What the cited quotes state, and what identifies the documents they stand in: all that a claim may be held against."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answer import Citation
from bot.claims.facts import Code, Fact, Facts, Number, Year, agrees, facts_of
from bot.claims.place import Spanned
from bot.claims.row_figures import with_row_figures
from corpus.language.calendar_date import CalendarDate
from corpus.language.detect import Language, language_of
from corpus.language.quantity import PLACE_LABELS, Quantity, roman
from corpus.language.sentence import sentences
from corpus.text.letters import fold
from index.glossary.bilingual import translate
from index.glossary.word_files import translated_languages
from index.words import tokens

_ISSUED = re.compile(r"(?:ban hành|\bký|công bố|№|issued|signed|dated|published)\W*(?:\w+\W+){0,4}$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:số|quyết định|nghị quyết|nghị định|thông tư|kế hoạch|báo cáo|no\.?|decision|decree|plan|report)\W*\S*\W*(?:năm|of|in)?\s*$",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[\w/&-]+(?:\.\w+)*")
_CALLED_YEAR = re.compile(r"(?:năm|years?|\bin|[-–])\s*$", re.IGNORECASE)
_KEPT = 64
"""Quotes kept: the claims of one answer are held against the same."""
_TITLE_RUN, _FIGURE_RUN = 4, 3
"""Words in a row that a claim must share with a title for its year, or its figure, to be the title's."""


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """The citations of one claim."""

    citations: tuple[Citation, ...]
    quotes: tuple[Facts, ...]
    """The facts of each citation's quote."""
    headings: tuple[str, ...]
    """Titles and paths."""
    language: Language

    @property
    def texts(self) -> tuple[str, ...]:
        """Quotes, and what identifies their documents."""
        fields = ((each.title, each.agency, each.number, each.kind, each.path) for each in self.citations)
        return (*(quote.text for quote in self.quotes), *(field for each in fields for field in each if field))

    @property
    def years(self) -> frozenset[int]:
        """Years that the quotes name or the cited sections report on."""
        return frozenset().union(*(quote.all_years for quote in self.quotes), *(each.years for each in self.citations))

    def states(self, fact: Fact, claim: Facts) -> bool:
        """Whether the citations state the fact that the claim has."""
        match fact:
            case Number():
                return self.has_number(fact)
            case CalendarDate():
                return self.has_date(fact)
            case Year():
                return self.has_year(fact, claim)
            case Quantity():
                return self.has_quantity(fact, claim)
            case Code():
                return self.has_code(fact)
            case _:
                return False

    def has_number(self, wanted: Number) -> bool:
        """Whether the document number stands in a quote or a title, or is a cited document's own; digits may stand for it."""
        own = [Number(each.number, 0, 0) for each in self.citations if each.number]
        named = [each for facts in (*self.quotes, *self._headings()) for each in facts.numbers]
        return any(agrees(wanted, known, self.years) for known in own + named)

    def has_date(self, wanted: CalendarDate) -> bool:
        """Whether a quote or a title says the date, or a cited document was issued on it."""
        known = [each for facts in (*self.quotes, *self._headings()) for each in facts.dates]
        known += [CalendarDate(day.day, day.month, day.year, 0, 0) for each in self.citations if (day := each.issued)]
        return any(wanted.is_carried_by(each, self.years) for each in known)

    def has_year(self, wanted: Year, claim: Facts) -> bool:
        """Whether it is a year of the quotes or of the cited sections, or, in its words, of a title or of an issue."""
        if wanted.year in self.years or self._in_heading(claim, wanted, _TITLE_RUN):
            return True
        before = claim.text[: wanted.start]
        if not _CALLED_YEAR.search(before) and any(
            wanted.year in each.readings for facts in self.quotes for each in facts.quantities
        ):
            return True
        issued = any(each.issued and each.issued.year == wanted.year for each in self.citations)
        numbered = any(each.number and str(wanted.year) in re.split(r"[/-]", each.number) for each in self.citations)
        return bool(
            (issued and _ISSUED.search(before)) or ((issued or numbered) and claim.numbers and _NUMBERED.search(before))
        )

    def has_quantity(self, wanted: Quantity, claim: Facts) -> bool:
        """Whether a quote states the figure, or, in its words, a title; or the path, where it says where something stands."""
        stated = [each for facts in self.quotes for each in facts.quantities if wanted.agrees(each)]
        if wanted.unit in PLACE_LABELS:
            return bool(wanted.readings & self._places()) or any(each.unit == wanted.unit for each in stated)
        if stated or (claim.text[: wanted.start].rstrip().endswith(":") and self._is_cell(wanted)):
            return True
        if any(year in wanted.readings for facts in self.quotes for year in facts.all_years) and not wanted.unit:
            return True
        return self._in_heading(claim, wanted, _FIGURE_RUN) or self._is_counted(wanted, claim)

    def _is_cell(self, wanted: Quantity) -> bool:
        """Whether a quote has the figure as it stands, whatever its table says of the unit."""
        written = (facts_of(quote.text, quote.language, doubtful=True) for quote in self.quotes)
        return any(wanted.agrees(each) for facts in written for each in facts.quantities)

    def has_code(self, wanted: Code) -> bool:
        """Whether a quote or a document's own identity has it."""
        return any(wanted.code in _PIECE.findall(text.lower()) for text in self.texts)

    def _headings(self) -> Iterator[Facts]:
        return (facts_of(heading, language_of(heading)) for heading in self.headings)

    def _places(self) -> frozenset[int]:
        """Numbers of the sections and pages that are cited."""
        paths = " ".join(each.path for each in self.citations)
        pages = {number for each in self.citations for number in each.page_numbers}
        labels = {int(label) for each in self.citations for label in each.pages if label.isdecimal()}
        romans = {roman(numeral) for numeral in re.findall(r"(?<!\w)[IVXLC]+(?!\w)", paths)}
        return frozenset(pages | labels | romans | {int(digits) for digits in re.findall(r"\d+", paths)})

    def _in_heading(self, claim: Facts, fact: Spanned, size: int) -> bool:
        """Whether the fact stands in a title among the same words as in the claim."""
        before, own, after = (
            list(map(fold, tokens(part)))
            for part in (claim.text[: fact.start], claim.text[fact.start : fact.end], claim.text[fact.end :])
        )
        words, first = [*before, *own, *after], len(before)
        headings = [f" {' '.join(map(fold, tokens(heading)))} " for heading in self.headings]
        starts = range(max(0, first + len(own) - size), min(first, len(words) - size) + 1)
        return any(f" {' '.join(words[start : start + size])} " in heading for start in starts for heading in headings)

    def _is_counted(self, wanted: Quantity, claim: Facts) -> bool:
        """Whether a quoted sentence names just so many of what the claim counts: "hai sở" of "Sở Nội vụ và Sở Tài chính"."""
        counted = next(iter(tokens(claim.text[wanted.end : wanted.end + 30])), "")
        kinds = (
            [term.split()[0] for term in translate(counted, claim.language).terms]
            if claim.language in translated_languages()
            else [counted]
        )
        for kind in (each for each in kinds if each.isalpha() and len(wanted.readings) == 1):
            name = re.compile(rf"\b{kind.capitalize()}\s+((?:[^\W\d_]+&?)+(?:\s+[^\W\d_]+)?)")
            spoken = (facts.text[start:end] for facts in self.quotes for start, end in sentences(facts.text))
            counts = {len({found.casefold() for found in name.findall(sentence)}) for sentence in spoken}
            if counts & wanted.readings - {0, 1}:
                return True
        return False


@lru_cache(maxsize=_KEPT)
def facts_of_quote(quote: str) -> Facts:
    """The facts that claims are held against."""
    return with_row_figures(facts_of(quote, language_of(quote), doubtful=True))


def source_of(cited: Sequence[Citation]) -> ClaimSource:
    """All that these citations state."""
    quotes = tuple(facts_of_quote(each.quote) for each in cited)
    headings = tuple(text for each in cited for text in (each.title, *each.path.split(" › ")) if text)
    return ClaimSource(tuple(cited), quotes, headings, language_of(" ".join(each.quote for each in cited)))
