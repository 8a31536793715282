"""Which rows and columns of a table a question asks about, and how surely a line over them answers it.

Learned from people's questions about tables (`python -m tests.fit.tables`): logistic regressions over the signals of each row, of each column,
and of what is composed of those that were chosen.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.quoting.certainty import Decision
from bot.quoting.found import Found
from bot.short.grid_signals import Grid, Signals, label_of
from bot.short.operation import Wanted, polarity_of
from index.words import plain

MODEL = Path(__file__).parent / "grid.json"
FROM = 0.5
"""The probability, 0 to 1, from which what is composed is said to answer."""
_MANY_FROM = 0.5
"""The same from which a row is one of several that are meant."""
_OVER_COLUMNS = frozenset(("highest", "lowest", "order"))
_OF_ROW = (
    "label_said", "label_said_ahead", "row_said", "label_told", "row_near", "row_near_ahead", "named", "others_named", "total", "place",
    "place_ahead",
)  # fmt: skip
_OF_HEAD = (
    "head_said", "head_said_ahead", "head_told", "head_near", "head_near_ahead", "kind", "kind_ahead", "unit", "year", "year_ahead", "latest",
    "plan", "figures",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows and heads of one table, by their places, with the signals and probabilities of all."""

    rows: tuple[int, ...]
    heads: tuple[int, ...]
    row_signals: Sequence[Signals]
    head_signals: Sequence[Signals]
    of_rows: Sequence[float]
    of_heads: Sequence[float]


@dataclass(frozen=True, slots=True)
class Models:
    """The three decisions."""

    rows: Decision
    heads: Decision
    answers: Decision


@lru_cache(maxsize=1)
def learned() -> Models:
    """As `python -m tests.fit.tables --write` keeps them."""
    kept = json.loads(MODEL.read_text(encoding="utf-8"))
    return Models(*(Decision(**kept[name]) for name in ("rows", "heads", "answers")))


def choice_of(grid: Grid, wanted: Wanted | None, models: Models) -> Choice:
    """The likeliest rows and heads that the operation can be worked out of."""
    row_signals, head_signals = grid.row_signals(), grid.column_signals()
    of_rows = [models.rows.probability(each) for each in row_signals]
    of_heads = [models.heads.probability(each) for each in head_signals]
    return Choice(*_picked(of_rows, of_heads, wanted), row_signals, head_signals, of_rows, of_heads)


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


def answer_signals(grid: Grid, choice: Choice, wanted: Wanted | None, sure: float, found: Found, place: int) -> Signals:
    """What tells whether a line over the choice answers: `sure` is how surely the operation was told, `place` that of the table."""
    table = grid.table
    labels = [label_of(table, table.rows[row]) for row in choice.rows]
    heads = [table.others[head] for head in choice.heads]
    return {
        **_shares("row", choice.of_rows, choice.rows),
        **_shares("head", choice.of_heads, choice.heads),
        **_least("row", choice.row_signals, choice.rows, _OF_ROW),
        **_least("head", choice.head_signals, choice.heads, _OF_HEAD),
        "named_besides": sum(each["named"] for row, each in enumerate(choice.row_signals) if row not in choice.rows),
        "told": told([*labels, *heads, table.caption, _identity(grid)], found),
        "told_of_cell": told([*labels, *heads], found),
        "table": float(place),
        "confidence": found.confidence,
        "sure": sure,
        "size": float(len(table.rows)),
        "columns": float(len(table.others)),
        "asks_kind": float(found.inquiry.asked_for is not None),
        "asks_end": float(wanted is None and polarity_of(found.query.text) is not None),
        "english": float(found.query.language == "en"),
        **{f"is_{name}": float(wanted == name) for name in ("sum", "difference", "highest", "lowest", "order")},
    }


def _shares(name: str, shares: Sequence[float], picked: Sequence[int]) -> dict[str, float]:
    least = min((shares[place] for place in picked), default=0.0)
    next_ = max((share for place, share in enumerate(shares) if place not in picked), default=0.0)
    return {name: least, f"{name}_next": next_, f"{name}_lead": least - next_}


def _least(name: str, signals: Sequence[Signals], picked: Sequence[int], kept: Sequence[str]) -> Mapping[str, float]:
    return {f"{name}_{each}": min((signals[place][each] for place in picked), default=0.0) for each in kept}


def told(texts: Sequence[str], found: Found) -> float:
    """Share of what a question asks about, by the rarity of its words, that the texts say."""
    held = frozenset(plain(" ".join(texts)).split())
    words = {term: rarity for term, rarity in found.inquiry.rarities.items() if "_" not in term}
    return sum(rarity for term, rarity in words.items() if term in held) / (sum(words.values()) or 1.0)


def _identity(grid: Grid) -> str:
    """What the table's report says of itself."""
    entry = grid.inquiry.register.entries.get(grid.table.report.id)
    return " ".join((entry.title, entry.agency, entry.number)) if entry else ""
