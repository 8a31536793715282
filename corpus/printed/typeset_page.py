"""The text layer of a page as a printed page: what is set in each direction by itself, its ruled tables cell by cell."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corpus.printed.direction import directions_of, turned, turned_lines, turned_rules
from corpus.printed.glyph import Glyphs, lines_of
from corpus.printed.grid import tables_of
from corpus.printed.line import Line
from corpus.printed.printed_page import PrintedPage
from corpus.printed.rule import Rule


def typeset_page(glyphs: Glyphs, rules: Sequence[Rule], number: int) -> PrintedPage:
    """Page `number`; what is set in another direction in the cells of its tables is theirs."""
    (angle, most), *others = directions_of(glyphs)
    asides = [_aside(glyphs.chosen(chosen), other, number) for other, chosen in others]
    facing = [_facing(each, angle) for each in asides]
    upright, drawn = turned(glyphs.chosen(most), angle), turned_rules(rules, angle, glyphs.width, glyphs.height)
    page, held = _sheet(upright, drawn, number, angle, [line for lines in facing for line in lines])
    rest = []
    for aside, lines, (other, chosen) in zip(asides, facing, others, strict=True):
        free = tuple(line for line, moved in zip(aside.lines, lines, strict=True) if id(moved) not in held)
        if len(free) == len(aside.lines):
            drawn = turned_rules(rules, other, glyphs.width, glyphs.height)
            rest.append(_sheet(turned(glyphs.chosen(chosen), other), drawn, number, other)[0])
        elif free:
            rest.append(replace(aside, lines=free))
    return replace(page, asides=tuple(rest))


def _sheet(
    glyphs: Glyphs, rules: Sequence[Rule], number: int, angle: int, facing: Sequence[Line] = ()
) -> tuple[PrintedPage, set[int]]:
    """What is set in one direction, and which of the lines `facing` otherwise stand in its tables, by `id`."""
    found = tables_of(glyphs, rules, facing)
    inside = np.logical_or.reduce([np.zeros(len(glyphs), dtype=bool), *(each.inside for each in found)])
    lines = tuple(lines_of(glyphs.chosen(~inside)))
    tables = tuple(each.table for each in found)
    page = PrintedPage(number, glyphs.width, glyphs.height, lines, tables=tables, angle=angle)
    return page, {id(line) for each in found for line in each.aside}


def _aside(glyphs: Glyphs, angle: int, number: int) -> PrintedPage:
    """What is set in one direction, its lines alone."""
    sheet = turned(glyphs, angle)
    return PrintedPage(number, sheet.width, sheet.height, tuple(lines_of(sheet)), angle=angle)


def _facing(aside: PrintedPage, angle: int) -> list[Line]:
    """The lines of a sheet as they stand on the one turned by `angle`; aslant they stand in no cell."""
    if (aside.angle - angle) % 90:
        return [replace(line, left=-1.0, right=-1.0) for line in aside.lines]
    return turned_lines(aside.lines, (angle - aside.angle) % 360, aside.width, aside.height)
