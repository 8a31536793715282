import sys
from pathlib import Path

import pypdfium2
import pytest

from corpus.errors import MissingProgramError
from corpus.read import read
from corpus.scanned.ocr import TrueOcr


def test_a_real_scan(bench_data: Path) -> None:
    report = read(bench_data / "scans" / "pdf" / "qd_729_ttg.pdf")
    assert (report.kind, report.number, report.agency) == ("quyết định", "729/QĐ-TTg", "Thủ tướng Chính phủ")
    assert report.issued is not None
    assert report.issued.isoformat() == "2026-04-23"
    assert report.pages[0].confidence is not None
    assert report.pages[0].confidence > 0.9
    assert [section.unit for section in report.sections[1:]] == ["article"] * 3


def test_lines_have_places_and_confidence(bench_data: Path) -> None:
    page = pypdfium2.PdfDocument(bench_data / "scans" / "pdf" / "hanoi_tb_453_flag.image-only.pdf")[0]
    lines = TrueOcr().read(page.render(scale=200 / 72).to_pil())
    (kind,) = [line for line in lines if line.text == "THÔNG BÁO"]
    assert 0.5 <= kind.confidence <= 1
    left, top, right, bottom = kind.box
    assert left < right
    assert top < bottom


def test_without_the_package_the_install_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trueocr", None)
    with pytest.raises(MissingProgramError, match="pip install trueocr"):
        TrueOcr()
