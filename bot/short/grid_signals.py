"""What tells which row and which column of a table a question asks for: its words, their likeness, years, units, kinds of value."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.quoting.inquiry import Inquiry
from bot.short.figure import figure_of
from bot.short.table import FoundTable, is_plan, is_total, names, years_in
from corpus.tables.written_row import WrittenRow
from corpus.text.spelling import is_bare, spelling
from index.encoder.encoder import Vectors
from index.words import plain, tokens

Signals = Mapping[str, float]
_LOOKED_AT = 6
"""Cells of a column that tell what kind of thing it holds."""
_KINDLESS = frozenset(("reason", "name", "place", "agency"))
"""What a cell does not show by its form."""


@dataclass(frozen=True)
class Grid:
    """One table as one question sees it."""

    table: FoundTable
    inquiry: Inquiry
    question: Vectors
    """float32[dimension]."""
    rows: Vectors
    """float32[rows, dimension] of the names of the rows."""
    heads: Vectors
    """float32[columns, dimension] of the heads of `table.others`."""
    places: Sequence[float]
    """Of each row how near the front its sentence was found: 1 for the first, 0 for one not found."""

    @cached_property
    def words(self) -> frozenset[str]:
        """What the question says, the other ways of writing its terms, and what they are in the language of the reports."""
        query = self.inquiry.query
        others = (each.other for each in query.expansions)
        return frozenset(self._spelled(" ".join([query.text, *others, *query.translation.terms])))

    def name_of(self, head: str) -> str:
        """The words of a head, without its unit and its year, which are looked at by themselves."""
        return " ".join(word for word in tokens(self.table.name(head)) if not word.isdigit())

    def _spelled(self, text: str) -> list[str]:
        """Its words, with their marks where the question is typed with any: "toán" does not say "toàn"."""
        return plain(text).split() if is_bare(self.inquiry.query.text) else list(map(spelling, tokens(text)))

    def row_signals(self) -> list[Signals]:
        """Of each row of the table."""
        labels = [label_of(self.table, row) for row in self.table.rows]
        wholes = [words_of(self.table, row) for row in self.table.rows]
        asked = plain(self.inquiry.query.text)
        named = [float(names(label, asked)) for label in labels]
        totals = [float(is_total(self.table, row)) for row in self.table.rows]
        return _joined(
            {
                **self._said("label", labels),
                **self._said("row", wholes),
                **_told("label", labels, self.inquiry),
                **_told("row", wholes, self.inquiry),
                **_near("row", self.rows @ self.question),
                **_ahead("place", list(self.places)),
                "named": named,
                "others_named": [sum(named) - own for own in named],
                "total": totals,
            }
        )

    def column_signals(self) -> list[Signals]:
        """Of each head of `table.others`."""
        heads = self.table.others
        named = list(map(self.name_of, heads))
        latest = max((max(years_in(head), default=0) for head in heads), default=0)
        aspects = self.inquiry.query.wanted.aspect
        return _joined(
            {
                **self._said("head", named),
                **_told("head", named, self.inquiry),
                **_near("head", self.heads @ self.question),
                **_ahead("kind", list(self.kinds)),
                "unit": [self._unit(head) for head in heads],
                **_ahead("year", list(self.years)),
                "latest": [float(bool(latest) and latest in years_in(head)) for head in heads],
                "plan": [float(is_plan(head)) * (1 if aspects == "plan" else -1 if aspects else 0) for head in heads],
                "result": [float(aspects == "result" and not is_plan(head)) for head in heads],
                "alone": [1 / len(heads)] * len(heads),
                "filled": [self.table.held(head) for head in heads],
                "figures": [float(head in self.table.figures) for head in heads],
                "first": [1 / (1 + place) for place in range(len(heads))],
            }
        )

    def _said(self, name: str, texts: Sequence[str]) -> dict[str, list[float]]:
        """Share of each text's words that the question says, the rarer among the texts the more."""
        words = [set(self._spelled(text)) for text in texts]
        spread = Counter(word for each in words for word in each)
        weight = {word: math.log((len(texts) + 1) / (count + 0.5)) for word, count in spread.items()}
        wholes = [sum(weight[word] for word in each) for each in words]
        said = [sum(weight[word] for word in each & self.words) for each in words]
        return _ahead(
            f"{name}_said", [part / whole if whole else 0.0 for part, whole in zip(said, wholes, strict=True)]
        )

    @property
    def _asks_for_a_kind(self) -> bool:
        """Whether the question asks for a kind of thing that shows in the form of a cell."""
        asked = self.inquiry.asked_for
        return asked is not None and asked.type not in _KINDLESS

    @cached_property
    def kinds(self) -> tuple[float, ...]:
        """Of each head the share of some cells below it that hold the kind of thing asked for."""
        return tuple(map(self._kind, self.table.others))

    @cached_property
    def years(self) -> tuple[float, ...]:
        """Of each head 1 for a year that is asked for, -1 for another, 0 where it or the question names none."""
        return tuple(map(self._year, self.table.others))

    def _year(self, head: str) -> float:
        asked, own = set(self.inquiry.query.years), years_in(head)
        return 0.0 if not asked or not own else 1.0 if asked & own else -1.0

    def _unit(self, head: str) -> float:
        asked, unit = self.inquiry.asked_for, plain(self.table.unit(head)).split()
        return float(asked is not None and any(word in unit for word in asked.unit.split()))

    def _kind(self, head: str) -> float:
        cells = [cell.value for row in self.table.rows if (cell := row.cell(head))][:_LOOKED_AT]
        if not self._asks_for_a_kind or not cells:
            return 0.0
        unit = self.table.unit(head)
        return sum(self._is_asked_for(value, unit) for value in cells) / len(cells)

    def answers_in_kind(self, row: int, head: int) -> bool:
        """Whether the cell, with its unit, is of the kind of thing asked for; any cell where none is that its form would show."""
        entry = self.table.cell_of(self.table.rows[row], self.table.others[head])
        return not self._asks_for_a_kind or (entry is not None and self._is_asked_for(entry.cell.value, entry.unit))

    def _is_asked_for(self, value: str, unit: str) -> bool:
        asked = self.inquiry.asked_for
        if asked is not None and asked.type == "number":
            return figure_of(value, self.table.report.language) is not None
        return asked is not None and asked.answered_by(f"– {value} {unit}") > 0


