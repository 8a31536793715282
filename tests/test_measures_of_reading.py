"""Floors on figures of reading, where the public data is."""

import os
from pathlib import Path

import pytest

from tests.measures import pdf_speed, scans

DATA = Path(os.environ.get("HOIDAP_BENCH_DATA", "/nowhere"))
pytestmark = pytest.mark.skipif(not (DATA / "scans").is_dir(), reason="HOIDAP_BENCH_DATA names no folder with scans")


def test_scans() -> None:
    assert [str(each) for each in scans.measure(DATA) if not each.is_met] == []


def test_pdf_speed() -> None:
    assert [str(each) for each in pdf_speed.measure(DATA) if not each.is_met] == []


def test_edits() -> None:
    assert [scans.edits(*pair) for pair in (("kitten", "sitting"), ("", "abc"), ("abc", ""), ("số", "số"))] == [
        3,
        3,
        3,
        0,
    ]
