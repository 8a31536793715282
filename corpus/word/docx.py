"""Word documents (.docx): paragraphs and tables in order, with styles, automatic numbers, pages and notes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from corpus.document.letterhead import is_rule, take_apart
from corpus.errors import MissingProgramError, UnreadableFileError
from corpus.notice import Notice
from corpus.paragraph import Paragraph, ParsedFile
from corpus.tables.table import is_layout, worded
from corpus.text.normalise import normalise_line
from corpus.word.automatic_numbers import Numbering
from corpus.word.embedded import read_embedded
from corpus.word.font import recode
from corpus.word.header import completes_letterhead, first_header
from corpus.word.heads import told_of
from corpus.word.hidden import leave_out_hidden
from corpus.word.notes import Notes
from corpus.word.package import WordPackage, open_word
from corpus.word.pages import Pages
from corpus.word.rows import WordRow, rows_of
from corpus.word.styles import Styles
from corpus.word.text import LINE, PAGE, RENDERED, TAB, boxes_of, spelled
from corpus.word.wordml import W, WordElement, find, is_on, name_of, within

_HEADING = re.compile(r"(?:heading|tiêu đề|title)\s*(\d)?", re.IGNORECASE)
_MARKS = re.compile(f"[{PAGE}{RENDERED}{LINE}{TAB}]")
_TURNS = re.compile(f"([{PAGE}{RENDERED}])")
_DEEPEST = 3
"""How deep documents may be embedded in each other."""


def read_docx(content: bytes, *, laid_out: bool = True, depth: int = 0) -> ParsedFile:
    """The parsed form of a Word document; raises `UnreadableFileError` where it is damaged.

    Without `laid_out` the marks of its pages are not those of the document but of a program that converted it.
    `depth`: in how many documents it is embedded.
    """
    package = open_word(content)
    try:
        return _Reader(package, laid_out=laid_out, depth=depth).parsed()
    except (KeyError, ValueError, SyntaxError) as error:
        raise UnreadableFileError("damaged_word") from error


class _Reader:
    """Walks a document once, counting pages on the way."""

    def __init__(self, package: WordPackage, *, laid_out: bool, depth: int) -> None:
        self._package, self._depth = package, depth
        self._styles = Styles(package.styles)
        header, settings = first_header(package), package.related("settings")
        notes = {kind: package.related(f"{kind}s") for kind in ("footnote", "endnote")}
        roots = [root for root in (package.body, header, *notes.values()) if root is not None]
        for root in roots:
            leave_out_hidden(root, self._styles)
        self._warnings = list(recode(roots, self._styles))
        self._header = header if header is not None and completes_letterhead(header, package.body) else None
        numbering = Numbering(package.related("numbering"), self._styles)
        self._marks = {paragraph: mark for root in roots for paragraph, mark in numbering.marks(root).items()}
        self._footnotes = Notes("footnote", notes["footnote"], settings, package.body)
        self._endnotes = Notes("endnote", notes["endnote"], settings, package.body)
        self._due: list[WordElement] = []
        self._ending: list[WordElement] = []
        self._pages = Pages(package.body, package.stated_pages, laid_out=laid_out)
        self._paragraphs: list[Paragraph] = []

    def parsed(self) -> ParsedFile:
        if self._header is not None:
            self._blocks(self._header)
        self._blocks(self._package.body)
        self._put_footnotes()
        for reference in self._ending:
            self._put_note(self._endnotes, reference)
        return ParsedFile(
            tuple(self._paragraphs),
            self._pages.leaves(),
            declared_title=normalise_line(self._package.title) or None,
            warnings=tuple(dict.fromkeys(self._warnings)),
        )

    def _blocks(self, parent: WordElement) -> None:
        for child in within(parent, "p", "tbl", "altChunk"):
            match name_of(child):
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._table(child)
                case _:
                    self._embedded(child)

    def _paragraph(self, element: WordElement) -> None:
        if is_on(self._styles.of_paragraph(element, "pageBreakBefore")):
            self._put_footnotes()
            self._pages.broken_before()
        references: list[WordElement] = []
        raw = self._numbered(element, references)
        if _TURNS.search(raw):
            before = _before_turn(element, references)
            self._refer(references[:before])
            references = references[before:]
            self._put_footnotes()
        bold, capitals, level = (
            self._styles.is_all(element, "b"),
            self._styles.is_all(element, "caps"),
            self._level(element),
        )
        size = self._size(element)
        for piece in raw.split(LINE):
            for text in _columns(piece):
                self._put(text, bold=bold, capitals=capitals, level=level, size=size)
        if not raw.rstrip().endswith(PAGE):
            self._pages.printed()
        self._refer(references)
        for box in boxes_of(element):
            self._blocks(box)
        if find(element, "pPr/sectPr") is not None:
            if self._pages.section_turns():
                self._put_footnotes()
            self._pages.section_ended()

    def _put(self, raw: str, *, bold: bool, capitals: bool, level: int | None, size: float) -> None:
        """One paragraph; the marks of page breaks in `raw` become turns."""
        text, page = "", 0
        turns: list[tuple[int, int]] = []
        for piece in _TURNS.split(raw):
            if piece in (PAGE, RENDERED):
                self._turn(piece)
            elif line := normalise_line(piece):
                if text and self._pages.number > (turns[-1][1] if turns else page):
                    turns.append((len(text) + 1, self._pages.number))
                page = page or self._pages.number
                text = f"{text} {line}" if text else line
                self._pages.printed()
        if text and not is_rule(text):
            self._paragraphs.append(Paragraph(text, page, tuple(turns), level, bold, capitals, size=size))

    def _turn(self, mark: str) -> None:
        if mark == PAGE:
            self._pages.broken()
        else:
            self._pages.rendered()

    def _refer(self, references: Iterable[WordElement]) -> None:
        """Keeps the notes that are referred to until their place comes: the end of the page, the end of the document."""
        for reference in references:
            (self._due if name_of(reference) == "footnoteReference" else self._ending).append(reference)

    def _put_footnotes(self) -> None:
        for reference in self._due:
            self._put_note(self._footnotes, reference)
        self._due.clear()

    def _put_note(self, notes: Notes, reference: WordElement) -> None:
        mark = notes.mark(reference)
        head = f"[{mark}] " if mark else ""
        for paragraph in notes.paragraphs_of(reference):
            if text := normalise_line(_MARKS.sub(" ", self._numbered(paragraph, []))):
                self._paragraphs.append(Paragraph(f"{head}{text}", self._pages.number))
                head = ""

    def _table(self, element: WordElement) -> None:
        rows = rows_of(element, self._numbered)
        texts = [[cell.text if cell is not None else "" for cell in row.cells] for row in rows]
        if is_layout(texts) or all(len(row) <= 1 for row in texts):
            self._layout(rows)
            return
        told = told_of(
            [row.element for row in rows], [[cell and cell.element for cell in row.cells] for row in rows], self._styles
        )
        table = worded(texts, heads_first=True, told=told)
        lines, first = dict(table.lines), table.lines[0][0] if table.lines and table.doubtful else None
        for index, row in enumerate(rows):
            self._put_row(row, lines.get(index, ""), heads_doubtful=index == first)
        self._pages.printed()

    def _put_row(self, row: WordRow, line: str, *, heads_doubtful: bool) -> None:
        if row.turns_before:
            self._put_footnotes()
        for _ in range(row.turns_before):
            self._pages.rendered()
        if text := normalise_line(line):
            self._paragraphs.append(Paragraph(text, self._pages.number, role="row", heads_doubtful=heads_doubtful))
            self._pages.printed()
        self._refer(row.references)
        for box in row.boxes:
            self._blocks(box)
        if row.turns_within:
            self._put_footnotes()
        for _ in range(row.turns_within):
            self._pages.rendered()

    def _layout(self, rows: list[WordRow]) -> None:
        """A table that only places blocks: down the left column, then down the next one; over pages, row by row."""
        over_pages = any(row.turns_before or row.turns_within for row in rows)
        for cell in _by_row(rows) if over_pages else _by_column(rows):
            self._blocks(cell)
        if any(row.is_torn for row in rows):
            self._pages.doubt()

    def _embedded(self, element: WordElement) -> None:
        """A document embedded in this one, whose pages were then never laid out with it."""
        self._pages.doubt()
        parsed = self._read_embedded(element) if self._depth < _DEEPEST else None
        if parsed is None:
            self._warnings.append(Notice("embedded_left_out"))
            return
        self._warnings += parsed.warnings
        self._paragraphs += (replace(each, page=self._pages.number, turns=()) for each in parsed.paragraphs)

    def _read_embedded(self, element: WordElement) -> ParsedFile | None:
        """None where the document is missing or cannot be read; raises `MissingProgramError` where a program could read it."""
        try:
            name, content = self._package.content(element)
            return read_embedded(name, content, partial(read_docx, depth=self._depth + 1))
        except MissingProgramError:
            raise
        except (KeyError, UnreadableFileError):
            return None

    def _numbered(self, paragraph: WordElement, references: list[WordElement]) -> str:
        """The text of a paragraph with its automatic number; the references to notes are added to `references`."""

        def note_mark(reference: WordElement) -> str:
            references.append(reference)
            return self._footnotes.mark(reference) or self._endnotes.mark(reference)

        raw = spelled(paragraph, self._styles, note_mark)
        mark = self._marks.get(paragraph, "")
        if not _TURNS.sub("", raw).strip():
            return raw + (mark if mark.strip() != "-" else "")
        begin = len(raw) - len(raw.lstrip(RENDERED))
        return raw[:begin] + mark + raw[begin:]

    def _level(self, element: WordElement) -> int | None:
        outline = self._styles.of_paragraph(element, "outlineLvl")
        if outline is not None and int(outline.get(f"{W}val")) < 9:
            return int(outline.get(f"{W}val")) + 1
        named = _HEADING.match(self._styles.name_of(self._styles.style_of(element)))
        return int(named.group(1)) if named and named.group(1) else None

    def _size(self, element: WordElement) -> float:
        """Points of the largest type in the paragraph (ECMA-376 part 1, 17.3.2.38: half points); ten where nothing states any."""
        sizes = (self._styles.of_run(run, "sz") for run in element.iter(f"{W}r") if run.find(f"{W}t") is not None)
        return max((float(size.get(f"{W}val")) / 2 for size in sizes if size is not None), default=10.0)


def _before_turn(paragraph: WordElement, references: list[WordElement]) -> int:
    """How many of the references stand before the first turn of the page in a paragraph."""
    count = 0
    for element in paragraph.iter():
        if name_of(element) == "lastRenderedPageBreak" or element.get(f"{W}type") == "page":
            break
        count += element in references
    return count


def _columns(text: str) -> list[str]:
    """A line of a letterhead that is set with tabs, as its two columns."""
    sides = take_apart(text.replace(TAB, "\t").strip()) if TAB in text else None
    return [side for side in sides if side] if sides else [text.replace(TAB, " ")]


def _by_column(rows: list[WordRow]) -> Iterator[WordElement]:
    seen: set[WordElement] = set()
    for column in range(max((len(row.cells) for row in rows), default=0)):
        for row in rows:
            cell = row.cells[column] if column < len(row.cells) else None
            if cell is not None and cell.element not in seen:
                seen.add(cell.element)
                yield cell.element


def _by_row(rows: list[WordRow]) -> Iterator[WordElement]:
    yield from dict.fromkeys(cell.element for row in rows for cell in row.cells if cell is not None)
