"""Heads in several rows: which columns a label stands over that is typed once, without merging, over several of them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.tables.head_rows import NOTHING_TOLD, Grid, Told, value_columns

_NUMBER = re.compile(r"\d+|\b[IVX]+\b")

Cover = tuple[int, ...]
"""For each label of a row, left to right, how many columns it stands over."""


def spread_heads(grid: Grid, depth: int, told: Told = NOTHING_TOLD) -> Grid | None:
    """The first `depth` rows, each label in every column it stands over; None where which they are cannot be told.

    A label over several columns stands in the first of them or in the middle. Labels that are merged, and those with
    nothing beneath them, are where they belong.
    """
    columns = value_columns(grid, depth, told)
    rows = [list(row) for row in grid[:depth]]
    for number in range(depth - 2, -1, -1):
        divided = [column for column in columns if any(row[column] for row in rows[number + 1 :])]
        labels = [column for column in divided if rows[number][column]]
        merged = any(left and left == right for left, right in pairwise(rows[number]))
        if merged or not labels or len(labels) == len(divided):
            continue
        cover = _cover(rows, number, divided, labels)
        if cover is None:
            return None
        spread = [label for label, width in zip(labels, cover, strict=True) for _ in range(width)]
        for column, label in zip(divided, spread, strict=True):
            rows[number][column] = grid[number][label]
    return rows


def _cover(rows: Grid, number: int, divided: list[int], labels: list[int]) -> Cover | None:
    """How the labels share the columns, where one way is better than all others."""
    places, width = [divided.index(label) for label in labels], len(divided)
    first = list(_from_the_first(places, width))
    centred = (way for leaning in (0, 1) for way in _centred(places, width, leaning))
    ways = list(dict.fromkeys([*first, *centred]))
    beneath = [rows[number + 1][column] for column in divided]
    repeating = [way for way in ways if _repeats(beneath, way)]
    even = [way for way in ways if len(set(way)) == 1] if _are_alike([rows[number][label] for label in labels]) else []
    preferred = (repeating, [way for way in even if way in first], even, ways)
    chosen: list[Cover] = next(filter(None, preferred), [])
    return chosen[0] if len(chosen) == 1 else None


def _are_alike(labels: list[str]) -> bool:
    """Whether labels differ in their numbers alone: "Năm 2023" and "Năm 2024" stand over as many columns each."""
    return len(labels) > 1 and len({_NUMBER.sub("", label) for label in labels}) == 1


def _from_the_first(places: list[int], width: int) -> Iterator[Cover]:
    if places[0] == 0:
        yield tuple(right - left for left, right in pairwise([*places, width]))


def _centred(places: list[int], width: int, leaning: int, start: int = 0) -> Iterator[Cover]:
    """Each way to divide the columns so that every label is in the middle of its own; left or right of it where their number is even."""
    if not places:
        if start == width:
            yield ()
        return
    half = places[0] - start
    for wide in (2 * half + 1, 2 * half + 2 * leaning):
        if half >= 0 and places[0] < start + wide <= width:
            for rest in _centred(places[1:], width, leaning, start + wide):
                yield (wide, *rest)


def _repeats(beneath: list[str], cover: Cover) -> bool:
    """Whether the same heads stand beneath each label: "kế hoạch", "thực hiện" beneath each year."""
    if len(cover) < 2 or len(set(cover)) > 1 or cover[0] < 2:
        return False
    return all(beneath[place] == beneath[place - cover[0]] for place in range(cover[0], len(beneath)))
