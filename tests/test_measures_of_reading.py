"""Floors on figures of reading, where the public data is."""

import os
from pathlib import Path

import pytest

from corpus.pdf.pdf import read_pdf
from tests.calls import calls_of
from tests.measures import pdf_speed, scans

DATA = Path(os.environ.get("HOIDAP_BENCH_DATA", "/nowhere"))
needs_scans = pytest.mark.skipif(not (DATA / "scans").is_dir(), reason="HOIDAP_BENCH_DATA names no folder with scans")


@needs_scans
def test_scans() -> None:
    measures = {each.name: each for each in scans.measure(DATA)}
    # Of one document the date is written by hand under a stamp: it is None, and the figure stays one short of its bound.
    assert measures.pop(scans.DATES).value >= 2
    assert [str(each) for each in measures.values() if not each.is_met] == []


def test_a_pdf_costs_a_fifth_of_what_it_costs_pdfplumber() -> None:
    assert times_pdfplumber(pdf_speed.generated(pages=3)) >= 5


@pytest.mark.slow
@needs_scans
def test_real_pdfs_cost_a_fifth_of_what_they_cost_pdfplumber() -> None:
    contents = pdf_speed.contents_of(DATA)
    assert len(contents) >= 3
    assert all(times_pdfplumber(content) >= 5 for content in contents)
    assert all(each.value > 0 for each in pdf_speed.measure(DATA, passes=1))


def times_pdfplumber(content: bytes) -> float:
    return calls_of(lambda: pdf_speed.plumbed(content)) / calls_of(lambda: read_pdf(content))


def test_edits() -> None:
    assert [scans.edits(*pair) for pair in (("kitten", "sitting"), ("", "abc"), ("abc", ""), ("số", "số"))] == [
        3,
        3,
        3,
        0,
    ]
