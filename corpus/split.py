"""A report into passages: they tile its text, follow its sections, and never cut a sentence."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.chunk import Chunk
from corpus.document.zones import zones_of
from corpus.identity.period import is_heading, period_of
from corpus.identity.years import aspect_of_heading, years_of
from corpus.language.sentence import sentences
from corpus.report import Report, Section

TARGET = 800
"""Characters that a passage is filled up to."""
LONGEST_CHUNK = 1200
"""Characters that a passage does not exceed, unless one sentence does."""
SHORTEST = 200
"""A last piece below this many characters joins the piece before it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that lies directly in one section and in one zone."""

    start: int
    end: int
    section: int
    searchable: bool


def chunks_of(report: Report) -> tuple[Chunk, ...]:
    """The passages in order. Letterhead and signature block are passages of their own that are not searchable."""
    spans = sentences(report.text)
    starts = [start for start, _ in spans]
    if not starts:
        return (_chunk(report, [0], 0, len(report.text), searchable=False),) if report.text else ()
    parents = _parents(report.sections)
    pieces = _pieces(report, starts, parents)
    merged = [part for group in _groups(report, pieces, parents) for part in _divided(report, group, starts)]
    return tuple(_chunk(report, parents, start, end, searchable=searchable) for start, end, searchable in merged)


def _parents(sections: Sequence[Section]) -> list[int]:
    """Index of the parent of each section; the root is its own."""
    parents, open_ = [0], [0]
    for index, section in enumerate(sections[1:], start=1):
        while len(open_) > 1 and sections[open_[-1]].end <= section.start:
            open_.pop()
        parents.append(open_[-1])
        open_.append(index)
    return parents


def _pieces(report: Report, starts: Sequence[int], parents: Sequence[int]) -> list[_Piece]:
    """The text cut at every section start, every section end and every zone border, on sentence starts."""
    zones = zones_of(report.text)
    hidden = list(zones.form)
    borders = {border for section in report.sections for border in (section.start, section.end)}
    borders |= {border for span in hidden for border in span}
    found = {starts[index] for border in borders if (index := bisect_left(starts, border)) < len(starts)}
    cuts = [0, *sorted(cut for cut in found if cut > starts[0]), len(report.text)]
    return [
        _Piece(
            left,
            right,
            _innermost(report.sections, parents, max(left, starts[0])),
            not any(a <= max(left, starts[0]) < b for a, b in hidden),
        )
        for left, right in itertools.pairwise(cuts)
    ]


def _innermost(sections: Sequence[Section], parents: Sequence[int], offset: int) -> int:
    """Index of the deepest section that holds the character at `offset`."""
    index = bisect_right(sections, offset, key=lambda section: section.start) - 1
    while index > 0 and sections[index].end <= offset:
        index = parents[index]
    return index


def _path(sections: Sequence[Section], parents: Sequence[int], offset: int) -> list[Section]:
    """The sections that hold the character at `offset`, outermost first."""
    index = _innermost(sections, parents, offset)
    path = [sections[index]]
    while index > 0:
        index = parents[index]
        path.append(sections[index])
    return path[::-1]


def _groups(report: Report, pieces: Sequence[_Piece], parents: Sequence[int]) -> Iterator[list[_Piece]]:
    """Neighbouring pieces that one passage can hold: a heading with what it heads, small siblings together."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and not _belongs(report, group, piece, parents):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _belongs(report: Report, group: Sequence[_Piece], piece: _Piece, parents: Sequence[int]) -> bool:
    first, last = group[0], group[-1]
    if first.searchable != piece.searchable:
        return False
    if not first.searchable:
        return True
    if _is_bare_heading(report, last) and _is_ancestor(last.section, piece.section, parents):
        return True
    inside = first.section != 0 and _is_ancestor(first.section, piece.section, parents)
    siblings = parents[first.section] == parents[piece.section] != 0
    return (inside or siblings) and _fits(report, group, piece, parents) and not _differs(report, group, piece)


def _fits(report: Report, group: Sequence[_Piece], piece: _Piece, parents: Sequence[int]) -> bool:
    """Whether the piece, with all of its section where it begins one, still goes into a passage."""
    whole = report.sections[piece.section].end if piece.section != group[-1].section else piece.end
    end = max(piece.end, whole) if not _is_ancestor(piece.section, group[-1].section, parents) else piece.end
    longest = LONGEST_CHUNK if end - piece.start < SHORTEST else TARGET
    return end - group[0].start <= longest


def _is_ancestor(ancestor: int, index: int, parents: Sequence[int]) -> bool:
    while index > ancestor:
        index = parents[index]
    return index == ancestor


def _is_bare_heading(report: Report, piece: _Piece) -> bool:
    """Whether the piece is no more than the heading of its section."""
    heading = report.sections[piece.section].heading
    return bool(heading) and len(report.text[piece.start : piece.end].strip()) <= len(heading)


def _differs(report: Report, group: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether the heading of `piece` speaks of another year or aspect than the first heading of the group."""
    before, after = report.sections[group[0].section].heading, report.sections[piece.section].heading
    if group[0].section == piece.section or not is_heading(report.sections[piece.section]):
        return False
    years, aspect = years_of(after), aspect_of_heading(after)
    return bool(years and years != years_of(before)) or (aspect is not None and aspect != aspect_of_heading(before))


def _divided(report: Report, group: Sequence[_Piece], starts: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """The group as one passage, or as several where it is longer than `LONGEST_CHUNK`."""
    start, end, searchable = group[0].start, group[-1].end, group[0].searchable
    if end - start <= LONGEST_CHUNK or not searchable:
        yield start, end, searchable
        return
    cuts = [start]
    inner = [offset for offset in starts if start < offset < end]
    for offset, following in itertools.pairwise([*inner, end]):
        fresh_paragraph = report.text[offset - 1] == "\n"
        length = following - cuts[-1]
        if length > LONGEST_CHUNK or (fresh_paragraph and length > TARGET and offset - cuts[-1] >= SHORTEST):
            cuts.append(offset)
    if len(cuts) > 1 and end - cuts[-1] < SHORTEST and end - cuts[-2] <= LONGEST_CHUNK:
        cuts.pop()
    yield from ((left, right, True) for left, right in zip(cuts, [*cuts[1:], end], strict=True))


def _chunk(report: Report, parents: Sequence[int], start: int, end: int, *, searchable: bool) -> Chunk:
    text = report.text[start:end]
    first, last = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    around = [section for section in _path(report.sections, parents, first) if last <= section.end]
    years, aspect = period_of(report, start, end, around)
    pages = tuple(page.number for page in report.pages_of(first, max(last, first + 1)))
    path = around[-1].path if around else ""
    return Chunk(f"{report.id}@{start}-{end}", report.id, start, end, text, pages, path, years, aspect, searchable)
