"""The text of a Word paragraph as it is printed, with marks where a page, a line or a column of tabs ends.

Runs are read as ECMA-376 part 1, 17.3.3 prints them; what is not printed is gone before (`corpus.word.hidden`).
"""

from collections.abc import Callable, Iterator
from itertools import groupby

from corpus.text.raised import lowered, raised
from corpus.text.symbol_font import in_unicode, is_symbol_font, sign_of
from corpus.word.equation import linear
from corpus.word.styles import Styles
from corpus.word.wordml import W, WordElement, name_of

PAGE, RENDERED, LINE, TAB = "\ue000", "\ue001", "\ue002", "\ue003"
"""Where the author ends a page, where Word began one when it last laid the document out, line ends, tabs."""
_MARKS = str.maketrans("", "", PAGE + RENDERED + LINE + TAB)
_CHECK_BOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_NOT_TEXT = frozenset(("pPr", "rPr", "sdtPr", "txbxContent", "instrText", "delText", "rt"))

_Shift = Callable[[str, str], str]
_Piece = tuple[str, _Shift | None]
"""A text, and how it is written behind another where it is raised or lowered."""

_BASE_LENGTH = 16
"""Characters that tell a power from the mark of a note."""

NoteMark = Callable[[WordElement], str]
"""What is printed for a reference to a note."""


def spelled(paragraph: WordElement, styles: Styles, note_mark: NoteMark) -> str:
    """The text of a paragraph without its automatic number."""
    line = ""
    for shift, pieces in groupby(_pieces(paragraph, styles, note_mark), lambda piece: piece[1]):
        text = "".join(text for text, _ in pieces)
        figures = text.strip()
        if shift is not None and figures:
            before, after = text.split(figures, 1)
            text = f"{before}{shift((line + before)[-_BASE_LENGTH:], figures)}{after}"
        line += text
    return line


def boxes_of(element: WordElement) -> Iterator[WordElement]:
    """The text boxes that are anchored in `element`, those in other boxes left to these."""
    for box in element.iter(f"{W}txbxContent"):
        around = next(each for each in box.iterancestors() if each is element or name_of(each) == "txbxContent")
        if around is element:
            yield box


def _pieces(element: WordElement, styles: Styles, note_mark: NoteMark) -> Iterator[_Piece]:
    for child in element:
        match name_of(child):
            case "oMath":
                yield linear(child), None
            case "r":
                yield from _run(child, styles, note_mark)
            case "sdt" if next(child.iter(_CHECK_BOX), None) is not None and not _has_text(child):
                yield _tick(child), None
            case name if name not in _NOT_TEXT:
                yield from _pieces(child, styles, note_mark)


def _run(run: WordElement, styles: Styles, note_mark: NoteMark) -> Iterator[_Piece]:
    shift = _shift(run, styles)
    for child in run:
        match name_of(child):
            case "t" if child.tag == f"{W}t":
                yield _typed(run, child.text or "", styles), shift
            case "sym":
                code = child.get(f"{W}char", "")
                yield sign_of(child.get(f"{W}font", ""), int(code, 16)), shift
            case "tab" | "ptab":
                yield TAB, None
            case "br" | "cr":
                yield PAGE if child.get(f"{W}type") == "page" else LINE, None
            case "lastRenderedPageBreak":
                yield RENDERED, None
            case "noBreakHyphen":
                yield "-", shift
            case "footnoteReference" | "endnoteReference":
                mark = note_mark(child)
                yield f" [{mark}]" if mark else "", None
                shift = raised if has_own_mark(child) else shift
            case name if name not in _NOT_TEXT:
                yield from _pieces(child, styles, note_mark)


def has_own_mark(reference: WordElement) -> bool:
    """Whether the mark of a note is typed behind its reference (17.11.14, customMarkFollows)."""
    return reference.get(f"{W}customMarkFollows", "0") in ("1", "true", "on")


def _typed(run: WordElement, text: str, styles: Styles) -> str:
    fonts = styles.of_run(run, "rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    if is_symbol_font(font) and fonts.get(f"{W}hAnsi", font) == font:
        text = in_unicode(text, font)
    return text.translate(_MARKS)


def _shift(run: WordElement, styles: Styles) -> _Shift | None:
    """How a run is written that is raised or lowered (17.3.2.42), or lifted above the line (17.3.2.24)."""
    aligned, lifted = styles.of_run(run, "vertAlign"), styles.of_run(run, "position")
    if aligned is not None:
        return {"superscript": raised, "subscript": lowered}.get(aligned.get(f"{W}val"))
    return raised if lifted is not None and lifted.get(f"{W}val", "").strip("0").isdecimal() else None


def _has_text(control: WordElement) -> bool:
    return any(True for _ in control.iter(f"{W}t", f"{W}sym"))


def _tick(control: WordElement) -> str:
    """The sign of a tick box without content ([MS-DOCX] 2.6.1.1)."""
    state = next(control.iter(_CHECK_BOX.replace("checkbox", "checked")), None)
    value = "0" if state is None else state.get(_CHECK_BOX.replace("checkbox", "val"), "1")
    return "☒" if value in ("1", "true", "on") else "☐"
