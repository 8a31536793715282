"""The rows of a Word table with their texts, and where Word began a page in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from corpus.tables.table import worded
from corpus.text.normalise import normalise_line
from corpus.word.grid import grid_of
from corpus.word.text import LINE, PAGE, RENDERED, TAB, boxes_of
from corpus.word.wordml import WordElement, find, name_of, within

Spell = Callable[[WordElement, list[WordElement]], str]
"""The text of a paragraph, with the references to notes added to the list."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell and its text, a line for each of its paragraphs."""

    element: WordElement
    text: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a table."""

    element: WordElement
    cells: tuple[WordCell | None, ...]
    """The cell in each place, None where there is none."""
    references: tuple[WordElement, ...]
    """To notes, in order."""
    boxes: tuple[WordElement, ...]
    """Text boxes that are anchored in the row."""
    turns_before: int
    """Pages that begin with the row."""
    turns_within: int
    """Pages that begin inside of it."""
    is_torn: bool
    """Whether what stands in a cell behind a turn comes, in the order of the file, before something that is printed above it."""


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A cell as it is spelled: its lines with the marks of turns, and the notes it refers to."""

    element: WordElement
    raw: str
    references: list[WordElement]

    @property
    def leading(self) -> int:
        """Pages that begin before its text."""
        return sum(each == RENDERED for each in takewhile(lambda each: each == RENDERED or each.isspace(), self.raw))

    @property
    def turns(self) -> int:
        """Pages that begin in it, one that is merged with cells below left out: their rows say where."""
        return 0 if find(self.element, "tcPr/vMerge") is not None else self.raw.count(RENDERED)

    @property
    def text(self) -> str:
        lines = self.raw.replace(RENDERED, " ").replace(PAGE, " ").replace(TAB, " ").split(LINE)
        return "\n".join(line for each in lines if (line := normalise_line(each)))


def rows_of(table: WordElement, spell: Spell) -> list[WordRow]:
    """The rows of a table in order; a merged cell stands in each place it covers."""
    known: dict[WordElement, WordCell] = {}
    rows = []
    for row, places in zip(within(table, "tr"), grid_of(table), strict=True):
        own = [_spelled(cell, spell) for cell in dict.fromkeys(places) if cell is not None and cell not in known]
        known |= {cell.element: WordCell(cell.element, cell.text) for cell in own}
        rows.append(_row(row, tuple(None if cell is None else known[cell] for cell in places), own))
    return rows


def _row(element: WordElement, cells: tuple[WordCell | None, ...], own: list[_Spelled]) -> WordRow:
    first = next((cell for cell in own if cell.raw.strip()), None)
    before = first.leading if first is not None else 0
    within_cells = [max(cell.turns - (cell.leading if before else 0), 0) for cell in own]
    torn = any(turns and any(cell.text for cell in own[index + 1 :]) for index, turns in enumerate(within_cells))
    return WordRow(
        element,
        cells,
        tuple(reference for cell in own for reference in cell.references),
        tuple(box for cell in own for box in boxes_of(cell.element)),
        before,
        max(within_cells, default=0),
        torn,
    )


def _spelled(cell: WordElement, spell: Spell) -> _Spelled:
    references: list[WordElement] = []
    return _Spelled(cell, LINE.join(_lines(cell, spell, references)), references)


def _lines(cell: WordElement, spell: Spell, references: list[WordElement]) -> Iterator[str]:
    """The paragraphs of a cell, and the rows of the tables in it."""
    for block in within(cell, "p", "tbl"):
        if name_of(block) == "p":
            yield spell(block, references)
            continue
        rows = rows_of(block, spell)
        references.extend(reference for row in rows for reference in row.references)
        yield RENDERED * sum(row.turns_before + row.turns_within for row in rows)
        yield "; ".join(
            line for _, line in worded([[cell.text if cell else "" for cell in row.cells] for row in rows]).lines
        )
