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

    A cell answers no question that asks two things, or for another kind of thing.
    """
    if wanted is None and len(parts_of(found.query.text)) > 1:
        return False
    if wanted is None and not all(grid.answers_in_kind(row, head) for row in choice.rows for head in choice.heads):
        return False
    heads = [choice.head_signals[place] for place in choice.heads]
    rows = [choice.row_signals[place] for place in choice.rows]
    return (
        all(each["label_said"] >= _SAID for each in rows)
        and all(each["head_said"] >= _SAID and each["year"] >= 0 and each["kind_ahead"] >= 0 for each in heads)
        and not _says_others(grid, choice, wanted)
    )


def _says_others(grid: Grid, choice: Choice, wanted: Wanted | None) -> bool:
    """Whether it says another row or head as wholly, which has a word that the chosen ones have not."""
    labels = [label_of(grid.table, row) for row in grid.table.rows]
    heads = list(map(grid.name_of, grid.table.others))
    return _says_another(heads, choice.heads, [each["head_said"] for each in choice.head_signals]) or (
        wanted not in _OVER_COLUMNS
        and _says_another(labels, choice.rows, [each["label_said"] for each in choice.row_signals])
    )


def _says_another(names: Sequence[str], chosen: Sequence[int], said: Sequence[float]) -> bool:
    """`said`: the share of each name that the question says."""
    told = {word for place in chosen for word in plain(names[place]).split()}
    return any(
        share >= _SAID and not told.issuperset(plain(name).split()) for name, share in zip(names, said, strict=True)
    )
