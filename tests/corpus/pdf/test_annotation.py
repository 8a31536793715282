"""What annotations and form fields show stands in its place on the page, but for the boxes of electronic signatures."""

import pytest

from corpus.pdf.pdf import read_pdf
from tests.corpus.printed.test_bad_pdf import CATALOGUE, FONT, PAGES, pdf, stream

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources << /Font << /F1 5 0 R >> >>"
BODY = b"BT /F1 12 Tf 72 700 Td (So:          /BC-SNV) Tj 0 -40 Td (The department reports its results for the year.) Tj ET"
WIDGET = b"/Subtype /Widget /FT /Tx /T (a) /V (%s)"


def page_with(annotation: bytes, *appearance: bytes, body: bytes = BODY, catalogue: bytes = CATALOGUE) -> list[str]:
    """The paragraphs of a page with one annotation; `appearance` is what it draws from the corner of its box."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R] "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    shown = b" /AP << /N 7 0 R >>" if appearance else b""
    drawn = [stream(each, FORM % (200, 60)) for each in appearance]
    annotated = b"<< /Type /Annot %s%s >>" % (annotation, shown)
    content = pdf(catalogue, PAGES, page, stream(body), FONT, annotated, *drawn)
    return [paragraph.text for paragraph in read_pdf(content).paragraphs]


WITH_FORM = CATALOGUE[:-2] + b"/AcroForm << /Fields [6 0 R] /DA (/Helv 0 Tf 0 g) %s >> >>"
WORDS = b"BT /F1 12 Tf 0 4 Td (%s) Tj ET"
BLANK = b" /Rect [92 696 292 756] /F 4 "


@pytest.mark.parametrize(
    "kind",
    [b"/Subtype /FreeText /Contents (228)", b"/Subtype /Stamp", b"/Subtype /Widget /FT /Sig", WIDGET % b"228"],
)
def test_a_number_that_is_put_in(kind: bytes) -> None:
    assert page_with(kind + BLANK, WORDS % b"228", catalogue=WITH_FORM % b"")[0] == "So: 228/BC-SNV"


@pytest.mark.parametrize("needed", [b"", b"/NeedAppearances true"])
def test_a_value_without_an_appearance(needed: bytes) -> None:
    typed = b"/Subtype /Widget /FT /Tx /T (a) /V <FEFF005000681EBF0020003100320033> /Rect [92 694 180 712] /F 4"
    assert page_with(typed, catalogue=WITH_FORM % needed)[0].split("/")[0] == "So: Phế 123"


def test_a_note_without_an_appearance() -> None:
    note = b"/Subtype /FreeText /Contents (228) /Rect [92 698 120 712]"
    assert page_with(note)[0] == "So: 228/BC-SNV"


def test_a_value_in_small_type_is_no_raised_mark() -> None:
    drawn = b"BT /F1 8 Tf 0 7 Td (228) Tj ET"
    assert page_with(b"/Subtype /Stamp" + BLANK, drawn)[0] == "So: 228/BC-SNV"


@pytest.mark.parametrize("hidden", [b"/F 2", b"/F 32"])
def test_what_is_hidden_is_not_read(hidden: bytes) -> None:
    assert page_with(b"/Subtype /Stamp /Rect [92 696 292 756] " + hidden, WORDS % b"228") == page_with(
        b"/Subtype /Link"
    )


def test_the_box_of_a_signature_is_left_out() -> None:
    box = b"BT /F1 9 Tf 0 40 Td (Signature Not Verified) Tj 0 -12 Td (Digitally signed by An Office) Tj ET"
    place = b" /Rect [300 300 500 360] /F 4 "
    for kind in (b"/Subtype /Widget /FT /Sig", b"/Subtype /Stamp"):
        assert page_with(kind + place, box, catalogue=WITH_FORM % b"") == page_with(b"/Subtype /Link" + place)


def test_the_box_of_a_signature_that_is_printed() -> None:
    lines = (b"Signed by: An Office", b"Email: office@example.org", b"Signing time: 12.03.2025 10:20:11 +07:00")
    drawn = b"".join(b"0 -12 Td (%s) Tj " % line for line in lines)
    found = page_with(b"/Subtype /Link", body=BODY + b" BT /F1 9 Tf 300 400 Td %s ET" % drawn)
    assert not any("office" in text.lower() for text in found)
    assert (
        page_with(b"/Subtype /Link", body=BODY + b" BT /F1 9 Tf 300 400 Td (Email: office@example.org) Tj ET") != found
    )
