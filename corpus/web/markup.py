"""Elements of HTML into paragraphs, items and rows, in the order they are read; no element is too deep."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import iterwalk

from corpus.document.letterhead import is_rule
from corpus.formats.list_mark import BULLET
from corpus.formats.wrapped import runs_on, unwrapped
from corpus.paragraph import Paragraph, ParagraphRole
from corpus.tables.head_rows import Told, joined_in
from corpus.tables.table import is_layout, worded
from corpus.text.normalise import normalise_line
from corpus.text.raised import lowered, raised
from corpus.web.look import PLAIN, Look

UNSURE_HEADS = "data-unsure"
"""Attribute of a `thead` whose rows may be values: Markdown has no table without it."""
_OWN_BULLET = re.compile(r"[-–•+*·]")
_WIDEST = 1000
"""Columns of a table that are read: the most that one cell may span (HTML standard, 4.9.11)."""
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_BREAK, _TYPED_END = "\v", "\f"
"""Where a line ends: at a `<br>`, and at a line end of preformatted text."""

Element = Any
"""An element of lxml."""
Looks = Mapping[Element, Look]


@dataclass(slots=True)
class _Pending:
    """Inline text that no block has ended yet, and the mark that is printed before it."""

    parts: list[tuple[str, bool]] = field(default_factory=list)
    """Text, and whether it is bold."""
    mark: str = ""
    role: ParagraphRole = "body"

    def text(self) -> str:
        return "".join(text for text, _ in self.parts)


def paragraphs_of(root: Element, looks: Looks) -> Iterator[Paragraph]:
    """The paragraphs, items and rows below `root`, whose elements look as `looks` says."""
    pending = _Pending()
    levels: list[int | None] = [None]
    walk = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        look = looks.get(element, PLAIN)
        if event == "start":
            yield from _start(element, look, pending, levels)
            if element.tag == "table" and not _places(element):
                yield from _table(element, looks)
                walk.skip_subtree()
        elif event == "end":
            yield from _end(element, look, pending, levels)
        if event != "start" and element is not root:
            _add(pending, element.tail, looks.get(element.getparent(), PLAIN))
    yield from _flush(pending, None)


def _start(element: Element, look: Look, pending: _Pending, levels: list[int | None]) -> Iterator[Paragraph]:
    if look.block:
        yield from _flush(pending, levels[-1])
    if element.tag == "br":
        pending.parts.append((_BREAK, look.bold))
    if element.tag == "li":
        own = _OWN_BULLET.match((element.text or "").lstrip()) if look.mark == BULLET else None
        pending.mark = " ".join(filter(None, (pending.mark, "" if own else look.mark)))
        pending.role = "item" if look.mark == BULLET and not own else "body"
    if _is_set_apart(element):
        pending.parts.append((" " if element.tag == "rt" else "/", look.bold))
    levels.append(_level(element.tag) or levels[-1])
    _add(pending, element.text, look)


def _end(element: Element, look: Look, pending: _Pending, levels: list[int | None]) -> Iterator[Paragraph]:
    if look.block:
        yield from _flush(pending, levels[-1])
    if element.tag == "li":
        pending.mark, pending.role = "", "body"
    if element.tag == "rt" and _is_set_apart(element):
        pending.parts.append((" ", look.bold))
    levels.pop()


def _is_set_apart(element: Element) -> bool:
    """Whether it stands over or under what it follows: a gloss without brackets (`<rt>`), the divisor of a fraction."""
    parent = element.getparent()
    if element.tag == "rt":
        return parent is None or parent.find("rp") is None
    return parent is not None and parent.tag == "mfrac" and parent.index(element) == 1


def _add(pending: _Pending, text: str | None, look: Look) -> None:
    if not text:
        return
    text = text.replace("\r\n", "\n").replace("\n", _TYPED_END) if look.keeps_lines else _SPACES.sub(" ", text)
    if look.shift and text.strip():
        text = (raised if look.shift == "super" else lowered)(pending.text()[-12:], text)
    pending.parts.append((text, look.bold))


def _flush(pending: _Pending, level: int | None) -> Iterator[Paragraph]:
    """The paragraphs that the pending text makes: a line each, but where one goes on in the middle of a sentence."""
    typed = any(_TYPED_END in text for text, _ in pending.parts)
    lines = list(_lines(pending.parts))
    pending.parts.clear()
    if typed:
        lines = [(text, False) for text in unwrapped([text for text, _ in lines])]
    else:
        lines = _joined([line for line in lines if line[0]])
    for text, bold in lines:
        if text and not is_rule(text):
            marked = f"{pending.mark} {text}" if pending.mark else text
            yield Paragraph(marked, level=level, bold=bold, role=pending.role)
            pending.mark, pending.role = "", "body"


def _lines(parts: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Text and whether it is bold all over, line by line."""
    line: list[tuple[str, bool]] = []
    for text, bold in [*parts, (_BREAK, False)]:
        first, *others = re.split(f"[{_BREAK}{_TYPED_END}]", text)
        line.append((first, bold))
        for other in others:
            yield normalise_line("".join(text for text, _ in line)), all(bold for text, bold in line if text.strip())
            line = [(other, bold)]


