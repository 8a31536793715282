"""The same figure of two years or places with the difference: where two quotes say the same but for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.claims.facts import facts_of
from bot.short.figure import rendered, shown
from bot.short.line import Line, LineValue, Span
from bot.wording.wording import wording
from corpus.language.detect import Language
from corpus.language.notation import DIGITS, values_of
from corpus.language.quantity import PLACE_LABELS, Quantity
from corpus.language.sentence import is_table_row
from corpus.report import Report
from corpus.tables.written_row import row_at
from corpus.text.letters import fold
from index.words import tokens

_ALIKE, _AHEAD = 0.5, 0.15
"""Share of the words before two figures that both have, from which they are of one thing; and by how much more than those of any others."""
_BEFORE = 10
"""Words before a figure that say what it is of."""
_DIGITS = re.compile(DIGITS)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLAUSE_ENDS = re.compile(r"[;:]|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Told:
    """A quote `report.text[start:end]` and what it is told of: a year, a place."""

    report: Report
    start: int
    end: int
    name: str

    @property
    def text(self) -> str:
        return self.report.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Figure:
    told: Told
    span: Span
    value: Decimal
    unit: str
    """Folded; what it counts where it has none."""
    scale: str
    """Scale and unit as written: "tỷ đồng"."""
    before: frozenset[str]
    """The words that say what it is of."""

    @property
    def written(self) -> str:
        return self.told.report.text[slice(*self.span)]

    @property
    def cited(self) -> LineValue:
        return LineValue(self.told.report, *self.span, (self.told.start, self.told.end))


def difference_line(one: Told, other: Told, subject: str, language: Language, unit: str = "") -> Line | None:
    """Of two years what it rose or fell by, of anything else how far apart they are; the subject of a table's row is said.

    `unit` is that of figures behind which none is written.

    None where it is not plain which figures of the two are compared, or their units differ.
    """
    told = sorted((one, other), key=lambda each: _YEAR.findall(each.name))
    pair = _pair(list(_figures(told[0])), list(_figures(told[1])))
    if pair is None:
        return None
    words, apart = wording(language), pair[1].value - pair[0].value
    of_years = all(_YEAR.search(each.name) for each in told)
    changed = words.short_same if not apart else words.short_rose if apart > 0 else words.short_fell
    form = changed if of_years else words.short_apart
    line = form.format(
        entries="; ".join(
            f"{_in_a_row(each.told.name, behind=place > 0)}: {_written(each, language)}"
            for place, each in enumerate(pair)
        ),
        value=f"{shown(abs(apart), language)}{_unit_of_difference(pair[1].scale or unit, words.short_points)}",
    )
    return Line(f"{subject} – {line}" if is_table_row(one.text) else line, tuple(e.cited for e in pair), "difference")


def _pair(ones: Sequence[_Figure], others: Sequence[_Figure]) -> tuple[_Figure, _Figure] | None:
    """The first two figures in one unit that are said to be of one thing, each more than any other figure of the other quote."""
    for one in ones:
        fit = [other for other in others if other.unit == one.unit]
        best = max(fit, key=lambda other: _likeness(one, other), default=None)
        if best is None or _likeness(one, best) < _ALIKE:
            continue
        rivals = [_likeness(one, each) for each in fit if each is not best]
        rivals += [_likeness(each, best) for each in ones if each is not one and each.unit == best.unit]
        if _likeness(one, best) - max(rivals, default=0.0) >= _AHEAD:
            return one, best
    return None


def _likeness(one: _Figure, other: _Figure) -> float:
    both, any_ = one.before & other.before, one.before | other.before
    return len(both) / len(any_) if any_ else 1.0


def _figures(told: Told) -> Iterator[_Figure]:
    """Of a row of a table that of its last cell, which is the year's; else all in digits that have one reading."""
    text = told.text
    if is_table_row(text):
        cell = row_at(told.report.text, told.start, told.end).cells[-1]
        yield from _of_text(told, cell.start, cell.value, "")
        return
    yield from _of_text(told, told.start, text, text)


def _of_text(told: Told, begin: int, text: str, context: str) -> Iterator[_Figure]:
    language = told.report.language
    facts = facts_of(text, language)
    for each in facts.quantities if facts.text == text and language in ("vi", "en") else ():
        digits = _DIGITS.match(text, each.start, each.end)
        values = values_of(digits[0], language) if digits else frozenset()
        if digits and len(values) == 1 and each.unit not in PLACE_LABELS:
            scale = text[digits.end() : each.end].strip()
            unit = fold(scale) or _counted(text, each)
            span = (begin + each.start, begin + each.end)
            yield _Figure(told, span, next(iter(values)), unit, scale, _words_before(context, each.start))


def _counted(text: str, quantity: Quantity) -> str:
    """What a figure without a unit counts: the word behind it."""
    behind = tokens(text[quantity.end : quantity.end + 20])
    return fold(behind[0]) if behind else ""


def _words_before(text: str, place: int) -> frozenset[str]:
    first = max((mark.end() for mark in _CLAUSE_ENDS.finditer(text, 0, place)), default=0)
    words = [fold(word) for word in tokens(text[first:place]) if not any(map(str.isdigit, word))]
    return frozenset(words[-_BEFORE:])


def _written(figure: _Figure, language: Language) -> str:
    return rendered(figure.written, figure.told.report.language, language)


def _unit_of_difference(unit: str, points: str) -> str:
    """As it is written behind the later figure, or with the name of the row; of shares in points."""
    return f" {points if unit == '%' else unit}" if unit else ""


def _in_a_row(name: str, *, behind: bool) -> str:
    """The name of a year without its capital where it does not come first; that of a place as it is."""
    return name[0].lower() + name[1:] if behind and _YEAR.search(name) else name
