"""Word documents (.docx): paragraphs and tables in order, with styles, automatic numbers, pages and footnotes."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml

from corpus.document.letterhead import is_rule, take_apart
from corpus.errors import UnreadableFileError
from corpus.formats.docx_font import recode
from corpus.formats.numbering import Counter, NumberLevel
from corpus.formats.table import is_layout, rows_as_lines
from corpus.paragraph import Paragraph, ParsedFile, leaves_of
from corpus.text.normalise import normalise_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PAGE, _LINE, _TAB = "\ue000", "\ue001", "\ue002"
_HEADING = re.compile(r"(?:heading|tiêu đề|title)\s*(\d)?", re.IGNORECASE)

WordElement = Any
"""An lxml element of WordprocessingML."""


def read_docx(content: bytes) -> ParsedFile:
    """The parsed form of a Word document; raises `UnreadableFileError` where it is damaged."""
    try:
        document = docx.Document(io.BytesIO(content))
        return replace(
            _Reader(document).parsed(), declared_title=normalise_line(document.core_properties.title) or None
        )
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise UnreadableFileError("damaged_word") from error


class _Reader:
    """Walks a document once, counting pages and list numbers on the way."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._styles = {style.style_id: style for style in document.styles}
        self._usual_size = _usual_size(document.styles.element)
        self._counter = Counter(_lists(document.part))
        notes = _related(document.part, "/footnotes")
        self._warnings = recode([self._body, *([] if notes is None else [notes])], document.styles.element)
        self._footnotes = _footnotes(notes)
        self._due: list[str] = []
        self._page = 1
        self._fresh = True
        self._paragraphs: list[Paragraph] = []

    def parsed(self) -> ParsedFile:
        self._blocks(self._body)
        self._put_footnotes()
        return ParsedFile(tuple(self._paragraphs), leaves_of(self._page), warnings=self._warnings)

    def _blocks(self, parent: WordElement) -> None:
        for child in parent:
            match child.tag.removeprefix(_W):
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._table(child)
                case "sdt":
                    for inner in child.findall(f"{_W}sdtContent"):
                        self._blocks(inner)
                case _:
                    pass

    def _paragraph(self, element: WordElement) -> None:
        mark = self._mark(element)
        raw = "".join(_spelled(element, self._due))
        bold, capitals, level = self._is_set(element, "b"), self._is_set(element, "caps"), self._level(element)
        size = self._size(element)
        for index, piece in enumerate(raw.split(_LINE)):
            for text in _columns(piece):
                self._put(
                    f"{mark} {text}" if mark and index == 0 else text,
                    bold=bold,
                    capitals=capitals,
                    level=level,
                    size=size,
                )
        for box in element.iter(f"{_W}txbxContent"):
            if not any(True for _ in box.iterancestors(_FALLBACK)):
                self._blocks(box)
        if element.find(f"{_W}pPr/{_W}sectPr") is not None and _turns_page(element.find(f"{_W}pPr/{_W}sectPr")):
            self._turn()

    def _put(self, raw: str, *, bold: bool, capitals: bool, level: int | None, size: float) -> None:
        """One paragraph; the marks of page breaks in `raw` become turns."""
        text, turns, page = "", [], 0
        for index, piece in enumerate(raw.split(_PAGE)):
            if index:
                self._turn()
            line = normalise_line(piece)
            if line and text:
                text += " "
                turns.append((len(text), self._page))
            elif line:
                page = self._page
            text += line
            self._fresh = self._fresh and not line
        if text and not is_rule(text):
            self._paragraphs.append(Paragraph(text, page, tuple(turns), level, bold, capitals, size=size))
        if _PAGE in raw:
            self._put_footnotes()

    def _turn(self) -> None:
        """A new page, unless nothing stands on this one: Word marks one break twice."""
        if not self._fresh:
            self._page += 1
            self._fresh = True

    def _put_footnotes(self) -> None:
        for number in self._due:
            for text in self._footnotes.get(number, ()):
                self._paragraphs.append(Paragraph(f"[{number}] {text}", self._page))
        self._due.clear()

    def _table(self, element: WordElement) -> None:
        grid = [list(self._row(row)) for row in element.iter(f"{_W}tr") if _own_table(row) is element]
        texts = [["\n".join(self._texts(cell)) for cell in row] for row in grid]
        if is_layout(texts) or _is_single_column(texts):
            for cell in _cells_by_column(grid):
                self._blocks(cell)
            return
        for line in rows_as_lines(texts, heads_first=True):
            self._paragraphs.append(Paragraph(normalise_line(line), self._page, role="row"))
        self._fresh = False
        if any(True for _ in element.iter(f"{_W}lastRenderedPageBreak")):
            self._turn()

    def _row(self, row: WordElement) -> Iterator[WordElement]:
        """The cells of a row; one that spans columns, or continues the one above, in each place it covers."""
        for cell in row.findall(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            yield from [cell] * int(span.get(f"{_W}val") if span is not None else 1)

    def _texts(self, cell: WordElement) -> Iterator[str]:
        for element in cell.iter(f"{_W}p"):
            text = "".join(_spelled(element, self._due)).replace(_PAGE, " ").replace(_TAB, " ")
            yield from (line for piece in text.split(_LINE) if (line := normalise_line(piece)))

    def _mark(self, element: WordElement) -> str:
        numbered = element.find(f"{_W}pPr/{_W}numPr")
        if numbered is None:
            numbered = self._style_element(element, f"{_W}pPr/{_W}numPr")
        if numbered is None or not "".join(_spelled(element, [])).strip():
            return ""
        list_id, level = numbered.find(f"{_W}numId"), numbered.find(f"{_W}ilvl")
        if list_id is None:
            return ""
        return self._counter.next(list_id.get(f"{_W}val"), int(level.get(f"{_W}val")) if level is not None else 0)

    def _style(self, element: WordElement) -> Any:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        return None if style is None else self._styles.get(style.get(f"{_W}val"))

    def _style_element(self, element: WordElement, path: str) -> WordElement:
        style = self._style(element)
        while style is not None:
            found = style.element.find(path)
            if found is not None:
                return found
            style = getattr(style, "base_style", None)
        return None

    def _level(self, element: WordElement) -> int | None:
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is None:
            outline = self._style_element(element, f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and int(outline.get(f"{_W}val")) < 9:
            return int(outline.get(f"{_W}val")) + 1
        style = self._style(element)
        named = _HEADING.match(style.name or "") if style is not None else None
        return int(named.group(1)) if named and named.group(1) else None

    def _size(self, element: WordElement) -> float:
        """Points of the largest type in the paragraph; the document's own where neither run nor style states one."""
        path = f"{_W}rPr/{_W}sz"
        inherited = self._style_element(element, path)
        sizes = [run.find(path) for run in element.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
        stated = [inherited if own is None else own for own in sizes]
        return max((_points(size, self._usual_size) for size in stated), default=self._usual_size)

    def _is_set(self, element: WordElement, property_: str) -> bool:
        """Whether all text of the paragraph has the property: "b" for bold type, "caps" for capitals."""
        path = f"{_W}rPr/{_W}{property_}"
        inherited = _is_on(self._style_element(element, path))
        runs = [
            run for run in element.iter(f"{_W}r") if "".join(text.text or "" for text in run.iter(f"{_W}t")).strip()
        ]
        return bool(runs) and all(inherited if run.find(path) is None else _is_on(run.find(path)) for run in runs)


def _usual_size(styles: WordElement) -> float:
    """Points of the type of a paragraph of no style: that of the default one, else of the document, else ten."""
    usual = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")
    for style in styles.findall(f"{_W}style"):
        if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") == "1":
            usual = style.find(f"{_W}rPr/{_W}sz") if style.find(f"{_W}rPr/{_W}sz") is not None else usual
    return _points(usual, 10.0)


def _points(size: WordElement, otherwise: float) -> float:
    """A size of ECMA-376, 17.3.2.38, which counts half points."""
    return float(size.get(f"{_W}val")) / 2 if size is not None else otherwise


def _is_on(flag: WordElement) -> bool:
    return flag is not None and flag.get(f"{_W}val", "1") not in ("0", "false", "off")


def _columns(text: str) -> list[str]:
    """A line of a letterhead that is set with tabs, as its two columns."""
    sides = take_apart(text.replace(_TAB, "\t").strip()) if _TAB in text else None
    return [side for side in sides if side] if sides else [text.replace(_TAB, " ")]


def _spelled(element: WordElement, footnotes: list[str]) -> Iterator[str]:
    """The text of a paragraph, insertions included, with marks for breaks and tabs; notes it refers to are noted."""
    for child in element:
        match child.tag.removeprefix(_W):
            case "t":
                yield child.text or ""
            case "tab" | "ptab":
                yield _TAB
            case "br" | "cr":
                yield _PAGE if child.get(f"{_W}type") == "page" else _LINE
            case "lastRenderedPageBreak":
                yield _PAGE
            case "noBreakHyphen":
                yield "-"
            case "footnoteReference":
                footnotes.append(child.get(f"{_W}id"))
                yield f" [{child.get(f'{_W}id')}]"
            case "del" | "moveFrom" | "pPr" | "rPr" | "txbxContent" | "instrText":
                pass
            case _ if child.tag == _FALLBACK or _is_on(child.find(f"{_W}rPr/{_W}vanish")):
                pass
            case _:
                yield from _spelled(child, footnotes)


def _turns_page(section: WordElement) -> bool:
    kind = section.find(f"{_W}type")
    return kind is None or kind.get(f"{_W}val") != "continuous"


def _own_table(row: WordElement) -> WordElement:
    return next(row.iterancestors(f"{_W}tbl"))


def _is_single_column(texts: list[list[str]]) -> bool:
    return all(len(row) <= 1 for row in texts)


def _cells_by_column(grid: list[list[WordElement]]) -> Iterator[WordElement]:
    """Cells of a table that only places blocks: down the left column, then down the next one."""
    seen: set[int] = set()
    for column in range(max(map(len, grid), default=0)):
        for row in grid:
            if column < len(row) and id(row[column]) not in seen:
                seen.add(id(row[column]))
                yield row[column]


def _lists(part: Any) -> dict[str, tuple[NumberLevel, ...]]:
    """The numbered lists that the document defines, by their ids."""
    root = _related(part, "/numbering")
    if root is None:
        return {}
    abstract = {each.get(f"{_W}abstractNumId"): each for each in root.iter(f"{_W}abstractNum")}
    lists = {}
    for number in root.findall(f"{_W}num"):
        levels = abstract.get(number.find(f"{_W}abstractNumId").get(f"{_W}val"))
        if levels is not None:
            lists[number.get(f"{_W}numId")] = tuple(_number_level(level) for level in levels.findall(f"{_W}lvl"))
    return lists


def _number_level(level: WordElement) -> NumberLevel:
    def value(name: str, default: str) -> str:
        found = level.find(f"{_W}{name}")
        return default if found is None else str(found.get(f"{_W}val", default))

    return NumberLevel(value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1")))


def _footnotes(root: WordElement) -> dict[str, list[str]]:
    if root is None:
        return {}
    notes = {}
    for note in root.findall(f"{_W}footnote"):
        texts = [normalise_line("".join(_spelled(element, []))) for element in note.iter(f"{_W}p")]
        notes[note.get(f"{_W}id")] = [text for text in texts if text]
    return notes


def _related(part: Any, kind: str) -> WordElement:
    for relation in part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None
