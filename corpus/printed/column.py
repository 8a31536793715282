"""The order in which the lines of a page are read: top down, and block by block where two stand side by side.

A letterhead and a signature block are two columns: the left one is read to its end, then the right one.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document.letterhead import MOTTO, SLOGAN, take_apart
from corpus.document.number import PREFIX
from corpus.document.zones import begins_closing, is_letterhead_line
from corpus.printed.line import Line, moved, rows_of
from corpus.printed.prose_columns import regions_of

_BEGINS_BODY = re.compile(r"Kính gửi\s*:", re.IGNORECASE)
_NUMBER = re.compile(rf"\s*{PREFIX}\s*[:.]", re.IGNORECASE)
_NEAR = 3.2
"""Lines of a column follow each other within this many heights of the type."""

_ASTRAY = 2.5
"""Sizes of the type by which a line may stand off the middle of its column, or off the left ends of its lines."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that are read one after the other; `column` where it stands beside another one."""

    lines: tuple[Line, ...]
    column: bool = False
    prose: bool = False
    """Whether it is a column of running text, one of several."""


def flows_of(lines: Sequence[Line], width: float) -> list[Flow]:
    """The lines of a page in reading order; `width` is that of the page."""
    flows: list[Flow] = []
    for region in regions_of([part for line in lines for part in _parted(line)]):
        rows = rows_of(region.lines)
        if region.prose:
            flows.append(Flow(tuple(_as_one(row) for row in rows), prose=True))
        else:
            flows += _flows_of_form(rows, width)
    return flows


def _flows_of_form(rows: Sequence[list[Line]], width: float) -> list[Flow]:
    """The rows in order, those of a letterhead or of signatures side by side as columns."""
    centres = _centres(rows, width)
    flows: list[Flow] = []
    index = 0
    while index < len(rows):
        block = _side_by_side(rows, index, centres)
        if block is None:
            flows.append(Flow((_as_one(rows[index]),)))
            index += 1
        else:
            flows += [Flow(tuple(side), column=True) for side in block.sides if side]
            index = block.last + 1
    return _merged(flows)


def _as_one(row: Sequence[Line]) -> Line:
    """The parts of one row of one column as one line: a blank to fill in had parted them."""
    first, last = row[0], row[-1]
    text = " ".join(line.text for line in row)
    bold = all(line.bold for line in row)
    starts = itertools.accumulate((len(line.text) + 1 for line in row[:-1]), initial=0)
    words = [word for line, start in zip(row, starts, strict=True) for word in moved(line.words, start)]
    return replace(first, text=text, right=last.right, bold=bold, row=any(line.row for line in row), words=tuple(words))


def _merged(flows: Sequence[Flow]) -> list[Flow]:
    merged: list[Flow] = []
    for flow in flows:
        if merged and not flow.column and not merged[-1].column:
            merged[-1] = Flow(merged[-1].lines + flow.lines)
        else:
            merged.append(flow)
    return merged


def _parted(line: Line) -> list[Line]:
    """A line that OCR read across both columns of a letterhead, in two."""
    sides = None if line.row else take_apart(line.text)
    if sides is None:
        return [line]
    cut = line.left + (line.right - line.left) * (len(sides[0]) + 0.5) / (len(sides[0]) + len(sides[1]) + 1)
    start = len(line.text) - len(sides[1])
    left = tuple(word for word in line.words if word.end <= len(sides[0]))
    right = tuple(word for word in line.words if word.start >= start)
    return [
        replace(line, text=sides[0], right=cut - line.size, words=left),
        replace(line, text=sides[1], left=cut + line.size / 2, words=moved(right, -start)),
    ]


