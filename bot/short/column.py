"""A line worked out over a column of a table: the highest, the lowest, an order, a sum, a difference, or one cell."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.claims.signals import content
from bot.quoting.inquiry import Inquiry
from bot.short.figure import figure_of, rendered, shown
from bot.short.line import Line, LineValue
from bot.short.operation import Extreme, Wanted, polarity_of
from bot.short.table import Entry, FoundTable, is_plan, names
from bot.wording.wording import wording
from corpus.language.cues import Cues
from corpus.text.letters import fold
from index.words import plain, tokens

_Y_AS_I = str.maketrans("yỳỷỹýỵ", "iìỉĩíị")
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnprstvx])[yỳỷỹýỵ]$")
_HEAD_TOLD = 0.55
"""Share of the words of a head that a question must say to ask for its column; half as much where it asks in its unit."""
_FIGURES = frozenset(("money", "share", "duration", "number"))
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MOST_TIED = 3
_FEWEST = 3
"""Rows of which one is the highest."""
_FILLED: dict[Extreme, float] = {"highest": 0.3, "lowest": 0.8}
"""Share of the rows that have a figure: one that is missing may be low, hardly the highest."""
_ORDERED = 5
"""Rows of an order, where the question does not say how many."""
_CUES = Cues(__file__, folded=True)
_ASKING = _CUES.syllables("asking")
_WHICH = re.compile(rf"(\w+) {_CUES.expression('which')}\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COUNT = re.compile(r"\b(?:top )?(\d{1,2})\b(?! ?[/%])")


@dataclass(frozen=True, slots=True)
class Column:
    """The column of a table that a question asks about."""

    table: FoundTable
    head: str

    @property
    def name(self) -> str:
        """The head without the unit, which stands behind its figures."""
        unit = self.table.unit(self.head)
        return self.head.removesuffix(f"({unit})").strip() if unit else self.head

    @property
    def entries(self) -> list[Entry]:
        return self.table.entries(self.head)

    @property
    def cells(self) -> list[Entry]:
        """Of every row that has one, in words too."""
        found = (self.table.cell_of(row, self.head) for row in self.table.rows)
        return self.entries if self.head in self.table.figures else [each for each in found if each]

    def figure(self, entry: Entry, inquiry: Inquiry) -> str:
        """With its unit."""
        value = entry.cell.value
        if figure_of(value, self.table.report.language) is None:
            return value
        figure = rendered(value, self.table.report.language, inquiry.language)
        return figure if entry.unit in figure else f"{figure}{_unit(entry.unit)}"

    def cited(self, entry: Entry) -> LineValue:
        return LineValue(self.table.report, entry.cell.start, entry.cell.end, (entry.row.start, entry.row.end))


def column_line(tables: Sequence[FoundTable], wanted: Wanted | None, inquiry: Inquiry) -> Line | None:
    """None where no column, or more than one, may be meant."""
    question = plain(inquiry.query.text)
    for table in tables:
        heads = table.others if wanted is None else table.figures
        column = _column_of(heads, table, inquiry)
        if column is None:
            continue
        named = [each for each in column.cells if names(each.label.value, question)]
        match wanted:
            case "highest" | "lowest":
                return _extreme(column, wanted, inquiry)
            case "order":
                return _order(column, inquiry)
            case "sum" if len(named) > 1:
                return _sum(column, named, inquiry)
            case "difference" if len(named) == 2:
                return _difference(column, named, inquiry)
            case None if len(named) == 1 and _may_answer(named[0], inquiry):
                return _cell(column, named[0], inquiry)
    return None


def _column_of(heads: Sequence[str], table: FoundTable, inquiry: Inquiry) -> Column | None:
    """The one of these columns, of the year and kind asked for, whose unit is asked for and whose head the question says most of.

    None where it says little of any, or as much of two.
    """
    fit = _of_years(_of_aspect(heads, inquiry), inquiry)
    said = {
        head: (_is_in_unit(table.unit(head), inquiry), told_head(head, inquiry), told(head, inquiry)) for head in fit
    }
    best = max(said.values(), default=(False, 0.0, 0.0))
    chosen = [head for head in fit if said[head] == best]
    if len(chosen) != 1 or best[1] < _HEAD_TOLD * (1 - best[0] / 2):
        return None
    return Column(table, chosen[0])


def told_head(head: str, inquiry: Inquiry) -> float:
    """Share of the words of a head, years and its unit aside, that the question says; 0 where it goes on to name something else.

    "Tỷ lệ hồ sơ nộp trực tuyến" is not what "tỷ lệ hồ sơ nộp trực tiếp" asks for, however many words they share.
    """
    words = _words(_IN_BRACKETS.sub("", head))
    query = inquiry.query
    asked = _words(" ".join([query.text, *query.translation.terms]))
    said = sum(word in asked for word in words) / len(words) if words else 0.0
    return 0.0 if _goes_on(_words(query.text), frozenset(words)) else said


def _goes_on(question: Sequence[str], head: frozenset[str]) -> bool:
    """Whether a word that means something stands between the question's words of the head, or right behind the last of them."""
    places = [place for place, word in enumerate(question) if word in head]
    if not places:
        return False
    within = " ".join(word for word in question[places[0] : places[-1] + 2] if word not in head)
    return any(polarity_of(f"{word} nhất") is None and word not in _ASKING for word in content(within))


def _words(text: str) -> list[str]:
    """Without figures, with their marks, in small letters, "tỉ" as "tỷ"."""
    return [_FINAL_Y.sub(_as_i, word.lower()) for word in tokens(text) if not word[:1].isdigit()]


