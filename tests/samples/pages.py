"""Render a sample as a PDF with a text layer, laid out as Nghị định 30/2020/NĐ-CP asks."""

from html import escape
from io import BytesIO

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from .markup import MOTTO, NATION, Block, Source, column_shares, is_group

FONTS = "/usr/share/fonts/truetype/noto/NotoSerif-{}.ttf"  # Debian fonts-noto-core; Liberation 1.07 lacks ơ, ư, ạ …
FACES = {
    "Serif": "Regular",
    "Serif-Bold": "Bold",
    "Serif-Italic": "Italic",
    "Serif-BoldItalic": "BoldItalic",
}  # normal, bold, italic, both
SIZE = 13
WIDTH = A4[0] - 5 * cm  # margins of the decree: 3 cm left, 2 cm right
LEFT = 0.42  # the agency's share of the letterhead

BODY = ParagraphStyle(
    "body", fontName="Serif", fontSize=SIZE, leading=19, alignment=TA_JUSTIFY, firstLineIndent=cm, spaceAfter=5
)
CENTRE = ParagraphStyle("centre", BODY, alignment=TA_CENTER, firstLineIndent=0, fontName="Serif-Bold")
CELL = ParagraphStyle("cell", fontName="Serif", fontSize=11, leading=14)
HEAD = ParagraphStyle("head", CELL, alignment=TA_CENTER)
STYLES = {
    "h1": ParagraphStyle("h1", BODY, fontName="Serif-Bold", keepWithNext=1, spaceBefore=5),
    "h2": ParagraphStyle("h2", BODY, fontName="Serif-Bold", keepWithNext=1),
    "h3": ParagraphStyle("h3", BODY, fontName="Serif-BoldItalic", keepWithNext=1),
    "italic": ParagraphStyle("italic", BODY, fontName="Serif-Italic"),
    "centre": CENTRE,
    "item": BODY,
    "paragraph": BODY,
}


def pdf(source: Source) -> bytes:
    """The sample as a PDF file; the same bytes each time."""
    _register_fonts()
    file = BytesIO()
    margins = {"leftMargin": 3 * cm, "rightMargin": 2 * cm, "topMargin": 2 * cm, "bottomMargin": 2 * cm}
    document = SimpleDocTemplate(file, pagesize=A4, invariant=1, title=source.fields["title"], **margins)
    document.build(_story(source), onLaterPages=_page_number)
    return file.getvalue()


def _register_fonts() -> None:
    for name, face in FACES.items():
        pdfmetrics.registerFont(TTFont(name, FONTS.format(face)))
    pdfmetrics.registerFontFamily("Serif", *FACES)


def _story(source: Source) -> list[Flowable]:
    story = [_letterhead(source), Spacer(1, 14), *_title(source)]
    *blocks, closing = source.blocks
    for block in blocks:
        story += _flowables(block)
    return [*story, KeepTogether([*_flowables(closing), Spacer(1, 10), _signature(source)])]


def _letterhead(source: Source) -> Table:
    left = [*_centred(source.lines("parent"), "Serif"), *_centred(source.lines("agency"), "Serif-Bold")]
    right = _centred([NATION, MOTTO], "Serif-Bold", size=10.5)
    left += [_rule(0.35, LEFT), *_centred([source.number], "Serif")]
    right += [_rule(0.6, 1 - LEFT), *_centred([source.place_and_date], "Serif-Italic")]
    return _columns(left, right, LEFT)


def _title(source: Source) -> list[Flowable]:
    kind, title = (Paragraph(escape(source.fields[key]), CENTRE) for key in ("kind", "title"))
    return [kind, title, _rule(0.22, 1), Spacer(1, 14)]


def _flowables(block: Block) -> list[Flowable]:
    if block.kind == "table":
        return [_table(block), Spacer(1, 10)]
    style = STYLES[block.kind]
    if block.kind == "h1" and len(block.lines) > 1:
        return [Paragraph(escape(line), STYLES["centre"]) for line in block.lines]
    dash = "- " if block.kind == "item" else ""
    return [Paragraph(dash + escape(block.text), style)]


def _table(block: Block) -> Table:
    cells = [
        [Paragraph(_cell(row, cell, index == 0), HEAD if index == 0 else CELL) for cell in row]
        for index, row in enumerate(block.rows)
    ]
    widths = [share * WIDTH for share in column_shares(block.rows)]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return Table(cells, widths, style=grid, repeatRows=1)


def _cell(row: tuple[str, ...], cell: str, is_head: bool) -> str:
    return f"<b>{escape(cell)}</b>" if is_head or is_group(row) else escape(cell)


def _signature(source: Source) -> Table:
    *posts, name = source.lines("sign")
    note = ParagraphStyle("note", fontName="Serif", fontSize=10, leading=13)
    left = [Paragraph("<b><i>Nơi nhận:</i></b>", note), *(Paragraph(escape(line), note) for line in source.recipients)]
    right = [*_centred(posts, "Serif-Bold"), Spacer(1, 60), *_centred([name], "Serif-Bold")]
    return _columns(left, right, 0.52)


def _columns(left: list[Flowable], right: list[Flowable], share: float) -> Table:
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ]
    return Table([[left, right]], [share * WIDTH, (1 - share) * WIDTH], style=style)


def _centred(lines: list[str], font: str, size: float = 12) -> list[Flowable]:
    style = ParagraphStyle("line", CENTRE, fontName=font, fontSize=size, leading=16, spaceAfter=0)
    return [Paragraph(escape(line), style) for line in lines]


def _rule(share: float, column: float) -> Table:
    """A line over the middle `share` of a column; reportlab's HRFlowable starts at the left inside a table."""
    width = column * WIDTH
    sides = (1 - share) / 2 * width
    return Table(
        [["", "", ""]],
        [sides, share * width, sides],
        [7],
        style=[("LINEABOVE", (1, 0), (1, 0), 0.7, "black")],
        spaceBefore=3,
    )


def _page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Serif", SIZE)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 1.3 * cm, str(document.page))
