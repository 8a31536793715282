"""Elements of HTML into paragraphs, items and rows, in the order they are read."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.document.letterhead import is_rule
from corpus.formats.head_rows import Told
from corpus.formats.numbering import spelled
from corpus.formats.table import is_layout, rows_as_lines
from corpus.paragraph import Paragraph, ParagraphRole
from corpus.text.normalise import normalise_line

_FURNITURE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "svg",
        "head",
        "menu",
        "dialog",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "blockquote",
        "pre",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "address",
        "center",
        "body",
        "figure",
        "figcaption",
        "hr",
        "caption",
    ]
)
_HIDING = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
"""What no reader of the page sees cannot be quoted as what the document says."""
_BOLD = frozenset(("b", "strong"))
_NUMBER_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

Element = Any
"""An element of lxml."""


@dataclass(slots=True)
class _Pending:
    """Inline text that no block has ended yet."""

    parts: list[str]
    bold: list[bool]


def paragraphs_of(root: Element) -> Iterator[Paragraph]:
    """The paragraphs, items and rows below `root`, menus, scripts and forms left out."""
    pending = _Pending([], [])
    yield from _blocks(root, pending, level=None, bold=False)
    yield from _flush(pending, None)


def _blocks(element: Element, pending: _Pending, *, level: int | None, bold: bool) -> Iterator[Paragraph]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _FURNITURE or not tag or _is_hidden(element):
        yield from _tail(element, pending, bold)
        return
    bold = bold or tag in _BOLD
    inner = _level(element, tag) or level
    if tag == "br":
        yield from _flush(pending, level)
    elif tag == "table":
        yield from _flush(pending, level)
        yield from _table(element)
    else:
        block = tag in _BLOCKS
        if block:
            yield from _flush(pending, level)
        mark = _mark(element, tag)
        _add(pending, f"{mark} {element.text or ''}" if mark else element.text, bold)
        for child in element:
            yield from _blocks(child, pending, level=inner, bold=bold)
        if block:
            yield from _flush(pending, inner, "item" if mark == "-" else "body")
    yield from _tail(element, pending, bold)


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style") or ""))


def _tail(element: Element, pending: _Pending, bold: bool) -> Iterator[Paragraph]:
    parent = element.getparent()
    still_bold = bold and parent is not None and any(each.tag in _BOLD for each in [parent, *parent.iterancestors()])
    _add(pending, element.tail, still_bold)
    yield from ()


def _add(pending: _Pending, text: str | None, bold: bool) -> None:
    if text:
        pending.parts.append(text)
        if text.strip():
            pending.bold.append(bold)


def _flush(pending: _Pending, level: int | None, role: ParagraphRole = "body") -> Iterator[Paragraph]:
    text = normalise_line("".join(pending.parts))
    bold = bool(pending.bold) and all(pending.bold)
    pending.parts.clear()
    pending.bold.clear()
    if text and text != "-" and not is_rule(text):
        yield Paragraph(text, level=level, bold=bold, role=role)


def _level(element: Element, tag: str) -> int | None:
    name = (element.get("rend") or "") if tag == "head" else tag
    return int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdigit() else None


def _mark(element: Element, tag: str) -> str:
    """What stands before an item of a list: its number or a dash."""
    if tag not in ("li", "item"):
        return ""
    parent = element.getparent()
    ordered = parent is not None and (parent.tag == "ol" or parent.get("rend") == "ol")
    if not ordered:
        return "-" if not re.match(r"\s*[-–•+*]", element.text or "") else ""
    first = int(parent.get("start") or 1) if (parent.get("start") or "1").isdigit() else 1
    count = first + sum(1 for _ in element.itersiblings(tag, preceding=True))
    kind = parent.get("type") or "1"
    return spelled(count, _NUMBER_FORMATS.get(kind, "decimal")) + (")" if kind == "a" else ".")


def _table(table: Element) -> Iterator[Paragraph]:
    rows = [row for row in table.iter("tr", "row") if next(row.iterancestors("table")) is table]
    grid = _grid(rows)
    texts = [
        ["\n".join(p.text for p in paragraphs_of(cell)) if cell is not None else "" for cell in row] for row in grid
    ]
    if (
        is_layout(texts)
        or all(len(row) <= 1 for row in texts)
        or any(cell.find(".//table") is not None for row in grid for cell in row if cell is not None)
    ):
        seen: set[int] = set()
        for column in range(max(map(len, grid), default=0)):
            for row in grid:
                cell = row[column] if column < len(row) else None
                if cell is not None and id(cell) not in seen:
                    seen.add(id(cell))
                    yield from paragraphs_of(cell)
        return
    yield from (
        Paragraph(line, role="row")
        for text in rows_as_lines(texts, told=_told(rows, grid))
        if (line := normalise_line(text))
    )


def _told(rows: list[Element], grid: list[list[Element]]) -> Told:
    """What `th` and `thead` tell (HTML standard, 4.9.10, 4.9.5; "head" in what trafilatura makes of them), and which cells span columns."""
    headed = [
        [cell.tag == "th" or cell.get("role") == "head" for cell in row.iterchildren("td", "th", "cell")]
        for row in rows
    ]
    tops = [all(cells) or row.getparent().tag == "thead" for row, cells in zip(rows, headed, strict=True)]
    heads = sum(1 for _ in itertools.takewhile(bool, tops)) if any(map(any, headed)) or any(tops) else None
    joined = ((top, column) for top, row in enumerate(grid) for column in range(1, len(row))
              if row[column] is not None and row[column] is row[column - 1])  # fmt: skip
    return Told(heads, joined=frozenset(joined))


def _grid(rows: list[Element]) -> list[list[Element]]:
    """Cells in their places; one that spans rows or columns stands in each place it covers."""
    places: dict[tuple[int, int], Element] = {}
    for top, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th", "cell"):
            while (top, column) in places:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for down in range(min(high, len(rows) - top)):
                for across in range(wide):
                    places[top + down, column + across] = cell
            column += wide
    width = 1 + max((column for _, column in places), default=-1)
    return [[places.get((top, column)) for column in range(width)] for top in range(len(rows))]


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), 60) if value.isdigit() else 1