def _as_i(match: re.Match[str]) -> str:
    return match[0].translate(_Y_AS_I)


def _is_in_unit(unit: str, inquiry: Inquiry) -> bool:
    """Whether the question asks in the unit: a share, or in words that it has itself."""
    asked = inquiry.asked_for
    if asked is None or not unit:
        return False
    if unit == "%":
        return asked.type == "share"
    return asked.unit.split(" ")[0] in plain(unit).split()


def _of_aspect(heads: Sequence[str], inquiry: Inquiry) -> list[str]:
    wants_plan = inquiry.query.wanted.aspect == "plan"
    return [head for head in heads if is_plan(head) == wants_plan] or list(heads)


def _of_years(heads: Sequence[str], inquiry: Inquiry) -> list[str]:
    """Those of a year that is asked for; where none is asked for those of the latest year and of none."""
    dated = {head: set(map(int, _YEAR.findall(head))) for head in heads}
    if asked := set(inquiry.query.years):
        return [head for head in heads if dated[head] & asked] or [head for head in heads if not dated[head]]
    latest = max(itertools.chain.from_iterable(dated.values()), default=0)
    return [head for head in heads if not dated[head] or latest in dated[head]]


def told(text: str, inquiry: Inquiry) -> float:
    """Share of what a question asks about, by the rarity of its words, that the text says."""
    held = frozenset(plain(text).split())
    words = {term: rarity for term, rarity in inquiry.rarities.items() if "_" not in term}
    return sum(rarity for term, rarity in words.items() if term in held) / (sum(words.values()) or 1.0)


def _compared(column: Column, inquiry: Inquiry) -> list[Entry]:
    """The rows of the kind that is asked for ("huyện nào"), where most are."""
    found = _WHICH.search(fold(inquiry.query.text))
    alike = [each for each in column.entries if found and found[1] in fold(each.label.value).split()[:2]]
    return alike if 2 * len(alike) >= len(column.entries) else column.entries


def _extreme(column: Column, wanted: Extreme, inquiry: Inquiry) -> Line | None:
    """None unless the question's own words say which end is meant; for the lowest no row may lack its figure."""
    entries = _compared(column, inquiry)
    if (
        polarity_of(inquiry.query.text) != wanted
        or column.table.filled(column.head) < _FILLED[wanted]
        or len(entries) < _FEWEST
    ):
        return None
    best = (max if wanted == "highest" else min)(each.value for each in entries)
    tied = [each for each in entries if each.value == best]
    if len(tied) > _MOST_TIED:
        return None
    labels = "; ".join(each.label.value for each in tied)
    words = wording(inquiry.language)
    form = words.short_highest if wanted == "highest" else words.short_lowest
    line = form.format(label=labels, value=column.figure(tied[0], inquiry), head=column.name)
    return Line(line, tuple(map(column.cited, tied)), wanted)


def _order(column: Column, inquiry: Inquiry) -> Line | None:
    entries = _compared(column, inquiry)
    count = _COUNT.search(_YEAR.sub("", inquiry.query.text))
    most = min(int(count[1]) if count else _ORDERED, len(entries), 2 * _ORDERED)
    if most < 2:
        return None
    upwards = polarity_of(inquiry.query.text) == "lowest"
    ordered = sorted(entries, key=lambda each: each.value, reverse=not upwards)[:most]
    listed = "; ".join(f"{each.label.value} {column.figure(each, inquiry)}" for each in ordered)
    line = wording(inquiry.language).short_order.format(entries=listed, head=column.name)
    return Line(line, tuple(map(column.cited, ordered)), "order")


def _sum(column: Column, entries: Sequence[Entry], inquiry: Inquiry) -> Line:
    total = shown(sum((each.value for each in entries), start=entries[0].value * 0), inquiry.language)
    formula = " + ".join(rendered(each.cell.value, column.table.report.language, inquiry.language) for each in entries)
    labels = ", ".join(each.label.value for each in entries)
    line = wording(inquiry.language).short_sum.format(
        formula=formula, value=f"{total}{_unit(entries[0].unit)}", head=f"{column.name}: {labels}"
    )
    return Line(line, tuple(map(column.cited, entries)), "sum")


def _difference(column: Column, entries: Sequence[Entry], inquiry: Inquiry) -> Line:
    one, other = entries
    words = wording(inquiry.language)
    apart = f"{shown(abs(one.value - other.value), inquiry.language)}{_unit(one.unit, words.short_points)}"
    listed = "; ".join(f"{each.label.value}: {column.figure(each, inquiry)}" for each in entries)
    return Line(
        f"{words.short_apart.format(entries=listed, value=apart)} ({column.name})",
        tuple(map(column.cited, entries)),
        "difference",
    )


def _cell(column: Column, entry: Entry, inquiry: Inquiry) -> Line:
    line = wording(inquiry.language).short_cell.format(
        label=entry.label.value, head=column.name, value=column.figure(entry, inquiry)
    )
    return Line(line, (column.cited(entry),))


def _may_answer(entry: Entry, inquiry: Inquiry) -> bool:
    """Whether the cell holds a figure where one is asked for."""
    asked = inquiry.asked_for
    return asked is None or asked.type not in _FIGURES or any(map(str.isdigit, entry.cell.value))


def _unit(unit: str, points: str = "") -> str:
    """As it stands behind a figure; a difference of shares is in points."""
    if unit == "%":
        return f" {points}" if points else "%"
    return f" {unit}" if unit else ""
