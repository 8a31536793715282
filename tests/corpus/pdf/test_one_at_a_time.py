"""pdfium is asked by one thread at a time: two at once are the end of the process, whatever else it serves."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.pdf.page_image import page_png
from corpus.pdf.pdf import read_pdf
from corpus.pdf.pdfium import opened, plain_texts
from tests.conftest import SAMPLES

PATH = min(SAMPLES.rglob("*.pdf"))


@pytest.mark.parametrize(
    "asking",
    [lambda path: page_png(path, 1), lambda path: read_pdf(path.read_bytes()), lambda path: plain_texts(path.read_bytes())],
    ids=["draw", "read", "text"],
)  # fmt: skip
def test_a_thread_waits_while_another_has_a_document_open(asking: Callable[[Path], object]) -> None:
    begun, done = threading.Event(), threading.Event()

    def ask() -> None:
        begun.set()
        if asking(PATH):
            done.set()

    other = threading.Thread(target=ask)
    with opened(PATH.read_bytes()) as document:
        other.start()
        assert begun.wait(10)
        assert not done.wait(1)
        assert len(document)
    assert done.wait(60)
    other.join()
