"""What the figures in a table's row mean: the unit of another cell, or of a line above; the number of a row is no figure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.facts import Facts
from bot.claims.layout import is_row_number, rows_of
from corpus.language.quantity import Quantity, with_unit
from corpus.language.vocabulary import languages, words
from corpus.tables.written_row import WrittenRow

_UNIT_HEAD = "|".join(re.escape(head) for each in languages() for head in words(each, "tables.unit_heads"))
_IS_UNIT = re.compile(rf"\s*(?:{_UNIT_HEAD})\s*", re.IGNORECASE)
_CAPTION = re.compile(rf"^\W*(?:{_UNIT_HEAD})\s*:\s*(?P<unit>[^;:\n]{{1,30}}?)\W*$", re.IGNORECASE | re.MULTILINE)


def with_row_figures(facts: Facts) -> Facts:
    """The facts of a quote, its figures with the units that its tables give them."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", facts.text)]
    rows = rows_of(facts.text, lines)
    if not rows:
        return facts
    caption = _CAPTION.search(facts.text)
    found = [
        _read(facts.text, each, row, caption["unit"] if caption else "")
        for each in facts.quantities
        if not _counts_rows(each, row := _row_of(each, list(rows.values())))
    ]
    return replace(facts, quantities=tuple(found))


def _row_of(quantity: Quantity, rows: Sequence[WrittenRow]) -> WrittenRow | None:
    return next((row for row in rows if row.start <= quantity.start < row.end), None)


def _counts_rows(quantity: Quantity, row: WrittenRow | None) -> bool:
    cells = row.cells if row else ()
    return any(each.start <= quantity.start < each.end and is_row_number(each.head, each.value) for each in cells)


def _read(text: str, quantity: Quantity, row: WrittenRow | None, caption: str) -> Quantity:
    """The figure in the unit of its row's unit cell, else of the table's caption, where it has none of its own."""
    if row is None or quantity.unit:
        return quantity
    cell = next((each for each in row.cells if each.start <= quantity.start < each.end), None)
    if cell is None or text[cell.start : quantity.start].strip():
        return quantity
    unit = next((each.value for each in row.cells if _IS_UNIT.fullmatch(each.head)), caption)
    return with_unit(quantity, unit) if unit and not text[quantity.end : cell.end].strip() else quantity
