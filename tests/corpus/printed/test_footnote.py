"""A sentence goes on overleaf, whatever footnotes stand at the foot of its first page."""

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf

LINE = "the office has carried out the plan that was made for the whole of the year as"


def test_a_footnote_stands_before_the_sentence_that_goes_on(make_pdf: Callable[..., bytes]) -> None:
    def first(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72, 780, "A paragraph of its own ends here.")
        for row in range(10):
            canvas.drawString(72, 740 - 16 * row, LINE)
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(72, 100, "1 Figures of the treasury.")
        canvas.drawString(72, 88, "2 Figures of the office.")

    def second(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72, 780, "it was told to all of them.")

    parsed = read_pdf(make_pdf(first, second))
    texts = [paragraph.text for paragraph in parsed.paragraphs]
    assert texts[1:3] == ["1 Figures of the treasury.", "2 Figures of the office."]
    assert texts[3].endswith(f"{LINE} it was told to all of them.")
    assert [number for _, number in parsed.paragraphs[3].turns] == [2]
    assert [paragraph.page for paragraph in parsed.paragraphs] == sorted(
        paragraph.page for paragraph in parsed.paragraphs
    )
