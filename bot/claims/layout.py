"""Where the words of a quote stand to each other: in clauses, beneath headings, in the rows and columns of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.language.sentence import is_bare_heading, sentences
from corpus.tables.written_row import WrittenRow, row_at

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:&[^\W\d_]+)*|[^\W_]+|%")
_STEP = {",": 3, ";": 8, ":": 2, "(": 2, ")": 2, "-": 2, "–": 2}
_SENTENCE = 10
_BENEATH = 5
"""From a line to the heading above it."""
_LABEL, _OTHER_HEAD, _OTHER_ROW, _OTHER_CELL = 3.0, 12.0, 20.0, 8.0
_LONGEST_HEAD = 90


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]`, and where it stands."""

    start: int
    end: int
    at: float
    """Words from the beginning, with what commas, clauses and sentences set apart."""
    clause: int
    heading: int
    """Line of the heading that it stands beneath; -1 for none, its own for a heading."""
    line: int
    row: int = -1
    cell: int = -1
    is_head: bool = False
    is_label: bool = False
    """Of a cell that is words, and names the row."""


def distance(one: Word, other: Word) -> float:
    """How far the two are from belonging together, in words."""
    if one.row >= 0 and other.row >= 0:
        return _in_table(one, other)
    if one.line != other.line and (one.heading == other.line or other.heading == one.line):
        return _BENEATH
    return abs(one.at - other.at)


def _in_table(one: Word, other: Word) -> float:
    if one.row != other.row:
        return _OTHER_ROW
    if one.cell == other.cell:
        return 1.0
    if one.is_head or other.is_head:
        return _LABEL if (one.is_label or other.is_label) and not (one.is_head and other.is_head) else _OTHER_HEAD
    return _LABEL if one.is_label or other.is_label else _OTHER_CELL


def words_of(text: str) -> list[Word]:
    """The words of a text, in order; those of a table's row without the row's number."""
    found: list[Word] = []
    state = _State()
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    rows = rows_of(text, lines)
    for number, (start, end) in enumerate(lines):
        state.at += _SENTENCE
        state.clause += 1
        row = rows.get(number)
        if row is not None:
            found += _words_of_row(text, number, row, state)
        else:
            found += _words_of_line(text, number, start, end, state)
    return found


@dataclass(slots=True)
class _State:
    at: float = 0.0
    clause: int = 0
    heading: int = -1
    row: int = -1
    is_numbered: bool = False
    """Whether the table numbers its rows: one without a number goes on with the last."""


def rows_of(text: str, lines: Sequence[tuple[int, int]]) -> dict[int, WrittenRow]:
    """The lines that are rows of a table, by their number."""
    found = {}
    for number, (start, end) in enumerate(lines):
        row = row_at(text, start, end)
        headed = [cell for cell in row.cells if cell.head and len(cell.head) <= _LONGEST_HEAD]
        if len(headed) >= 2 and len(headed) == len(row.cells):
            found[number] = row
    heads = {cell.head for row in found.values() for cell in row.cells}
    for number, (start, end) in enumerate(lines):
        row = row_at(text, start, end)
        if number not in found and row.cells and all(cell.head in heads for cell in row.cells):
            found[number] = row
    return found


def is_row_number(head: str, value: str) -> bool:
    """Whether a cell only counts the rows: short head, a number or numeral."""
    return len(head) <= 3 and head.isupper() and bool(re.fullmatch(r"[\dIVXLC.]+", value.strip()))


def _words_of_row(text: str, number: int, row: WrittenRow, state: _State) -> Iterator[Word]:
    is_numbered = any(is_row_number(cell.head, cell.value) for cell in row.cells)
    if is_numbered or not state.is_numbered:
        state.row += 1
    state.is_numbered = is_numbered or state.is_numbered
    for index, cell in enumerate(row.cells):
        if is_row_number(cell.head, cell.value):
            continue
        is_label = bool(re.search(r"[^\W\d_]{2}", cell.value)) and not cell.value[:1].isdigit()
        head_start = text.rfind(cell.head, row.start, cell.start) if cell.head else cell.start
        for is_head, start, end in ((True, head_start, head_start + len(cell.head)), (False, cell.start, cell.end)):
            for match in _TOKEN.finditer(text, start, end):
                state.at += 1
                line = (state.clause, state.heading, number)
                yield Word(*match.span(), state.at, *line, state.row, index, is_head, is_label)
        state.at += 3


def _words_of_line(text: str, number: int, start: int, end: int, state: _State) -> Iterator[Word]:
    line = text[start:end]
    heads = line.rstrip().endswith(":") or (is_bare_heading(line) and not line.startswith(("-", "+", "•")))
    if heads:
        state.heading = number
    state.is_numbered = False
    for left, right in sentences(line):
        position = start + left
        for match in _TOKEN.finditer(text, start + left, start + right):
            gap = text[position : match.start()]
            state.at += 1 + sum(_STEP.get(mark, 0) for mark in gap)
            state.clause += ";" in gap
            yield Word(match.start(), match.end(), state.at, state.clause, state.heading, number)
            position = match.end()
        state.at += _SENTENCE
        state.clause += 1
