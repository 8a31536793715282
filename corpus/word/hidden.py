"""What a Word file holds and does not print: taken out of its tree before it is read.

Left out are the second form of what is there in two (ECMA-376 part 3, 7.2), deletions and the places that text was moved
away from (part 1, 17.13.5), instructions of fields (17.16), hidden and struck-out runs (17.3.2.41, 17.3.2.37), and what
nobody can see: white on white, or smaller than a dot. Marks of rendered pages stay where they are.
"""

from collections.abc import Iterable

from corpus.word.styles import Styles
from corpus.word.wordml import W, WordElement, find, is_on, name_of, value_of

_MATH_RUN = "{http://schemas.openxmlformats.org/officeDocument/2006/math}r"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KEPT = frozenset(("lastRenderedPageBreak", "fldChar", "rPr"))
_SMALLEST = 4
"""Half-points: smaller type is a dot on paper."""
_WHITE = 0xF8
"""Of 255: a colour whose parts are all at least this light is white to the eye."""


def leave_out_hidden(root: WordElement, styles: Styles) -> None:
    """Takes out of the tree below `root` what is not printed, and joins paragraphs whose end is not."""
    _choose_forms(root)
    _leave_out_deletions(root)
    _leave_out_instructions(root)
    on_paper = not _has_picture_behind(root)
    for run in list(root.iter(f"{W}r", _MATH_RUN)):
        if _is_hidden(run, styles) or (on_paper and _is_unseen(run, styles)):
            _empty(run)
    for paragraph in list(root.iter(f"{W}p")):
        _join_to_next(paragraph, styles)


def _choose_forms(root: WordElement) -> None:
    for both in list(root.iter(f"{_COMPATIBILITY}AlternateContent")):
        if both.find(f"{_COMPATIBILITY}Choice") is not None:
            _remove(both.findall(f"{_COMPATIBILITY}Fallback"))


def _leave_out_deletions(root: WordElement) -> None:
    for deleted in list(root.iter(f"{W}del", f"{W}moveFrom")):
        match name_of(deleted.getparent()):
            case "trPr":
                _remove([deleted.getparent().getparent()])
            case "rPr":
                pass  # the end of a paragraph
            case _:
                for run in deleted.iter(f"{W}r", _MATH_RUN):
                    _empty(run)
    _remove(cell.getparent().getparent() for cell in list(root.iter(f"{W}cellDel")))


def _leave_out_instructions(root: WordElement) -> None:
    """Empties the runs between the beginning of a field and its result; form fields are put in as they are printed.

    A field that never ends is none.
    """
    instructions: list[list[WordElement] | None] = []  # of each open field, the innermost last; None in its result
    for run in list(root.iter(f"{W}r")):
        around = [each for each in instructions if each is not None]
        for mark in run.iterchildren(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                _print_form_field(mark)
                instructions.append([])
            elif instructions:
                for each in instructions.pop() or ():
                    _empty(each)
                instructions.extend([None] if kind == "separate" else [])
        for each in around:
            each.append(run)


def _print_form_field(begin: WordElement) -> None:
    """Puts the sign of a tick box (17.16.7) or the chosen entry of a list (17.16.9) behind the beginning of its field."""
    box, entries = find(begin, "ffData/checkBox"), find(begin, "ffData/ddList")
    shown = ""
    if box is not None:
        state = find(box, "checked") if find(box, "checked") is not None else find(box, "default")
        shown = "☒" if is_on(state) else "☐"
    elif entries is not None:
        chosen = value_of(entries, "result") or value_of(entries, "default", "0")
        texts = [entry.get(f"{W}val", "") for entry in entries.findall(f"{W}listEntry")]
        shown = texts[int(chosen)] if chosen.isdecimal() and int(chosen) < len(texts) else ""
    if shown:
        text = begin.makeelement(f"{W}t", {})
        text.text = shown
        begin.addnext(text)


def _is_hidden(run: WordElement, styles: Styles) -> bool:
    return any(styles.is_run(run, switch) for switch in ("vanish", "strike", "dstrike"))


def _is_unseen(run: WordElement, styles: Styles) -> bool:
    size = styles.of_run(run, "sz")
    if size is not None and size.get(f"{W}val", "").isdecimal() and int(size.get(f"{W}val")) < _SMALLEST:
        return True
    colour = styles.of_run(run, "color")
    return colour is not None and _is_light(colour.get(f"{W}val", "")) and not _has_ground(run, styles)


def _is_light(colour: str) -> bool:
    try:
        return len(colour) == 6 and min(bytes.fromhex(colour)) >= _WHITE
    except ValueError:
        return False


def _has_ground(run: WordElement, styles: Styles) -> bool:
    """Whether anything round the run may be filled: itself, its paragraph, a cell or table, a text box."""
    if _fills(styles.of_run(run, "shd")) or styles.of_run(run, "highlight") is not None:
        return True
    for around in run.iterancestors():
        match name_of(around):
            case "p" if _fills(styles.of_paragraph(around, "shd")):
                return True
            case "tc" if _fills(find(around, "tcPr/shd")):
                return True
            case "tbl" if _fills(find(around, "tblPr/shd")) or _style_fills(around, styles):
                return True
            case "txbxContent":
                return True
            case "document":
                return find(around, "background") is not None
            case _:
                pass
    return False


def _style_fills(table: WordElement, styles: Styles) -> bool:
    chain = styles.chain(value_of(table, "tblPr/tblStyle"))
    return any(_fills(shading) for _, style in chain for shading in style.iter(f"{W}shd"))


def _fills(shading: WordElement) -> bool:
    """Whether a shading (17.3.5) has a colour: a pattern, or a ground that is not white."""
    if shading is None:
        return False
    ground = shading.get(f"{W}fill", "auto")
    return shading.get(f"{W}val") not in ("clear", "nil") or not (ground == "auto" or _is_light(ground))


def _has_picture_behind(root: WordElement) -> bool:
    anchors = root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor")
    return any(anchor.get("behindDoc") in ("1", "true") for anchor in anchors)


def _join_to_next(paragraph: WordElement, styles: Styles) -> None:
    """Hands the runs of a paragraph whose end is deleted or hidden to the paragraph behind it (17.3.1.29, 17.13.5.15).

    A style separator (17.3.2.36) stays an end: what it parts are a heading and its text.
    """
    end = find(paragraph, "pPr/rPr")
    deleted = any(find(end, name) is not None for name in ("del", "moveFrom"))
    if not (deleted or _ends_hidden(paragraph, styles)) or find(paragraph, "pPr/sectPr") is not None:
        return
    following = paragraph.getnext()
    while following is not None and name_of(following) not in ("p", "tbl", "sdt", "sectPr"):
        following = following.getnext()
    if following is None or name_of(following) != "p":
        return
    first = find(following, "pPr")
    place = 0 if first is None else following.index(first) + 1
    for child in reversed([child for child in paragraph if name_of(child) != "pPr"]):
        following.insert(place, child)
    _remove([paragraph])


def _ends_hidden(paragraph: WordElement, styles: Styles) -> bool:
    own = find(paragraph, "pPr/rPr/vanish")
    if is_on(find(paragraph, "pPr/rPr/specVanish")):
        return False
    return is_on(own if own is not None else styles.of_style(styles.style_of(paragraph), "rPr/vanish"))


def _empty(run: WordElement) -> None:
    _remove([child for child in run if name_of(child) not in _KEPT])


def _remove(elements: Iterable[WordElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.getparent().remove(element)
