"""A conversation as a Word file, laid out as an office does, with the sources of each answer in official form.

Paper, margins and type follow Nghị định 30/2020/NĐ-CP, phụ lục I: A4, 20 mm above and below, 30 mm left, 20 mm right,
Times New Roman 13, the number of the page in the middle of the upper margin, none on the first.
"""

import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bot.answer import Answer, Answered, Declined, Short, SmallTalk, Statement, Table
from bot.conversation.history import Kept
from bot.wording.dates import local_date, local_time
from bot.wording.opening import opening_of, translations_of
from bot.wording.quoted_table import QuotedTable, quoted_table
from bot.wording.source_list import SourceList, source_list
from bot.wording.understood import is_searched_otherwise
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language

_FONT = "Times New Roman"
_LINE_SIZE = 14
"""Points of the answer in one line, above the quotes."""
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to hold."""


def conversation_docx(kept: Sequence[Kept], language: Language) -> bytes:
    """The bytes of the file."""
    words = wording(language)
    document = _blank(words)
    if kept:
        _date(document, kept[0], words)
    for each in kept:
        _turn(document, each, words)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _blank(words: Wording) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    for name, size in (
        ("Normal", 13),
        ("Title", 16),
        ("Heading 1", 14),
        ("Quote", 13),
        ("Header", 13),
        ("List Bullet", 13),
    ):
        _set_font(document.styles[name], size, words.locale)
    title_style = document.styles["Title"].element.pPr
    title_style.remove(title_style.find(qn("w:pBdr")))  # a blue rule of the template's
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    about = document.core_properties
    about.title, about.language, about.author, about.comments = words.app_title, words.locale, "hoidap", ""
    title = document.add_paragraph(words.app_title, style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    return document


def _date(document: Document, first: Kept, words: Wording) -> None:
    about = document.core_properties
    about.created = about.modified = first.given.replace(tzinfo=None)
    title = words.conversation_of.format(date=local_date(first.given))
    document.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_font(style, size: int, locale: str) -> None:  # type: ignore[no-untyped-def] # python-docx has no type for it
    """The same font for every letter, whichever of its four scripts Word takes it for."""
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), locale)
    properties.append(tongue)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _turn(document: Document, kept: Kept, words: Wording) -> None:
    asked = kept.answer.asked
    document.add_heading(_held(asked.question), level=1)
    document.add_paragraph().add_run(local_time(kept.given)).italic = True
    if is_searched_otherwise(asked):
        document.add_paragraph(_held(words.searched_as.format(question=asked.searched_as)))
    _said(document, kept.answer)
    _sources(document, source_list(kept.answer, asked.language))


def _said(document: Document, answer: Answer) -> None:
    match answer:
        case Answered():
            if answer.short:
                _line(document, answer.short)
            for note in (*opening_of(answer), *answer.notes):
                document.add_paragraph().add_run(_held(note)).bold = True
            if answer.table:
                _table(document, answer.table)
            for statement in answer.statements:
                _statement(document, answer, statement)
            for translation in translations_of(answer):
                document.add_paragraph(_held(translation))
        case Declined():
            document.add_paragraph(_held(answer.reason))
        case SmallTalk():
            document.add_paragraph(_held(answer.reply))
            for example in answer.examples:
                document.add_paragraph(_held(example), style="List Bullet")


def _line(document: Document, short: Short) -> None:
    run = document.add_paragraph().add_run(_held(short.text))
    run.bold, run.font.size = True, Pt(_LINE_SIZE)


def _statement(document: Document, answer: Answered, statement: Statement) -> None:
    if statement.lead:
        document.add_paragraph(_held(statement.lead)).paragraph_format.keep_with_next = True
    is_quote = answer.is_quote(statement)
    if is_quote and (rows := quoted_table(statement.text, statement.marks)):
        _quoted(document, rows)
        paragraph = document.add_paragraph()
    else:
        text = f"“{statement.text}”" if is_quote else statement.text
        paragraph = document.add_paragraph(_held(text), style="Quote" if is_quote else None)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.add_run(_with_markers("", statement.markers))


def _table(document: Document, table: Table) -> None:
    cells = [[(_with_markers(cell.text, cell.markers), False) for cell in row] for row in table.rows]
    _drawn(document, table.heads, cells)
    document.add_paragraph()


def _quoted(document: Document, rows: QuotedTable) -> None:
    """What is marked is bold."""
    _drawn(document, rows.heads, [[(cell.text, cell.is_marked) for cell in row] for row in rows.rows])


def _drawn(document: Document, heads: Sequence[str], rows: Sequence[Sequence[tuple[str, bool]]]) -> None:
    """A table; of each cell its text and whether that is bold."""
    drawn = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    for row in ([(head, True) for head in heads], *rows):
        for cell, (text, is_bold) in zip(drawn.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(_held(text)).bold = is_bold


def _sources(document: Document, listed: SourceList) -> None:
    if not listed.sources:
        return
    head = document.add_paragraph()
    head.add_run(_held(f"{listed.title}:")).bold = True
    head.paragraph_format.keep_with_next = True
    for each in listed.sources:
        line = document.add_paragraph(_held(f"[{each.marker}] {each.name}:"))
        line.paragraph_format.keep_with_next = True
        if rows := quoted_table(each.quote):
            _quoted(document, rows)
            document.add_paragraph()
        else:
            document.add_paragraph(_held(f"“{each.quote}”"), style="Quote")


def _with_markers(text: str, markers: Sequence[int]) -> str:
    return text + "".join(f" [{marker}]" for marker in markers)


def _held(text: str) -> str:
    """Without what a Word file cannot hold."""
    return _NOT_XML.sub("", text)
