"""What the tests of reading share: a small report, PDFs made to order, the shared benchmark data."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.report import Report
from tests.corpus.small_reports import BAO_CAO, report_from


@pytest.fixture(scope="session")
def bao_cao() -> Report:
    """A short report of the usual form."""
    return report_from(BAO_CAO)


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """Builds a PDF from functions that draw a page each on a reportlab canvas."""

    def build(*draw: Callable[[Canvas], None], **options: object) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=A4, **options)
        for page in draw:
            page(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return build


@pytest.fixture(scope="session")
def bench_data() -> Path:
    """The shared benchmark data; the test is skipped where it is not on this machine."""
    folder = os.environ.get("HOIDAP_BENCH_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("HOIDAP_BENCH_DATA names no folder of benchmark data")
    return Path(folder)
