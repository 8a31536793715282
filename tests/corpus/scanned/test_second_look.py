"""Figures of a letterhead pass where every picture of the line shows them, or an engine of another make reads them."""

from collections.abc import Sequence

import pytest
from PIL import Image

from corpus.paragraph import Leaf, Paragraph, ParsedFile
from corpus.printed.line import Doubt
from corpus.printed.printed_page import PrintedPage
from corpus.read import report_of
from corpus.report import Report
from corpus.scanned.ocr import OcrLine
from corpus.scanned.scan import scan_warnings
from corpus.scanned.second_look import doubts_of

PAGE = Image.new("L", (1000, 1400), "white")


class Reads:
    """An engine that reads the same of every picture, but another text of each of the last ones."""

    def __init__(self, text: str, other: str = "", others: int = 0) -> None:
        self.text, self.other, self.others = text, other, others

    def read_lines(self, pictures: Sequence[Image.Image]) -> list[str]:
        steady = len(pictures) - self.others
        return [self.text] * steady + [self.other] * self.others


def doubts(stated: str, again: Reads, second: Reads | None = None, top: int = 100) -> tuple[Doubt, ...]:
    return doubts_of(PAGE, [OcrLine(stated, 0.99, (100, top, 400, top + 30))], again, lambda: second)


@pytest.mark.parametrize("line", ["Số: 574/UBND-KTTH", "Số: 21/2026/TT-BCT", "Hà Nội, ngày 13 tháng 4 năm 2026"])
def test_what_every_picture_shows_is_certain(line: str) -> None:
    assert doubts(line, Reads(line)) == ()


def test_what_changes_with_the_picture_is_doubtful() -> None:
    (doubt,) = doubts("Số: 514/UBND-KTTH", Reads("Số: 514/UBND-KTTH", "Số: 574/UBND-KTTH", others=9))
    assert (doubt.line, doubt.others) == ("Số: 514/UBND-KTTH", ("Số: 574/UBND-KTTH",))
    (doubt,) = doubts("Hà Nội, ngày 15 tháng 4 năm 2026", Reads("Hà Nội, ngày 13 tháng 4 năm 2026"))
    assert doubt.others == ("Hà Nội, ngày 13 tháng 4 năm 2026",)


def test_an_engine_of_another_make_settles_it() -> None:
    again = Reads("Số: 15/QĐ-X", "Số: 45/QĐ-X", others=9)
    assert doubts("Số: 15/QĐ-X", again, Reads("Số: 15 /QĐ-X")) == ()
    assert len(doubts("Số: 15/QĐ-X", again, Reads("Số: #5 /QĐ-X"))) == 1


def test_a_letter_among_the_figures_is_doubtful() -> None:
    assert len(doubts("Số: 4F/QĐ-UBND", Reads("Số: 4F/QĐ-UBND"))) == 1


@pytest.mark.parametrize(("line", "top"), [("Căn cứ Quyết định số 12/QĐ-UBND", 100), ("Số: 12/QĐ-UBND", 1200)])
def test_other_lines_are_not_looked_at(line: str, top: int) -> None:
    assert doubts(line, Reads("nothing of it"), top=top) == ()


def scanned(*lines: str, doubts: tuple[Doubt, ...]) -> Report:
    """The report of a scanned page of these lines."""
    parsed = ParsedFile(
        tuple(Paragraph(line) for line in lines),
        (Leaf(1, "", 0.97),),
        warnings=scan_warnings([PrintedPage(1, 595, 842, (), 0.97, doubts)]),
        doubtful=tuple(doubt.line for doubt in doubts),
    )
    return report_of(parsed, source="a.pdf", sha256="0" * 64, collection="default")


HEAD = (
    "SỞ NỘI VỤ", "Số: 514/QĐ-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Lam Giang, ngày 15 tháng 3 năm 2025", "QUYẾT ĐỊNH", "Về việc ban hành quy chế", "Điều 1. Ban hành quy chế.",
)  # fmt: skip
DOUBTS = (
    Doubt("Số: 514/QĐ-SNV", ("Số: 574/QĐ-SNV",)),
    Doubt("Lam Giang, ngày 15 tháng 3 năm 2025", ("Lam Giang, ngày 13 tháng 3 năm 2025",)),
)


def test_doubtful_figures_are_no_identity_and_the_reader_is_told() -> None:
    report = scanned(*HEAD, doubts=DOUBTS)
    assert (report.number, report.issued, report.place, report.kind) == (None, None, "Lam Giang", "quyết định")
    assert "514/QĐ-SNV" in report.text
    assert any("574/QĐ-SNV" in warning for warning in report.warnings)
    certain = scanned(*HEAD, doubts=())
    assert (certain.number, str(certain.issued)) == ("514/QĐ-SNV", "2025-03-15")


def test_doubtful_figures_that_an_annex_repeats_stand() -> None:
    annex = "(Kèm theo Quyết định số 514/QĐ-SNV ngày 15/3/2025 của Sở Nội vụ)"
    report = scanned(*HEAD, annex, doubts=DOUBTS)
    assert (report.number, str(report.issued)) == ("514/QĐ-SNV", "2025-03-15")
    other = annex.replace("514", "574").replace("15/3", "13/3")
    assert scanned(*HEAD, other, doubts=DOUBTS).number is None
