"""Which rows and columns of a table a question asks about, and whether it says them so wholly that a line over them answers it.

Rows and columns are chosen by two logistic regressions over their signals, learned from people's questions about tables
(`python -m tests.fit.tables`). A line over what was chosen is wrong for half of them; it answers where the question says what was chosen in the
table's own words, and nothing that another row or column says.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.quoting.certainty import Decision
from bot.quoting.found import Found
from bot.quoting.parts import parts_of
from bot.short.grid_signals import Grid, Signals, label_of
from bot.short.operation import Wanted
from index.words import plain

MODEL = Path(__file__).parent / "grid.json"
_SAID = 0.8
"""Share of the words of each row and head chosen that the question must say."""
_LEFT = 0.1
"""Share of what it asks about that other rows, or other heads, may say in their stead."""
_MANY_FROM = 0.5
"""The probability, 0 to 1, from which a row is one of several that are meant."""
_OVER_COLUMNS = frozenset(("highest", "lowest", "order"))


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows and heads of one table, by their places, with the signals of all."""

    rows: tuple[int, ...]
    heads: tuple[int, ...]
    row_signals: Sequence[Signals]
    head_signals: Sequence[Signals]


@dataclass(frozen=True, slots=True)
class Models:
    """The two decisions."""

    rows: Decision
    heads: Decision


@lru_cache(maxsize=1)
def learned() -> Models:
    """As `python -m tests.fit.tables --write` keeps them."""
    kept = json.loads(MODEL.read_text(encoding="utf-8"))
    return Models(*(Decision(**kept[name]) for name in ("rows", "heads")))


def choice_of(grid: Grid, wanted: Wanted | None, models: Models) -> Choice:
    """The likeliest rows and heads that the operation can be worked out of."""
    row_signals, head_signals = grid.row_signals(), grid.column_signals()
    of_rows = [models.rows.probability(each) for each in row_signals]
    of_heads = [models.heads.probability(each) for each in head_signals]
    return Choice(*_picked(of_rows, of_heads, wanted), row_signals, head_signals)


def _picked(
    of_rows: Sequence[float], of_heads: Sequence[float], wanted: Wanted | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows = sorted(range(len(of_rows)), key=lambda place: -of_rows[place])
    heads = sorted(range(len(of_heads)), key=lambda place: -of_heads[place])
    if wanted in _OVER_COLUMNS:
        return (), tuple(heads[:1])
    if wanted == "sum":
        many = [place for place in rows if of_rows[place] >= _MANY_FROM]
        return tuple(sorted(many if len(many) > 1 else rows[:2])), tuple(heads[:1])
    if wanted == "difference":
        row, head = _second(of_rows, rows), _second(of_heads, heads)
        two_rows, two_heads = row * (1 - head), head * (1 - row)
        return (
            (tuple(sorted(rows[:2])), tuple(heads[:1]))
            if two_rows > two_heads
            else (tuple(rows[:1]), tuple(sorted(heads[:2])))
        )
    return tuple(rows[:1]), tuple(heads[:1])


def _second(shares: Sequence[float], order: Sequence[int]) -> float:
    return shares[order[1]] if len(order) > 1 else 0.0


def is_said(grid: Grid, choice: Choice, wanted: Wanted | None, found: Found) -> bool:
    """Whether the question says the chosen rows and heads, and none of the others; no year or kind of value speaks against a head.

    A cell answers no question that asks two things.
    """
    if wanted is None and len(parts_of(found.query.text)) > 1:
        return False
    heads = [choice.head_signals[place] for place in choice.heads]
    rows = [choice.row_signals[place] for place in choice.rows]
    return (
        all(each["label_said"] >= _SAID for each in rows)
        and all(each["head_said"] >= _SAID and each["year"] >= 0 and each["kind_ahead"] >= 0 for each in heads)
        and not _says_others(grid, choice, wanted, found)
    )


def _says_others(grid: Grid, choice: Choice, wanted: Wanted | None, found: Found) -> bool:
    table = grid.table
    labels = [label_of(table, row) for row in table.rows]
    chosen = [labels[place] for place in choice.rows] + [table.others[place] for place in choice.heads]
    told = _words(*chosen, table.caption, _identity(grid))
    other_rows = _words(*(label for place, label in enumerate(labels) if place not in choice.rows))
    other_heads = _words(*(head for place, head in enumerate(table.others) if place not in choice.heads))
    others = [other_heads] if wanted in _OVER_COLUMNS else [other_rows, other_heads]
    return any(_share(found, each - told) > _LEFT for each in others)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(plain(" ".join(texts)).split())


def _share(found: Found, held: frozenset[str]) -> float:
    """Share of what a question asks about, by the rarity of its words, that is held."""
    words = {term: rarity for term, rarity in found.inquiry.rarities.items() if "_" not in term}
    return sum(rarity for term, rarity in words.items() if term in held) / (sum(words.values()) or 1.0)


def _identity(grid: Grid) -> str:
    """What the table's report says of itself."""
    entry = grid.inquiry.register.entries.get(grid.table.report.id)
    return f"{entry.title} {entry.agency} {entry.number}" if entry else ""
