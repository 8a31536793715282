"""The law of places: the words that stand inside the boxes of a span spell the span."""

import io
import re
from collections.abc import Callable

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf
from corpus.printed.locate import Location, locate
from corpus.read import report_of
from corpus.report import Report

WORDS = st.sampled_from(
    [
        "the",
        "department",
        "reports",
        "that",
        "ninety",
        "offices",
        "were",
        "merged",
        "under",
        "provincial",
        "programme",
        "within",
        "first",
        "quarter",
        "and",
        "four",
        "remain",
        "until",
        "December",
        "when",
        "second",
        "phase",
        "begins",
        "administration",
        "communications",
        "investment",
        "tax",
        "at",
        "on",
        "of",
        "by",
    ]
)
LINE, WIDTH = 15, 68


def report_of_pdf(content: bytes) -> Report:
    return report_of(read_pdf(content), source="x.pdf", sha256="0" * 64, collection="default")


def printed_in(content: bytes, location: Location) -> str:
    """What pdfium itself finds inside the boxes, in order: an oracle that shares nothing with `locate`."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for mark in location.marks:
        page = document[mark.page - 1]
        width, height = page.get_size()
        left, top, right, bottom = mark.box
        found.append(
            page.get_textpage().get_text_bounded(
                left * width - 0.1, height - bottom * height - 0.1, right * width + 0.1, height - top * height + 0.1
            )
        )
    return " ".join(found)


def words_of(report: Report, start: int, end: int) -> str:
    """The span, widened to whole words."""
    return " ".join(
        word.group() for word in re.finditer(r"\S+", report.text) if word.start() < end and start < word.end()
    )


def spelled(text: str) -> str:
    return re.sub(r"[\s\x02\ufffe-]+", "", text)


def wrapped(words: list[str], *, divide: bool) -> list[str]:
    """Lines of at most WIDTH letters; where `divide`, long words go over line ends with a hyphen."""
    lines = [""]
    for word in words:
        room = WIDTH - len(lines[-1]) - 1
        if len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif divide and len(word) > 5 and room > 4:
            lines[-1] += f" {word[:3]}-"
            lines.append(word[3:])
        else:
            lines.append(word)
    return lines


def page_of_lines(*columns: tuple[float, list[str]]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for start in range(0, max(len(lines) for _, lines in columns), 48):
        canvas.setFont("Courier", 10)
        for left, lines in columns:
            for index, line in enumerate(lines[start : start + 48]):
                canvas.drawString(left, 770 - index * LINE, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@settings(max_examples=25)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=120), min_size=1, max_size=6), st.booleans(), st.data())
def test_boxes_of_paragraphs_spell_the_span(paragraphs: list[list[str]], divide: bool, data: st.DataObject) -> None:
    content = page_of_lines((72, [line for each in paragraphs for line in [*wrapped(each, divide=divide), ""]]))
    report = report_of_pdf(content)
    start = data.draw(st.integers(0, len(report.text) - 1))
    end = data.draw(st.integers(start + 1, len(report.text)))
    location = locate(report, start, end)
    assert spelled(printed_in(content, location)) == spelled(words_of(report, start, end))
    assert {mark.page for mark in location.marks} <= set(location.pages)
    assert all(0 <= mark.box[0] < mark.box[2] <= 1 and 0 <= mark.box[1] < mark.box[3] <= 1 for mark in location.marks)


@settings(max_examples=15)
@given(st.lists(WORDS, min_size=4, max_size=8), st.data())
def test_boxes_of_a_letterhead_in_two_columns(names: list[str], data: st.DataObject) -> None:
    left = ["SO NOI VU", "TINH LAM GIANG", "", "So: 12/KH-SNV"]
    right = ["CONG HOA XA HOI CHU NGHIA VIET NAM", "Doc lap - Tu do - Hanh phuc", "", f"{names[0].title()}, ngay 2"]
    content = page_of_lines((60, left), (320, right), (72, [""] * 8 + wrapped(names * 9, divide=False)))
    report = report_of_pdf(content)
    start = data.draw(st.integers(0, len(report.text) - 1))
    end = data.draw(st.integers(start + 1, len(report.text)))
    assert spelled(printed_in(content, locate(report, start, end))) == spelled(words_of(report, start, end))


@settings(max_examples=15)
@given(st.lists(st.lists(st.integers(10, 99999).map(str), min_size=3, max_size=3), min_size=2, max_size=12))
def test_the_cells_of_a_table_are_boxed_and_nothing_else(rows: list[list[str]]) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Courier", 10)
    canvas.grid([60, 200, 330, 460], [760 - 20 * index for index in range(len(rows) + 2)])
    for index, row in enumerate([["Target", "Unit", "Result"], *rows]):
        for left, cell in zip((64, 204, 334), row, strict=True):
            canvas.drawString(left, 746 - 20 * index, cell)
    canvas.save()
    report = report_of_pdf(buffer.getvalue())
    for row, line in zip(rows, re.finditer(r"Target: .+", report.text), strict=True):
        location = locate(report, line.start(), line.end())
        assert printed_in(buffer.getvalue(), location).split() == row
        place = line.start() + line.group().index("Unit: ") + len("Unit: ")
        (mark,) = locate(report, place, place + 1).marks
        assert mark.box[0] == pytest.approx(204 / A4[0], abs=0.01)


def test_a_hyphen_that_went_is_not_boxed(make_pdf: Callable[..., bytes]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        canvas.drawString(72, 700, "we hereby report on the work that has been done for the govern-")
        canvas.drawString(72, 685, "ment of the province and all of its many departments that report")

    content = make_pdf(page)
    report = report_of_pdf(content)
    place = report.text.index("government")
    location = locate(report, place, place + len("government"))
    assert [round(mark.box[1] * A4[1]) for mark in location.marks] == sorted(
        {round(mark.box[1] * A4[1]) for mark in location.marks}
    )
    assert spelled(printed_in(content, location)) == "government"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_and_cropped_pages(make_pdf: Callable[..., bytes], rotation: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        canvas.translate(300, 400)
        canvas.rotate(rotation)
        canvas.drawString(0, 0, "the passage that is looked for")

    document = pypdfium2.PdfDocument(make_pdf(page))
    document[0].set_cropbox(50, 100, 550, 800)
    document[0].set_rotation(rotation)
    saved = io.BytesIO()
    document.save(saved)
    report = report_of_pdf(saved.getvalue())
    assert report.text == "the passage that is looked for"
    (mark,) = locate(report, 0, len("the")).marks
    across, up = (300 - 50) / 500, (400 - 100) / 700  # of the crop box, where the first letter begins
    x, y = {0: (across, 1 - up), 90: (up, across), 180: (1 - across, up), 270: (1 - up, 1 - across)}[rotation]
    width, height = (500, 700) if rotation % 180 == 0 else (700, 500)
    assert mark.box == pytest.approx((x, y - 7 / height, x + 18 / width, y), abs=0.005)


LINES = [
    "The department reports that ninety offices were merged",
    "in the first quarter and that four remain until December",
    "when the second phase of the programme begins at last",
]


def scan_of(lines: list[str], degrees: float = 0.0) -> tuple[bytes, Image.Image]:
    """A PDF of one picture of `lines`, turned by `degrees`, and that picture."""
    picture = Image.new("L", (1654, 2339), "white")
    draw = ImageDraw.Draw(picture)
    for index, line in enumerate(lines):
        draw.text((200, 300 + 60 * index), line, fill="black", font=ImageFont.load_default(36))
    picture = picture.rotate(degrees, fillcolor="white", resample=Image.Resampling.BICUBIC)
    saved = io.BytesIO()
    picture.save(saved, "PDF", resolution=200)
    return saved.getvalue(), picture


@pytest.mark.parametrize("degrees", [0.0, 2.0, -1.5])
def test_words_of_a_scan_are_boxed_where_they_are_printed(degrees: float) -> None:
    content, picture = scan_of(LINES, degrees)
    report = report_of_pdf(content)
    assert report.warnings == ("1 of 1 pages were read by OCR",)
    place = report.text.index("until")
    (mark,) = locate(report, place, place + len("until")).marks
    straight = Image.new("L", picture.size, "white")
    draw, font = ImageDraw.Draw(straight), ImageFont.load_default(36)
    before = draw.textlength(LINES[1][: LINES[1].index("until")], font=font)
    draw.rectangle((200 + before, 360, 200 + before + draw.textlength("until", font=font), 400), fill="black")
    left, top, right, bottom = straight.rotate(degrees, fillcolor="white").point(
        lambda value: 255 - value
    ).getbbox() or (0, 0, 0, 0)
    found = [share * side for share, side in zip(mark.box, picture.size * 2, strict=True)]
    assert found[0] == pytest.approx(left, abs=14)
    assert found[2] == pytest.approx(right, abs=14)
    assert found[1] < (top + bottom) / 2 < found[3]
    assert found[3] - found[1] < 80


def test_files_without_pages_of_print_tell_section_and_paragraph(bao_cao: Report) -> None:
    section = next(each for each in bao_cao.sections if each.level and each.end - each.start > 100)
    start = bao_cao.text.index("\n", section.start) + 1
    location = locate(bao_cao, start, start + 5)
    assert location.marks == ()
    assert location.pages == tuple(page.number for page in bao_cao.pages_of(start, start + 5))
    assert location.section.startswith(section.path)


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 10**9)])
def test_a_span_that_the_text_has_not(bao_cao: Report, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no span"):
        locate(bao_cao, *span)
