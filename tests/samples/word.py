"""Render a sample as a Word document, with heading styles or, as many offices do, bold paragraphs."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from .markup import MOTTO, NATION, Block, Source, column_shares, is_group

FONT = "Times New Roman"
SIZE = Pt(14)
WIDTH = 16.0  # cm between the margins
LEVELS = {"h1": 1, "h2": 2, "h3": 3}


def docx(source: Source) -> bytes:
    """The sample as a docx file; the same bytes each time."""
    document = Document()
    _set_up(document)
    _letterhead(document, source)
    _centred(document, source.fields["kind"])
    _centred(document, source.fields["title"])
    for block in source.blocks:
        _write(document, source, block)
    if all(block.kind != "sign" for block in source.blocks):
        _signature(document, source)
    return _with_fixed_times(document)


def _set_up(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        _set_font(document, name)


def _set_font(document: WordDocument, name: str) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.color.rgb = FONT, SIZE, RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _letterhead(document: WordDocument, source: Source) -> None:
    left, right = _two_cells(document)
    _lines(left, source.lines("parent"), bold=False)
    _lines(left, [*source.lines("agency"), "_______"], bold=True)
    _lines(left, [source.number], bold=False)
    _lines(right, [NATION, MOTTO, "____________________"], bold=True, size=11)
    _lines(right, [source.place_and_date], bold=False, italic=True)


def _write(document: WordDocument, source: Source, block: Block) -> None:
    if block.kind == "table":
        _table(document, block)
    elif block.kind == "sign":
        _signature(document, source)
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif block.kind == "centre":
        _centred(document, block.text)
    elif block.kind in LEVELS:
        _heading(document, block, styled=source.fields["headings"] == "styles")
    else:
        _paragraph(document, block)


def _heading(document: WordDocument, block: Block, styled: bool) -> None:
    if styled:
        document.add_heading(" ".join(block.lines), LEVELS[block.kind])
        return
    for line in block.lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(line).bold = True
        paragraph.paragraph_format.keep_with_next = True
        if len(block.lines) > 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paragraph(document: WordDocument, block: Block) -> None:
    dash = "- " if block.kind == "item" else ""
    paragraph = document.add_paragraph()
    paragraph.add_run(dash + block.text).italic = block.kind == "italic"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1)


def _table(document: WordDocument, block: Block) -> None:
    table = document.add_table(len(block.rows), len(block.rows[0]), "Table Grid")
    _set_widths(table, [share * WIDTH for share in column_shares(block.rows)])
    for index, row in enumerate(block.rows):
        _keep_whole(table.rows[index])
        for cell, text in zip(table.rows[index].cells, row, strict=True):
            _lines(cell, [text], bold=index == 0 or is_group(row), size=11, centred=index == 0)
        if is_group(row):
            _merge_tail(table, index)


def _merge_tail(table: Table, index: int) -> None:
    cells = table.rows[index].cells
    text = cells[1].text
    merged = cells[1].merge(cells[-1])
    for paragraph in merged.paragraphs[1:]:
        merged._tc.remove(paragraph._p)
    assert merged.text == text


def _signature(document: WordDocument, source: Source) -> None:
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    *posts, name = source.lines("sign")
    left, right = _two_cells(document)
    _lines(left, ["Nơi nhận:"], bold=True, italic=True, size=12, centred=False)
    _lines(left, source.recipients, bold=False, size=11, centred=False)
    _lines(right, [*posts, "", "", "", name], bold=True)


def _two_cells(document: WordDocument) -> Iterator[_Cell]:
    table = document.add_table(1, 2)
    _set_widths(table, [7.0, 9.2])
    _keep_whole(table.rows[0])
    yield from table.rows[0].cells


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _set_widths(table: Table, widths: list[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _lines(
    cell: _Cell, lines: list[str], *, bold: bool, italic: bool = False, size: float = 13, centred: bool = True
) -> None:
    for line in lines:
        is_fresh = len(cell.paragraphs) == 1 and not cell.text
        paragraph = cell.paragraphs[0] if is_fresh else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        paragraph.paragraph_format.space_after = Pt(0)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _centred(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _with_fixed_times(document: WordDocument) -> bytes:
    loose, fixed = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as before, ZipFile(fixed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            member = ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            after.writestr(member, before.read(name))
    return fixed.getvalue()
