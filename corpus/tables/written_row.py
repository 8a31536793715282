"""A table read back out of the lines that `corpus.tables.table` writes: "head: cell; head: cell"."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.sentence import is_table_row

_CELL = re.compile(r"(?:^|; )(?:(?P<head>[^;:]+): )?(?P<value>[^;]+?)(?=; |$)")
_LINE = re.compile(r"[^\n]+")
_SAME_HEADS = 0.5
"""Share of the heads of a row that the next has, where both are of one table: empty cells are left out."""


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """`text[start:end]`, the value below a head."""

    head: str
    """Empty for a label that stands below no head."""
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row at `text[start:end]`."""

    start: int
    end: int
    cells: tuple[WrittenCell, ...]
    group: str = ""
    """The line above it that heads a group of rows; empty where none does."""

    def cell(self, head: str) -> WrittenCell | None:
        """The one below this head."""
        return next((each for each in self.cells if each.head == head), None)

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(each.head for each in self.cells)


def row_at(text: str, start: int, end: int) -> WrittenRow:
    """The row that `text[start:end]` is."""
    line = text[start:end]
    cells = tuple(
        WrittenCell((each["head"] or "").strip(), each["value"], start + each.start("value"), start + each.end("value"))
        for each in _CELL.finditer(line)
    )
    return WrittenRow(start, end, cells)


def table_around(text: str, place: int) -> list[WrittenRow]:
    """The rows of the table that has a row at this offset of the text, in order; empty where none stands there.

    Lines between them that are no rows head a group of those that follow.
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    at = next((i for i, (start, end) in enumerate(lines) if start <= place < end), None)
    if at is None or not is_table_row(text[slice(*lines[at])]):
        return []
    after = _following(text, lines[at:])
    before = _following(text, lines[at::-1])[1:]
    first = lines.index((before[-1].start, before[-1].end)) if before else at
    last = lines.index((after[-1].start, after[-1].end))
    return _grouped(text, lines[first : last + 1])


def _following(text: str, lines: Sequence[tuple[int, int]]) -> list[WrittenRow]:
    """The first line's row and those that follow it in one table, across single lines that are no rows."""
    rows = [row_at(text, *lines[0])]
    gap = False
    for line in lines[1:]:
        row = row_at(text, *line)
        if not is_table_row(text[slice(*line)]) and not _is_short_row(row, rows[-1]):
            if gap:
                break
            gap = True
            continue
        if not _of_one_table(rows[-1], row):
            break
        rows.append(row)
        gap = False
    return rows


def _is_short_row(row: WrittenRow, before: WrittenRow) -> bool:
    """Whether a line of few cells, as an upper cell's second line leaves, has heads of the row before, and no other."""
    return bool(row.heads) and set(row.heads) <= set(filter(None, before.heads))


def _of_one_table(one: WrittenRow, other: WrittenRow) -> bool:
    ours, theirs = set(filter(None, one.heads)), set(filter(None, other.heads))
    return len(ours & theirs) >= _SAME_HEADS * max(1, min(len(ours), len(theirs)))


def _grouped(text: str, lines: Sequence[tuple[int, int]]) -> list[WrittenRow]:
    rows: list[WrittenRow] = []
    group = ""
    for start, end in lines:
        row = row_at(text, start, end)
        if not is_table_row(text[start:end]) and not (rows and _is_short_row(row, rows[-1])):
            group = text[start:end].strip()
            continue
        rows.append(WrittenRow(row.start, row.end, row.cells, group))
    return rows


def columns_of(rows: Sequence[WrittenRow]) -> list[str]:
    """The heads of a table in the order of its columns."""
    return list(dict.fromkeys(itertools.chain.from_iterable(row.heads for row in rows)))