@dataclass(slots=True)
class _Block:
    """Two columns while they grow: their lines, and the white between `left_end` and `right_start`."""

    last: int
    left: list[Line]
    right: list[Line]

    @property
    def left_end(self) -> float:
        return max(line.right for line in self.left)

    @property
    def right_start(self) -> float:
        return min(line.left for line in self.right)

    @property
    def sides(self) -> tuple[list[Line], ...]:
        """The columns one after the other; in a letterhead agency and quốc hiệu before all the rest.

        So Nghị định 30/2020/NĐ-CP counts them: 1 quốc hiệu, 2 agency, 3 number, 4 place and date.
        """
        number = next((line for line in self.left if _NUMBER.match(line.text)), None)
        if number is None:
            return self.left, self.right
        above = [line for line in self.left if line.bottom <= number.top]
        motto = [line for line in self.right if MOTTO.search(line.text) or SLOGAN.search(line.text)]
        return (
            above,
            motto,
            [line for line in self.left if line not in above],
            [line for line in self.right if line not in motto],
        )

    def add(self, index: int, row: Sequence[Line]) -> bool:
        """Takes the row in, if each of its parts stands in one of the columns and follows it closely."""
        left = [line for line in row if line.right < self.right_start]
        right = [line for line in row if line not in left and line.left > self.left_end]
        if len(left) + len(right) < len(row) or (left and right and left[-1].right >= right[0].left):
            return False
        if len(row) == 1 and not _follows(row[0], self.left if left else self.right, right=bool(right)):
            return False
        self.left += [_as_one(left)] if left else []
        self.right += [_as_one(right)] if right else []
        self.last = index
        return True


def _side_by_side(rows: Sequence[Sequence[Line]], first: int, centres: tuple[float, float]) -> _Block | None:
    """The block of two columns that begins with row `first`, if one does."""
    block = _begun(rows, first, centres)
    if block is None:
        return None
    for index in range(block.last + 1, len(rows)):
        if any(_is_centred(line, centres) or _BEGINS_BODY.match(line.text) for line in rows[index]):
            break
        if not block.add(index, rows[index]):
            break
    return block


def _begun(rows: Sequence[Sequence[Line]], first: int, centres: tuple[float, float]) -> _Block | None:
    """A block begins with two short lines side by side, or with one whose neighbour begins just below."""
    row = rows[first]
    if any(line.row for line in row) or not _is_form(rows[first : first + 4]):
        return None
    if len(row) >= 2:
        gaps = [
            (after.left - before.right, index) for index, (before, after) in enumerate(itertools.pairwise(row), start=1)
        ]
        cut = max(gaps)[1]
        return _Block(first, [_as_one(row[:cut])], [_as_one(row[cut:])])
    if first + 1 >= len(rows) or len(rows[first + 1]) != 2 or _is_centred(row[0], centres):
        return None
    left, right = rows[first + 1]
    if left.top - row[0].bottom > 1.5 * row[0].size:
        return None
    if row[0].right < right.left:
        return _Block(first + 1, [row[0], left], [right])
    return _Block(first + 1, [left], [row[0], right]) if row[0].left > left.right else None


def _follows(line: Line, column: Sequence[Line], *, right: bool) -> bool:
    """Whether a lone line carries its column on; a signature may stand a hand's breadth below the office.

    On the left it stands on the column's middle or begins where its lines do, which a heading at the margin does not; in
    the list of recipients it may be set in.
    """
    if right:
        return line.top - column[-1].bottom < 12 * line.size
    left, end = min(each.left for each in column), max(each.right for each in column)
    apart = min(abs(line.left - each.left) for each in column)
    astray = min(apart, abs(line.middle - (left + end) / 2)) >= _ASTRAY * line.size
    listed = any(begins_closing(each.text) for each in column) and left <= line.left and line.right <= end
    return (listed or not astray) and line.top - column[-1].bottom < _NEAR * line.size


def _centres(rows: Sequence[Sequence[Line]], width: float) -> tuple[float, float]:
    """(middle of the text, distance from it that still counts as centred)."""
    lines = [line for row in rows for line in row]
    left, right = (
        min((line.left for line in lines), default=0.0),
        max((line.right for line in lines), default=width),
    )
    return (left + right) / 2, 0.035 * width


def _is_centred(line: Line, centres: tuple[float, float]) -> bool:
    middle, tolerance = centres
    return abs(line.middle - middle) < tolerance and not is_letterhead_line(line.text)


def _is_form(rows: Sequence[Sequence[Line]]) -> bool:
    """Only a letterhead and a signature block stand in two columns."""
    lines = [line.text for row in rows for line in row]
    near = [line.text for line in rows[0]]
    if any(len(text) > 120 for text in near):
        return False
    return any(is_letterhead_line(text) for text in lines) or any(
        begins_closing(text) for text in lines[: len(near) + 1]
    )