def _joined(lines: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    joined: list[tuple[str, bool]] = []
    for text, bold in lines:
        if joined and runs_on(joined[-1][0], text):
            before, also = joined.pop()
            text, bold = f"{before} {text}", also and bold  # noqa: PLW2901
        joined.append((text, bold))
    return joined


def _level(tag: str) -> int | None:
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else None


def _places(table: Element) -> bool:
    """Whether the table only places other tables on the page."""
    return table.find(".//table") is not None


def _table(table: Element, looks: Looks) -> Iterator[Paragraph]:
    for caption in table.iterchildren("caption"):
        yield from paragraphs_of(caption, looks)
    rows = _rows(table)
    grid = _grid(rows)
    texts = [
        ["\n".join(p.text for p in paragraphs_of(cell, looks)) if cell is not None else "" for cell in row]
        for row in grid
    ]
    if is_layout(texts) or all(len(row) <= 1 for row in texts):
        for cell in dict.fromkeys(cell for column in zip(*grid, strict=True) for cell in column if cell is not None):
            yield from paragraphs_of(cell, looks)
        return
    yield from worded(texts, told=_told(rows, grid)).paragraphs()


def _told(rows: list[Element], grid: list[list[Element | None]]) -> Told:
    """What `th` and `thead` tell (HTML standard, 4.9.10, 4.9.5), and which cells span columns."""
    headed = [[cell.tag == "th" for cell in row.iterchildren("td", "th")] for row in rows]
    tops = [all(cells) or row.getparent().tag == "thead" for row, cells in zip(rows, headed, strict=True)]
    heads = sum(1 for _ in itertools.takewhile(bool, tops)) if any(map(any, headed)) or any(tops) else None
    joined = joined_in(grid)
    if heads and rows[0].getparent().get(UNSURE_HEADS) is not None:
        return Told(strong=frozenset(range(heads)), joined=joined)
    return Told(heads, joined=joined)


def _rows(table: Element) -> list[Element]:
    """In the order they are printed: heads first, the foot last, wherever it stands in the file."""
    places = {"thead": 0, "tfoot": 2}
    return sorted(table.iter("tr"), key=lambda row: places.get(row.getparent().tag, 1))


def _grid(rows: list[Element]) -> list[list[Element | None]]:
    """Cells in their places; one that spans rows or columns stands in each place it covers."""
    places: dict[tuple[int, int], Element] = {}
    for top, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (top, column) in places:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan") or len(rows)
            for down in range(min(high, len(rows) - top)):
                for across in range(min(wide or 1, _WIDEST - column)):
                    places[top + down, column + across] = cell
            column += wide or 1
    width = 1 + max((column for _, column in places), default=-1)
    return [[places.get((top, column)) for column in range(width)] for top in range(len(rows))]


def _span(cell: Element, name: str) -> int:
    """How many rows or columns a cell covers; 0 for all rows that are left."""
    value = (cell.get(name) or "1").strip()
    return min(int(value), _WIDEST) if value.isdecimal() else 1
