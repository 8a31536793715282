from collections.abc import Callable

import pytest
from PIL.Image import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableFileError
from corpus.pdf.pdf import read_pdf
from corpus.scanned.ocr import OcrLine

Draw = Callable[[Canvas], None]


def lines(*rows: tuple[float, float, str], font: str = "Times-Roman", size: float = 12) -> Draw:
    """Draws (x, y from the top, text) on an A4 page of 842 points."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for x, y, text in rows:
            canvas.drawString(x, 842 - y, text)

    return draw


FULL = "the quick brown fox jumps over the lazy dog and then runs back to the barn xx"


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_pdf(content).paragraphs]


def test_hard_line_breaks_are_joined(make_pdf: Callable[..., bytes]) -> None:
    page = lines((100, 100, FULL), (72, 116, FULL + " word"), (72, 132, "ends here."), (100, 148, "A new one."))
    assert texts(make_pdf(page)) == [f"{FULL} {FULL} word ends here.", "A new one."]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("the govern-", "ment of the province", "the government of the province"),
        ("Decision 12/QD-", "UBND of the province", "Decision 12/QD-UBND of the province"),
    ],
)
def test_words_divided_at_a_line_end(make_pdf: Callable[..., bytes], left: str, right: str, joined: str) -> None:
    padding = "x" * (71 - len(left))
    page = lines((72, 100, f"{padding} {left}"), (72, 116, right + " " + "y" * 40), (72, 132, "z" * 20))
    assert joined in texts(make_pdf(page))[0]


def test_running_heads_and_page_numbers_go_and_label_the_page(make_pdf: Callable[..., bytes]) -> None:
    pages = [
        lines(
            (200, 40, "REPORT OF THE DEPARTMENT"),
            (290, 800, f"- {number} -"),
            (72, 120, f"Body of page {word}."),
        )
        for number, word in ((4, "one"), (5, "two"), (6, "three"))
    ]
    parsed = read_pdf(make_pdf(*pages))
    assert [paragraph.text for paragraph in parsed.paragraphs] == [
        f"Body of page {word}." for word in ("one", "two", "three")
    ]
    assert [leaf.label for leaf in parsed.leaves] == ["4", "5", "6"]


def test_a_paragraph_over_two_pages_is_one_and_knows_where_it_turns(make_pdf: Callable[..., bytes]) -> None:
    first = lines((72, 100, FULL), (72, 116, FULL))
    second = lines((290, 40, "2"), (72, 80, "and ends on the second page."))
    parsed = read_pdf(make_pdf(first, second))
    (paragraph,) = parsed.paragraphs
    assert paragraph.turns == ((len(FULL) * 2 + 2, 2),)
    assert paragraph.text[paragraph.turns[0][0] :] == "and ends on the second page."


def test_a_letterhead_is_read_column_by_column(make_pdf: Callable[..., bytes]) -> None:
    page = lines(
        (80, 60, "SO NOI VU"), (320, 60, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
        (80, 76, "TINH LAM GIANG"), (340, 76, "Doc lap - Tu do"),
        (80, 100, "So:      /KH-SNV"), (340, 100, "Lam Binh"), (260, 140, "KE HOACH"), (72, 170, FULL), (72, 186, FULL),
    )  # fmt: skip
    found = texts(make_pdf(page))
    assert found.index("TINH LAM GIANG") < found.index("CONG HOA XA HOI CHU NGHIA VIET NAM") < found.index("KE HOACH")
    assert "So: /KH-SNV" in found


def test_rows_of_a_ruled_table_name_their_heads(make_pdf: Callable[..., bytes]) -> None:
    def table(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        canvas.grid([72, 220, 320, 420], [700, 680, 660, 640])
        for row, cells in enumerate(
            [("Target", "Unit", "Result 2024"), ("Online files", "%", "68,7"), ("Stations", "set", "1.234")]
        ):
            for x, cell in zip((76, 224, 324), cells, strict=True):
                canvas.drawString(x, 686 - 20 * row, cell)
        canvas.drawString(72, 600, "After the table.")

    parsed = read_pdf(make_pdf(table))
    assert [(paragraph.role, paragraph.text) for paragraph in parsed.paragraphs] == [
        ("row", "Target: Online files; Unit: %; Result 2024: 68,7"),
        ("row", "Target: Stations; Unit: set; Result 2024: 1.234"),
        ("body", "After the table."),
    ]


def test_bold_type_is_told(make_pdf: Callable[..., bytes]) -> None:
    page = lines((72, 100, "Heading"), font="Times-Bold")
    assert read_pdf(make_pdf(page, lines((72, 100, "plain text")))).paragraphs[0].bold


class OneLine:
    """An OCR that reads the same line on every page."""

    def read(self, image: Image) -> list[OcrLine]:
        assert image.width > 1000
        return [OcrLine("Điều 1. Phê duyệt kế hoạch", 0.8, (200, 300, 900, 340))]


def test_pages_that_are_pictures_are_read_by_ocr(make_pdf: Callable[..., bytes]) -> None:
    def picture(canvas: Canvas) -> None:
        canvas.rect(100, 100, 300, 300, fill=1)

    parsed = read_pdf(make_pdf(picture, lines((72, 100, FULL))), ocr=OneLine())
    assert [paragraph.text for paragraph in parsed.paragraphs] == ["Điều 1. Phê duyệt kế hoạch", FULL]
    assert [leaf.confidence for leaf in parsed.leaves] == [0.8, None]
    assert parsed.warnings == ("1 of 2 pages were read by OCR", "OCR is unsure of page 1")


def test_an_empty_page_keeps_its_place(make_pdf: Callable[..., bytes]) -> None:
    parsed = read_pdf(make_pdf(lines((72, 100, FULL)), lines(), lines((72, 100, "The end of it all."))))
    assert [leaf.number for leaf in parsed.leaves] == [1, 2, 3]
    assert [paragraph.page for paragraph in parsed.paragraphs] == [1, 3]


def test_protected_by_a_password(make_pdf: Callable[..., bytes]) -> None:
    content = make_pdf(lines((72, 100, FULL)), encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0))
    with pytest.raises(UnreadableFileError, match="remove the password and sync again"):
        read_pdf(content)


def test_truncated(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableFileError, match="damaged PDF"):
        read_pdf(make_pdf(lines((72, 100, FULL)))[:300])


def test_each_page_is_a_sign_of_life(make_pdf: Callable[..., bytes]) -> None:
    seen: list[tuple[int, int]] = []
    read_pdf(
        make_pdf(lines((72, 100, FULL)), lines((72, 100, FULL))),
        on_page=lambda done, of: seen.append((done, of)),
    )
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize(("size", "rise"), [(7, 5), (10, 5)], ids=["as type-setters do", "as browsers do"])
@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        ("1.350", " files", "1.350 [2] files"),
        ("450 m", " of floor", "450 m² of floor"),
        ("2 x 10", " a year", "2 x 10² a year"),
        ("the villages", ", and", "the villages [2], and"),
    ],
)
def test_raised_figures_make_no_other_one_longer(
    before: str, after: str, read: str, size: int, rise: int, make_pdf: Callable[..., bytes]
) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        for words, points, height in ((before, 12, 0), ("2", size, rise), (after, 12, 0)):
            text.setFont("Times-Roman", points)
            text.setRise(height)
            text.textOut(words)
        canvas.drawText(text)

    assert texts(make_pdf(draw)) == [read]
