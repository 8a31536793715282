import io

import pptx
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from corpus.formats.pptx import read_pptx
from corpus.paragraph import ParsedFile

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Deck:
    """A presentation in the making: `slide(title)` adds one, `read()` reads what is there."""

    def __init__(self) -> None:
        self.deck = pptx.Presentation()

    def slide(self, title: str) -> pptx.slide.Slide:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        slide.shapes.title.text = title
        return slide

    def read(self) -> ParsedFile:
        buffer = io.BytesIO()
        self.deck.save(buffer)
        return read_pptx(buffer.getvalue())


def box(slide: pptx.slide.Slide, text: str, left: float, top: float) -> pptx.shapes.autoshape.Shape:
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(1))
    shape.text_frame.text = text
    return shape


def texts(parsed: ParsedFile) -> list[str]:
    return [paragraph.text for paragraph in parsed.paragraphs]


def test_hidden_slides_and_shapes_are_left_out_and_pages_keep_their_numbers() -> None:
    deck = Deck()
    deck.slide("Một")
    deck.slide("Ẩn").element.set("show", "0")
    last = deck.slide("Ba")
    box(last, "Ẩn", 1, 3).element.nvSpPr.cNvPr.set("hidden", "1")
    box(last, "Ngoài trang", 20, 3)
    parsed = deck.read()
    assert texts(parsed) == ["Một", "Ba"]
    assert [leaf.label for leaf in parsed.leaves] == ["1", "3"]
    assert [paragraph.page for paragraph in parsed.paragraphs] == [1, 3]


def test_shapes_side_by_side_are_read_from_the_left() -> None:
    deck = Deck()
    slide = deck.slide("Hai cột")
    box(slide, "Phải", 5, 2)
    box(slide, "Trái", 1, 2.05)
    box(slide, "Dưới", 1, 4)
    assert texts(deck.read()) == ["Hai cột", "Trái", "Phải", "Dưới"]


def test_a_chart_tells_its_figures_with_series_and_category() -> None:
    deck = Deck()
    chart = CategoryChartData(number_format="#,##0")
    chart.categories = ["2023", "2024"]
    chart.add_series("Hồ sơ", (1200, 1350))
    chart.add_series("Đúng hạn", (1100, 1340))
    slide = deck.slide("Biểu đồ kết quả giải quyết hồ sơ")
    slide.shapes.add_chart(XL_CHART_TYPE.LINE, Inches(1), Inches(2), Inches(4), Inches(3), chart)
    assert texts(deck.read())[1:] == ["2023; Hồ sơ: 1.200; Đúng hạn: 1.100", "2024; Hồ sơ: 1.350; Đúng hạn: 1.340"]


def test_a_chart_without_figures_is_told() -> None:
    deck = Deck()
    chart = CategoryChartData()
    chart.categories = ["2024"]
    chart.add_series("Hồ sơ", (1,))
    frame = deck.slide("Biểu đồ").shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(4), Inches(3), chart)
    for series in list(frame.chart.element.iter("{*}ser")):
        series.getparent().remove(series)
    assert deck.read().warnings == ("a chart or diagram on slide 1 cannot be read",)


def test_notes_are_named() -> None:
    deck = Deck()
    deck.slide("Kết quả công tác năm 2024").notes_slide.notes_text_frame.text = "Chưa công bố 999."
    assert texts(deck.read())[1:] == ["Ghi chú của người trình bày: Chưa công bố 999."]


@pytest.mark.parametrize(
    ("attribute", "value", "text"),
    [("strike", "sngStrike", "Thu 1.350 đồng"), ("baseline", "30000", "Thu 1.350 [2] đồng")],
)
def test_struck_out_and_raised_runs(attribute: str, value: str, text: str) -> None:
    deck = Deck()
    paragraph = box(deck.slide("Thu"), "Thu 1.350", 1, 2).text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = "2"
    run.font._element.set(attribute, value)
    paragraph.add_run().text = " đồng"
    assert texts(deck.read())[1:] == [text]


def test_automatic_numbers_are_printed() -> None:
    deck = Deck()
    frame = box(deck.slide("Việc"), "Một", 1, 2).text_frame
    frame.add_paragraph().text = "Hai"
    for paragraph in frame.paragraphs:
        etree.SubElement(paragraph._p.get_or_add_pPr(), f"{_A}buAutoNum").set("type", "alphaLcParenR")
    assert texts(deck.read())[1:] == ["a) Một", "b) Hai"]


def test_a_category_named_twice_is_two_and_the_first_row_of_a_table_is_its_heads() -> None:
    deck = Deck()
    slide = deck.slide("Hồ sơ")
    figures = CategoryChartData()
    figures.categories = ["Quý I", "Quý I"]
    figures.add_series("Hồ sơ", (1, 3))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(4), Inches(3), figures)
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for row, cells in enumerate((("Tên", "Chức vụ"), ("An", "Giám đốc"), ("Bình", "Phó Giám đốc"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    read = texts(deck.read())
    assert [text for text in read if "Quý I" in text] == ["Quý I; Hồ sơ: 1", "Quý I; Hồ sơ: 3"]
    assert "Tên: Bình; Chức vụ: Phó Giám đốc" in read
