"""Boxes of electronic signatures that are printed on a page, or seen on it by OCR, told by their lines."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.document.signature_box import is_signature_box, is_signature_line
from corpus.printed.line import Line
from corpus.printed.printed_page import PrintedPage

_CLOSE = 3.0
"""Lines of a box follow each other within this many times the size of the type."""


def outside_signature_boxes(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines` of a page without those that stand in the box of an electronic signature."""
    boxes = [box for box in _blocks([line for line in lines if is_signature_line(line.text)]) if _is_box(box)]
    return tuple(line for line in lines if not any(_holds(box, line) for box in boxes)) if boxes else tuple(lines)


def without_signature_boxes(page: PrintedPage) -> PrintedPage:
    """The page, in each direction in which it is set, without the boxes of electronic signatures."""
    asides = tuple(without_signature_boxes(aside) for aside in page.asides)
    return replace(page, lines=outside_signature_boxes(page.lines), asides=asides)


def _is_box(lines: Sequence[Line]) -> bool:
    return is_signature_box([line.text for line in lines])


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that begin below each other, closely."""
    blocks: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top):
        near = next((block for block in blocks if _follows(block[-1], line)), None)
        if near is None:
            blocks.append([line])
        else:
            near.append(line)
    return blocks


def _follows(above: Line, line: Line) -> bool:
    size = max(above.size, line.size)
    return line.top - above.bottom < _CLOSE * size and abs(line.left - above.left) < size


def _holds(box: Sequence[Line], line: Line) -> bool:
    """Whether `line` is one of the box, or one between them that carries another on."""
    size = box[0].size
    inside = box[0].top - 1 <= line.top and line.bottom <= box[-1].bottom + 1
    return inside and line.left > min(each.left for each in box) - size and abs(line.size - size) < 0.5 * size
