"""Printed pages into paragraphs: lines joined where one runs on to the next, also from page to page."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from corpus.document.letterhead import is_rule
from corpus.document.marker import marker_of
from corpus.paragraph import Fragment, Leaf, Paragraph, ParsedFile
from corpus.printed.aligned_table import with_aligned_tables
from corpus.printed.carried_heads import with_rows
from corpus.printed.column import Flow, flows_of
from corpus.printed.footnote import parted
from corpus.printed.furniture import strip_furniture
from corpus.printed.glyph import HYPHEN
from corpus.printed.hyphen import rejoin
from corpus.printed.line import Line
from corpus.printed.printed_page import PrintedPage, table_warnings

_TERMINAL = re.compile(r"[.;:!?…][\"”’)]?$|/\.?$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CENTRED = 0.03


@dataclass(frozen=True, slots=True)
class _Setting:
    """Measures of a page's body text, in points."""

    left: float
    right: float
    leading: float
    """Usual distance from the top of a line to the top of the next one of its paragraph."""


@dataclass(slots=True)
class _Open:
    """A paragraph that the next line may carry on."""

    text: str
    lines: list[Line]
    starts: list[tuple[int, int]]
    """For each line: its offset in `text`, the number of its page."""
    column: bool
    setting: _Setting
    """Of the page that its last line stands on."""


def draft_of(pages: Sequence[PrintedPage], warnings: tuple[str, ...] = ()) -> ParsedFile:
    """The parsed form of a printed document."""
    stripped, labels = strip_furniture(pages)
    tabled = [with_aligned_tables(page) for page in stripped]
    worded = with_rows(tabled)
    vocabulary = frozenset(
        word.lower()
        for page in worded
        for sheet in page.sheets
        for line in sheet.lines
        for word in _WORD.findall(line.text)[:-1]
    )
    paragraphs = [_paragraph(each) for each in _joined(worded, vocabulary)]
    leaves = tuple(Leaf(page.number, label, page.confidence) for page, label in zip(stripped, labels, strict=True))
    return ParsedFile(
        tuple(paragraph for paragraph in paragraphs if paragraph.text and not is_rule(paragraph.text)),
        leaves,
        warnings=warnings + table_warnings(tabled),
        doubtful=tuple(doubt.line for page in pages for doubt in page.doubts),
    )


def _paragraph(each: _Open) -> Paragraph:
    return Paragraph(
        each.text.replace(HYPHEN, "-"),
        each.starts[0][1],
        tuple(after for before, after in itertools.pairwise(each.starts) if after[1] != before[1]),
        bold=all(line.bold for line in each.lines),
        size=median(line.size for line in each.lines),
        role="row" if each.lines[0].row else "body",
        fragments=tuple(_fragments(each)),
    )


def _fragments(each: _Open) -> Iterator[Fragment]:
    """Where the words of a paragraph are printed; a hyphen that went when its word was rejoined has no place."""
    ends = [start for start, _ in each.starts[1:]] + [len(each.text)]
    for line, (start, page), end in zip(each.lines, each.starts, ends, strict=True):
        for word in line.words:
            yield Fragment(start + word.start, min(start + word.end, end), page, word.box)


def _joined(pages: Sequence[PrintedPage], vocabulary: frozenset[str]) -> list[_Open]:
    """The paragraphs of all pages.

    Footnotes, and what is set in another direction, stand after the text of their page, but before its last paragraph
    where that goes on overleaf: pages stay in order.
    """
    done: list[_Open] = []
    aside: list[_Open] = []
    for page in pages:
        flows = flows_of(page.lines, page.width)
        setting = _setting(
            [line for flow in flows if not (flow.column or flow.prose) for line in flow.lines], page.width
        )
        for index, flow in enumerate(flows):
            body, notes = ([*flow.lines], []) if flow.column else parted(flow.lines)
            own = _setting(flow.lines, page.width) if flow.prose else setting
            goes_on = flow.prose and flows[index - 1].prose if index else page.number > 1
            open_ = done[-1] if done and goes_on and _stays_in_order(done[-1], aside) else None
            written = len(open_.lines) if open_ else 0
            fresh = _paragraphs(body, flow, own, page, vocabulary, open_)
            place = len(done) - (open_ is not None and len(open_.lines) > written)
            done[place:place], aside = aside, []
            done += fresh
            aside += _paragraphs(notes, flow, own, page, vocabulary)
        for sheet in page.asides:
            for flow in flows_of(sheet.lines, sheet.width):
                aside += _paragraphs(flow.lines, flow, _setting(flow.lines, sheet.width), sheet, vocabulary)
    return done + aside


def _stays_in_order(last: _Open, aside: Sequence[_Open]) -> bool:
    """Whether what is set aside may stand before the paragraph that goes on."""
    return all(each.starts[0][1] <= last.starts[0][1] for each in aside)


