"""Signed documents of which page 1 is transcribed: OCR of its picture alone, and what the text layers state."""

import unicodedata
from datetime import date
from pathlib import Path

import numpy as np

from corpus.pdf.pdf import read_pdf
from corpus.read import read, report_of
from corpus.report import Report
from corpus.scanned.ocr import Ocr, TrueOcr
from corpus.scanned.scan import default_ocr
from corpus.scanned.tesseract import Tesseract, is_installed
from tests.measures.measure import Measure

DATES = "scans: issue dates right, of 3"
_IDENTITY = {
    "cv_3722_metro": ("3722/VPCP-CN", "2026-04-28"),
    "qd_729_ttg": ("729/QĐ-TTg", "2026-04-23"),
    "tt_21_bct_fuel": ("21/2026/TT-BCT", "2026-04-28"),
}
"""Number and issue date of the documents that bear them, as their transcripts have them."""
_SIGNED = {
    "hanoi_kh_173_festival": (
        "Ủy ban nhân dân thành phố Hà Nội", "kế hoạch", "Tổ chức “Festival Thăng Long - Hà Nội lần thứ II, năm 2026”",
        "173/KH-UBND", date(2026, 4, 28)
    ),
    "hanoi_tb_453_flag": ("Ủy ban nhân dân thành phố Hà Nội", "thông báo", "Về việc treo cờ Tổ quốc",
        "453/TB-UBND", date(2026, 4, 29)),
}  # fmt: skip
"""Agency, kind, title, number and day of the documents with a text layer, where the signing software wrote the last two."""


def measure(public: Path) -> list[Measure]:
    """The figures with the OCR that this installation uses."""
    reports = _read(public, default_ocr())
    numbers = [(reports[name].number, number) for name, (number, _) in _IDENTITY.items()]
    dates = [(str(reports[name].issued or ""), issued) for name, (_, issued) in _IDENTITY.items()]
    layered = {name: read(public / "scans" / "pdf" / f"{name}.pdf") for name in _SIGNED}
    return [
        Measure("scans: mean character error rate", error_rate(public, reports), at_most=0.12),
        Measure("scans: numbers right, of 3", sum(found == wanted for found, wanted in numbers), at_least=3),
        Measure(DATES, sum(found == wanted for found, wanted in dates), at_least=3),
        Measure("scans: issue dates wrong", sum(found not in ("", wanted) for found, wanted in dates), at_most=0),
        Measure(
            "scans with a text layer: identity right, of 2",
            sum(_identity(layered[name]) == wanted for name, wanted in _SIGNED.items()),
            at_least=2,
        ),
    ]


def compare(public: Path) -> list[Measure]:
    """The error rate of each engine that is installed, for the choice of the default."""
    engines: list[Ocr] = [TrueOcr(), Tesseract()] if is_installed() else [TrueOcr()]
    return [
        Measure(f"scans: error rate of {type(each).__name__}", error_rate(public, _read(public, each)))
        for each in engines
    ]


def error_rate(public: Path, reports: dict[str, Report]) -> float:
    """Mean over the documents of the edits that make the text the transcript, for each of its characters.

    Both in NFC, white space collapsed.
    """
    rates = []
    for name, report in reports.items():
        transcript = _plain((public / "scans" / "page1" / f"{name}.txt").read_text(encoding="utf-8"))
        rates.append(edits(_plain(report.text), transcript) / len(transcript))
    return sum(rates) / len(rates)


def edits(one: str, other: str) -> int:
    """Levenshtein distance, row by row; insertions along a row by a running minimum."""
    letters = np.array([ord(letter) for letter in other])
    places = np.arange(len(other) + 1)
    row = places.copy()
    for index, letter in enumerate(one, 1):
        best = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(letter)))
        row = np.minimum.accumulate(np.concatenate(([index], best)) - places) + places
    return int(row[-1])


def _read(public: Path, ocr: Ocr) -> dict[str, Report]:
    """The reports that the pictures of first pages make, by the name of the document."""
    paths = sorted((public / "scans" / "pdf").glob("*.image-only.pdf"))
    return {
        path.name.removesuffix(".image-only.pdf"): report_of(
            read_pdf(path.read_bytes(), ocr=ocr), source=path.name, sha256=path.stem, collection="default"
        )
        for path in paths
    }


def _identity(report: Report) -> tuple[object, ...]:
    return report.agency, report.kind, report.title, report.number, report.issued


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