def label_of(table: FoundTable, row: WrittenRow) -> str:
    """What names the row; empty where nothing does."""
    cell = table.label(row)
    return cell.value if cell else ""


def words_of(table: FoundTable, row: WrittenRow) -> str:
    """All of the row that is words, which may name it together."""
    return " ".join(cell.value for cell in row.cells if figure_of(cell.value, table.report.language) is None)


def _told(name: str, texts: Sequence[str], inquiry: Inquiry) -> dict[str, list[float]]:
    """Share of what the question asks about, by rarity, that each text says."""
    wanted = {term: rarity for term, rarity in inquiry.rarities.items() if "_" not in term}
    whole = sum(wanted.values()) or 1.0
    told = [sum(wanted.get(word, 0.0) for word in set(plain(text).split())) / whole for text in texts]
    return _ahead(f"{name}_told", told)


def _near(name: str, likeness: Vectors) -> dict[str, list[float]]:
    values = [float(each) for each in np.asarray(likeness)]
    mean = sum(values) / len(values) if values else 0.0
    return _ahead(f"{name}_near", [each - mean for each in values])


def _ahead(name: str, values: list[float]) -> dict[str, list[float]]:
    """With how far each is ahead of the best of the others."""
    ordered = sorted(values, reverse=True)[:2]
    others = (
        [ordered[1] if len(ordered) > 1 and each == ordered[0] else ordered[0] for each in values]
        if len(values) > 1
        else [0.0]
    )
    return {name: values, f"{name}_ahead": [each - other for each, other in zip(values, others, strict=True)]}


def _joined(signals: Mapping[str, Sequence[float]]) -> list[Signals]:
    return [dict(zip(signals, each, strict=True)) for each in zip(*signals.values(), strict=True)]