def _paragraphs(
    lines: Sequence[Line],
    flow: Flow,
    setting: _Setting,
    page: PrintedPage,
    vocabulary: frozenset[str],
    open_: _Open | None = None,
) -> list[_Open]:
    """The paragraphs that `lines` of a flow form; the first line may carry on `open_`, of the page or column before."""
    fresh: list[_Open] = []
    for index, line in enumerate(lines):
        before = fresh[-1] if fresh else open_
        if before and _carries_on(before, line, setting, page, flow.column, turned=index == 0):
            _append(before, line, page.number, setting, vocabulary)
        else:
            fresh.append(_Open(line.text, [line], [(0, page.number)], flow.column, setting))
    return fresh


def _append(open_: _Open, line: Line, page: int, setting: _Setting, vocabulary: frozenset[str]) -> None:
    text = rejoin(open_.text, line.text, vocabulary)
    open_.starts.append((len(text) - len(line.text), page))
    open_.text = text
    open_.lines.append(line)
    open_.setting = setting


def _setting(lines: Sequence[Line], width: float) -> _Setting:
    body = [line for line in lines if not line.row]
    if len(body) < 2:
        return _Setting(0.1 * width, 0.92 * width, 18.0)
    tenths = quantiles([line.right for line in body], n=10)
    steps = [
        after.top - before.top
        for before, after in itertools.pairwise(body)
        if 0 < after.top - before.top < 4 * after.size
    ]
    lefts = sorted(line.left for line in body)
    return _Setting(
        lefts[len(lefts) // 10],
        max(tenths[-1], max(line.right for line in body) - 12),
        median(steps) if steps else 18.0,
    )


def _carries_on(open_: _Open, line: Line, setting: _Setting, page: PrintedPage, column: bool, *, turned: bool) -> bool:
    """Whether `line` continues the paragraph `open_`."""
    last = open_.lines[-1]
    if last.row or line.row or open_.column != column:
        return False
    if last.text.endswith(HYPHEN):
        return True
    if not turned and line.top - last.top > 1.45 * max(setting.leading, 1.25 * line.size):
        return False
    tolerance = 0.15 if page.confidence is None else 0.35
    if abs(last.size - line.size) > tolerance * max(last.size, line.size) and not turned:
        return False
    if column:
        return _carries_on_in_column(open_, line)
    if _is_centred(last, setting, page) and _is_centred(line, setting, page):
        return _same_title(last, line) and marker_of(line.text) is None
    if last.bold and line.bold and _is_centred(line, setting, page):
        return _same_title(last, line) and marker_of(line.text) is None and not _is_short(last, line, setting)
    return _runs_on(open_, last, line, setting, turned=turned)


def _carries_on_in_column(open_: _Open, line: Line) -> bool:
    """Items of nơi nhận run over lines; the lines of a letterhead and of offices stand each for itself."""
    if not open_.text.startswith(("-", "+", "V/v", "(V/v")) or marker_of(line.text):
        return False
    return line.text[0].islower() or not _TERMINAL.search(open_.text)


def _runs_on(open_: _Open, last: Line, line: Line, setting: _Setting, *, turned: bool) -> bool:
    offset = last.left - open_.lines[0].left if turned else 0.0
    indent = line.left - (setting.left if turned else min(last.left, line.left if offset else last.left))
    if last.bold != line.bold and (last.bold or line.bold) and _TERMINAL.search(last.text):
        return False
    marker = marker_of(line.text)
    if marker and line.left - setting.left > 0.8 * line.size and line.left >= open_.lines[0].left - 2:
        return False
    if marker and (
        _TERMINAL.search(last.text) or indent > 0.8 * line.size or marker.kind in ("article", "chapter", "part")
    ):
        return False
    if turned:
        return (
            not _TERMINAL.search(last.text)
            and (line.text[0].islower() or indent < 0.8 * line.size)
            and not _is_short(last, line, open_.setting)
        )
    if marker and marker.kind != "dash" and line.left >= open_.lines[0].left - 2:
        return False
    if _is_short(last, line, setting):
        return line.text[0].islower() and not _TERMINAL.search(last.text) and last.right > 0.75 * setting.right
    hanging = marker_of(open_.text) is not None and len(open_.lines) == 1
    if indent > 0.8 * line.size and not hanging:
        return False
    loose = line.top - last.top > 1.15 * setting.leading
    return not (loose and _TERMINAL.search(last.text))


def _is_short(last: Line, line: Line, setting: _Setting) -> bool:
    """Whether the first word of `line` would still have fitted on `last`: then the break was meant."""
    first = line.text.split(" ", 1)[0]
    word = (line.right - line.left) * (len(first) + 1) / max(len(line.text), 1)
    return setting.right - last.right > word + 0.25 * line.size


def _is_centred(line: Line, setting: _Setting, page: PrintedPage) -> bool:
    centre = (setting.left + setting.right) / 2
    near = min(abs(line.middle - centre), abs(line.middle - page.width / 2)) < _CENTRED * page.width
    slack = (0.6 if line.bold else 2.5) * line.size
    return near and line.left - setting.left > slack and setting.right - line.right > slack


def _same_title(last: Line, line: Line) -> bool:
    return last.bold == line.bold and last.text.isupper() == line.text.isupper()
